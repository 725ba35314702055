"""Rules on what changed since the release before: nothing is lost between two releases without somebody saying so.

Owns: how many rows, years, areas and datasets may be gone, and how far figures may move before a reader is told.
Never: compares with a release of a later day or of other data (`expectations.previous` chooses); judges a new dataset.
A loss that is right is declared in seeds/catalogue/declared_losses.csv, and each use of a declaration is told.
"""

from expectations.rules import WARNING, Facts, Rule, no_rows

OBSERVATIONS = "indicators.observations"
LARGEST_LOSS, FEW_ROWS, MEDIAN_SHIFT, REVISED_SHARE, ENOUGH_VALUES = 0.05, 5, 0.25, 0.25, 30
_DECLARE = (
    "Compare the file with the one before it: it may have come cut or filtered; dwsc fetch with the id of the dataset "
    "brings the whole one. If the loss is right, declare it in seeds/catalogue/declared_losses.csv, and run again"
)


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on what changed since the release before."""
    before = _relation(facts)
    return tuple(
        Rule(
            rule_id, name, OBSERVATIONS, dimension, description, remedy,
            no_rows(_WITH.replace("PREVIOUS", before) + query),
            severity=severity, column="dataset_code", needs="ilostat", compares=True,
        )
        for rule_id, name, dimension, severity, description, remedy, query in _RULES
    )  # fmt: skip


def _relation(facts: Facts) -> str:
    """The observations of the release before, as SQL; braces are doubled, because a rule's SQL is a format."""
    path = str(facts.previous or "no release").replace("'", "''")
    return f"read_parquet('{path.replace('{', '{{').replace('}', '}}')}')"


# Rows, values and middle value by dataset and year, before and now; a declaration covers one year or a whole dataset.
_WITH = f"""
with
earlier as (select * from PREVIOUS),
before_years as (
    select dataset_code, year, count(*) as row_count from earlier group by dataset_code, year
),
now_years as (
    select dataset_code, year, count(*) as row_count from {{batch}} group by dataset_code, year
),
before_datasets as (
    select dataset_code, sum(row_count) as row_count from before_years group by dataset_code
),
now_datasets as (
    select dataset_code, sum(row_count) as row_count from now_years group by dataset_code
),
years as (
    select
        before_years.dataset_code,
        before_years.year,
        before_years.row_count as row_count_before,
        coalesce(now_years.row_count, 0) as row_count_now,
        now_datasets.row_count as dataset_row_count
    from before_years
    left join now_datasets on before_years.dataset_code = now_datasets.dataset_code
    left join now_years
        on before_years.dataset_code = now_years.dataset_code and before_years.year = now_years.year
),
lost as (
    select dataset_code, cast(null as integer) as year, 'dataset' as kind, row_count_before, row_count_now
    from (
        select dataset_code, sum(row_count_before) as row_count_before, 0 as row_count_now
        from years where dataset_row_count is null group by dataset_code
    ) as datasets
    union all
    select dataset_code, year, 'year' as kind, row_count_before, row_count_now
    from years where dataset_row_count is not null and row_count_now = 0
    union all
    select dataset_code, year, 'rows' as kind, row_count_before, row_count_now
    from years
    where row_count_now > 0 and row_count_before - row_count_now > {FEW_ROWS}
        and row_count_before - row_count_now > {LARGEST_LOSS} * row_count_before
    union all
    select dataset_code, cast(null as integer) as year, 'rows' as kind, row_count_before, row_count_now
    from (
        select dataset_code, sum(row_count_before) as row_count_before, sum(row_count_now) as row_count_now
        from years where row_count_now > 0 group by dataset_code
    ) as kept_years
    where row_count_before - row_count_now > {LARGEST_LOSS} * row_count_before
),
judged as (
    select lost.*, declared.declared_by, declared.declared_date, declared.reason
    from lost
    left join now_datasets on lost.dataset_code = now_datasets.dataset_code
    left join staging.stg_catalogue__declared_losses as declared
        on lost.dataset_code = declared.dataset_code
            and (declared.year is null or declared.year = lost.year)
            and declared.least_row_count
            <= case when declared.year is null then coalesce(now_datasets.row_count, 0) else lost.row_count_now end
),
before_areas as (
    select dataset_code, reference_area_code, count(*) as row_count
    from earlier group by dataset_code, reference_area_code
),
gone_areas as (
    select before_areas.*, everywhere.reference_area_code is null as is_gone_everywhere
    from before_areas
    inner join now_datasets on before_areas.dataset_code = now_datasets.dataset_code
    left join (
        select distinct dataset_code, reference_area_code from {{batch}}
    ) as now_areas
        on before_areas.dataset_code = now_areas.dataset_code
            and before_areas.reference_area_code = now_areas.reference_area_code
    left join (select distinct reference_area_code from {{batch}}) as everywhere
        on before_areas.reference_area_code = everywhere.reference_area_code
    where now_areas.dataset_code is null
)
"""
_LOST = "select dataset_code, year, row_count_before, row_count_now from judged where reason is null and kind = "
_AREAS = "select dataset_code, reference_area_code, row_count from gone_areas where"
_KEY = ("dataset_code", "reference_area_code", "source_code", "sex_code", "classification_1_code",
        "classification_2_code", "time_period")  # fmt: skip
