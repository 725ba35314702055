"""The report as a Word file, laid out by a template that is a Word file itself.

Owns: the fields that a template may use, and what is wrong with a template that cannot be used.
Never: lets a template leave out that figures are invented or that the words are a draft.
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from warehouse.errors import WarehouseError
from warehouse.reports.pack.content import Report
from warehouse.reports.pack.writers.packed import same_bytes
from warehouse.reports.pack.writers.word_parts import Parts, StyleMissingError

FIELDS = (
    "title, subtitle, as_of, release_id, draft_mark, sample_mark, citation, licence, sections (each with title, "
    "section_id, is_draft and body) and figures (by id, such as figures['strategy.primary.due_count'])"
)


def docx(report: Report, template: Path) -> bytes:
    """Write a report as a Word file.

    Args:
        report: the report.
        template: a Word file with fields.

    Raises:
        WarehouseError: the template cannot be used; the message names the field, style or page that is wrong.
    """
    document = _opened(template)
    try:
        parts = Parts(document.docx)
        document.render(_fields(report, parts), _environment())
    except StyleMissingError as error:
        raise WarehouseError(
            f"The template {template.name} has no style {error}. Add it in Word, then try again."
        ) from error
    except jinja2.UndefinedError as error:
        raise WarehouseError(
            f"The template {template.name} uses a field that a report does not have: {error.message}. "
            f"Fields are: {FIELDS}."
        ) from error
    except jinja2.TemplateError as error:
        raise WarehouseError(f"The template {template.name} cannot be read{_near(error)}: {error}.") from error
    except etree.XMLSyntaxError as error:
        raise WarehouseError(
            f"The template {template.name} leads to a broken file: a field such as {{{{p section.body }}}} must stand "
            f"in a paragraph of its own ({error})."
        ) from error
    _properties(document, report)
    stream = io.BytesIO()
    document.save(stream)
    _refuse_unmarked(Document(io.BytesIO(stream.getvalue())), report, template)
    return same_bytes(stream.getvalue())


def _opened(path: Path) -> DocxTemplate:
    document = DocxTemplate(str(path))
    try:
        document.init_docx()
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise WarehouseError(
            f"{path} cannot be opened as a Word file. Save it in Word as .docx, then try again."
        ) from error
    return document


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=True)


def _fields(report: Report, parts: Parts) -> dict[str, Any]:
    about = report.about
    sections = [
        {
            "section_id": section.section_id,
            "title": section.title,
            "is_draft": is_draft,
            "body": Markup(parts.body(section)),  # noqa: S704  (its parts are escaped where they are made)
        }
        for is_draft, group in ((True, report.sections), (False, report.annex))
        for section in group
    ]
    return {
        "title": about.title,
        "subtitle": about.subtitle,
        "as_of": about.as_of_words,
        "release_id": about.release_id,
        "draft_mark": about.draft_mark,
        "sample_mark": about.sample_mark,
        "citation": about.citation,
        "licence": about.licence,
        "sections": sections,
        "figures": {figure.figure_id: figure.shown for figure in report.figures},
    }


def _near(error: jinja2.TemplateError) -> str:
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    found = re.findall(r"{[{%].*?[}%]}", " ".join(lines))
    return f", near {found[0]}" if found else f", near {lines[0][:80]!r}" if lines else ""


def _refuse_unmarked(word: WordDocument, report: Report, path: Path) -> None:
    """Every page has a header that says what the reader must know.

    Raises:
        WarehouseError: a header of the template lacks a mark.
    """
    for number, section in enumerate(word.sections, 1):
        headers = {"header": section.header}
        if section.different_first_page_header_footer:
            headers["header of the first page"] = section.first_page_header
        if word.settings.odd_and_even_pages_header_footer:
            headers["header of even pages"] = section.even_page_header
        for name, header in headers.items():
            text = "".join(str(node.text or "") for node in header._element.iter() if str(node.tag).endswith("}t"))  # noqa: SLF001
            for field, mark in (("sample_mark", report.about.sample_mark), ("draft_mark", report.about.draft_mark)):
                if mark not in text:
                    raise WarehouseError(
                        f"The template {path.name} lacks the field {{{{ {field} }}}} in the {name} of its section "
                        f"{number}: every page must say so. Put it there in Word, then try again."
                    )


def _properties(document: DocxTemplate, report: Report) -> None:
    told, about = document.docx.core_properties, report.about
    moment = datetime.fromisoformat(about.built_at)
    told.title, told.subject, told.comments = about.title, about.subtitle, about.sample_mark or about.draft_mark
    told.author = told.last_modified_by = "Decent work in supply chains warehouse"
    told.created = told.modified = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    told.language, told.revision, told.keywords = "en-GB", 1, about.release_id
