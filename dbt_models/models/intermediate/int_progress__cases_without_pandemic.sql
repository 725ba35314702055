-- The cases whose baseline is of a pandemic year, with the baseline that the same rule gives without 2020 and 2021.
with
int_progress__cases as (
    select * from {{ ref('int_progress__cases') }}
),

final as (
    select
        case_id,
        year,
        value,
        value_kind,
        is_stale,
        is_sheet_complete,
        measure_type,
        direction,
        direction_low,
        direction_high,
        natural_limit_low,
        natural_limit_high,
        allowed_methods,
        year_without_pandemic as baseline_year,
        value_without_pandemic as baseline_value,
        baseline_kind,
        target_type,
        target_year,
        given_target_value,
        change_pct,
        band_low,
        band_high,
        interim_before_year,
        interim_before_value,
        interim_after_year,
        interim_after_value,
        done_year
    from int_progress__cases
    where is_pandemic_baseline and value_without_pandemic is not null
)

select * from final