_REVISED = (
    ", renewed as (select dataset_code from (select distinct dataset_code, snapshot_id from {batch} "
    "except select distinct dataset_code, snapshot_id from earlier) as newer_files), "
    "common as (select now.dataset_code, count(*) as value_count, "
    "count(case when now.value <> earlier.value then 1 end) as revised_count from {batch} as now "
    "inner join renewed on now.dataset_code = renewed.dataset_code inner join earlier on "
    + " and ".join(f"coalesce(now.{name}, '') = coalesce(earlier.{name}, '')" for name in _KEY)
    + " where now.value is not null and earlier.value is not null group by now.dataset_code) "
    f"select * from common where value_count >= {ENOUGH_VALUES} and revised_count > {REVISED_SHARE} * value_count"
)
_MEDIANS = (
    ", medians_before as (select dataset_code, median(value) as median_before, count(value) as value_count "
    "from earlier group by dataset_code), "
    "medians_now as (select dataset_code, median(value) as median_now, count(value) as value_count "
    "from {batch} group by dataset_code) "
    "select medians_now.dataset_code, median_before, median_now from medians_now inner join medians_before "
    "on medians_now.dataset_code = medians_before.dataset_code "
    f"where medians_now.value_count >= {ENOUGH_VALUES} and medians_before.value_count >= {ENOUGH_VALUES} "
    f"and abs(median_now - median_before) > {MEDIAN_SHIFT} * abs(median_before)"
)
_RULES = (
    (
        "DWSC-CMP-001", "no_dataset_is_gone_since_the_last_release", "completeness", "error",
        "Every dataset of the release before has rows in this one", _DECLARE, f"{_LOST} 'dataset'",
    ),
    (
        "DWSC-CMP-002", "no_year_is_gone_since_the_last_release", "completeness", "error",
        "Every year of a dataset that the release before had is in this one", _DECLARE, f"{_LOST} 'year'",
    ),
    (
        "DWSC-CMP-003", "no_dataset_lost_rows_since_the_last_release", "completeness", "error",
        f"A dataset has at most {LARGEST_LOSS:.0%} fewer rows than in the release before, over all and in each year "
        f"(there, more than {FEW_ROWS} rows)", _DECLARE, f"{_LOST} 'rows'",
    ),
    (
        "DWSC-CMP-004", "no_declared_loss_was_needed", "completeness", WARNING,
        "Nothing is gone since the release before that had to be declared",
        "Nothing to do if the reason shown is right; say so to those who use the figures",
        "select dataset_code, year, row_count_before, row_count_now, declared_by, declared_date, reason from judged "
        "where reason is not null",
    ),
    (
        "DWSC-CMP-005", "no_area_is_gone_since_the_last_release", "completeness", "error",
        "Every area that had rows in a dataset of the release before has rows in some dataset of this one", _DECLARE,
        f"{_AREAS} is_gone_everywhere "
        "and dataset_code not in (select dataset_code from judged where reason is not null)",
    ),
    (
        "DWSC-CMP-006", "no_area_left_a_dataset_since_the_last_release", "reliability", WARNING,
        "An area that a dataset of the release before had is in this one too",
        "Say so to those who compare countries: the area shown has no figures in this dataset any more",
        f"{_AREAS} not is_gone_everywhere",
    ),
    (
        "DWSC-CMP-007", "medians_stay_since_the_last_release", "reliability", WARNING,
        f"The median of a dataset moves by at most {MEDIAN_SHIFT:.0%} from one release to the next",
        "Look for another unit or other groups in the newer file; if neither, the figures were revised", _MEDIANS,
    ),
    (
        "DWSC-CMP-008", "most_values_stay_since_the_last_release", "reliability", WARNING,
        f"At most {REVISED_SHARE:.0%} of the values of a dataset were revised since the release before",
        "Read indicators.revisions before you compare figures with those of the release before", _REVISED,
    ),
)  # fmt: skip
