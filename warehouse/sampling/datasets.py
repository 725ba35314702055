"""The datasets of the sample: what each measures and how its invented figures behave.

Owns: one entry per dataset, with level, trend, coverage and the note codes that ILOSTAT uses on such files.
Never: holds a real figure: levels are round numbers chosen so that charts look right.

Seventeen of the 18 ILOSTAT indicators of seeds/strategy/proposed_indicators.csv are here. EAR_XTLP_SEX_RT is left out
on purpose: an indicator without data must look right too. UNE_DEAP_SEX_AGE_RT_Q is added as the quarterly one.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dataset:
    """One dataset.

    Attributes:
        indicator: ILOSTAT's code; the dataset's is `indicator` + "_" + `frequency`.
        kind: "share" (0 to `ceiling`), "rate" (0 or more) or "points" (may be negative).
        poor, rich: level where development is 0 and where it is 1, in the indicator's unit.
        slope: change of the level (for shares of its odds) per year, a fraction; countries differ by `slope_spread`.
        wobble: size of the smooth ups and downs; `shock`: the change in 2020, as a fraction.
        women: factor on the level (or odds) for women; men get two minus it.
        classification: key of `classifications.CODES`.
        coverage: share of countries that report at all, before their capacity is counted.
        sources: prefixes of the national sources; "XA" alone means modelled, for all areas and years.
        aggregates: whether the world, regions and subregions are there too.
    """

    indicator: str
    label: str
    poor: float
    rich: float
    slope: float
    kind: str = "share"
    ceiling: float = 100.0
    slope_spread: float = 0.025
    wobble: float = 0.06
    shock: float = 0.0
    women: float = 1.0
    classification: str = "NOC"
    by_sex: bool = False
    coverage: float = 1.0
    sources: tuple[str, ...] = ("BA",)
    first_year: int = 2010
    frequency: str = "A"
    note_indicator: str = ""
    note_source: str = ""
    aggregates: bool = False

    @property
    def code(self) -> str:
        """The dataset's code."""
        return f"{self.indicator}_{self.frequency}"

    @property
    def is_modelled(self) -> bool:
        """Whether every row is a modelled estimate."""
        return self.sources == ("XA",)


_SDG = "SDG indicator"
_INJURIES = ("FA", "FX", "EA")

