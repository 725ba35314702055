"""Sexes and classifications of the sample: their codes, labels, and how the parts make up each total.

Owns: for each code of a classification, the leaves (the finest cells that the sample invents) behind it.
Never: invents a total: it is the weighted mean of its leaves, so parallel totals are equal and lie between their parts.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Leaf:
    """A finest cell: its weight (0 to 1) in a poor and in a rich country, and its factor on the country's level."""

    name: str
    weight_poor: float
    weight_rich: float
    factor: float


@dataclass(frozen=True)
class Code:
    """One published code: its label and the leaves it is made of."""

    code: str
    label: str
    leaves: tuple[str, ...]


SEXES = (
    Code("SEX_T", "Sex: Total", ("M", "F")),
    Code("SEX_M", "Sex: Male", ("M",)),
    Code("SEX_F", "Sex: Female", ("F",)),
)
NO_SEX = (Code("", "", ("M", "F")),)

_ECONOMY = (
    Leaf("AGR", 0.56, 0.03, 3.6),
    Leaf("MAN", 0.10, 0.16, 0.85),
    Leaf("CON", 0.06, 0.07, 1.5),
    Leaf("MEL", 0.02, 0.02, 0.55),
    Leaf("MKT", 0.18, 0.42, 1.0),
    Leaf("PUB", 0.08, 0.30, 0.5),
)
_ADULTS = (Leaf("Y15-24", 0.26, 0.11, 1.35), Leaf("YGE25", 0.74, 0.89, 0.95))
_JOBLESS = (Leaf("Y15-24", 0.24, 0.10, 2.3), Leaf("YGE25", 0.76, 0.90, 0.8))
_CHILDREN = (Leaf("Y5-14", 0.78, 0.76, 0.8), Leaf("Y15-17", 0.22, 0.24, 1.9))
_MIGRANTS = (Leaf("NONMIG", 0.97, 0.86, 0.97), Leaf("MIGRANT", 0.03, 0.14, 1.35))
_OCCUPATIONS = (
    Leaf("1", 0.02, 0.07, 1.5),
    Leaf("2", 0.05, 0.22, 0.8),
    Leaf("3", 0.05, 0.16, 1.1),
    Leaf("4", 0.03, 0.10, 0.45),
    Leaf("5", 0.18, 0.17, 1.0),
    Leaf("6", 0.36, 0.03, 1.2),
    Leaf("7", 0.11, 0.10, 1.6),
    Leaf("8", 0.06, 0.07, 1.3),
    Leaf("9", 0.14, 0.08, 0.7),
)
_PROTECTION = (
    Leaf("CHILD", 0.36, 0.22, 0.8),
    Leaf("DISAB", 0.08, 0.10, 1.1),
    Leaf("PENSION", 0.10, 0.24, 2.4),
    Leaf("UNE", 0.06, 0.06, 0.25),
    Leaf("REST", 0.40, 0.38, 1.0),
)
_ALL = (Leaf("ALL", 1.0, 1.0, 1.0),)

LEAVES = {
    "NOC": _ALL,
    "ECO": _ECONOMY,
    "AGE": _ADULTS,
    "AGE_UNE": _JOBLESS,
    "AGE_CLD": _CHILDREN,
    "MIG": _MIGRANTS,
    "OCU": _OCCUPATIONS,
    "SOC": _PROTECTION,
}


def _codes(prefix: str, label: str, parts: dict[str, tuple[str, tuple[str, ...]]]) -> tuple[Code, ...]:
    return tuple(Code(f"{prefix}_{code}", f"{label}: {words}", leaves) for code, (words, leaves) in parts.items())


