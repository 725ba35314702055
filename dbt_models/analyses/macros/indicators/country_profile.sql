with
areas_named as (
    select code
    from indicators.labels_by_language
    where variable = 'ref_area'
        and lower(label) = lower(country)
),

by_sheet as (
    select progress.*
    from indicators.progress as progress
    inner join indicators.indicators as sheets
        on progress.indicator_id = sheets.indicator_id
            and progress.indicator_version_no = sheets.indicator_version_no
)

select
    indicator_id,
    indicator_label,
    role,
    reference_area_code,
    reference_area_label,
    disaggregation,
    unit,
    direction,
    baseline_year,
    baseline_value,
    baseline_kind,
    year,
    value,
    value_kind,
    target_year,
    target_value,
    progress_share,
    class,
    reason_not_rated,
    has_break_since_baseline,
    is_proposed,
    is_sample
from by_sheet
where method = 'linear'
    and is_latest
    and (
        reference_area_code = upper(country)
        or reference_area_code in (select areas_named.code from areas_named)
    )
order by indicator_id, disaggregation, target_year
