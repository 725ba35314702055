"""The tables of a survey file: answers, sizes of the groups, wording of the items.

Owns: which tables and columns there are, the headings that mean them, and the words that a column may hold.
Never: reads a file; judges a value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """One table: a sheet of the workbook, or a CSV of its own.

    `record` names its rows in the raw table; `marks` are the columns that tell it from the others.
    """

    sheet: str
    record: str
    marks: frozenset[str]
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All its columns."""
        return (*self.required, *self.optional)


_FACTS = ("submitted_on", "data_kind")
RESPONSES = Table(
    sheet="Responses",
    record="response",
    marks=frozenset({"item_id", "answer"}),
    required=("survey_id", "wave", "respondent_id", "constituent_group", "item_id", "answer"),
    optional=("reference_area_code", "region_code", "mode", "weight", *_FACTS),
)
POPULATION = Table(
    sheet="Population",
    record="population",
    marks=frozenset({"population_count"}),
    required=("survey_id", "wave", "constituent_group", "population_count"),
    optional=_FACTS,
)
ITEMS = Table(
    sheet="Items",
    record="item",
    marks=frozenset({"item_id", "item_label"}),
    required=("survey_id", "item_id", "item_label"),
    optional=("criterion_code", "output_id", *_FACTS),
)
TABLES = (RESPONSES, POPULATION, ITEMS)

# What people call a column; signs and case do not count.
_HEADINGS: Mapping[str, str] = {
    "survey": "survey_id",
    "response_id": "respondent_id",
    "response": "respondent_id",
    "respondent": "respondent_id",
    "group": "constituent_group",
    "country": "reference_area_code",
    "country_code": "reference_area_code",
    "reference_area": "reference_area_code",
    "ref_area": "reference_area_code",
    "region": "region_code",
    "item": "item_id",
    "question_id": "item_id",
    "item_text": "item_label",
    "criterion": "criterion_code",
    "output": "output_id",
    "collection_mode": "mode",
    "population": "population_count",
    "population_size": "population_count",
    "submission_date": "submitted_on",
}
GROUPS: Mapping[str, str] = {
    "government": "government",
    "governments": "government",
    "employer": "employer",
    "employers": "employer",
    "worker": "worker",
    "workers": "worker",
}
DONT_KNOW, WITHDRAWN = "dont_know", "withdrawn"
ANSWERS: Mapping[str, str] = {
    **{str(point): str(point) for point in range(1, 6)},
    "dont_know": DONT_KNOW,
    "don_t_know": DONT_KNOW,
    "do_not_know": DONT_KNOW,
    "dk": DONT_KNOW,
    "withdrawn": WITHDRAWN,
}
MODES: Mapping[str, str] = {
    "online": "online",
    "web": "online",
    "paper": "paper",
    "post": "paper",
    "telephone": "telephone",
    "phone": "telephone",
    "in_person": "in_person",
    "face_to_face": "in_person",
    "interview": "in_person",
}
CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
DATA_KINDS = ("real", "sample")


def plain(text: object) -> str:
    """A heading or word without case, spaces and signs."""
    return re.sub(r"[^a-z0-9]+", "_", str("" if text is None else text).casefold().replace("’", "'")).strip("_")


def column_of(heading: object) -> str | None:
    """The column that a heading means; None if it is no column of a survey file."""
    key = plain(heading)
    known = {column for table in TABLES for column in table.columns}
    return key if key in known else _HEADINGS.get(key)


def table_of(headings: list[object]) -> Table | None:
    """The table that these headings begin; None where too few of its columns are there."""
    found = {column_of(heading) for heading in headings}
    fitting = [one for one in TABLES if one.marks <= found and len(found & set(one.required)) * 2 >= len(one.required)]
    return max(fitting, key=lambda one: len(found & set(one.required)), default=None)
