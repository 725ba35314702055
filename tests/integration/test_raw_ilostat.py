"""Snapshots of both reader versions in one build: dbt sees the same columns, numbers and areas of either."""

from pathlib import Path

import pytest

from support import dbt_harness
from support.dbt_harness import Inputs, query
from support.planted import GOOD, land_one, plant, stored, text
from warehouse.raw_tables import ILOSTAT_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import Origin, list_origins, snapshot_path

OLD = "SDG_0861_SEX_RT_A"
LABELS = 'ref_area.label,indicator,time,obs_value\n"Côte d’Ivoire",SDG_0831_SEX_ECO_RT,2020,5\n'


def _landed(settings: Settings, tmp_path: Path) -> list[Origin]:
    land_one(settings, plant(tmp_path, text()))
    land_one(settings, plant(tmp_path, LABELS, "SDG_0831_SEX_ECO_RT_A.csv"))
    return list_origins(settings)


def _registered(tmp_path: Path, inputs: Inputs) -> list[tuple[object, ...]]:
    folder = tmp_path / "dbt"
    folder.mkdir()
    done = dbt_harness.dbt(folder, "run-operation", "register_raw", inputs_dir=str(inputs.write()))
    assert done.success, done.exception
    described = [row[:2] for row in query(folder, "describe raw.ilostat")]
    assert described == [(name, "BIGINT" if name == "row_number" else "VARCHAR") for name in ILOSTAT_COLUMNS]
    return query(folder, "select * from raw.ilostat order by snapshot_id, row_number")


@pytest.mark.parametrize("versions", ["12", "1", "2", ""])
def test_both_reader_versions_are_read_alike(settings: Settings, tmp_path: Path, versions: str) -> None:
    inputs, expected = Inputs(tmp_path), []
    if "1" in versions:
        old = [
            {"ref_area": "FRA", "resolved_ref_area": "FRA", "time": "2019", "obs_value": "1"},
            {"ref_area_label": "Kenya", "resolved_ref_area": "KEN", "time": "2019"},
        ]
        inputs.snapshot("a" * 16, "ilostat", OLD, old)
        expected += [{**row, "row_number": number, "snapshot_id": "a" * 16} for number, row in enumerate(old, 1)]
    for origin in _landed(settings, tmp_path) if "2" in versions else ():
        path = snapshot_path(settings, origin)
        named = {"reader_version": origin.reader_version, "path": str(path), "row_count": origin.row_count}
        inputs.snapshot(origin.snapshot_id, "ilostat", origin.dataset_code, [], **named)
        expected += [
            {**row, "row_number": number, "snapshot_id": origin.snapshot_id}
            for number, row in enumerate(stored(path), 1)
        ]
    wanted = [tuple(row.get(name) for name in ILOSTAT_COLUMNS) for row in expected]
    assert _registered(tmp_path, inputs) == sorted(wanted, key=lambda row: (str(row[-1]), int(str(row[0]))))
    assert len(wanted) == 2 * ("1" in versions) + (len(GOOD) + 1) * ("2" in versions)
