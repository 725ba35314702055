-- The rating of an indicator, area and group in an earlier release beside the one of today, where ratio, class or
-- reason differ. The rating is the one of method linear, and of method trend where there is no target or only a
-- direction. What is on one side only counts where it has a ratio or a class there.
{% set keys = ['indicator_id', 'reference_area_code', 'disaggregation'] %}
{% set facts = [
    'indicator_version_no', 'method', 'year', 'value', 'baseline_year', 'baseline_value', 'target_id',
    'target_version_no', 'target_type', 'target_year', 'given_target_value', 'change_pct', 'band_low', 'band_high',
    'ratio', 'class', 'reason_not_rated', 'is_proposed',
] %}
{% set grounds = ['value_kind', 'baseline_kind', 'is_stale'] %}
with
int_progress__cases as (
    select * from {{ ref('int_progress__cases') }}
),

int_progress__rated as (
    select * from {{ ref('int_progress__rated') }}
),

int_indicators__sheets as (
    select *
    from {{ ref('int_indicators__sheets') }}
    where is_current
),

int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

stg_releases__progress as (
    select * from {{ ref('stg_releases__progress') }}
),

releases as (
    select distinct
        release_id,
        release_as_of_date
    from stg_releases__progress
),

{{ rated_now_and_before() }},

paired as (
    select
        releases.release_id,
        releases.release_as_of_date,
        {% for key in keys %}
        rated_now.{{ key }},
        {% endfor %}
        {% for fact in facts %}
        rated_before.{{ fact }} as {{ fact }}_before,
        rated_now.{{ fact }} as {{ fact }}_now,
        {% endfor %}
        {% for ground in grounds %}
        rated_before.{{ ground }} as {{ ground }}_before,
        {% endfor %}
        rated_now.done_year,
        rated_before.year is not null as is_known_before,
        true as is_known_now
    from rated_now
    cross join releases
    left join rated_before
        on releases.release_id = rated_before.release_id
            {% for key in keys %}
            and rated_now.{{ key }} = rated_before.{{ key }}
            {% endfor %}
    union all
    select
        rated_before.release_id,
        rated_before.release_as_of_date,
        {% for key in keys %}
        rated_before.{{ key }},
        {% endfor %}
        {% for fact in facts %}
        rated_before.{{ fact }} as {{ fact }}_before,
        rated_now.{{ fact }} as {{ fact }}_now,
        {% endfor %}
        {% for ground in grounds %}
        rated_before.{{ ground }} as {{ ground }}_before,
        {% endfor %}
        rated_now.done_year,
        true as is_known_before,
        false as is_known_now
    from rated_before
    left join rated_now
        on {% for key in keys %}
            rated_before.{{ key }} = rated_now.{{ key }}{{ ' and' if not loop.last }}{% endfor %}
    where rated_now.year is null
),

final as (
    select
        *,
        release_id || '|' || indicator_id || '|' || reference_area_code || '|' || disaggregation as rating_change_id
    from paired
    where
        (ratio_before is null) <> (ratio_now is null)
        or coalesce({{ rounded('ratio_now - ratio_before', 9) }} <> 0, false)
        or coalesce(class_before, '') <> coalesce(class_now, '')
        or (
            is_known_before and is_known_now
            and coalesce(reason_not_rated_before, '') <> coalesce(reason_not_rated_now, '')
        )
)

select * from final
