"""What the rows of a survey file must agree on.

Owns: the rules over several rows: nothing twice, one respondent is one person, weights for all or none, one file is
one day and one kind.
Never: checks a single value (`values` does).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from warehouse.rejected import Finding
from warehouse.sources.survey.columns import ITEMS, POPULATION, RESPONSES, WITHDRAWN
from warehouse.sources.survey.rule_words import finding
from warehouse.sources.survey.values import Checked, is_dated

_KEYS = {
    RESPONSES.record: (("survey_id", "wave", "respondent_id", "item_id"), "repeated_response"),
    POPULATION.record: (("survey_id", "wave", "constituent_group"), "repeated_population"),
    ITEMS.record: (("survey_id", "item_id"), "repeated_item"),
}
_RESPONDENT = ("survey_id", "wave", "respondent_id")
_SAME = ("constituent_group", "reference_area_code", "region_code", "weight")
_Key = tuple[str, ...]


def together_findings(rows: Sequence[Checked]) -> Iterator[Finding]:
    """What is wrong with the rows of one file taken together; only values that are right are compared."""
    yield from _repeated(rows)
    answers = [row for row in rows if row.row.table is RESPONSES]
    yield from _respondents(answers)
    yield from _weights(answers)
    yield from _populations(answers, [row for row in rows if row.row.table is POPULATION])
    yield from _waves(rows)
    for column in ("submitted_on", "data_kind"):
        yield from _facts(rows, column)


def key_of(row: Checked, columns: Sequence[str]) -> _Key | None:
    """The values of some columns, if all of them are there and right."""
    values = tuple(row.values.get(column) for column in columns)
    return None if None in values else tuple(str(value) for value in values)


def _repeated(rows: Sequence[Checked]) -> Iterator[Finding]:
    seen: dict[tuple[str, _Key], Checked] = {}
    for row in rows:
        columns, rule = _KEYS[row.row.table.record]
        key = key_of(row, columns)
        if key is None:
            continue
        first = seen.setdefault((rule, key), row)
        if first is not row:
            column = columns[-1]
            value = row.values[column]
            yield finding(rule, row.row.place(column), column, value, other=first.row.place(column))


def _respondents(answers: Sequence[Checked]) -> Iterator[Finding]:
    seen: dict[_Key, Checked] = {}
    for row in answers:
        key = key_of(row, _RESPONDENT)
        first = seen.setdefault(key, row) if key else row
        for column in _SAME if first is not row else ():
            here, there = row.values.get(column), first.values.get(column)
            if here is not None and there is not None and here != there:
                words = {"found": here, "other": there, "place": first.row.place(column)}
                yield finding("respondent_differs", row.row.place(column), column, None, **words)


def _weights(answers: Sequence[Checked]) -> Iterator[Finding]:
    by_wave: dict[_Key, list[Checked]] = defaultdict(list)
    for row in answers:
        key = key_of(row, ("survey_id", "wave"))
        if key and row.values.get("answer") != WITHDRAWN:
            by_wave[key].append(row)
    for rows in by_wave.values():
        without = [row for row in rows if "weight" not in row.row.values]
        if without and len(without) < len(rows):
            yield finding("weight_here_and_there", without[0].row.place("weight"), "weight")


def _waves(rows: Sequence[Checked]) -> Iterator[Finding]:
    """Years and numbers have no order between them; told once per survey and wave."""
    first: dict[str, Checked] = {}
    told: set[_Key] = set()
    for row in rows:
        key = key_of(row, ("survey_id", "wave"))
        if key is None or key in told:
            continue
        survey, wave = key
        other = first.setdefault(survey, row)
        kinds = [is_dated(one) for one in (wave, str(other.values["wave"]))]
        if kinds[0] != kinds[1]:
            told.add(key)
            here, there = ("date" if dated else "number" for dated in kinds)
            words = {"found": here, "other": there, "place": other.row.place("wave")}
            yield finding("mixed_waves", row.row.place("wave"), "wave", None, **words)


def _populations(answers: Sequence[Checked], sizes: Sequence[Checked]) -> Iterator[Finding]:
    respondents: dict[_Key, set[str]] = defaultdict(set)
    for row in answers:
        key = key_of(row, ("survey_id", "wave", "constituent_group"))
        if key and "respondent_id" in row.values:
            respondents[key].add(row.values["respondent_id"])
    for size in sizes:
        key, count = key_of(size, ("survey_id", "wave", "constituent_group")), size.values.get("population_count")
        found = len(respondents[key]) if key in respondents else 0
        if count is not None and int(count) < found:
            place = size.row.place("population_count")
            yield finding("population_too_small", place, "population_count", count, found=found)


def _facts(rows: Sequence[Checked], column: str) -> Iterator[Finding]:
    stated = [row for row in rows if column in row.values]
    for row in stated[1:]:
        if row.values[column] != stated[0].values[column]:
            words: Mapping[str, object] = {
                "other": stated[0].values[column],
                "place": stated[0].row.place(column),
                "column": column,
            }
            yield finding("facts_differ", row.row.place(column), column, row.values[column], **words)
