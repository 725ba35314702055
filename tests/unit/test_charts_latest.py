"""The map, the squares and the classes of their shades, read as the specification that the browser receives."""

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dashboards.charts import latest, tiles, world
from dashboards.charts.classes import NO_DATA, classes
from dashboards.geometry import shapes
from dashboards.palette import DARK, LIGHT, Palette
from warehouse.settings import PROJECT_ROOT

GEOMETRY = PROJECT_ROOT / "dashboards" / "geometry"


def _row(code: str, name: str, value: float | None, **more: object) -> dict:
    told = {
        "reference_area_code": code, "reference_area_label": name, "region_label": "Africa",
        "subregion_label": "Eastern Africa", "value": value, "time_period": None if value is None else "2023",
        "observation_kind": None if value is None else "survey", "is_modelled": False,
        "observation_status_label": None,
    }  # fmt: skip
    return told | more


def _rows(*rows: dict) -> pd.DataFrame:
    return latest.prepared(pd.DataFrame(rows))


SEVERAL = (
    _row("KEN", "Kenya", 0.0),
    _row("RWA", "Rwanda", 40.0, observation_kind="modelled", time_period="2019"),
    _row("MUS", "Mauritius", 10.0, observation_status_label="Unreliable"),
    _row("UGA", "Uganda", None),
    _row("KOS", "Kosovo", 55.5, region_label="Europe", subregion_label="Southern Europe"),
)


def test_zero_is_a_figure_and_a_missing_one_says_no_data() -> None:
    rows = _rows(*SEVERAL).set_index("reference_area_code")
    assert rows.loc["KEN", "said"] == "0.00"
    assert rows.loc["KEN", "class"] != NO_DATA
    assert list(rows.loc["UGA", ["class", "said", "time_period", "kind"]]) == [NO_DATA, NO_DATA, "–", "–"]
    assert rows.loc["MUS", "status_text"] == "Unreliable"
    assert rows.loc["RWA", ["kind", "time_period"]].tolist() == ["Modelled", "2019"]


def test_a_modelled_figure_is_outlined_only_beside_others() -> None:
    assert _rows(*SEVERAL)["is_estimate"].tolist() == [False, True, False, False, False]
    modelled = [_row(code, code, 1.0, observation_kind="modelled") for code in ("KEN", "RWA")]
    assert not _rows(*modelled)["is_estimate"].any()
    assert latest.kinds_in_words(_rows(*modelled)) == "Every figure is an ILO modelled estimate."
    assert latest.kinds_in_words(_rows(*SEVERAL)) == "Broken outline: ILO modelled estimate (1)."
    assert not latest.kinds_in_words(_rows(SEVERAL[0]))


@pytest.mark.parametrize("values", [[], [None], [5.0], [5.0, 5.0], [0.0, 100.0], list(range(100)), [-3.0, 0.0, 1e6]])
def test_every_value_has_a_class_and_only_a_missing_one_has_none(values: list) -> None:
    told = pd.Series(values, dtype="float64")
    found = classes(told)
    assert len(found.names) == len(found.breaks) + 1 <= 5
    named = found.of(told)
    assert named.eq(NO_DATA).tolist() == told.isna().tolist()
    assert set(named) <= {*found.names, NO_DATA}


def test_a_class_begins_at_its_limit_and_says_so() -> None:
    found = classes(pd.Series([float(value) for value in range(101)]))
    assert found.breaks == (20.0, 40.0, 60.0, 80.0)
    assert found.names == ("under 20", "20 to under 40", "40 to under 60", "60 to under 80", "80 and more")
    assert found.of(pd.Series([19.999, 20.0, 80.0])).tolist() == ["under 20", "20 to under 40", "80 and more"]


def test_the_headline_counts_and_names_both_ends_with_their_year() -> None:
    assert latest.headline(_rows(*SEVERAL), "%") == (
        "4 of 5 countries and territories have a figure, from 0.00 % (Kenya, 2023) to 55.5 % (Kosovo, 2023)"
    )
    assert latest.headline(_rows(SEVERAL[0]), "score") == "1 of 1 country or territory has a figure: 0.00 (Kenya, 2023)"
    assert latest.headline(_rows(SEVERAL[1]), "%").endswith("a figure: 40.0 % (Rwanda, 2019, modelled)")
    assert latest.headline(_rows(SEVERAL[3]), "%") == "0 of 1 country or territory have a figure"
    assert latest.years(_rows(*SEVERAL)) == "Figures are of 2019–23; half of them of 2023 or later."
    assert latest.without(_rows(*SEVERAL)) == "Grey: no data for 1 country."
    said = latest.in_words(_rows(*SEVERAL), "Rate", "%", "World map")
    assert said.startswith("World map of Rate in %")
    assert "no data for 1 country" in said


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_map_is_equal_earth_asks_no_host_and_carries_its_shapes_once(palette: Palette) -> None:
    text = world.world(_rows(*SEVERAL), "%", palette).to_json(indent=None)
    assert text.count('"Topology"') == 1
    spec = json.loads(text)
    assert "http" not in text.replace(spec["$schema"], "")
    assert '"url"' not in text
    assert spec["projection"]["type"] == "equalEarth"
    land, known, outlined = spec["layer"][0]["layer"]
    assert land["mark"]["fill"] == palette.no_data[0]
    assert known["encoding"]["color"]["scale"]["domain"][-1] == NO_DATA
    assert known["encoding"]["color"]["scale"]["range"][-1] == palette.no_data[0]
    assert {tip["field"] for tip in known["encoding"]["tooltip"]} >= {"area", "said", "time_period", "kind"}
    assert {"filter": "datum.is_estimate"} in outlined["transform"]


