-- Everything that a method needs to judge one value, in one row: the value, its baseline, its target with the interim
-- points beside its year, and what the sheet allows. The methods read this and nothing else.
with
int_progress__matched as (
    select * from {{ ref('int_progress__matched') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_target_points__known as (
    select * from {{ ref('int_target_points__known') }}
),

on_the_way as (
    {{ points_on_the_way('int_progress__matched') }}
),

final as (
    select
        -- keys
        matched.case_id,
        matched.indicator_id,
        matched.indicator_version_no,
        matched.reference_area_code,
        matched.disaggregation,
        matched.sex_code,
        matched.classification_1_code,
        matched.classification_2_code,
        matched.year,
        -- value
        matched.value,
        matched.value_kind,
        matched.observation_status_code,
        matched.source_code,
        matched.latest_year,
        matched.is_latest,
        matched.is_stale,
        case
            when matched.baseline_year is null then null
            when matched.breaks_known = 1 then true
            when matched.breaks_unknown = 0 then false
        end as has_break_since_baseline,
        -- sheet
        sheets.indicator_label,
        sheets.role,
        sheets.unit,
        sheets.measure_type,
        sheets.direction,
        sheets.direction_low,
        sheets.direction_high,
        sheets.natural_limit_low,
        sheets.natural_limit_high,
        sheets.allowed_methods,
        sheets.is_sheet_complete,
        coalesce(matched.target_status, '') = 'proposed' or sheets.approval_status = 'proposed' as is_proposed,
        -- baseline
        matched.baseline_year,
        matched.baseline_value,
        matched.baseline_rule,
        matched.baseline_kind,
        matched.is_pandemic_baseline,
        matched.is_late_baseline,
        matched.baseline_version_no,
        matched.year_without_pandemic,
        matched.value_without_pandemic,
        -- target
        matched.target_id,
        matched.target_version_no,
        matched.target_type,
        matched.target_status,
        matched.target_year,
        matched.given_target_value,
        matched.change_pct,
        matched.band_low,
        matched.band_high,
        on_the_way.interim_before_year,
        points_before.value as interim_before_value,
        on_the_way.interim_after_year,
        points_after.value as interim_after_value,
        matched.done_year,
        -- marks and origin
        matched.is_partial,
        matched.is_sample,
        matched.snapshot_id,
        matched.row_number
    from int_progress__matched as matched
    inner join int_indicators__sheets as sheets
        on matched.indicator_id = sheets.indicator_id
            and matched.indicator_version_no = sheets.indicator_version_no
    left join on_the_way
        on matched.case_id = on_the_way.case_id
    left join int_target_points__known as points_before
        on matched.target_id = points_before.target_id
            and matched.target_version_no = points_before.version_no
            and on_the_way.interim_before_year = points_before.year
    left join int_target_points__known as points_after
        on matched.target_id = points_after.target_id
            and matched.target_version_no = points_after.version_no
            and on_the_way.interim_after_year = points_after.year
)

select * from final
