"""Every rule of the door by name, and which of them a refused file broke.

Owns: the list of the rules on whole files and on rows of ILOSTAT files, in words; rules of forms are their readers'.
Never: judges a file (its reader did); reads a refused file itself, only what was written down when it was refused.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from warehouse.rejected import Rejection
from warehouse.settings import Settings
from warehouse.sources.evaluation.catalogue import RULES as EVALUATION_RULES
from warehouse.sources.register.catalogue import RULES as REGISTER_RULES
from warehouse.sources.survey.rule_words import RULES as SURVEY_RULES

FORMS = ("register", "survey", "evaluation")
# Name of the reason as refusals state it -> (side of quality, what must be so).
FILE_RULES: Mapping[str, tuple[str, str]] = {
    "empty file": ("completeness", "The file is not empty"),
    "zero bytes": ("completeness", "The file does not consist of zero bytes"),
    "too large": ("validity", "The file is no larger than is taken here"),
    "too long": ("validity", "A dictionary has no more rows than one can have"),
    "damaged gzip": ("integrity", "A compressed file is whole: its length and checksum agree"),
    "gzip twice": ("validity", "A file is compressed once"),
    "gzipped": ("validity", "A workbook or Parquet file is handed in as it is, not compressed"),
    "not UTF-8": ("validity", "Text is UTF-8"),
    "UTF-16": ("validity", "Text is UTF-8, not UTF-16"),
    "binary file": ("validity", "The file is text, Excel or Parquet"),
    "old Excel": ("validity", "A workbook is .xlsx and has no password"),
    "Excel binary": ("validity", "A workbook is .xlsx, not .xlsb"),
    "OpenDocument": ("validity", "A workbook is .xlsx, not .ods"),
    "zip archive": ("validity", "The file is a workbook, not an archive of files"),
    "damaged workbook": ("integrity", "A workbook can be opened"),
    "unsafe workbook": ("integrity", "A workbook has no part that could do harm"),
    "unpacks too large": ("integrity", "A workbook does not unpack to many times its size"),
    "damaged Parquet": ("integrity", "A Parquet file can be read to its end"),
    "damaged SDMX": ("integrity", "An SDMX message is well-formed"),
    "unsafe XML": ("integrity", "An SDMX message declares no document type"),
    "SDMX structure": ("completeness", "An SDMX message holds data"),
    "no code list": ("completeness", "An SDMX code list holds a code list"),
    "web page": ("validity", "The file is not a web page"),
    "error message": ("validity", "The file is not an error message of a service"),
    "JSON": ("validity", "The file is not JSON where CSV is expected, and JSON is well-formed"),
    "separator": ("validity", "Cells are separated by commas"),
    "line ends": ("validity", "All lines of a file end in the same way"),
    "lines": ("integrity", "No cell holds a line break; rows and lines add up"),
    "header": ("validity", "Every column is one that ILOSTAT has, each stands once, and the needed ones are there"),
    "pivot headings": ("validity", "The headings of a pivot sheet are those of ILOSTAT"),
    "sheets": ("validity", "A workbook has no hidden sheet and one layout"),
    "no ILOSTAT sheet": ("validity", "A workbook has a sheet of ILOSTAT data"),
    "no rows": ("completeness", "The file has rows, not only a header"),
    "bad rows": ("validity", "Every row keeps every rule on rows"),
    "bad entries": ("uniqueness", "Every entry of a table of contents is whole and stands once"),
    "table of contents": ("validity", "A table of contents can be read"),
    "unknown dataset": ("reference", "The content or the name of the file says which dataset it holds"),
    "several datasets": ("validity", "A file holds one dataset"),
    "no period": ("validity", "A file has periods that can be read"),
    "sample among real": ("integrity", "All rows of a file are invented, or none is"),
    "sample and real data": ("integrity", "Sample data and real data do not come into one home"),
    "not as asked": ("integrity", "What a service sends is what was asked for, with as many rows as it promised"),
    "unknown file": ("validity", "A source knows the file"),
    "file name": ("validity", "The name of the file is one that can be kept"),
}
_SIDE = "validity"
# A sentence on a row of an ILOSTAT file -> (name, side of quality).
ROW_RULES: Mapping[str, tuple[str, str]] = {
    "a value must be a finite number with a point as decimal mark, or empty.": ("value", _SIDE),
    "the time is missing": ("time_missing", "completeness"),
    "a time must read 2019, 2019Q1 or 2019M01": ("time", _SIDE),
    "one file holds one frequency.": ("frequency", _SIDE),
    "no country, territory or ILOSTAT aggregate has this code.": ("area", "reference"),
    "the reference area is missing.": ("area_missing", "completeness"),
    "no area has this name.": ("area_name", "reference"),
    "is written like this": ("code_form", _SIDE),
    "is the column under a wrong name?": ("code_of_another_column", "reference"),
    "the indicator is missing on this row.": ("indicator_missing", "completeness"),
    "a control character": ("control_character", _SIDE),
    "the same observation already stands on": ("repeated_observation", "uniqueness"),
    "a quotation mark opens or closes in the wrong place.": ("quotes", _SIDE),
    "a cell is longer than 2 million characters.": ("long_cell", _SIDE),
    "the line is empty.": ("empty_line", "completeness"),
    "cells; the header has": ("cell_count", _SIDE),
}


@dataclass(frozen=True)
class DoorRule:
    """One rule of the door; `says` is the rule in words, `pattern` and `advice` find its findings in a refusal."""

    source: str
    name: str
    dimension: str
    says: str
    remedy: str
    pattern: re.Pattern[str] | None = None
    advice: re.Pattern[str] | None = None

    @property
    def rule_id(self) -> str:
        """Key of the rule: landing, the source and the name."""
        return f"landing.{self.source}.{self.name}"


@cache
def door_rules() -> tuple[DoorRule, ...]:
    """Every rule, those on whole files first, then those on rows of ILOSTAT files, then those of each form."""
    return (*_file_rules(), *_row_rules(), *_form_rules())


def broken_rules(settings: Settings, rejection: Rejection) -> dict[str, int]:
    """How often a refused file broke each rule, by rule_id; every error counts, also those that the message leaves out.

    Raises:
        OSError: the list of errors beside the file cannot be read.
    """
    source = rejection.source if rejection.rule == f"{rejection.source} rules" else "rows"
    asked = [rule for rule in door_rules() if rule.source == source and rule.pattern]
    counts: dict[str, int] = {}
    if rejection.rule in FILE_RULES:
        counts[f"landing.file.{_plain(rejection.rule)}"] = 1
    for says, remedy in _findings(settings, rejection):
        rule = next((one for one in asked if _is_of(one, says, remedy)), None)
        if rule:
            counts[rule.rule_id] = counts.get(rule.rule_id, 0) + 1
    return counts


def _is_of(rule: DoorRule, says: str, remedy: str) -> bool:
    found = rule.pattern is not None and rule.pattern.search(says)
    return bool(found and (rule.advice is None or rule.advice.search(remedy)))


def _findings(settings: Settings, rejection: Rejection) -> Iterator[tuple[str, str]]:
    listed = settings.rejected / rejection.all_errors_file if rejection.all_errors_file else None
    if listed and listed.is_file():
        with listed.open(encoding="utf-8", newline="") as handle:
            yield from ((row["rule"], row["remedy"]) for row in csv.DictReader(handle))
    else:
        yield from ((error.rule, error.remedy) for error in rejection.errors_shown)


def _file_rules() -> Iterator[DoorRule]:
    remedy = "Do as the message of the refused file says, and land it again"
    for name, (dimension, says) in FILE_RULES.items():
        yield DoorRule("file", _plain(name), dimension, says, remedy)


def _row_rules() -> Iterator[DoorRule]:
    remedy = "Correct the row at its source or download the dataset again; the list beside the file names each place"
    for sentence, (name, dimension) in ROW_RULES.items():
        says = f"No row of an ILOSTAT file is refused because: {sentence.strip(' .;')}"
        yield DoorRule("rows", name, dimension, says, remedy, re.compile(re.escape(sentence)))


def _form_rules() -> Iterator[DoorRule]:
    books = {"register": REGISTER_RULES, "evaluation": EVALUATION_RULES}
    words = {form: {name: (rule.says, rule.remedy) for name, rule in book.items()} for form, book in books.items()}
    for form, book in {**words, "survey": dict(SURVEY_RULES)}.items():
        for name, (says, remedy) in book.items():
            told = re.sub(r"\{\w+\}", "…", says).rstrip(".")
            shown = re.sub(r"\{\w+\}", "…", remedy)
            if shown == "…":
                shown = "Do as the message at the place of the finding says"
            yield DoorRule(form, name, _dimension(name), f"Refused where: {told}", shown, _of(says), _of(remedy))


def _dimension(name: str) -> str:
    kinds = {"missing": "completeness", "repeated": "uniqueness", "unknown": "reference", "changed": "integrity"}
    return next((side for word, side in kinds.items() if word in name), "validity")


def _of(template: str) -> re.Pattern[str]:
    """Finds a sentence that was made from a template, whatever was filled in."""
    parts = (re.escape(part) for part in re.split(r"\{\w+\}", template))
    return re.compile("^" + ".*".join(parts) + "$", re.DOTALL)


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name).lower()
