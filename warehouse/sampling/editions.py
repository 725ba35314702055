"""The files of the sample: names, dates, layouts and vintages.

Owns: one entry per file. Together they show every layout in which ILOSTAT's bulk and website files are met.
Never: knows what a dataset measures or holds a figure.

Every file name or gzip header carries a date before the sample's own as-of date, so that "known from" never depends
on the day of the run.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

# Column orders met in ILOSTAT files: the present one, the one until early 2024, one of late 2024, and R's copies.
STYLES = ("current", "old", "late_2024", "r")


@dataclass(frozen=True)
class Edition:
    """One file.

    Attributes:
        dataset_code: dataset that the file holds.
        suffix: what follows the dataset code in the file name.
        last_year: newest year that the file may hold.
        style: column order and quoting, one of `STYLES`.
        layout: "code", "label" or "both".
        revision: name of an earlier edition, whose figures differ a little; "" for the latest.
        decimals: most decimals of a value.
        areas: only these areas (a user's extract); empty for all.
        label: the indicator's label in this edition, where it differs.
        stamp: time in the gzip header (UTC), for files without a date in their name.
    """

    dataset_code: str
    suffix: str
    last_year: int
    style: str = "current"
    layout: str = "code"
    revision: str = ""
    decimals: int = 3
    areas: tuple[str, ...] = ()
    label: str = ""
    stamp: datetime = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)

    @property
    def file_name(self) -> str:
        """The name as ILOSTAT or its website gives it."""
        return self.dataset_code + self.suffix

    @property
    def is_oldest_first(self) -> bool:
        """Whether an area's oldest period comes first, as in older bulk files."""
        return self.style in ("old", "late_2024")

    @property
    def is_quoted(self) -> bool:
        """Whether text and `time` stand in quotation marks."""
        return self.style in ("current", "r") or self.layout != "code"


def _stamp(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 5, 30, tzinfo=UTC)


_POVERTY_LINE_2017 = "SDG indicator 1.1.1 - Working poverty rate (percentage of employed living below US$2.15 PPP) (%)"
_EXTRACT = ("BRA", "CHL", "COL", "CRI", "MEX", "PER")

EDITIONS = (
    Edition("SDG_0882_NOC_RT_A", "-full-2023-12-05.csv", 2022, "old", revision="2023", decimals=2),
    Edition("SDG_0882_NOC_RT_A", ".csv.gz", 2023, "late_2024", revision="2024", decimals=2, stamp=_stamp(2024, 12, 3)),
    Edition("SDG_0882_NOC_RT_A", "-20260217T0814.csv.gz", 2024, decimals=2),
    Edition("ILR_CBCT_NOC_RT_A", ".csv.gz", 2023, "old", decimals=1, stamp=_stamp(2025, 2, 18)),
    Edition("ILR_TUMT_NOC_RT_A", "-full-2023-10-18.csv", 2021, "old", "label", "2023", 2),
    Edition("ILR_TUMT_NOC_RT_A", "-20250911T0610.csv", 2024),
    Edition("SDG_A871_SEX_AGE_RT_A", ".csv.gz", 2024, "old", stamp=_stamp(2025, 6, 12)),
    Edition("CLD_XCHL_SEX_AGE_RT_A", "-full-2025-06-12.csv", 2024, "old", "label"),
    Edition("SDG_F881_SEX_MIG_RT_A", ".csv.gz", 2022, "old", revision="2024", decimals=2, stamp=_stamp(2024, 4, 9)),
    Edition("SDG_F881_SEX_MIG_RT_A", "-20260402T1040.csv.gz", 2025, decimals=2),
    Edition("SDG_N881_SEX_MIG_RT_A", "-20260402T1042.csv.gz", 2025, decimals=1),
    Edition("LAI_INDE_NOC_RT_A", ".csv.gz", 2022, "old", revision="2024", decimals=2, stamp=_stamp(2024, 1, 30)),
    Edition("LAI_INDE_NOC_RT_A", "-20260302T0718.csv", 2025, decimals=2),
    Edition("LAI_VDIN_NOC_RT_A", "-20260302T0719.csv", 2025, layout="both", decimals=2),
    Edition("SDG_0831_SEX_ECO_RT_A", "-20260412T0931.csv.gz", 2025),
    Edition("SDG_0831_SEX_ECO_RT_A", "-filtered-2026-05-20.csv", 2025, layout="label", areas=_EXTRACT),
    Edition("EMP_2IFL_SEX_RT_A", "-20260310T1102.csv.gz", 2027, layout="both"),
    Edition(
        "SDG_0111_SEX_AGE_RT_A", "-full-2024-11-18.csv", 2023, "late_2024", "both", "2024", 3, (), _POVERTY_LINE_2017
    ),
    Edition("SDG_0111_SEX_AGE_RT_A", "-20260122T0744.csv.gz", 2025, layout="both"),
    Edition("SDG_0131_SEX_SOC_RT_A", "-20260128T1530.csv.gz", 2024, decimals=1),
    Edition("SDG_T552_NOC_RT_A", ".csv.gz", 2025, "late_2024", stamp=_stamp(2026, 4, 21)),
    Edition("EAR_GGAP_OCU_RT_A", "-20260415T0905.csv.gz", 2025),
    Edition("SDG_1041_NOC_RT_A", "-20260320T0915.csv", 2025, "r"),
    Edition("SDG_0922_NOC_RT_A", "-full-2024-02-14.csv", 2022, "old", decimals=2, revision="2024"),
    Edition("SDG_0922_NOC_RT_A", "-20260412T0940.csv", 2025),
    Edition("UNE_DEAP_SEX_AGE_RT_Q", "-20260511T1317.csv.gz", 2025),
)
