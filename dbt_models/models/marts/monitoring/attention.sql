-- What needs attention, most urgent first: by severity, then by the order of the rules, then the longest late.
-- A row of the alternative reading stands only where the same rule does not raise the subject in the primary one.
{% set rules = ['overdue', 'promise_open', 'undeclared_change', 'not_reported', 'report_missing', 'slip_inherited',
    'evidence_missing', 'evidence_weak', 'money_out_of_range', 'quality', 'due_soon', 'planned_tension'] %}
with
int_attention__phases as (
    select * from {{ ref('int_attention__phases') }}
),

int_attention__reports as (
    select * from {{ ref('int_attention__reports') }}
),

int_attention__travels as (
    select * from {{ ref('int_attention__travels') }}
),

int_attention__data as (
    select * from {{ ref('int_attention__data') }}
),

int_register_events__listed as (
    select * from {{ ref('int_register_events__listed') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

stg_strategy__action_areas as (
    select * from {{ ref('stg_strategy__action_areas') }}
),

raised as (
    select * from int_attention__phases
    union all
    select * from int_attention__reports
    union all
    select * from int_attention__travels
    union all
    select * from int_attention__data
),

owners as (
    select
        output_id,
        who,
        row_number() over (partition by output_id order by known_from desc, report_id desc) as owner_rank
    from int_register_events__listed
    where output_id is not null and record in ('milestone', 'narrative', 'result')
),

ordered as (
    select
        *,
        case severity when 'high' then 1 when 'medium' then 2 else 3 end as severity_rank,
        case rule
            {% for rule in rules -%}
            when '{{ rule }}' then {{ loop.index }}
            {% endfor -%}
        end as rule_rank,
        row_number() over (
            partition by rule, subject_kind, subject_id
            order by case reading when 'primary' then 1 else 2 end, reason
        ) as reading_rank
    from raised
),

final as (
    select
        cast(row_number() over (
            order by
                ordered.severity_rank asc,
                ordered.rule_rank asc,
                coalesce(ordered.days, -1000000) desc,
                ordered.subject_kind asc,
                ordered.subject_id asc
        ) as integer) as rank,
        -- what
        'ATT-' || lpad(cast(ordered.rule_rank as string), 2, '0') as rule_id,
        ordered.rule,
        ordered.severity,
        ordered.subject_kind,
        ordered.subject_id,
        coalesce(ordered.subject_label, outputs.output_label, areas.action_area_label) as subject_label,
        ordered.output_id,
        coalesce(ordered.action_area_id, outputs.action_area_id) as action_area_id,
        ordered.reading,
        -- why, who, by when
        ordered.reason,
        coalesce(owners.who, 'no owner named') as owner,
        ordered.due_date,
        cast(ordered.days as integer) as days,
        ordered.page,
        ordered.para,
        {{ is_sample_run() }} as is_sample
    from ordered
    left join stg_strategy__outputs as outputs
        on ordered.output_id = outputs.output_id
    left join stg_strategy__action_areas as areas
        on ordered.action_area_id = areas.action_area_id
    left join owners
        on ordered.output_id = owners.output_id and owners.owner_rank = 1
    where ordered.reading_rank = 1
)

select * from final
