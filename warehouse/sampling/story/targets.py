"""The targets that the sample's registers hand in: proposals for twenty countries and for the strategy itself.

Owns: the invented targets, in which file each came, and what became of some of them later.
Never: is a target of anybody. The figures were set with the sample's own series in view, so that some are within reach
and others are not.
"""

from collections.abc import Iterator, Mapping

Row = dict[str, object]
APPROVER = "Head of monitoring (sample)"
# File, indicator, group (F: women), type with its year (2027 if none), then the countries: a value, or a change in per
# cent.
_COUNTRIES = """
2023H2 | IL01 |  | value | BRA 2.5 CHL 1.54 CRI 2.33 MEX 2.3 NAM 2.31 UGA 3.9 ZMB 2.89 JOR 2.75 CHN 3.6 IND 4.3
2023H2 | IL01 |  | value | KHM 4.3 KOR 1.41 LKA 2.43 MNG 3.5 THA 2.44 VNM 3.5 ESP 1.7 GEO 3.1 ROU 2.81 TUR 2.1
2023H2 | IL02 |  | relative_change | CRI +4 MEX +8 ZMB +14 CHN +9 KHM +6 MNG +9 VNM +11 ESP +7
2023H2 | IL04 |  | value | BRA 11.1 CHL 5 MEX 8.9 NAM 16.7 UGA 24.4 JOR 8.7 CHN 12.3 KOR 1.8 LKA 14 ESP 5.1 GEO 15.4
2023H2 | IL04 |  | value | ROU 8.1 TUR 10
2023H2 | IL06 |  | relative_change | CHL -19 CRI -15 MEX -24 NAM -29 UGA -10 ZMB -3 JOR -12 CHN -20 IND -30 KHM -20
2023H2 | IL06 |  | relative_change | KOR -22 LKA -23 MNG -23 THA -20 ESP -30 GEO -11 ROU -16 TUR -19
2023H2 | IL08 |  | value | BRA 0.85 MEX 0.91 NAM 0.87 UGA 0.4 ZMB 0.48 CHN 0.92 IND 0.74 LKA 0.81 THA 1.23
2023H2 | IL08 |  | value | ESP 1.04 GEO 1.06 ROU 0.97 TUR 0.63
2023H2 | IL10 |  | value | BRA 39.4 CHL 27.9 CRI 39.8 MEX 35 NAM 66.6 UGA 75.2 ZMB 67.5 JOR 50 CHN 41.9 IND 76.4
2023H2 | IL10 |  | value | KHM 73.7 KOR 9 LKA 56.7 MNG 51.1 THA 53.1 VNM 60.6 ESP 16 GEO 51.3 ROU 23.9 TUR 42.5
2023H2 | IL13 |  | value | BRA 56.7 CHL 68.2 CRI 75 MEX 65.3 NAM 53.4 UGA 13.5 ZMB 33.6 JOR 60.8 CHN 71.2 IND 32.2
2023H2 | IL13 |  | value | KHM 35.3 MNG 52.8 THA 69.7 VNM 32.5 ESP 84.2 GEO 58.9 ROU 66.5 TUR 59
2024H1_further | IL04 | F | relative_change | BRA -14 CHL -20 MEX -27 UGA -32 JOR -30 LKA -30 ESP -11 TUR -23
2024H1_further | IL05 |  | value | CHL 4.1 CRI 4.8 JOR 8.9 KHM 7.6 LKA 9.4 THA 8.3 ROU 6.5 TUR 5.7 ESP 1.5
2024H1_further | IL06 | F | value | CHL 0.7 NAM 2.3 JOR 1.3 KOR 0.8 ROU 1.2 TUR 0.9
2024H1_further | IL10 | F | relative_change 2026 | BRA -6 CHL -6 CRI -5 MEX -8 NAM -3 UGA -14 ZMB -9 JOR -14 CHN -14
2024H1_further | IL10 | F | relative_change 2026 | IND -6 KHM -3 KOR -10 LKA -4 MNG -16 THA -12 VNM -3 ESP -17
2024H1_further | IL10 | F | relative_change 2026 | GEO -16 ROU -7 TUR -5
2024H1_further | IL12 |  | value | BRA 14.3 MEX 11.2 NAM 16.4 UGA 19.3 ZMB 35.5 IND 23.5 KHM 32.4 LKA 15.4 MNG 27.3
2024H1_further | IL12 |  | value | VNM 20.5
2024H1_further | IL13 | F | value | BRA 54.5 CHL 65.5 CRI 72.5 MEX 68.7 NAM 48.6 JOR 58.2 IND 30.5 THA 58.8 VNM 32.6
2024H1_further | IL13 | F | value | GEO 56.5 TUR 58.8
2024H1_further | IL14 |  | value | CHL 34.8 CRI 33 MEX 23.3 CHN 45.4 IND 35.1 KHM 37.5 KOR 28.2 LKA 40.5 MNG 34.6
2024H1_further | IL14 |  | value | THA 31.9 VNM 23.8 ROU 28.4 TUR 24.1
2024H1_further | IL15 |  | value | CHL 11.8 CRI 6.6 MEX 6.3 NAM 5.8 JOR 13.3 IND 7.2 KOR 10.9 LKA 4.9 VNM 15.6 ESP 7
2024H1_further | IL15 |  | value | GEO 12.4 ROU 9.6
"""
# The strategy's own indicators: file, indicator, group, and the value to reach by 2027.
_STRATEGY = """
2024H2 | OI01a |                 | 12
2024H2 | OI01b |                 | 25
2024H2 | OI02a |                 | 80
2024H2 | OI04b |                 | 50
2024H2 | OI04c |                 | 8
2024H2 | OI06a |                 | 36
2024H2 | OI06b |                 | 60
2024H2 | OI07a |                 | 8
2024H2 | OI08b |                 | 60
2024H2 | OI09a |                 | 12
2024H2 | OI10a |                 | 60
2024H2 | OI10a | group=employers | 28
2024H2 | OI10a | group=workers   | 32
2024H2 | OI10b |                 | 60
2024H2 | OI11a |                 | 90
2024H2 | OI11b |                 | 80
2024H2 | OI15a |                 | 90
2024H2 | OI16a |                 | 16
2024H2 | OI17a |                 | 8
2024H2 | OI20b |                 | 90
2024H2 | ST01  |                 | 90
2024H2 | ST03  |                 | 95
"""
# Targets without a value: file, indicator, type, areas, and the bounds of a band.
_OTHERS = """
2023H2         | IL08 | maintain       | CHL KHM KOR         |
2023H2         | IL13 | maintain       | KOR                 |
2024H1_further | IL14 | band           | BRA ESP GEO JOR     | 40 60
2024H1_further | IL12 | direction_only | X01                 |
2024H1_further | IL01 | direction_only | X06 X21             |
2024H1_further | IL15 | direction_only | CHN KHM TUR         |
"""
# Values to have reached on the way.
_INTERIMS: Mapping[str, Row] = {
    "T-IL06-NAM": {"interim_2024": 10.5},
    "T-IL08-LKA": {"interim_2024": 0.71, "interim_2026": 0.78},
    "T-IL08-ROU": {"interim_2025": 0.93},
    "T-IL10-BRA": {"interim_2025": 41},
    "T-IL10-CRI": {"interim_2024": 41.2, "interim_2026": 40.1},
    "T-IL10-MEX": {"interim_2025": 40},
    "T-IL10-BRA-F": {"interim_2025": 43.2},
    "T-IL13-TUR": {"interim_2024": 56},
    "T-OI01b": {"interim_2025": 14},
    "T-OI06a": {"interim_2024": 12, "interim_2025": 20, "interim_2026": 28},
    "T-OI10b": {"interim_2025": 45},
}
# What a later file says of a target: its file, the target, and what is otherwise.
_LATER: tuple[tuple[str, str, Row], ...] = (
    (
        "2024H2_mended",
        "T-IL10-CHL",
        {
            "target_value": 28.6,
            "interim_2025": 29.7,
            "reason": "The ministry moved its plan by a year (sample)",
            "correction_code": "late_information",
            "correction_note": "The revised plan became known in February 2025",
        },
    ),
    ("2025H2", "T-IL08-GEO", {"target_status": "approved", "approver": APPROVER, "approved_on": "2025-12-11"}),
    (
        "2025H2",
        "T-IL02-VNM",
        {"target_status": "withdrawn", "reason": "The country office will name another indicator (sample)"},
    ),
    (
        "2026H1_draft",
        "T-OI09a",
        {"target_value": 16, "correction_code": "other", "correction_note": "To be discussed in the next meeting"},
    ),
)
_REASONS = {
    "value": "First path, from the planning talk of the country office (sample)",
    "relative_change": "First path, as a share of today's level (sample)",
    "maintain": "The level is good; it is to be held (sample)",
    "band": "Between the two the posts are shared evenly (sample)",
    "direction_only": "A rise or fall in the right direction is the aim; no number was agreed (sample)",
}
_FILES = ("2023H2", "2024H1_further", "2024H2")


