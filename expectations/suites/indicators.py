"""Rules on the ILOSTAT figures: plausible, whole and recent enough to be shown.

Owns: what a figure, a dataset and a vintage must look like before anybody sees it.
Never: judges one observation as wrong for being unusual; unusual is a warning.
"""

from datetime import timedelta

from expectations.rules import WARNING, Facts, Rule, between, filled, no_rows

REGIONS = "indicators.regional_aggregates"
OBSERVATIONS, VINTAGES, DATASETS = "indicators.observations", "indicators.observation_vintages", "indicators.datasets"
FIRST_YEAR, YEARS_AHEAD = 1900, 10
OLD_AFTER_YEARS, LEAST_AREAS, LEAST_FILLED, SMALLEST_SHARE_OF_ROWS = 6, 10, 0.5, 0.95
_LAND_AGAIN = "Open the source file at the rows shown; if they are wrong there, ask ILOSTAT and land the corrected file"


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on schema indicators."""
    return (*_figures(facts), *_datasets(facts), *_coverage(facts), *_regions())


def _figures(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-IND-001", "values_are_finite", VINTAGES, "validity",
            "Every value is a finite number",
            "Land the file again; the door lets no such value in, so the snapshot or the model is damaged",
            no_rows("select * from {batch} where not isfinite(value)"),
            column="value", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-002", "percentages_lie_between_0_and_100", OBSERVATIONS, "validity",
            "A share of something lies between 0 and 100 per cent; a gap may be negative",
            _LAND_AGAIN,
            no_rows(_PERCENTAGES), column="value", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-003", "scores_lie_on_their_scale", OBSERVATIONS, "validity",
            "National compliance with labour rights (SDG 8.8.2) is scored from 0 to 10",
            _LAND_AGAIN,
            no_rows(_SCORES), needs="ilostat",
        ),
        Rule(
            "DWSC-IND-004", "counts_and_ratios_are_not_negative", OBSERVATIONS, "validity",
            "Numbers of people, cases and visits, and ratios of them, are not below zero",
            _LAND_AGAIN,
            no_rows(_NEGATIVE), column="value", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-005", "years_are_plausible", VINTAGES, "validity",
            f"Every observation is about a year from {FIRST_YEAR} to {YEARS_AHEAD} years after the as-of date",
            "Look at the time column of the source file at the rows shown; a mistyped year is corrected at the source",
            between("year", FIRST_YEAR, facts.as_of.year + YEARS_AHEAD), column="year", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-006", "most_observations_have_a_value", OBSERVATIONS, "completeness",
            f"At least {LEAST_FILLED:.0%} of the observations have a value",
            "Compare with the source file; if it is empty there too, nothing is wrong here and the gap is real",
            filled("value", LEAST_FILLED), severity=WARNING, column="value", needs="ilostat",
        ),
    )  # fmt: skip


def _datasets(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-IND-011", "nothing_is_read_before_it_was_known", DATASETS, "integrity",
            "No snapshot became known after the as-of date of the run",
            "Run again; if it stays, look at known_from in the origin file of the snapshot shown",
            no_rows(
                "select * from {batch} "
                f"where cast(known_from as timestamp) >= timestamp '{facts.as_of + timedelta(days=1)} 00:00:00'"
            ),
            column="known_from", needs="ilostat",
        ),
    )  # fmt: skip


def _coverage(facts: Facts) -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-IND-021", "a_newer_vintage_is_not_smaller", DATASETS, "reliability",
            "A complete vintage has at least 95 % of the rows of the complete one before it",
            "Check the download: a cut or filtered file loads as complete unless its name says filtered or latest",
            no_rows(_SHRUNK), severity=WARNING, column="row_count", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-022", "no_dataset_is_without_values", DATASETS, "completeness",
            "Every dataset has at least one value",
            "Compare with the source file: a dataset without any value is of no use; land a newer one",
            no_rows("select dataset_code, file_name, row_count from {batch} where null_value_count >= row_count"),
            severity=WARNING, column="null_value_count", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-023", "labels_are_known", DATASETS, "precision",
            "Every label of a dataset leads to a code",
            "Land the ILOSTAT dictionary of the variable, or add an alias to seeds/code_lists",
            no_rows(
                "select dataset_code, file_name, unresolved_label_count from {batch} where unresolved_label_count > 0"
            ),
            severity=WARNING, column="unresolved_label_count", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-026", "meanings_stay_the_same", DATASETS, "reliability",
            "The label and unit of the current file of a dataset read as they did before, and so do the indicators "
            "loaded in a dictionary landed within a year",
            "Read old_label and new_label in indicators.label_changes before you compare figures with earlier ones; if "
            "the figures no longer mean the same, give the indicator a new baseline",
            no_rows(_OTHER_MEANING.format(year_before=facts.as_of - timedelta(days=366), batch="{batch}")),
            severity=WARNING, column="snapshot_id", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-024", "datasets_cover_enough_areas", OBSERVATIONS, "reliability",
            f"A complete dataset covers at least {LEAST_AREAS} areas",
            "Check whether the file is an extract; if so, its name must say filtered or latest",
            no_rows(
                "select dataset_code, count(distinct reference_area_code) as areas from {batch} "
                f"where not is_partial group by dataset_code having count(distinct reference_area_code) < {LEAST_AREAS}"
            ),
            severity=WARNING, column="reference_area_code", needs="ilostat",
        ),
        Rule(
            "DWSC-IND-025", "datasets_are_recent", OBSERVATIONS, "timeliness",
            f"The newest year of a dataset is at most {OLD_AFTER_YEARS} years before the as-of date",
            "Land a newer file if ILOSTAT has one; if not, the figure is old and must be read as such",
            no_rows(
                "select dataset_code, max(year) as newest_year from {batch} group by dataset_code "
                f"having max(year) < {facts.as_of.year - OLD_AFTER_YEARS}"
            ),
            severity=WARNING, column="year", needs="ilostat",
        ),
    )  # fmt: skip


def _regions() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-IND-031", "figures_of_regions_lie_within_their_limits", REGIONS, "validity",
            "A figure made from several countries lies within the natural limits of its indicator",
            "Look at the values of the members: one of them lies beyond the limits, or a weight is negative",
            no_rows(f"{_JOINED} {_OFF_LIMITS}"), column="value", needs="ilostat", may_be_empty=True,
            may_have_no_rows=True,
        ),
    )  # fmt: skip


_JOINED = (
    "select observations.* from {batch} as observations "
    "inner join indicators.indicators as indicators on observations.dataset_code = indicators.dataset_code where"
)
_OFF_LIMITS = (
    "(observations.value > indicators.natural_limit_high or observations.value < indicators.natural_limit_low)"
)
_PERCENTAGES = f"{_JOINED} indicators.measure_type = 'percent' and {_OFF_LIMITS}"
_SCORES = f"{_JOINED} indicators.measure_type = 'index' and {_OFF_LIMITS}"
_NEGATIVE = (
    "select observations.* from {batch} as observations "
    "left join indicators.indicators as indicators on observations.dataset_code = indicators.dataset_code "
    "where observations.value < 0 and (observations.dataset_code like '%_NB_%' or indicators.measure_type = 'rate')"
)
_SHRUNK = (
    "with vintages as (select *, lag(row_count) over (partition by dataset_code order by known_from, snapshot_id) "
    "as previous_row_count from {batch} where not is_partial) "
    "select dataset_code, file_name, row_count, previous_row_count from vintages "
    f"where row_count < {SMALLEST_SHARE_OF_ROWS} * previous_row_count"
)
_OTHER_MEANING = (
    "select changes.* from indicators.label_changes as changes "
    "left join {batch} as datasets on changes.new_snapshot_id = datasets.snapshot_id "
    "where changes.is_meaning_change and case when datasets.snapshot_id is null "
    "then changes.new_known_from >= timestamp '{year_before} 00:00:00' "
    "else datasets.is_current or datasets.vintage_no = 1 end"
)
