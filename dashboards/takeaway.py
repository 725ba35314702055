"""What a reader takes away from a section: files, the query behind it, its address, its citation.

Owns: the buttons under a chart or a table, and the names of their files.
Never: shows a figure; a file holds what the section shows, and nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from dashboards import door, words
from dashboards.downloads import snippets, workbook
from dashboards.queries import reading
from warehouse.release import pointer

_MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_LANGUAGES = (("SQL", snippets.sql, "sql"), ("Python", snippets.python, "python"), ("R", snippets.r, "r"))
_KINDS = {"csv": "Rows (CSV)", "xlsx": "Rows (Excel)", "svg": "Picture (SVG)", "png": "Picture (PNG)"}


@dataclass(frozen=True)
class Taken:
    """What can be taken away from one section.

    Attributes:
        what: names the files, for instance milestones.
        filters: the codes that were chosen, for the file names.
        sql: the query whose rows the section shows.
        source: the release.
        is_sample: whether the figures are invented.
        cover: what the rows are, for the first sheet of the workbook.
        pictures: by ending, what draws the chart; empty for a table.
        workbook: what makes the workbook where it is more than the rows with a cover.
        beside: by name, queries of what the chart shows beside these rows, such as its targets.
    """

    what: str
    filters: tuple[str, ...]
    sql: str
    source: reading.Source
    is_sample: bool
    cover: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    workbook: Callable[[], bytes] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)

    def file_name(self, ending: str) -> str:
        """`dwsc_<what>_<filters>_<release>.<ending>`."""
        release = self.source.release_id
        return words.file_name(self.what, list(self.filters), release, is_sample=self.is_sample, ending=ending)

    @property
    def makers(self) -> dict[str, Callable[[], bytes]]:
        """By ending, what makes the file; nothing is made before somebody asks for it."""
        rows = {
            "csv": lambda: reading.csv(self.source, self.sql),
            "xlsx": self.workbook or (lambda: workbook.xlsx(reading.arrow(self.source, self.sql), self._cover())),
        }
        return {**rows, **self.pictures}

    def _cover(self) -> dict[str, str]:
        sample = {"Note": "SAMPLE DATA: every figure here is invented."} if self.is_sample else {}
        filters = {"Choices": ", ".join(self.filters)} if self.filters else {}
        named = self.cover or {"Table": self.what.replace("_", " ")}
        return {**named, **sample, **filters, "Release": self.source.release_id, "Query": self.sql}


def download(taken: Taken, label: str = "Download") -> None:
    """One button that opens to a button per file."""
    with st.popover(label, icon=":material/download:", type="tertiary", key=f"download_{taken.what}"):
        for ending, make in taken.makers.items():
            st.download_button(
                _KINDS[ending],
                door.guarded(make),
                taken.file_name(ending),
                _MIMES[ending],
                on_click="ignore",
                key=f"download_{taken.what}_{ending}",
                width="stretch",
            )


def reproduce(taken: Taken) -> None:
    """The query as SQL, and as a few lines of Python and R, each of which gives the same rows as it stands."""
    release_id, what = taken.source.release_id, "chart" if taken.pictures else "table"
    further = f" Further down: {'; '.join(taken.beside)}." if taken.beside else ""
    with st.popover("Reproduce", icon=":material/code:", type="tertiary"):
        st.markdown(
            f"Code that gives the rows of this {what}. Run it in the folder that holds "
            f"`{pointer.database_name(release_id)}`; *Data and citation* has that file.{further}"
        )
        tabs = st.tabs([name for name, _, _ in _LANGUAGES])
        for tab, (_, write, language) in zip(tabs, _LANGUAGES, strict=True):
            tab.code(write(taken.sql, release_id), language=language)
            for name, sql in taken.beside.items():
                tab.markdown(f"{name}:")
                tab.code(write(sql, release_id), language=language)
