-- What the tracking table would say if it were known: targets that hold and have no value yet, and indicators without
-- any value or target. A target that is to be done by this year or a later one is not due; all others have no value.
{% set keys = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
{% set aims = ['target_type', 'target_year', 'target_value', 'band_low', 'band_high'] %}
with
int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

int_targets__known as (
    select *
    from {{ ref('int_targets__known') }}
    where is_current
),

int_baselines__versioned as (
    select *
    from {{ ref('int_baselines__versioned') }}
    where is_current
),

valued as (
    select distinct {{ keys | join(', ') }}
    from {{ ref('int_progress__cases') }}
),

wanted as (
    select
        sheets.indicator_id,
        sheets.indicator_version_no,
        coalesce(
            targets.reference_area_code, case when sheets.dataset_code is null then 'STRATEGY' end
        ) as reference_area_code,
        coalesce(targets.disaggregation, 'total') as disaggregation,
        targets.target_id,
        {% for aim in aims %}
        targets.{{ aim }},
        {% endfor %}
        targets.version_no as target_version_no,
        targets.status as target_status
    from int_indicators__sheets as sheets
    left join int_targets__known as targets
        on sheets.indicator_id = targets.indicator_id
            and sheets.indicator_version_no = targets.indicator_version_no
),

valued_indicators as (
    select distinct
        indicator_id,
        indicator_version_no
    from valued
),

missing as (
    select wanted.*
    from wanted
    left join valued
        on wanted.indicator_id = valued.indicator_id
            and wanted.indicator_version_no = valued.indicator_version_no
            and wanted.reference_area_code = valued.reference_area_code
            and wanted.disaggregation = valued.disaggregation
    left join valued_indicators
        on wanted.indicator_id = valued_indicators.indicator_id
            and wanted.indicator_version_no = valued_indicators.indicator_version_no
    where valued.indicator_id is null
        and (wanted.target_id is not null or valued_indicators.indicator_id is null)
),

final as (
    select
        -- keys
        missing.indicator_id,
        missing.indicator_version_no,
        missing.reference_area_code,
        missing.disaggregation,
        -- baseline
        baselines.baseline_year,
        baselines.baseline_value,
        baselines.baseline_rule,
        baselines.value_kind as baseline_kind,
        baselines.is_pandemic_year as is_pandemic_baseline,
        baselines.is_late as is_late_baseline,
        -- target
        missing.target_id,
        missing.target_version_no,
        missing.target_status,
        {% for aim in aims %}
        missing.{{ aim }},
        {% endfor %}
        -- why there is nothing
        case
            when missing.target_type = 'done_by_date'
                and missing.target_year >= extract(year from {{ as_of_date() }}) then 'not_due'
            else 'no_value'
        end as reason_not_rated
    from missing
    left join int_baselines__versioned as baselines
        on missing.indicator_id = baselines.indicator_id
            and missing.indicator_version_no = baselines.indicator_version_no
            and missing.reference_area_code = baselines.reference_area_code
            and missing.disaggregation = baselines.disaggregation
)

select * from final
