-- The results of all methods in one shape; a method that does not apply has its row, with the reason.
with
{% set methods = ['linear', 'growth', 'un_extrapolation', 'tola_band', 'trend'] %}
{% for method in methods %}
int_progress__{{ method }} as (
    select * from {{ ref('int_progress__' ~ method) }}
),
{% endfor %}

final as (
    {% for method in methods %}
    select
        case_id,
        method,
        target_value,
        expected_value,
        expected_share,
        is_interim,
        progress_share,
        ratio,
        class,
        class_ungated,
        reason_not_rated
    from int_progress__{{ method }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from final
