"""The two data structures: which component of an SDMX observation holds what.

Owns: agency, version and ids of the structures, and their dimensions and attributes with the code list of each.
Never: reads a release; claims that the agency exists outside this project (docs/exchange.md says what is proposed).
"""

from dataclasses import dataclass

from warehouse.exchange import queries

AGENCY = "DWSC"
VERSION = "1.0"
CONCEPTS = "CS_DWSC"
MEASURE = "OBS_VALUE"
TIME = "TIME_PERIOD"
TEXT, NUMBER, WHOLE, FLAG = "string", "double", "integer", "boolean"


@dataclass(frozen=True)
class Component:
    """One dimension or attribute.

    Attributes:
        id: in files.
        name: what a person reads.
        codes: id of its code list, if it has one.
        holds: what its values are where it has none.
    """

    id: str
    name: str
    codes: str | None = None
    holds: str = TEXT


@dataclass(frozen=True)
class Shape:
    """One data structure with its dataflow.

    Attributes:
        name: of its files.
        title: what a person reads.
        dimensions: without the time period.
        attributes: all of the observation.
        queries: names of files whose columns are the components in lower case; what one lacks is empty.
        order: columns that bring the observations of a series together, the earliest period first.
    """

    name: str
    title: str
    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    queries: tuple[str, ...]
    order: str

    @property
    def structure_id(self) -> str:
        """Id of the data structure definition."""
        return f"DSD_{self.name.upper()}"

    @property
    def flow_id(self) -> str:
        """Id of the dataflow."""
        return f"DF_{self.name.upper()}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Components in the order of a file."""
        return (
            *(one.id for one in self.dimensions),
            TIME,
            MEASURE,
            *(one.id for one in self.attributes),
        )


_KEY = (
    Component("FREQ", "Frequency", "CL_FREQ"),
    Component("REF_AREA", "Reference area", "CL_AREA"),
    Component("INDICATOR", "Indicator", "CL_INDICATOR"),
    Component("SEX", "Sex", "CL_SEX"),
    Component("CLASSIF1", "First classification", "CL_CLASSIF"),
    Component("CLASSIF2", "Second classification", "CL_CLASSIF"),
)
_STATUS = (
    Component("OBS_STATUS", "Status of the observation, by the SDMX cross-domain list", "CL_OBS_STATUS"),
    Component("OBS_STATUS_SOURCE", "Status of the observation as the source gives it", "CL_OBS_STATUS_SOURCE"),
    Component("OBS_KIND", "Whether the value is surveyed, modelled, projected, reported or defined"),
    Component("UNIT_MEASURE", "Unit of measure"),
    Component("SOURCE", "Code of the source"),
)
_ORIGIN = (
    Component("IS_SAMPLE", "Whether the value is invented", holds=FLAG),
    Component("SNAPSHOT_ID", "Snapshot that the value was read from"),
    Component("ROW_NUMBER", "Row of the snapshot", holds=WHOLE),
)

SERIES = Shape(
    "series",
    "Indicator series from ILOSTAT",
    _KEY,
    (
        *_STATUS,
        Component("SOURCE_LABEL", "Name of the source"),
        Component("NOTE_CLASSIF", "Notes on the classification"),
        Component("NOTE_INDICATOR", "Notes on the indicator"),
        Component("NOTE_SOURCE", "Notes on the source"),
        Component("IS_BREAK", "Whether the series breaks before this observation", holds=FLAG),
        Component("BREAK_REASON", "What tells of the break"),
        Component("IS_PROJECTED", "Whether the value is a projection", holds=FLAG),
        Component("IS_PARTIAL", "Whether the file that the value comes from is incomplete", holds=FLAG),
        Component("DATASET", "Dataset of ILOSTAT"),
        *_ORIGIN,
    ),
    ("series",),
    "indicator, ref_area, freq, sex, classif1, classif2, time_period",
)
FRAMEWORK = Shape(
    "framework",
    "Results framework: actual values, baselines and targets (proposed)",
    (
        *_KEY,
        Component("GROUP", "Group that the register names", "CL_GROUP"),
        Component("VALUE_TYPE", "Actual value, baseline, target or point on the way to it", "CL_VALUE_TYPE"),
    ),
    (
        *_STATUS,
        Component("DISAGGREGATION", "Group as the release writes it"),
        Component("INDICATOR_VERSION", "Version of the indicator's sheet", holds=WHOLE),
        Component("APPROVAL", "Whether baseline or target is proposed or approved"),
        Component("BASELINE_RULE", "Rule that gave the baseline"),
        Component("IS_LATE", "Whether the baseline lies after the start of the strategy", holds=FLAG),
        Component("IS_PANDEMIC_YEAR", "Whether the baseline lies in 2020 or 2021", holds=FLAG),
        Component("TARGET_ID", "Target"),
        Component("TARGET_VERSION", "Version of the target", holds=WHOLE),
        Component("TARGET_TYPE", "What kind of target it is"),
        Component("CHANGE_PCT", "Change since the baseline that is aimed at, in per cent", holds=NUMBER),
        Component("BAND_LOW", "Lower end of the band aimed at", holds=NUMBER),
        Component("BAND_HIGH", "Upper end of the band aimed at", holds=NUMBER),
        Component("NUMERATOR", "Numerator of the result", holds=NUMBER),
        Component("DENOMINATOR", "Denominator of the result", holds=NUMBER),
        Component("IS_PARTIAL", "Whether the year is not over yet", holds=FLAG),
        Component("HAS_BREAK_SINCE_BASELINE", "Whether the series breaks between baseline and this year", holds=FLAG),
        Component("REPORT_STATE", "State of the report: submitted or approved"),
        Component("COMMENT_OBS", "Comment of whoever reported"),
        *_ORIGIN,
        Component("PLACE", "Sheet and row of the register"),
    ),
    queries.FRAMEWORK,
    "indicator, ref_area, freq, disaggregation, value_type, time_period",
)
SHAPES = (SERIES, FRAMEWORK)
