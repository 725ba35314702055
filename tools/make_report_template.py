"""Make the Word template of reports anew: warehouse/reports/pack/templates/report.docx.

Run it when the standard look is to change; an officer changes a copy of the file in Word instead and names it with
`dwsc report … --template FILE`. docs/reports.md lists the fields that a template may use.
"""

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from warehouse.reports.pack.writers.packed import same_bytes
from warehouse.settings import PROJECT_ROOT

TARGET = PROJECT_ROOT / "warehouse" / "reports" / "pack" / "templates" / "report.docx"
BLUE, GREY, RED = RGBColor(0x1E, 0x2D, 0xBE), RGBColor(0x59, 0x60, 0x6A), RGBColor(0x8C, 0x1D, 0x18)
FONT = "Calibri"
SIZES = {"Title": 24, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}


def main() -> None:
    """Write the template."""
    document = Document()
    _styles(document)
    _page(document)
    _body(document)
    document.save(str(TARGET))
    TARGET.write_bytes(same_bytes(TARGET.read_bytes()))


def _styles(document: Word) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(10.5)
    for name, size in SIZES.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), BLUE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["Caption"].font.size, styles["Caption"].font.color.rgb = Pt(10), RGBColor(0x1F, 0x23, 0x28)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    note = styles.add_style("Report Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.font.color.rgb = styles["Normal"], Pt(9), GREY
    language = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "en-GB")


def _page(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    head = section.header.paragraphs[0]
    mark = head.add_run("{{ sample_mark }}")
    mark.bold, mark.font.color.rgb, mark.font.size = True, RED, Pt(9)
    draft = head.add_run("  {{ draft_mark }}")
    draft.font.color.rgb, draft.font.size = GREY, Pt(9)
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ subtitle }}    ").font.size = Pt(9)
    _page_number(foot.add_run())


def _page_number(run: Run) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001  (python-docx has no call for fields)


def _body(document: Word) -> None:
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}")
    document.add_paragraph("{{ draft_mark }}.", style="Report Note")
    document.add_paragraph("{{ sample_mark }}").runs[0].bold = True
    document.add_paragraph("{{ citation }} {{ licence }}", style="Report Note")
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.title }}", style="Heading 1")
    document.add_paragraph("{%p if section.is_draft %}")
    document.add_paragraph("{{ draft_mark }}.", style="Report Note")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{p section.body }}")
    document.add_paragraph("{%p endfor %}")


if __name__ == "__main__":
    main()
