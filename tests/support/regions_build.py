"""Real files landed and built once, for tests of the figures that are made from several countries or values.

Owns: which files, which tables, and reading an ILOSTAT file of codes without any code of the project.
Never: is changed by a test.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from support import dbt_harness
from warehouse.inputs import write_inputs
from warehouse.landing import land_paths
from warehouse.settings import get_settings

EMPLOYMENT, LABOUR_SHARE = "EMP_2EMP_SEX_ECO_NB_A-filtered-2025-08-16.csv", "SDG_1041_NOC_RT_A.csv"
INFORMAL, COMPLIANCE, POVERTY = "SDG_0831_SEX_ECO_RT_A.csv", "SDG_0882_NOC_RT_A.ddf.csv", "SDG_0111_SEX_AGE_RT_A.csv.gz"
EARLIER, LATER = "EMP_NIFL_SEX_RT_A-full-2024-04-23.csv", "EMP_NIFL_SEX_RT_A-20240726T0000.csv"
NOT_IN_WORK = "SDG_0861_SEX_RT_A.csv"
FILES = (EMPLOYMENT, LABOUR_SHARE, INFORMAL, COMPLIANCE, POVERTY, EARLIER, LATER, NOT_IN_WORK)
TABLES = (
    "indicators__area_groups", "regional_aggregates", "recency", "outliers", "group_gaps", "change_since_baseline",
)  # fmt: skip
AS_OF = date(2026, 11, 27)


def build_regions(real_data: Path, folder: Path) -> Path:
    """Land the files and build the tables with their tests; their unit tests have their own place."""
    settings = get_settings(home=folder / "home")
    # A file that does not say since when it was known would be known from the day of the test, after AS_OF.
    landed = land_paths(settings, [real_data / name for name in FILES], known_on=AS_OF)
    assert [one.message for one in landed if one.outcome == "refused"] == []
    inputs = write_inputs(settings, "run_1", AS_OF)
    chosen = ["--select", *(f"+{table}" for table in TABLES), "--exclude", "resource_type:unit_test"]
    chosen += ["--indirect-selection", "cautious"]
    result = dbt_harness.dbt(
        folder, "build", *chosen, inputs_dir=str(inputs.folder), as_of=AS_OF.isoformat(), is_sample=False
    )
    assert not [line for line in dbt_harness.problems(result) if "error" in line or "fail" in line]
    return folder


def raw(path: Path) -> pd.DataFrame:
    """The rows of an ILOSTAT file of codes that have a value, with it and their year as numbers."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame["value"] = pd.to_numeric(frame["obs_value"].replace({"": None, "NA": None}))
    frame["year"] = frame["time"].astype(int)
    return frame.dropna(subset=["value"])
