"""The public codes that a target may name: countries, regions, sexes and the totals of classifications.

Owns: reading them from seeds/code_lists.
Never: lists every category of every classification (ILOSTAT has more than the seeds); judges a row.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from warehouse.sources.register.seed_rows import seed_rows


@dataclass(frozen=True)
class Codes:
    """ILOSTAT's codes: areas with their labels, sexes, and those that mean the total of a sex or classification."""

    areas: Mapping[str, str]
    sexes: Set[str]
    totals: Set[str]


def read_codes(seeds: Path) -> Codes:
    """Read the codes from the seeds folder.

    Raises:
        WarehouseError: a seed file is missing.
    """
    lists = seeds / "code_lists"
    totals = {
        row["classification_code"] for row in seed_rows(lists / "classifications.csv") if row["is_total"] == "true"
    }
    return Codes(
        areas={
            row["reference_area_code"]: row["reference_area_label"] for row in seed_rows(lists / "reference_areas.csv")
        },
        sexes=frozenset(row["sex_code"] for row in seed_rows(lists / "sexes.csv")),
        totals=frozenset({"SEX_T", "NOC_VALUE", *totals}),
    )
