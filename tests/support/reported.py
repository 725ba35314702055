"""A home with the registers of the sample, and the Governing Body report of March 2025 made in it by the command.

Owns: that it is made once for all processes, and reading a report back without the code that wrote it.
Never: says what the report should have said; that is for the tests.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdf

from support.faults import DWSC
from support.first_release import FirstRelease
from support.made_once import made_once
from warehouse.settings import PROJECT_ROOT

AS_OF = "2025-03-01"


@dataclass(frozen=True)
class Reported:
    """The home, the folder of the report, and what the command said."""

    home: Path
    folder: Path
    run: subprocess.CompletedProcess[str]

    @property
    def database(self) -> Path:
        """The DuckDB file of the release in the report's folder."""
        return next((self.folder / "release").glob("*.duckdb"))


def reported(folder: Path, first: FirstRelease) -> Reported:
    """The one under this folder, made by whoever comes first."""

    def make(inside: Path) -> tuple[int, str, str]:
        home = first.copy_home(inside / "home")
        for path in sorted(first.sample.glob("milestone_register_*")):
            shutil.copy(path, home / "landing" / path.name)
        ran = dwsc(home, "report", "progress", "--as-of", AS_OF, "--out", str(inside / "report"))
        return ran.returncode, ran.stdout, ran.stderr

    code, said, wrong = made_once(folder, make)
    return Reported(folder / "home", folder / "report", subprocess.CompletedProcess(["dwsc"], code, said, wrong))


def dwsc(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a home."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DWSC_")}
    return subprocess.run(
        [DWSC, *words],
        env=plain | {"DWSC_HOME": str(home)},
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=400,
    )


def word_text(path: Path) -> str:
    """All words of the body of a Word file, tables left out, with the marks."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def word_tables(path: Path) -> list[list[list[str]]]:
    """Every table of a Word file, its heading row first."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def pdf_text(path: Path) -> str:
    """All words of a PDF in the order of its pages; running heads and feet are in it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def squeezed(text: str) -> str:
    """A text without spaces and hyphens, which a line break in a PDF may add."""
    return re.sub(r"[\s\-\u00ad\u2010]", "", text)


class Page(HTMLParser):
    """An HTML page as a list of (tag, attributes, text), and its tables."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        if tag in ("td", "th", "style", "svg", "title"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in self._open:
            self._open.remove(tag)
        if tag in ("p", "h1", "h2", "h3", "h4"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        """Text inside the innermost element."""
        if "td" in self._open or "th" in self._open:
            self.tables[-1][-1][-1] += data
        elif not self._open:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]
