-- Each distinct pair of code and label in the observations, so that labels are resolved once and not row by row.
-- By snapshot, so that only new snapshots are read; where the code is missing, also by area, because a source label is
-- unique only inside its area.
-- The observations are named in each part: imported once, DuckDB would copy them all into memory first.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_datasets__ranked')) }}",
) }}
{% set columns = [
    ('ref_area', 'reference_area'),
    ('source', 'source'),
    ('sex', 'sex'),
    ('classification', 'classification_1'),
    ('classification', 'classification_2'),
    ('obs_status', 'observation_status'),
    ('note', 'classification_note'),
    ('note', 'indicator_note'),
    ('note', 'source_note'),
] %}
with
final as (
    {% for variable, column in columns %}
    select distinct
        '{{ variable }}' as variable,
        coalesce({{ column }}_code, '') as given_code,
        coalesce({{ column }}_label, '') as given_label,
        {% if variable == 'source' %}
        case when {{ column }}_code is null then reference_area_code else '' end as area_code,
        {% else %}
        '' as area_code,
        {% endif %}
        snapshot_id
    from {{ ref('stg_ilostat__observations') }}
    where ({{ column }}_code is not null or {{ column }}_label is not null)
        and {{ is_new('snapshot_id') }}
    {% if not loop.last %}
    union
    {% endif %}
    {% endfor %}
)

select * from final
