-- One row per case and method. The share of the way and what was to be expected are the same in every method with a
-- target; the ratio is the method's own.
with
int_progress__cases as (
    select * from {{ ref('int_progress__cases') }}
),

int_progress__rated as (
    select * from {{ ref('int_progress__rated') }}
),

int_progress__linear_without_pandemic as (
    select * from {{ ref('int_progress__linear_without_pandemic') }}
),

reference_areas as (
    select * from {{ ref('indicators__reference_areas') }}
),

final as (
    select
        -- keys
        cases.indicator_id,
        cases.indicator_version_no,
        cases.indicator_label,
        cases.reference_area_code,
        case
            when cases.reference_area_code = 'STRATEGY' then 'The strategy as a whole'
            else coalesce(reference_areas.reference_area_label, cases.reference_area_code)
        end as reference_area_label,
        cases.disaggregation,
        cases.sex_code,
        cases.classification_1_code,
        cases.classification_2_code,
        cases.year,
        rated.method,
        -- baseline
        cases.baseline_year,
        cases.baseline_value,
        cases.baseline_rule,
        cases.baseline_kind,
        cases.is_pandemic_baseline,
        cases.is_late_baseline,
        cases.baseline_version_no,
        -- target
        cases.target_id,
        cases.target_version_no,
        cases.target_type,
        cases.target_status,
        cases.target_year,
        rated.target_value,
        cases.change_pct,
        cases.band_low,
        cases.band_high,
        -- value
        cases.value,
        cases.value_kind,
        cases.observation_status_code,
        cases.source_code,
        -- progress
        rated.expected_value,
        rated.expected_share,
        rated.is_interim,
        rated.progress_share,
        case
            when rated.progress_share is not null then least(greatest(rated.progress_share, 0), 1)
        end as progress_share_capped,
        rated.ratio,
        rated.class,
        rated.class_ungated,
        rated.reason_not_rated,
        -- without the pandemic years
        without_pandemic.progress_share as progress_share_without_pandemic,
        without_pandemic.class as class_without_pandemic,
        -- how to read it
        cases.has_break_since_baseline,
        cases.latest_year,
        cases.is_latest,
        cases.direction,
        cases.unit,
        cases.role,
        -- marks and origin
        cases.is_proposed,
        cases.is_partial,
        cases.is_sample,
        cases.snapshot_id,
        cases.row_number
    from int_progress__rated as rated
    inner join int_progress__cases as cases
        on rated.case_id = cases.case_id
    left join int_progress__linear_without_pandemic as without_pandemic
        on rated.case_id = without_pandemic.case_id
            and rated.method = without_pandemic.method
    left join reference_areas
        on cases.reference_area_code = reference_areas.reference_area_code
)

select * from final
