"""Make the shapes of the map from the layer of countries that plotly.js ships.

Owns: the steps between that layer and dashboards/geometry/countries.topo.json, so that they can be done again.
Never: runs in a build or a test; the result is kept as a data file.

    node -e 'globalThis.window = {}; process.stdout.write(JSON.stringify(
        require("./package/dist/plotly-geo-assets.js").topojson.world_50m))' > world_50m.json
    python tools/make_shapes.py rings world_50m.json countries.json
    mapshaper countries.json -dissolve code sum-fields=km2 -clean \
        -each 'lon=+this.innerX.toFixed(2), lat=+this.innerY.toFixed(2), km2=Math.round(km2)' \
        -simplify weighted 10% keep-shapes -o simplified.json format=topojson id-field=code quantization=60000
    python tools/make_shapes.py keep simplified.json dashboards/geometry/countries.topo.json
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
_KM_A_DEGREE = 111.32
_ANTARCTICA = "ATA"


def rings(world: dict[str, Any]) -> dict[str, Any]:
    """The countries as GeoJSON, outlines across the antimeridian in one piece (up to 190° east), with their surface."""
    arcs = [list(_decoded(arc, world["transform"])) for arc in world["arcs"]]
    features = []
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        outlines = [[_whole(_joined(ring, arcs)) for ring in polygon] for polygon in polygons]
        properties = {"code": shape["id"], "km2": sum(_surface(outline[0]) for outline in outlines)}
        geometry = {"type": "MultiPolygon", "coordinates": outlines}
        features += [{"type": "Feature", "properties": properties, "geometry": geometry}]
    kept = [feature for feature in features if feature["properties"]["code"] != _ANTARCTICA]
    return {"type": "FeatureCollection", "features": kept}


def keep(simplified: dict[str, Any]) -> dict[str, Any]:
    """The TopoJSON as the pages read it: shapes by code, with surface and a point inside."""
    for shape in simplified["objects"]["countries"]["geometries"]:
        shape["properties"] = {name: shape["properties"][name] for name in ("km2", "lon", "lat")}
    simplified["objects"]["countries"]["geometries"].sort(key=lambda shape: shape["id"])
    return simplified


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Any:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield tuple(
            round(place * scale + start, 6)
            for place, scale, start in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _whole(points: list[Point]) -> list[Point]:
    """An outline that jumps from one edge of the map to the other goes on beyond the edge instead."""
    is_torn = any(abs(first[0] - second[0]) > 180 for first, second in pairwise(points))
    return [(x + 360 if x < 0 else x, y) for x, y in points] if is_torn else points


def _surface(points: list[Point]) -> float:
    middle = sum(y for _, y in points) / len(points)
    degrees = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2
    return degrees * _KM_A_DEGREE**2 * math.cos(math.radians(middle))


def main() -> None:
    """Do one of the two steps: rings or keep, from one file to another."""
    step, source, target = sys.argv[1:]
    done = {"rings": rings, "keep": keep}[step](json.loads(Path(source).read_text(encoding="utf-8")))
    Path(target).write_text(json.dumps(done, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
