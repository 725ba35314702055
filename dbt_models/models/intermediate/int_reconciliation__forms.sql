-- Rows of the forms that people fill in, by sheet or record, from staging to what is known on the as-of day. What is
-- left out is counted from the days of submission in staging, not as the difference.
{{ config(meta={'snapshots_of': ['register', 'survey', 'evaluation']}) }}
{% set later = 'Submitted after the as-of day of this release' %}
{% set forms = {
    'register': ('stg_register__rows', 'int_register_rows__known', later),
    'survey': ('stg_survey__rows', 'int_survey_rows__known', later),
    'evaluation': ('stg_evaluation__rows', 'int_evaluation_rows__known', later),
} %}
with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

{% for form, (staged, known, reason) in forms.items() %}
{{ form }}_staged as (
    select
        staged.record,
        count(*) as rows_in,
        count(case
            when coalesce(staged.submitted_date, cast(snapshots.known_from as date)) > {{ as_of_date() }} then 1
        end) as rows_left_out
    from {{ ref(staged) }} as staged
    inner join stg_landing__snapshots as snapshots
        on staged.snapshot_id = snapshots.snapshot_id
    where staged.record <> 'decision'
    group by staged.record
),

{{ form }}_known as (
    select
        record,
        count(*) as rows_out
    from {{ ref(known) }}
    group by record
),
{% endfor %}

final as (
    {% for form, (staged, known, reason) in forms.items() %}
    select
        7 as step_no,
        'staging to known rows' as step,
        '{{ form }}' as source,
        'record' as unit_kind,
        staged.record as unit_id,
        staged.record as unit_label,
        staged.rows_in,
        coalesce(known.rows_out, 0) as rows_out,
        {{ 'cast(0 as bigint)' if form == 'survey' else 'staged.rows_left_out' }} as rows_left_out,
        case when staged.rows_left_out > 0 then '{{ reason }}' end as reason
    from {{ form }}_staged as staged
    left join {{ form }}_known as known
        on staged.record = known.record
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
)

select * from final
