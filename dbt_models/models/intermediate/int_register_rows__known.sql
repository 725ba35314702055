-- Every reported row of every register known at the as-of date, of all sheets but the approvals, in one shape.
-- subject_key: what the row is a version of. content: all that it says, to tell a change from a repetition.
-- next_version_date: of the next version handed in. A draft is not: what was handed in before it still stands.
{{ config(meta={'snapshots_of': ['register']}) }}
with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

{% set records = {
    'milestone': ('milestones', ['phase_id', 'reporting_period_id'], 'output_id',
        ['status', 'actual_date', 'forecast_date', 'reason', 'evidence_link']),
    'narrative': ('narratives', ['output_id', 'reporting_period_id'], 'output_id',
        ['narrative', 'obstacles', 'next_steps']),
    'result': ('results', ['indicator_id', 'reporting_period_id', 'disaggregation'], 'output_id',
        ['numerator', 'denominator', 'value_given', 'note']),
    'evidence': ('evidence', ['evidence_id'], 'output_id',
        ['title', 'evidence_kind', 'evidence_date', 'link', 'file_name', 'evidence_sha256', 'phase_id',
         'indicator_id', 'commitment_id', 'review', 'reviewed_by', 'reviewed_date', 'note']),
    'money': ('money', ['money_id'], 'cast(null as string)',
        ['action_area_id', 'money_kind', 'source_name', 'funding_type', 'booked_date', 'amount', 'currency',
         'usd_rate', 'rate_date', 'note']),
    'promise': ('promises', ['commitment_id', 'reporting_period_id'], 'cast(null as string)',
        ['status', 'actual_date', 'forecast_date', 'evidence_link', 'reason']),
    'target': ('targets', ['target_id'], 'cast(null as string)',
        ['indicator_id', 'reference_area_code', 'disaggregation', 'target_type', 'target_year', 'target_value',
         'change_pct', 'band_low', 'band_high', 'interim_2023', 'interim_2024', 'interim_2025', 'interim_2026',
         'target_status', 'reason', 'approver', 'approved_date']),
} %}
unioned as (
    {% for record, (model, key, output_id, fields) in records.items() %}
    select
        '{{ record }}' as record,
        snapshot_id,
        row_number,
        place,
        {{ key[0] }} as subject_id,
        '{{ record }} ' || {{ key | join(" || ' ' || ") }} as subject_key,
        {{ output_id }} as output_id,
        {{ 'cast(null as string) as reporting_period_id' if record == 'target' else 'reporting_period_id' }},
        {% for field in fields -%}
        coalesce(cast({{ field }} as string), '') || '|' || {# -#}
        {% endfor %} '' as content,
        reporter,
        submitted_date,
        file_state,
        correction_code,
        correction_note
    from {{ ref('int_register__' ~ model) }}
    {% if not loop.last %} union all {% endif %}
    {% endfor %}
),

dated as (
    select
        unioned.*,
        snapshots.retrieved_at as received_at,
        snapshots.file_sha256,
        snapshots.is_sample,
        coalesce(cast(unioned.submitted_date as timestamp), snapshots.known_from) as known_from
    from unioned
    left join stg_landing__snapshots as snapshots
        on unioned.snapshot_id = snapshots.snapshot_id
),

final as (
    select
        snapshot_id || '_' || cast(row_number as string) as report_id,
        *,
        row_number() over (
            partition by subject_key
            order by known_from, snapshot_id, row_number
        ) as version_no,
        min(case when file_state <> 'draft' then cast(known_from as date) end) over (
            partition by subject_key
            order by known_from, snapshot_id, row_number
            rows between 1 following and unbounded following
        ) as next_version_date
    from dated
    where cast(known_from as date) <= {{ as_of_date() }}
)

select * from final