def targets(file: str) -> list[Row]:
    """The rows of one file: the targets that it proposes, and those that it says something new about."""
    first = {str(row["target_id"]): row for name in _FILES for row in _proposed(name)}
    mine = [first[name] | changed for where, name, changed in _LATER if where == file]
    return [*_proposed(file), *mine]


def _proposed(file: str) -> Iterator[Row]:
    for row in (*_of_countries(file), *_of_the_strategy(file), *_without_value(file)):
        yield row | _INTERIMS.get(str(row["target_id"]), {})


def _of_countries(file: str) -> Iterator[Row]:
    for indicator, group, aim, areas in _lines(_COUNTRIES, file):
        (kind, _, year), words = aim.partition(" "), areas.split()
        for area, number in zip(words[::2], words[1::2], strict=True):
            key = "target_value" if kind == "value" else "change_pct"
            row = _row(indicator, area, "sex=SEX_F" if group else "", kind)
            yield row | {"target_year": int(year or 2027), key: _number(number)}


def _of_the_strategy(file: str) -> Iterator[Row]:
    for indicator, group, value in _lines(_STRATEGY, file):
        row = _row(indicator, "STRATEGY", group, "value")
        reason = "Proposed by the unit that leads the output (sample)"
        yield row | {"target_year": 2027, "target_value": _number(value), "reason": reason}


def _without_value(file: str) -> Iterator[Row]:
    for indicator, kind, areas, bounds in _lines(_OTHERS, file):
        band = dict(zip(("band_low", "band_high"), map(_number, bounds.split()), strict=False))
        for area in areas.split():
            yield _row(indicator, area, "", kind) | band | {"target_year": 2027}


def _lines(text: str, file: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        name, *parts = (part.strip() for part in line.split("|"))
        if name == file:
            yield parts


def _row(indicator: str, area: str, group: str, kind: str) -> Row:
    place = "" if area == "STRATEGY" else f"-{area}"
    whom = {"": "", "sex=SEX_F": "-F"}.get(group, "-" + group.partition("=")[2])
    return {
        "target_id": f"T-{indicator}{place}{whom}",
        "indicator_id": indicator,
        "reference_area_code": area,
        "disaggregation": group,
        "target_type": kind,
        "target_status": "proposed",
        "reason": _REASONS[kind],
    }


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