DATASETS = (
    Dataset(
        "SDG_0882_NOC_RT",
        f"{_SDG} 8.8.2 - Level of national compliance with labour rights (freedom of association and collective"
        " bargaining) based on ILO textual sources and national legislation",
        4.6, 1.3, 0.006,
        ceiling=10.0, slope_spread=0.035, wobble=0.05, sources=("XX",), first_year=2015, aggregates=True,
    ),
    Dataset(
        "ILR_CBCT_NOC_RT", "Collective bargaining coverage rate (%)", 9, 52, -0.014,
        coverage=0.66, sources=("FX", "BA"), note_indicator="T32:3477",
    ),
    Dataset(
        "ILR_TUMT_NOC_RT", "Trade union density rate (%)", 11, 26, -0.022,
        coverage=0.85, sources=("FI", "BA", "FX"), note_indicator="T31:242",
    ),
    Dataset(
        "SDG_A871_SEX_AGE_RT", f"{_SDG} 8.7.1 - Proportion of children engaged in economic activity (%)",
        31, 0.8, -0.05,
        women=0.86, classification="AGE_CLD", by_sex=True, coverage=0.7, sources=("BX", "BC"), first_year=2011,
    ),
    Dataset(
        "CLD_XCHL_SEX_AGE_RT", "Share of children in child labour by sex and age (%)", 25, 0.6, -0.045,
        women=0.9, classification="AGE_CLD", by_sex=True, coverage=0.62, sources=("BX", "BC"), first_year=2011,
    ),
    Dataset(
        "SDG_F881_SEX_MIG_RT", f"{_SDG} 8.8.1 - Fatal occupational injuries per 100'000 workers", 13, 1.4, -0.035,
        kind="rate", wobble=0.16, shock=-0.12, women=0.28, classification="MIG", by_sex=True, coverage=0.8,
        sources=_INJURIES, note_indicator="T13:149_I4:217",
    ),
    Dataset(
        "SDG_N881_SEX_MIG_RT", f"{_SDG} 8.8.1 - Non-fatal occupational injuries per 100'000 workers", 260, 1750, -0.02,
        kind="rate", wobble=0.12, shock=-0.14, women=0.62, classification="MIG", by_sex=True, coverage=0.75,
        sources=_INJURIES, note_indicator="T13:150_I4:219",
    ),
    Dataset(
        "LAI_INDE_NOC_RT", "Inspectors per 10'000 employed persons", 0.22, 1.3, 0.008,
        kind="rate", wobble=0.08, coverage=0.8, sources=("FF", "FX"),
    ),
    Dataset(
        "LAI_VDIN_NOC_RT", "Labour inspection visits per inspector", 62, 118, -0.006,
        kind="rate", wobble=0.18, shock=-0.35, coverage=0.74, sources=("FF", "FX"),
    ),
    Dataset(
        "SDG_0831_SEX_ECO_RT",
        f"{_SDG} 8.3.1 - Proportion of informal employment in total employment by sex and sector (%)", 91, 5, -0.018,
        shock=0.08, women=1.06, classification="ECO", by_sex=True, sources=("BA", "BB"), note_source="R1:3513",
    ),
    Dataset(
        "EMP_2IFL_SEX_RT", "Informal employment rate by sex -- ILO modelled estimates, Nov. 2025 (%)", 90, 6, -0.016,
        wobble=0.02, shock=0.06, women=1.05, by_sex=True, sources=("XA",), aggregates=True,
    ),
    Dataset(
        "SDG_0111_SEX_AGE_RT",
        f"{_SDG} 1.1.1 - Working poverty rate (percentage of employed living below US$3.00 PPP) (%)", 58, 0.3, -0.055,
        wobble=0.03, shock=0.12, women=1.08, classification="AGE", by_sex=True, sources=("XA",), aggregates=True,
    ),
    Dataset(
        "SDG_0131_SEX_SOC_RT",
        f"{_SDG} 1.3.1 - Proportion of population covered by social protection floors/systems (%)",
        12, 94, 0.035, shock=0.1, women=0.94, classification="SOC", by_sex=True, sources=("FX", "XX"), first_year=2013,
    ),
    Dataset(
        "SDG_T552_NOC_RT", f"{_SDG} 5.5.2 - Proportion of women in senior and middle management positions (%)",
        24, 37, 0.022,
        coverage=0.95, note_source="R1:3513",
    ),
    Dataset(
        "EAR_GGAP_OCU_RT", "Gender wage gap by occupation (%)", 7, 12, -0.02,
        kind="points", slope_spread=0.06, wobble=0.2, classification="OCU", coverage=0.78, sources=("BA", "DA"),
        note_source="R1:3513",
    ),
    Dataset(
        "SDG_1041_NOC_RT", f"{_SDG} 10.4.1 - Labour income share as a percent of GDP (%)", 40, 57, -0.002,
        slope_spread=0.012, wobble=0.03, shock=0.05, sources=("XA",), aggregates=True,
    ),
    Dataset(
        "SDG_0922_NOC_RT", f"{_SDG} 9.2.2 - Manufacturing employment as a proportion of total employment (%)",
        7, 15, -0.006,
        wobble=0.04, note_source="R1:3513",
    ),
    Dataset(
        "UNE_DEAP_SEX_AGE_RT", "Unemployment rate by sex and age (%)", 4, 6.5, -0.012,
        wobble=0.14, shock=0.35, women=1.1, classification="AGE_UNE", by_sex=True, coverage=0.5,
        first_year=2016, frequency="Q", note_source="R1:3513",
    ),
)  # fmt: skip
