"""What the columns of an old pivot mean.

Owns: telling row headings, spread columns and the notes column apart with the help of the dataset's id.
Never: reads a value; assigns a column that the id does not explain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.rejected import FileRefusedError, Finding, refused
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.layouts.cells import text_of
from warehouse.sources.ilostat.layouts.versions import Versions, plain
from warehouse.sources.ilostat.layouts.workbook import Line

_FIXED = {"Reference area": "ref_area_label", "Source": "source_label", "Sex": "sex_label", "Time": "time"}
_DIMENSIONS = {
    "Age": "AGE", "Economic activity": "ECO", "Occupation": "OCU", "Education": "EDU", "Currency": "CUR",
    "Status in employment": "STE", "Institutional sector": "INS", "Disability status": "DSB",
}  # fmt: skip
_NOTES = {"", "Notes"}
_ENDS = ("time", "obs_value", "obs_status", "note_indicator_label", "note_source_label")

Values = dict[str, str | None]


@dataclass(frozen=True)
class Plan:
    """Columns count from 0; `spread` gives what a value in a column is about, `rows` which snapshot column it fills."""

    names: tuple[str, ...]
    headings: Mapping[int, str]
    rows: Mapping[int, str]
    spread: Mapping[int, Values]
    categories: Mapping[int, Mapping[str, str]]
    notes: int

    def row_values(self, texts: Sequence[str | None]) -> Values:
        """What a row says about all its values."""
        values: Values = {}
        for column, name in self.rows.items():
            text = texts[column] if column < len(texts) else None
            if column in self.categories and text is not None:
                text = self.categories[column].get(text) or f"{self.headings[column]}: {plain(text)}"
            values[name] = text
        return values

    def note(self, texts: Sequence[str | None]) -> str | None:
        """The notes of a row."""
        return texts[self.notes] if self.notes < len(texts) else None


def plan_of(top: Line, below: list[Line], indicator: str, versions: Versions, title: str) -> Plan:
    """The meaning of every column.

    Args:
        top: the row of headings.
        below: the rows under it.
        indicator: such as CLD_XHAZ_SEX_AGE_ECO_NB, whose parts name the breakdowns in their order.
        versions: the categories of each classification version.
        title: of the sheet, for messages.

    Raises:
        FileRefusedError: headings and id do not fit each other.
    """
    headings = {column: text_of(value) or "" for column, (value, _) in enumerate(top.cells)}
    time = next(column for column, heading in headings.items() if heading == "Time")
    spread = [column for column, heading in headings.items() if column > time and heading not in _NOTES]
    dimensions = [part for part in indicator.split("_")[2:-1] if part != "NOC"]
    groups = {column: heading for column, heading in headings.items() if column < time and heading not in _FIXED}
    left = [one for one in dimensions if not (one == "SEX" and "Sex" in headings.values())]
    named = _named(groups, left)
    open_ = [one for one in left if one not in named.values()]
    if len(named) < len(groups) or len(open_) > 1 or not spread or (len(spread) > 1 and not open_):
        raise _unexplained(title, top.number, headings, indicator)
    slots = {one: f"classif{number}" for number, one in enumerate([one for one in dimensions if one != "SEX"], 1)}
    rows = {column: _FIXED[heading] for column, heading in headings.items() if column <= time and heading in _FIXED}
    categories = {}
    for column, dimension in named.items():
        categories[column] = versions.codes(dimension, _distinct(below, column))
        rows[column] = slots[dimension] if categories[column] else f"{slots[dimension]}_label"
    values = _spread_values(headings, spread, open_[0] if open_ else None, slots, versions)
    keys = {name for one in values.values() for name in one}
    return Plan(
        names=("ref_area_label", *_between(rows, keys), *_ENDS),
        headings={column: heading for column, heading in headings.items() if column in rows or column in spread},
        rows=rows,
        spread=values,
        categories=categories,
        notes=max(spread) + 1,
    )


def _named(groups: Mapping[int, str], left: Sequence[str]) -> dict[int, str]:
    """Row heading → part of the id: by its name, else in the order that remains."""
    named = {column: _DIMENSIONS[heading] for column, heading in groups.items() if _DIMENSIONS.get(heading) in left}
    others = iter([one for one in left if one not in named.values()])
    for column in groups:
        if column not in named and (dimension := next(others, None)):
            named[column] = dimension
    return named


def _spread_values(
    headings: Mapping[int, str],
    spread: Sequence[int],
    dimension: str | None,
    slots: Mapping[str, str],
    versions: Versions,
) -> dict[int, Values]:
    if dimension is None:
        return {column: {} for column in spread}
    if dimension == "SEX":
        return {column: {"sex_label": headings[column]} for column in spread}
    codes = versions.codes(dimension, [headings[column] for column in spread])
    if codes:
        return {column: {slots[dimension]: codes[headings[column]]} for column in spread}
    return {column: {f"{slots[dimension]}_label": f"{dimension}: {headings[column]}"} for column in spread}


def _between(rows: Mapping[int, str], keys: set[str]) -> list[str]:
    order = ["source_label", "indicator", "indicator_label", "sex_label"]
    order += ["classif1", "classif1_label", "classif2", "classif2_label"]
    return [name for name in order if name in {*rows.values(), *keys, "indicator", "indicator_label"}]


def _distinct(below: list[Line], column: int) -> set[str]:
    texts = {text_of(line.cells[column][0]) for line in below if column < len(line.cells)}
    return {text for text in texts if text}


def _unexplained(title: str, row: int, headings: Mapping[int, str], indicator: str) -> FileRefusedError:
    shown = ", ".join(heading for heading in headings.values() if heading)
    found = f"the headings do not fit the breakdowns of {indicator}, so the meaning of a column would be a guess."
    remedy = "Download the dataset again from ILOSTAT as CSV."
    return refused("pivot headings", Finding(f"{title}!{row}", None, shown, found, remedy), source=SOURCE)