def test_the_map_draws_small_areas_as_dots_and_names_those_without_a_shape() -> None:
    rows = _rows(*SEVERAL)
    datasets = list(json.loads(world.world(rows, "%", LIGHT).to_json())["datasets"].values())
    dots = next(each for each in datasets if "lon" in each[0])
    assert [dot["reference_area_code"] for dot in dots] == ["MUS"]
    assert world.unseen(rows) == "Not on the map, but in the table: Kosovo."
    assert not world.unseen(_rows(SEVERAL[0]))


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_letters_can_be_read_on_every_shade_and_few_classes_keep_the_ends_of_the_range(palette: Palette) -> None:
    for shade, ink in (*palette.classes, palette.no_data):
        bright, dark = sorted((_light(shade), _light(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, shade
    assert palette.steps(2) == (palette.classes[0], palette.classes[-1])
    assert palette.steps(5) == palette.classes
    assert len(palette.steps(1)) == 1


def test_every_country_is_one_square_of_its_own_whatever_its_size() -> None:
    many = [_row(f"A{number:02d}", f"Land {number:02d}", float(number)) for number in range(tiles.COLUMNS + 3)]
    rows = _rows(*many, SEVERAL[3], SEVERAL[4])
    spec = json.loads(tiles.tiles(rows, "%", LIGHT).to_json())
    (squares,) = spec["datasets"].values()
    assert Counter(square["reference_area_code"] for square in squares) == Counter(rows["reference_area_code"])
    assert len({(square["line"], square["column"]) for square in squares}) == len(squares)
    assert {square["line"] for square in squares} == {
        "Africa · Eastern Africa", "Africa · Eastern Africa|1", "Europe · Southern Europe",
    }  # fmt: skip
    assert (spec["width"], spec["height"]) == ({"step": 33}, {"step": 33})


def test_a_region_without_subregions_and_a_country_without_region_have_a_line() -> None:
    rows = _rows(
        _row("OMN", "Oman", 1.0, region_label="Arab States", subregion_label="Arab States"),
        _row("XXX", "Nowhere", 2.0, region_label=None, subregion_label=None),
    )
    squares = next(iter(json.loads(tiles.tiles(rows, "", DARK).to_json())["datasets"].values()))
    assert [square["line"] for square in squares] == ["Arab States", "No region"]


def test_the_geometry_is_small_licensed_and_knows_nearly_every_country() -> None:
    file = GEOMETRY / "countries.topo.json"
    assert file.stat().st_size < 300_000
    assert "MIT License" in (GEOMETRY / "LICENSE").read_text()
    with (PROJECT_ROOT / "seeds" / "code_lists" / "reference_areas.csv").open(encoding="utf-8-sig") as seed:
        countries = {row["reference_area_code"] for row in csv.DictReader(seed) if row["area_type"] == "country"}
    assert countries - shapes.codes() == {"ANT", "ATA", "CHA", "IOT", "KOS", "SMR", "UMI", "VAT", "WLF"}
    assert shapes.codes() - countries == set(shapes.DISPUTED)
    assert not set(shapes.DISPUTED) & set(shapes.small()["reference_area_code"])


def test_no_shape_is_torn_across_the_map() -> None:
    rings = list(_rings(GEOMETRY / "countries.topo.json"))
    assert len(rings) > 249
    for code, ring in rings:
        assert max(abs(first[0] - second[0]) for first, second in pairwise(ring)) < 60, code


def _rings(file: Path):
    shape = json.loads(file.read_text())
    (x_scale, y_scale), (x_start, y_start) = shape["transform"]["scale"], shape["transform"]["translate"]
    arcs = []
    for arc in shape["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + x_start, y * y_scale + y_start))
        arcs.append(points)
    for geometry in shape["objects"][shapes.FEATURE]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            yield geometry["id"], [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
