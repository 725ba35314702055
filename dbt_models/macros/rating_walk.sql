{# CTEs up to `walked_5`: the steps of a rating side by side, and what each leaves of ratio, class and reason. #}
{% macro rating_walk() -%}
side_by_side as (
    select
        rating_change_id,
        {% for number in range(6) %}
        max(case when step = {{ number }} then ratio end) as said_ratio_at_{{ number }},
        max(case when step = {{ number }} then class end) as said_class_at_{{ number }},
        max(case when step = {{ number }} then reason_not_rated end) as said_reason_at_{{ number }},
        max(case when step = {{ number }} and is_judged then 1 else 0 end) as judged_at_{{ number }},
        {% endfor %}
        count(*) as step_count
    from int_rating_changes__stepped
    group by rating_change_id
),

walked_0 as (
    select
        paired.*,
        {% for number in range(1, 6) %}
        steps.said_ratio_at_{{ number }},
        steps.said_class_at_{{ number }},
        steps.said_reason_at_{{ number }},
        steps.judged_at_{{ number }},
        {% endfor %}
        steps.said_ratio_at_0 as ratio_at_0,
        steps.said_class_at_0 as class_at_0,
        steps.said_reason_at_0 as reason_at_0,
        coalesce(steps.said_ratio_at_0, paired.ratio_before) as carried_at_0
    from int_rating_changes__paired as paired
    inner join side_by_side as steps
        on paired.rating_change_id = steps.rating_change_id
),

{% for number in range(1, 6) %}
walked_{{ number }} as (
    select
        *,
        coalesce(said_ratio_at_{{ number }}, carried_at_{{ number - 1 }}) as carried_at_{{ number }},
        {{ left_by_step('ratio', number) }} as ratio_at_{{ number }},
        {{ left_by_step('class', number) }} as class_at_{{ number }},
        {{ left_by_step('reason', number) }} as reason_at_{{ number }}
    from walked_{{ number - 1 }}
),

{% endfor %}
{%- endmacro %}
