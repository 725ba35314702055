-- Each rating that changed as six cases, from what the earlier release knew to what is known now, one thing at a
-- time: 0 as it was, 1 the value of that year as it is known now, 2 the year and value of now, 3 the baseline, 4 the
-- target, 5 the version of the sheet. What kind of figures they are stays as it was: quality_gate comes last.
{% set baseline = ['baseline_year', 'baseline_value'] %}
{% set target = [
    'target_id', 'target_version_no', 'target_type', 'target_year', 'given_target_value', 'change_pct', 'band_low',
    'band_high',
] %}
{% set sheet = [
    'measure_type', 'direction', 'direction_low', 'direction_high', 'natural_limit_low', 'natural_limit_high',
    'allowed_methods', 'is_sheet_complete',
] %}
{% set told = [
    'case_id', 'rating_change_id', 'step', 'year', 'value', 'value_kind', 'is_stale', 'baseline_kind',
] + baseline + target[2:] %}
{% set steps = [0, 1, 2, 3, 4, 5] %}
with
int_rating_changes__paired as (
    select * from {{ ref('int_rating_changes__paired') }}
),

int_indicator_values__yearly as (
    select *
    from {{ ref('int_indicator_values__yearly') }}
    where not coalesce(is_projected, false)
        and year <= extract(year from {{ as_of_date() }})
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_target_points__known as (
    select * from {{ ref('int_target_points__known') }}
),

steps as (
    {% for step in steps %}
    select {{ step }} as step{{ ' union all' if not loop.last }}
    {% endfor %}
),

stepped as (
    select
        paired.rating_change_id || '|' || cast(steps.step as string) as case_id,
        paired.rating_change_id,
        steps.step,
        paired.indicator_id,
        case
            when steps.step >= 5 then coalesce(paired.indicator_version_no_now, paired.indicator_version_no_before)
            else coalesce(paired.indicator_version_no_before, paired.indicator_version_no_now)
        end as indicator_version_no,
        case when steps.step >= 2 then paired.year_now else paired.year_before end as year,
        case
            when steps.step = 0 then paired.value_before
            when steps.step = 1 then observed.value
            else paired.value_now
        end as value,
        paired.value_kind_before as value_kind,
        coalesce(paired.is_stale_before, false) as is_stale,
        {% for column in baseline %}
        case when steps.step >= 3 then paired.{{ column }}_now else paired.{{ column }}_before end as {{ column }},
        {% endfor %}
        paired.baseline_kind_before as baseline_kind,
        {% for column in target %}
        case when steps.step >= 4 then paired.{{ column }}_now else paired.{{ column }}_before end as {{ column }},
        {% endfor %}
        paired.done_year as known_done_year
    from int_rating_changes__paired as paired
    cross join steps
    left join int_indicator_values__yearly as observed
        on paired.indicator_id = observed.indicator_id
            and paired.indicator_version_no_before = observed.indicator_version_no
            and paired.reference_area_code = observed.reference_area_code
            and paired.disaggregation = observed.disaggregation
            and paired.year_before = observed.year
),

on_the_way as (
    {{ points_on_the_way('stepped') }}
),

final as (
    select
        {% for column in told %}
        stepped.{{ column }},
        {% endfor %}
        {% for column in sheet %}
        sheets.{{ column }},
        {% endfor %}
        on_the_way.interim_before_year,
        points_before.value as interim_before_value,
        on_the_way.interim_after_year,
        points_after.value as interim_after_value,
        case
            when stepped.target_type = 'done_by_date' and stepped.known_done_year <= stepped.year
                then stepped.known_done_year
            when stepped.target_type = 'done_by_date' then stepped.year
        end as done_year
    from stepped
    left join int_indicators__sheets as sheets
        on stepped.indicator_id = sheets.indicator_id
            and stepped.indicator_version_no = sheets.indicator_version_no
    left join on_the_way
        on stepped.case_id = on_the_way.case_id
    left join int_target_points__known as points_before
        on stepped.target_id = points_before.target_id
            and stepped.target_version_no = points_before.version_no
            and on_the_way.interim_before_year = points_before.year
    left join int_target_points__known as points_after
        on stepped.target_id = points_after.target_id
            and stepped.target_version_no = points_after.version_no
            and on_the_way.interim_after_year = points_after.year
)

select * from final
