"""A report in every form, in memory.

Owns: which documents there are and what each is called.
Never: writes a file.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from warehouse.reports.pack.content import Report

STANDARD_TEMPLATE = Path(__file__).parent / "templates" / "report.docx"
FORMS = ("report.docx", "report.pdf", "report.html", "annex.xlsx")


def documents(report: Report, template: Path | None = None) -> Mapping[str, Callable[[], bytes]]:
    """By name, what makes each document; nothing is made before it is asked for.

    Args:
        report: the report.
        template: a Word file in place of the standard one.
    """

    # Each starts an engine or a large library: only when a document is made.
    def word() -> bytes:
        from warehouse.reports.pack.writers.docx import docx

        return docx(report, template or STANDARD_TEMPLATE)

    def paper() -> bytes:
        from warehouse.reports.pack.writers.pdf import pdf

        return pdf(report)

    def page() -> bytes:
        from warehouse.reports.pack.writers.html import html

        return html(report)

    def workbook() -> bytes:
        from warehouse.reports.pack.writers.xlsx import xlsx

        return xlsx(report)

    return dict(zip(FORMS, (word, paper, page, workbook), strict=True))
