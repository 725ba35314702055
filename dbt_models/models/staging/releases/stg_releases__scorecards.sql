{% set dimensions = quality_dimensions() %}
with
released_scorecards as (
    select * from {{ source('raw', 'released_scorecards') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        is_sample,
        indicator_id,
        has_scorecard,
        {% for dimension in dimensions %}
        {{ dimension }}_status,
        cast(coalesce({{ dimension }}_count, '0') as integer) as {{ dimension }}_count,
        {% endfor %}
        cast(coalesce(checks_passed, '0') as integer) as checks_passed,
        cast(coalesce(checks_warned, '0') as integer) as checks_warned,
        cast(coalesce(checks_failed, '0') as integer) as checks_failed,
        freshness,
        cast(coverage as double) as coverage
    from released_scorecards
)

select * from final
