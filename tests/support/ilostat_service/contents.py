"""What the service tells about its data: the table of contents and the dictionaries.

Owns: their columns, formats and languages.
Never: says how many rows there are unless a dataset says so.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from support.ilostat_service.datasets import (
    FREQUENCIES,
    SECTORS,
    SEXES,
    SOURCES,
    Dataset,
    areas,
    generated_label,
    open_text,
    regions,
    sector_label,
    sex_label,
)

LANGUAGES = ("en", "fr", "es")
VARIABLES = (
    *("ref_area", "indicator", "sex", "classif1", "classif2", "obs_status", "note_classif", "note_indicator"),
    *("note_source", "source"),
)
_TRANSLATED = {
    "fr": {"Sex: Total": "Sexe: Total", "Sex: Male": "Sexe: Hommes", "Sex: Female": "Sexe: Femmes"},
    "es": {"Sex: Total": "Sexo: Total", "Sex: Male": "Sexo: Hombres", "Sex: Female": "Sexo: Mujeres"},
}
_STATUSES = {"B": "Break in series", "U": "Unreliable"}
_MADE = {
    "sex": lambda _: {code: sex_label(code) for code in SEXES},
    "classif1": lambda _: {code: sector_label(code) for code in SECTORS},
    "classif2": lambda _: {"CUR_TYPE_LCU": "Currency: Local currency"},
    "obs_status": lambda _: _STATUSES,
    "ref_area": lambda _: areas(),
    "source": lambda _: dict.fromkeys(SOURCES, "LFS - Labour Force Survey"),
    "indicator": lambda held: {one.indicator: one.label or generated_label(one.indicator) for one in held},
    "note_classif": lambda _: {"C1:969": "Nonstandard classification: services only"},
    "note_indicator": lambda _: {"I11:264": "Break in series: methodology revised"},
    "note_source": lambda _: {"R1:2386": "Repository: NSO database"},
}


def entry(dataset: Dataset) -> dict[str, object]:
    """One entry of the table of contents, with the columns that the service gives now; no `size`, no zone."""
    count = dataset.row_count if dataset.stated_rows is None else dataset.stated_rows
    return {
        "id": dataset.code,
        "indicator": dataset.indicator,
        "indicator.label": dataset.label,
        "freq": dataset.frequency,
        "freq.label": FREQUENCIES[dataset.frequency],
        "rep_var": "_".join((*dataset.indicator.split("_")[:2], dataset.indicator.rpartition("_")[2])),
        "rep_var.label": dataset.label,
        "classification": "SEX_ECO",
        "classif.labels": "sex, economic activity",
        "data.start": dataset.years[0],
        "data.end": dataset.years[1],
        "last.update": f"{dataset.last_update:%d/%m/%Y %H:%M:%S}",
        "n.records": count,
        "n.records.all": count,
        "n.ref_area": dataset.area_count,
        "subject": "EMP",
        "subject.label": "Employment",
        "database": "LFS",
        "database.label": "Labour Force Statistics (LFS)",
    }


def contents(held: Iterable[Dataset], form: str) -> bytes:
    """The table of contents as `.json` or `.csv`."""
    entries = [entry(dataset) for dataset in held]
    return json.dumps(entries, indent=2).encode() if form == ".json" else _csv(entries)


def area_contents(form: str) -> bytes:
    """The table of contents by area as `.json` or `.csv`: the project's own regions, and one aggregate without any."""
    entries = [_area_entry(code, label) for code, label in areas().items()]
    return json.dumps(entries, indent=2).encode() if form == ".json" else _csv([*entries, _area_entry("X01", "World")])


def _area_entry(code: str, label: str) -> dict[str, object]:
    region, subregion = regions().get(code, ("", ""))
    return {
        "id": f"{code}_A",
        "ref_area": code,
        "ref_area.label": label,
        "freq": "A",
        "freq.label": FREQUENCIES["A"],
        "data.start": 1990,
        "data.end": 2025,
        "last.update": "16/09/2026 08:15:42",
        "n.records": 1000,
        "n.records.all": 1000,
        "n.indicator": 10,
        "wb_income_group": "ILO_GEO_WB_INC_X04" if region else "",
        "wb_income_group.label": "Upper-middle income" if region else "",
        "ilo_region": f"ILO_GEO_{region}" if region else "",
        "ilo_subregion_detailed": f"ILO_GEO_{subregion}" if region else "",
    }


def dictionary(variable: str, language: str, form: str, held: Iterable[Dataset], folder: Path | None) -> bytes:
    """One dictionary: the folder's own file where there is one in this language, else made up from what is served."""
    labels = _listed(folder, variable) or _MADE[variable](list(held))
    rows = [{variable: code, f"{variable}.label": translated(label, language)} for code, label in labels.items()]
    return json.dumps(rows, ensure_ascii=False).encode() if form == ".json" else _csv(rows)


def translated(label: str, language: str) -> str:
    """A label in another language; where no word is at hand, the English one with the language behind it."""
    if language == "en":
        return label
    return _TRANSLATED[language].get(label, f"{label} [{language}]")


def _listed(folder: Path | None, variable: str) -> dict[str, str]:
    path = folder / "dic" / f"{variable}_en.csv" if folder else None
    if path is None or not path.is_file():
        return {}
    with open_text(path) as handle:
        rows = list(csv.reader(io.TextIOWrapper(handle, "utf-8-sig", newline="")))
    return {row[0]: row[1] for row in rows[1:]}


def _csv(rows: list[dict[str, object]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["id"], lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
