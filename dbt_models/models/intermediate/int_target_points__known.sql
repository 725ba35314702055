-- Values aimed at on the way: the interim points of each version of a target, before the year in which it is due.
with
int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

points as (
    {% for year in range(2023, 2027) %}
    select
        target_id,
        version_no,
        target_year,
        {{ year }} as year,
        interim_{{ year }} as value
    from int_targets__known
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

final as (
    select
        target_id,
        version_no,
        year,
        value
    from points
    where value is not null and (target_year is null or year < target_year)
)

select * from final
