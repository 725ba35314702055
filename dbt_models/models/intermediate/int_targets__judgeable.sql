-- What the test of a target looks at: its sheet, area, group, baseline, the growth it needs, what the work contributes,
-- and whether a value for its year comes out in time for the last report of the term.
with
int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

stg_results_framework__indicator_versions as (
    select * from {{ ref('stg_results_framework__indicator_versions') }}
),

stg_results_framework__indicator_links as (
    select * from {{ ref('stg_results_framework__indicator_links') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

int_baselines__versioned as (
    select * from {{ ref('int_baselines__versioned') }}
),

int_target_growth__compared as (
    select * from {{ ref('int_target_growth__compared') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

term as (
    select
        extract(year from min(start_date)) as first_year,
        extract(year from max(end_date)) as last_year,
        12 * extract(year from max(due_date)) + extract(month from max(due_date)) as last_report_month
    from stg_calendar__reporting_periods
),

claimed as (
    select
        indicator_id,
        count(contribution_statement) as statement_count
    from stg_results_framework__indicator_links
    group by indicator_id
),

final as (
    select
        -- keys
        targets.target_id,
        targets.version_no,
        targets.reference_area_code,
        targets.target_type,
        targets.target_year,
        -- specific and measurable
        versions.indicator_id is not null as has_sheet,
        targets.reference_area_code = 'STRATEGY' or areas.code is not null as has_area,
        targets.disaggregation = 'total' or targets.disaggregation like '%_=_%' as has_group,
        versions.unit,
        versions.source,
        baselines.baseline_value,
        case targets.target_type
            when 'value' then targets.target_value is not null
            when 'relative_change' then targets.change_pct is not null
            when 'band' then targets.band_low is not null and targets.band_high is not null
            else true
        end as has_number,
        -- achievable
        growth.verdict,
        growth.is_rate,
        growth.needed_growth,
        growth.peer_count,
        growth.low_growth,
        growth.high_growth,
        -- relevant and bound to a time
        coalesce(claimed.statement_count, 0) as statement_count,
        versions.release_lag_months,
        term.first_year,
        term.last_year,
        12 * targets.target_year + 12 + versions.release_lag_months <= term.last_report_month as is_read_in_time
    from int_targets__known as targets
    cross join term
    left join stg_results_framework__indicator_versions as versions
        on targets.indicator_id = versions.indicator_id
            and targets.indicator_version_no = versions.indicator_version_no
    left join int_code_labels__by_code as areas
        on areas.variable = 'ref_area'
            and targets.reference_area_code = areas.code
    left join int_baselines__versioned as baselines
        on targets.indicator_id = baselines.indicator_id
            and targets.indicator_version_no = baselines.indicator_version_no
            and targets.reference_area_code = baselines.reference_area_code
            and targets.disaggregation = baselines.disaggregation
            and baselines.is_current
    left join int_target_growth__compared as growth
        on targets.target_id = growth.target_id
            and targets.version_no = growth.version_no
    left join claimed
        on targets.indicator_id = claimed.indicator_id
)

select * from final
