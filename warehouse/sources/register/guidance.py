"""The words on the sheet "Start here".

Owns: what an officer is told in the workbook itself.
Never: formats a cell.
"""

from collections.abc import Iterator

from warehouse.sources.register.columns import ABOUT, COLUMNS, MILESTONES, STATUS_WORDS
from warehouse.sources.register.form import Form
from warehouse.sources.register.plan import CONTINUOUS, DISCRETE
from warehouse.sources.register.sheets import SHEETS

TITLE = "Milestone register"
STRATEGY = "ILO strategy on decent work in supply chains 2023–27"
SAMPLE = "SAMPLE DATA: every entry in this workbook is invented."

Section = tuple[str, tuple[tuple[str, str], ...]]


def sections(form: Form) -> Iterator[Section]:
    """Headed sections; each line has a short name and a text."""
    yield ("What this is for", (("", _PURPOSE), ("Reporting on", form.period_words), ("Due", _due(form))))
    yield ("How to fill it in", tuple((str(number), step) for number, step in enumerate(_STEPS, 1)))
    for nature, title in (
        (DISCRETE, "Status of a milestone (discrete)"),
        (CONTINUOUS, "Status of an activity (continuous)"),
    ):
        yield (title, tuple(STATUS_WORDS[nature].items()))
    yield ("What to enter", tuple((column.heading, column.hint) for column in COLUMNS if column.is_filled_in))
    yield ("The further sheets (fill in what you have)", tuple((sheet.name, sheet.purpose) for sheet in SHEETS))
    yield ("How the plan is read", _PLAN)
    yield ("Handing in", _HANDING_IN)


def _due(form: Form) -> str:
    days = [f"{period.label}: {period.due:%d %B %Y}".replace(": 0", ": ") for period in form.periods]
    return "; ".join(days) + " (proposed dates)"


_PURPOSE = (
    "One row for each of the 41 planned phases of the strategy's 20 outputs. What you report here shows whether the"
    " strategy is being delivered, what is late and why. Whoever is responsible for an output reports on its rows."
)
_STEPS = (
    f"On the sheet “{ABOUT}”, enter who reports, the day you hand this in, and leave Data kind at real.",
    f"On the sheet “{MILESTONES}”, fill in the cream cells, under “You fill in”. The other cells come from the plan.",
    "Report on your own rows only. A row with nothing filled in is no report, which is not an error.",
    "Choose the Status from the list in the cell. Dates are real dates: type 2024-11-30 or your usual form.",
    "Look at “Row check” at the end of each row: it says what is still missing.",
)
_PLAN = (
    ("Planned", "The years in which the plan foresees the phase. A milestone is due by 31 December of its last year."),
    ("≈", "The printed plan can be read in more than one way here. Every figure is given under both readings."),
    ("In this period", "What the plan expects in the half-year that the row reports on."),
    ("Evidence looked for", "A proposal of what could serve as evidence; other evidence counts as well."),
    ("Late", "After 31 December of the last planned year, under the reading that gives more time. Then say why."),
    ("Last report", "The last column, where something was reported before. It is only shown; report anew what holds."),
    ("Grey rows", "The plan starts these phases later. Report on them only if something happened already."),
)
_HANDING_IN = (
    ("Check first", "dwsc register check FILE lists every error with its cell, and loads nothing."),
    ("Hand in", "Send this file to your M&E unit, or put it into the landing folder. Keep the format .xlsx."),
    ("Corrections", "Hand in a new file with a later submission date, and choose the Correction reason in the row."),
    ("Nothing is lost", "Earlier reports are kept, never overwritten. What is approved changes only by a correction."),
    ("Not ready yet", f"On “{ABOUT}” choose draft as Report state: it is kept and shown, but no figure counts it."),
    (
        "If it is refused",
        "Nothing of it is loaded. You get every error at once: sheet, cell, what is wrong, what to do.",
    ),
    ("Questions", "Ask your M&E unit."),
)
