"""Makes seeds/code_lists/*.csv from ISO 3166 (pycountry) and the facts beside this file.

Owns: the files in seeds/code_lists but their dbt properties. Run it after an edition of a code system changes:
`.venv/bin/python tools/make_code_lists.py`; a test fails while the files differ from what this makes.
Never: runs when the warehouse runs; reads ILOSTAT files.
"""

import csv
import gettext
import io
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycountry

sys.path.insert(0, str(Path(__file__).resolve().parent))
import code_list_classifications as classification_facts
import code_list_facts as facts
import code_list_translations as translations

FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "code_lists"
Rows = list[tuple[str, ...]]


def code_lists() -> dict[str, str]:
    """File name → content of every code list, the same bytes on every machine."""
    return {
        "reference_areas.csv": _csv(
            ("reference_area_code", "reference_area_label", "area_type", "iso_alpha2_code"),
            [*_countries(), *_aggregates()],
        ),
        "sexes.csv": _csv(("sex_code", "sex_label"), facts.SEXES.items()),
        "frequencies.csv": _csv(("frequency_code", "frequency_label"), facts.FREQUENCIES.items()),
        "observation_statuses.csv": _csv(
            ("observation_status_code", "observation_status_label"), facts.STATUSES.items()
        ),
        "classifications.csv": _csv(
            ("classification_code", "classification_label", "classification_version", "is_total"), _classifications()
        ),
        "source_types.csv": _csv(
            ("source_type_code", "source_type_label", "is_modelled"),
            [(code, label, _flag(code in facts.MODELLED_SOURCES)) for code, label in facts.SOURCE_TYPES.items()],
        ),
        "note_types.csv": _csv(("note_type_code", "note_type_label"), facts.NOTE_TYPES.items()),
        "aliases.csv": _csv(("variable", "alias", "code"), _aliases()),
    }


def _countries() -> Rows:
    listed = [
        (country.alpha_3, facts.AREA_NAMES.get(country.alpha_3, [country.name])[0], "country", country.alpha_2)
        for country in pycountry.countries
    ]
    extra = [(code, label, "country", alpha2) for code, (label, alpha2) in facts.EXTRA_AREAS.items()]
    return sorted(listed + extra)


def _aggregates() -> Rows:
    labels = dict(facts.REGIONS)
    for region, groups in facts.REGION_INCOME.items():
        labels |= {code: f"{facts.REGIONS[region]}: {group}" for group, code in groups.items()}
    labels |= {code: f"ILOSTAT aggregate {code}" for code in facts.UNLABELLED_AGGREGATES}
    return [(code, label, "aggregate", "") for code, label in sorted(labels.items())]


def _classifications() -> Rows:
    return [
        (
            f"{version}_{category}",
            f"{name}: {label}",
            version,
            _flag(category == classification_facts.TOTALS.get(version, "TOTAL")),
        )
        for version, (name, categories) in classification_facts.VERSIONS.items()
        for category, label in categories.items()
    ]


def _aliases() -> Rows:
    """Other spellings than the label itself, each leading to one code; one that leads to two is left out."""
    own = {*_area_aliases(), *_sex_aliases(), *_classification_aliases()}
    proposed = sorted({*own, *_translated_areas(), *_translated_words()})
    labels = {("ref_area", row[1]): row[0] for row in [*_countries(), *_aggregates()]}
    labels |= {("classification", row[1]): row[0] for row in _classifications()}
    labels |= {("sex", label): code for code, label in facts.SEXES.items()}
    codes: dict[tuple[str, str], set[str]] = {}
    for variable, alias, code in proposed:
        codes.setdefault((variable, alias), set()).add(code)
    return [row for row in proposed if len(codes[row[0], row[1]]) == 1 and (row[0], row[1]) not in labels]


def _area_aliases() -> Iterator[tuple[str, ...]]:
    for country in pycountry.countries:
        names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        for name in [*filter(None, names), *facts.AREA_NAMES.get(country.alpha_3, [])]:
            yield "ref_area", name, country.alpha_3
            yield "ref_area", _plain(name), country.alpha_3


def _sex_aliases() -> Iterator[tuple[str, ...]]:
    for code, label in facts.SEXES.items():
        yield "sex", f"Sex: {label}", code


def _classification_aliases() -> Iterator[tuple[str, ...]]:
    for code, label, *_ in _classifications():
        if ";" in label:
            yield "classification", label.replace(";", ","), code
    for alias, code in classification_facts.OTHER_SPELLINGS.items():
        yield "classification", alias, code


def _translated_areas() -> Iterator[tuple[str, ...]]:
    for language in translations.LANGUAGES:
        words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for country in pycountry.countries:
            names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
            for name in filter(None, names):
                yield "ref_area", words.gettext(name), country.alpha_3
    for code, others in translations.AREA_NAMES.items():
        for name in others:
            yield "ref_area", name, code


def _translated_words() -> Iterator[tuple[str, ...]]:
    for variable, names in (("sex", translations.SEXES), ("obs_status", translations.STATUSES)):
        for code, others in names.items():
            yield from ((variable, name, code) for name in others)
    for version, heads in translations.VERSION_NAMES.items():
        for category, label in classification_facts.VERSIONS[version][1].items():
            yield from (("classification", f"{head}: {label}", f"{version}_{category}") for head in heads)


def _plain(name: str) -> str:
    """Without accents, as some tools write names."""
    return "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))


def _flag(*truth: bool) -> str:
    return "true" if all(truth) else "false"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write every code list."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in code_lists().items():
        (FOLDER / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
