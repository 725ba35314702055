"""The form that evaluators fill in: empty for them, or filled in as an example.

Owns: the sheets of the workbook in their order, its words of guidance, and writing it whole.
Never: says how a table looks (`sources.register` does); loads anything.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from warehouse.sources.evaluation.vocabulary import ABOUT, FACTS, SHEETS
from warehouse.sources.evaluation.words import RATINGS
from warehouse.sources.register.columns import DATA_KINDS, LISTS, START
from warehouse.sources.register.further import Row
from warehouse.sources.register.further_grid import list_name, write_further
from warehouse.sources.register.guidance import STRATEGY
from warehouse.sources.register.look import Look
from warehouse.sources.register.pages import (
    LISTS_PURPOSE,
    close_sheet,
    open_sheet,
    set_list_columns,
    word_table,
    write_facts,
    write_sections,
)
from warehouse.sources.register.plan import SEEDS, Plan, read_plan
from warehouse.sources.register.sheets import REPORT_STATES
from warehouse.sources.register.standing import Standing
from warehouse.sources.register.template import write_whole

TITLE = "Evaluation workbook"
SAMPLE = "SAMPLE DATA: every entry in this workbook is invented."
BLANK_ROWS = {"Questions": 20, "Question links": 60, "Evidence": 80, "Ratings": 6, "Findings": 40}
BLANK_ROWS |= {"Recommendations": 20, "Responses": 20, "Designs": 10, "Design areas": 120}
_HOW = (
    (
        "1",
        f"On the sheet “{ABOUT}”, enter the function that answers for this file and the day you hand it in.",
    ),
    ("2", "Fill in the cream cells of the sheets that you have something for. An empty row is no error."),
    ("3", "Questions first: evidence, findings and designs name the question that they are about."),
    ("4", "Name functions, such as evaluation manager, and organizations; never persons, and no e-mail address."),
)
_HANDING_IN = (
    ("Check first", "dwsc evaluation check FILE lists every error with its cell, and loads nothing."),
    ("Hand in", "Send this file to your M&E unit, or put it into the landing folder. Keep the format .xlsx."),
    ("Later files", "A later file needs only the rows that are new or changed; the others stand as they were."),
    ("Corrections", "A rating, recommendation, response or design that said something else needs a Correction reason."),
    ("Links and areas", "The last file with links of a question, or areas of a design, holds all of them."),
    ("Nothing is lost", "Every version is kept with its day. A design handed in later has a later day."),
    ("Not ready yet", f"On “{ABOUT}” choose draft as State: it is kept and shown, but counts for nothing."),
    ("If it is refused", "Nothing of it is loaded. You get every error at once: sheet, cell, what to do."),
)


@dataclass(frozen=True)
class EvaluationForm:
    """A form, empty or filled in; `further` holds the rows by the name of the sheet and column key."""

    plan: Plan
    made_on: date
    submitted_on: date | None = None
    author: str = ""
    data_kind: str = "real"
    state: str = "submitted"
    further: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    standing: Standing = field(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        """Whether every entry is invented."""
        return self.data_kind == "sample"

    @property
    def period_words(self) -> str:
        """What stands in the title of a sheet behind its name."""
        return "evaluation of the strategy"


def write_template(path: Path, *, today: date | None = None, seeds: Path = SEEDS) -> None:
    """Write an empty form; an existing file is replaced.

    Raises:
        WarehouseError: it cannot be written, or a seed file is missing.
    """
    day = today or datetime.now(UTC).date()
    write_whole(path, workbook(EvaluationForm(read_plan(seeds), day, further=_rows({}))))


def write_evaluation(
    path: Path,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    *,
    submitted_on: date,
    author: str,
    data_kind: str,
    state: str = "submitted",
    seeds: Path = SEEDS,
) -> None:
    """Write a filled form; an existing file is replaced.

    Args:
        path: where to.
        rows: by the name of the sheet, then by column key; dates as dates or ISO text. Written as they are.
        submitted_on: the submission date.
        author: who answers for the file.
        data_kind: real or sample.
        state: submitted or draft.
        seeds: the folder that holds the plan.

    Raises:
        WarehouseError: it cannot be written, or a seed file is missing.
    """
    form = EvaluationForm(read_plan(seeds), submitted_on, submitted_on, author, data_kind, state, _rows(rows))
    write_whole(path, workbook(form))


def workbook(form: EvaluationForm) -> bytes:
    """The workbook as bytes; equal forms give equal bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    look, mark = Look(book), SAMPLE if form.is_sample else None
    created = datetime.combine(form.made_on, time())
    book.set_properties({"title": TITLE, "subject": STRATEGY, "author": "M&E unit", "created": created})
    book.set_size(2400, 1400)
    start, about = book.add_worksheet(START), book.add_worksheet(ABOUT)
    pages = [(sheet, book.add_worksheet(sheet.name)) for sheet in SHEETS]
    lists = _write_lists(book.add_worksheet(LISTS), form, look, mark)
    open_sheet(start, TITLE, STRATEGY, look, mark)
    write_sections(start, _sections(), look)
    close_sheet(start, is_landscape=False)
    open_sheet(about, ABOUT, "Fill in the cream cells; they hold for the whole file.", look, mark)
    entries = (form.author, form.submitted_on, form.data_kind, form.state)
    write_facts(about, FACTS, dict(zip((fact.key for fact in FACTS), entries, strict=True)), lists, look)
    close_sheet(about, is_landscape=True)
    for sheet, page in pages:
        write_further(page, sheet, form, look, lists)
    start.activate()
    book.close()
    return stream.getvalue()


def _rows(given: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, tuple[Row, ...]]:
    blanks: dict[str, list[Row]] = {name: [{} for _ in range(count)] for name, count in BLANK_ROWS.items()}
    return {sheet.name: (*map(dict, given.get(sheet.name, ())), *blanks[sheet.name]) for sheet in SHEETS}


def _sections() -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    yield ("How to fill it in", _HOW)
    yield ("The sheets", tuple((sheet.name, sheet.purpose) for sheet in SHEETS))
    levels = tuple((f"{level} {word}", meaning) for level, (word, meaning) in RATINGS.items())
    yield ("Levels of a rating", levels)
    yield ("Handing in", _HANDING_IN)


def _write_lists(page: Worksheet, form: EvaluationForm, look: Look, mark: str | None) -> dict[str, str]:
    """Write the lists; each range that a drop-down offers, by the name of its list."""
    set_list_columns(page, look)
    open_sheet(page, LISTS, LISTS_PURPOSE, look, mark)
    line, lists = 3, {}
    for name, (heading, words) in _lists(form.plan).items():
        records = [(heading, word, meaning) for word, meaning in words.items()]
        lists[name] = word_table(page, line, f"words_{name}", ("List", "Word", "Meaning"), records, look)
        line += len(records) + 2
    close_sheet(page, is_landscape=False)
    return lists


def _lists(plan: Plan) -> dict[str, tuple[str, Mapping[str, str]]]:
    found: dict[str, tuple[str, Mapping[str, str]]] = {
        "data_kind": ("Data kind", DATA_KINDS),
        "report_state": ("State", REPORT_STATES),
    }
    for sheet in SHEETS:
        found.update({list_name(sheet, key): (sheet.heading(key), words) for key, words in sheet.words.items()})
    found["output_id"] = ("Output ID", plan.outputs)
    found["indicator_id"] = ("Indicator ID", {key: one.label for key, one in plan.indicators.items()})
    found["reference_area_code"] = ("Reference area", plan.codes.areas)
    return found
