"""Vintages, series, coverage and the catalogue of the release made by hand.

Owns: the tables that tell what was known when, what stands for a series, and what is not there at all.
Never: stands in for dbt's own reckoning; figures are few and invented, so that a test can name each.
"""

import duckdb

from support import made_quality

EARLIER = "e" * 16
SPLIT = "SDG_0831_SEX_ECO_RT_A"
NOT_LOADED = "SDG_0882_NOC_RT_A"
RETIRED = "EAR_4MMN_CUR_NB_A"

# The earlier vintage: Bangladesh stood 5 lower in 2019, Kenya came from another source in 2015, nobody had 2025, and
# Brazil had a value in 2009 that is gone.
_STATEMENTS = (
    """alter table indicators.datasets add column unit_text varchar""",
    """alter table indicators.datasets add column vintage_no integer""",
    """alter table indicators.datasets add column is_carried boolean""",
    """update indicators.datasets set unit_text = '%', vintage_no = 1, is_carried = true""",
    f"""insert into indicators.datasets by name
    select * replace (
        '{EARLIER}' as snapshot_id, false as is_current, 2 as vintage_no, timestamp '2025-05-01' as known_from,
        'share' as unit_text, 'Informal share, older wording' as dataset_label)
    from indicators.datasets where dataset_code = '{SPLIT}'""",
    f"""create table indicators.observation_vintages as
    select * from indicators.observations
    union all
    select * replace (
        '{EARLIER}' as snapshot_id,
        case when reference_area_code = 'BGD' and year = 2019 then value - 5 else value end as value,
        case when reference_area_code = 'KEN' and year = 2015 then 'BB:9' else source_code end as source_code)
    from indicators.observations
    where dataset_code = '{SPLIT}' and year < 2025
    union all
    select * replace ('{EARLIER}' as snapshot_id, '2009' as time_period, 2009 as year, 60.0 as value, -1 as row_number)
    from indicators.observations
    where dataset_code = '{SPLIT}' and reference_area_code = 'BRA' and year = 2010 and sex_code = 'SEX_T'
        and classification_1_code = 'ECO_AGGREGATE_TOTAL'""",
    """create table indicators.series as
    select
        dataset_code, indicator_code, frequency_code, reference_area_code, sex_code, sex_label, classification_1_code,
        classification_1_label, classification_1_version, time_period, year, value, observation_kind, snapshot_id,
        row_number
    from indicators.observations
    where observation_kind = 'survey'""",
    """create table indicators.series_left_out as
    select
        dataset_code, reference_area_code, sex_code, classification_1_code, classification_2_code,
        'modelled beside survey' as reason, count(*) as observation_count, min(year) as first_year,
        max(year) as last_year, snapshot_id
    from indicators.observations
    where observation_kind <> 'survey'
    group by all""",
    """create table indicators.coverage as
    with years as (select unnest(range(2010, 2026))::integer as year),
    counted as (
        select
            dataset_code, reference_area_code, year, count(*) as observation_count, count(value) as value_count,
            max(case when value is not null and observation_kind = 'survey' then 1 else 0 end) as has_survey,
            max(case when value is not null and observation_kind = 'modelled' then 1 else 0 end) as has_modelled
        from indicators.observations
        group by all
    ),
    worded as (
        select
            datasets.dataset_code, areas.reference_area_code, years.year,
            case
                when has_survey = 1 then 'survey'
                when has_modelled = 1 then 'modelled'
                when value_count > 0 then 'projected'
                when observation_count > 0 then 'suppressed'
                else 'missing'
            end as coverage,
            coalesce(observation_count, 0) as observation_count, coalesce(value_count, 0) as value_count,
            datasets.snapshot_id, datasets.is_sample
        from indicators.datasets as datasets
        cross join indicators.reference_areas as areas
        cross join years
        left join counted using (dataset_code, reference_area_code, year)
        where datasets.is_current
    )
    select
        dataset_code, reference_area_code, year, coverage,
        case coverage when 'survey' then 'S' when 'modelled' then 'M' when 'projected' then 'P' when 'suppressed'
        then 'U' else '–' end as coverage_letter,
        observation_count, value_count, snapshot_id, is_sample
    from worded""",
    f"""create table indicators.revisions as
    with cells as (
        select
            coalesce(now.reference_area_code, old.reference_area_code) as reference_area_code,
            coalesce(now.sex_code, old.sex_code) as sex_code,
            coalesce(now.classification_1_code, old.classification_1_code) as classification_1_code,
            coalesce(now.time_period, old.time_period) as time_period, coalesce(now.year, old.year) as year,
            old.row_number as old_row_number, now.row_number as new_row_number,
            old.value as old_value, now.value as new_value, old.source_code as old_source_code,
            now.source_code as new_source_code
        from (select * from indicators.observations where dataset_code = '{SPLIT}') as now
        full join (select * from indicators.observation_vintages where snapshot_id = '{EARLIER}') as old
            on now.row_number = old.row_number
    )
    select
        '{SPLIT}' as dataset_code, '{EARLIER}' as old_snapshot_id, '0000000000000000' as new_snapshot_id,
        timestamp '2025-05-01' as old_known_from, timestamp '2026-05-01' as new_known_from,
        false as is_partial_comparison, reference_area_code, sex_code, classification_1_code,
        null::varchar as classification_2_code, time_period, year,
        case
            when old_row_number is null then 'gained'
            when new_row_number is null then 'lost'
            when old_value is distinct from new_value then 'changed'
            else 'source_changed'
        end as change,
        old_value, new_value, new_value - old_value as difference, (new_value - old_value) / old_value as
        relative_difference, old_source_code, new_source_code,
        old_row_number is not null and new_row_number is not null and old_value is distinct from new_value
        as is_value_changed,
        old_row_number is not null and new_row_number is not null and old_source_code <> new_source_code
        as is_source_changed,
        false as is_label_changed, true as is_sample
    from cells
    where old_row_number is null or new_row_number is null or old_value is distinct from new_value
        or old_source_code <> new_source_code""",
    f"""create table indicators.revision_summary as
    select
        dataset_code, old_snapshot_id, new_snapshot_id, old_known_from, new_known_from, is_partial_comparison,
        (select count(*) from indicators.observation_vintages where snapshot_id = '{EARLIER}') - 1 as common_count,
        count(*) filter (is_value_changed) as changed_count,
        count(*) filter (change = 'gained') as gained_count,
        count(*) filter (change = 'lost') as lost_count,
        count(*) filter (is_source_changed) as source_changed_count,
        0::bigint as label_changed_count, max(abs(difference)) as largest_difference
    from indicators.revisions
    group by all""",
    f"""create table indicators.label_changes as
    select
        '{SPLIT}' as dataset_code, 'unit' as variable, null::varchar as code, 'share' as old_label, '%' as new_label,
        '{EARLIER}' as old_snapshot_id, '0000000000000000' as new_snapshot_id, timestamp '2026-05-01' as new_known_from,
        true as is_meaning_change""",
    f"""create table indicators.catalogue as
    select * from (values
        ('{SPLIT}', 'Informal employment rate', '%', 'down', 'sex; economic activity', 'Work', '13th ICLS',
            'Informality in supply chains', true, true, 2::bigint),
        ('ILR_TUMT_NOC_RT_A', 'Trade union density', '%', 'up', '', 'Rights', '', 'Free association', true, true, 1),
        ('{NOT_LOADED}', 'Compliance with labour rights', 'score 0-10', 'down', '', 'Rights', '',
            'Named by the strategy', true, false, 0),
        ('{RETIRED}', 'Statutory minimum wage (retired id)', 'local currency', 'none', 'currency', 'Earnings', '',
            'Old files are understood', false, false, 0)
    ) as entries (dataset_code, dataset_label, unit, direction, disaggregations, subject, statistical_standard, reason,
        is_followed, is_loaded, vintage_count)""",
    f"""create table quality.freshness as
    select
        dataset_code, snapshot_id, known_from, known_from as source_last_update,
        case when dataset_code = '{SPLIT}' then timestamp '2026-06-29' end as checked_at,
        case when dataset_code = '{SPLIT}' then 'failed' end as outcome, dataset_code = '{SPLIT}' as is_stale,
        case when dataset_code = '{SPLIT}' then 'ILOSTAT answered with an empty body' end as stale_reason,
        60::integer as age_days
    from indicators.datasets
    where is_current""",
    f"""create table indicators.dataset_links as
    select * from (values
        ('{RETIRED}', 'EAR_INEE_CUR_NB_A', 'replaced_by', 2026, 'Moved to a new id', 'An answer of the service'),
        ('{SPLIT}', 'SDG_B831_SEX_ECO_RT_A', 'twin', null::integer, 'The 19th ICLS definitions', 'The contents')
    ) as links (old_dataset_code, new_dataset_code, relation, since_year, note, source)""",
)
_NEW_TABLES = ("observation_vintages", "series", "series_left_out", "coverage", "revisions", "revision_summary",
               "label_changes", "catalogue", "dataset_links")  # fmt: skip
_NEW_COLUMNS = {
    "observations": ("observation_kind", "classification_1_version", "classification_2_version", "is_break",
                     "break_reason"),
    "datasets": ("unit_text", "vintage_no", "is_carried"),
}  # fmt: skip


def add_vintages(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a release made by hand an earlier vintage of its first dataset and all that is told about vintages."""
    for statement in _STATEMENTS:
        connection.execute(statement)


def make_older(connection: duckdb.DuckDBPyConnection) -> None:
    """Take from a release made by hand what a release of the first version did not have."""
    connection.execute("delete from indicators.datasets where not is_current")
    for table in _NEW_TABLES:
        connection.execute(f"drop table indicators.{table}")
    connection.execute("drop table quality.freshness")
    made_quality.make_older(connection)
    for table, columns in _NEW_COLUMNS.items():
        for column in columns:
            connection.execute(f"alter table indicators.{table} drop column {column}")
