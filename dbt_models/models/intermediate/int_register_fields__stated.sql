-- What each reported row says, field by field, so that two versions can be compared.
with
int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

{% set fields = {
    'milestones': ['status', 'actual_date', 'forecast_date', 'reason', 'evidence_link'],
    'narratives': ['narrative', 'obstacles', 'next_steps'],
    'results': ['numerator', 'denominator', 'value_given', 'note'],
    'evidence': ['title', 'evidence_kind', 'evidence_date', 'link', 'file_name', 'evidence_sha256', 'review', 'note'],
    'money': ['action_area_id', 'money_kind', 'source_name', 'booked_date', 'amount', 'currency', 'usd_rate', 'note'],
    'promises': ['status', 'actual_date', 'forecast_date', 'evidence_link', 'reason'],
    'targets': ['target_type', 'target_year', 'target_value', 'change_pct', 'band_low', 'band_high', 'interim_2023',
        'interim_2024', 'interim_2025', 'interim_2026', 'target_status', 'reason', 'approver', 'approved_date'],
} %}
{% set kinds = {'milestones': 'milestone', 'narratives': 'narrative', 'results': 'result', 'promises': 'promise',
    'targets': 'target'} %}
final as (
    {% for model, names in fields.items() %}{% for name in names %}
    select
        '{{ kinds.get(model, model) }}' as record,
        snapshot_id,
        row_number,
        '{{ name | replace("value_given", "value") }}' as field,
        cast({{ name }} as string) as field_value
    from {{ ref('int_register__' ~ model) }}
    union all
    {% endfor %}{% endfor %}
    select
        record,
        snapshot_id,
        row_number,
        'report_state' as field,
        file_state as field_value
    from int_register_rows__decided
)

select * from final