def _names(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    return tuple(leaf.name for leaf in leaves)


_NON_AGRICULTURE = ("MAN", "CON", "MEL", "MKT", "PUB")
_MARKET = "Trade, Transportation, Accommodation and Food, and Business and Administrative Services"
_PUBLIC = "Public Administration, Community, Social and other Services and Activities"
_AGE_ADULTS = _codes(
    "AGE_YTHADULT",
    "Age (Youth, adults)",
    {"YGE15": ("15+", _names(_ADULTS)), "Y15-24": ("15-24", ("Y15-24",)), "YGE25": ("25+", ("YGE25",))},
)

CODES = {
    "NOC": (Code("", "", ("ALL",)),),
    "ECO": (
        *_codes(
            "ECO_AGNAG",
            "Economic activity (Agriculture, Non-Agriculture)",
            {
                "TOTAL": ("Total", _names(_ECONOMY)),
                "AGR": ("Agriculture", ("AGR",)),
                "NAG": ("Non-agriculture", _NON_AGRICULTURE),
            },
        ),
        *_codes(
            "ECO_SECTOR",
            "Economic activity (Broad sector)",
            {
                "TOTAL": ("Total", _names(_ECONOMY)),
                "AGR": ("Agriculture", ("AGR",)),
                "IND": ("Industry", ("MAN", "CON", "MEL")),
                "SER": ("Services", ("MKT", "PUB")),
            },
        ),
        *_codes(
            "ECO_AGGREGATE",
            "Economic activity (Aggregate)",
            {
                "TOTAL": ("Total", _names(_ECONOMY)),
                "AGR": ("Agriculture", ("AGR",)),
                "MAN": ("Manufacturing", ("MAN",)),
                "CON": ("Construction", ("CON",)),
                "MEL": ("Mining and quarrying; Electricity, gas and water supply", ("MEL",)),
                "MKT": (_MARKET, ("MKT",)),
                "PUB": (_PUBLIC, ("PUB",)),
            },
        ),
    ),
    "AGE": _AGE_ADULTS,
    "AGE_UNE": _AGE_ADULTS,
    "AGE_CLD": _codes(
        "AGE_CLDVERSION",
        "Age (Child labour bands)",
        {"Y5-17": ("5 to 17", _names(_CHILDREN)), "Y5-14": ("5 to 14", ("Y5-14",))},
    ),
    "MIG": _codes(
        "MIG_STATUS",
        "Migrant status",
        {
            "TOTAL": ("Total", _names(_MIGRANTS)),
            "MIGRANT": ("Migrants", ("MIGRANT",)),
            "NONMIG": ("Non migrants", ("NONMIG",)),
        },
    ),
    "OCU": (
        *_codes(
            "OCU_ISCO08",
            "Occupation (ISCO-08)",
            {
                "TOTAL": ("Total", _names(_OCCUPATIONS)),
                "1": ("1. Managers", ("1",)),
                "2": ("2. Professionals", ("2",)),
                "3": ("3. Technicians and associate professionals", ("3",)),
                "4": ("4. Clerical support workers", ("4",)),
                "5": ("5. Service and sales workers", ("5",)),
                "6": ("6. Skilled agricultural, forestry and fishery workers", ("6",)),
                "7": ("7. Craft and related trades workers", ("7",)),
                "8": ("8. Plant and machine operators, and assemblers", ("8",)),
                "9": ("9. Elementary occupations", ("9",)),
            },
        ),
        *_codes(
            "OCU_SKILL",
            "Occupation (Skill level)",
            {
                "TOTAL": ("Total", _names(_OCCUPATIONS)),
                "L3-4": ("Skill levels 3 and 4 (high)", ("1", "2", "3")),
                "L2": ("Skill level 2 (medium)", ("4", "5", "6", "7", "8")),
                "L1": ("Skill level 1 (low)", ("9",)),
            },
        ),
    ),
    "SOC": _codes(
        "SOC_CONTIG",
        "Function",
        {
            "TOTAL": ("Total", _names(_PROTECTION)),
            "CHILD": ("Children", ("CHILD",)),
            "DISAB": ("Persons with severe disabilities", ("DISAB",)),
            "PENSION": ("Old age", ("PENSION",)),
            "UNE": ("Unemployed", ("UNE",)),
        },
    ),
}
