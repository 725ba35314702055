-- What needs attention in money, promises and the plan itself, and where a delay of one output reaches another.
-- slip_inherited: a direct link only; longer ways stay in slip_paths. planned_tension: links that the strategy prints.
-- promise_open: overdue or not reported; in the alternative reading of its due date too.
-- money_out_of_range: more spent than committed, or a position outside the planned range; an area without commitment
-- too, once one of another area is recorded: silence of all areas says only that nobody reports money yet.
with
int_slip_paths__listed as (
    select * from {{ ref('int_slip_paths__listed') }}
),

int_outputs__tense as (
    select * from {{ ref('int_outputs__tense') }}
),

int_money__positioned as (
    select
        *,
        max(commitment_count) over () > 0 as is_money_reported
    from {{ ref('int_money__positioned') }}
),

int_promises__judged as (
    select * from {{ ref('int_promises__judged') }}
),

final as (
    select
        'slip_inherited' as rule,
        case basis when 'explicit' then 'medium' else 'low' end as severity,
        'output' as subject_kind,
        output_id || ' from ' || late_output_id as subject_id,
        cast(null as string) as subject_label,
        output_id,
        action_area_id,
        reading,
        'It draws on ' || late_output_id || ', which runs late with ' || late_phase_id
        || case basis when 'implied' then ' (a link that we infer).' else '.' end as reason,
        cast(null as date) as due_date,
        delay_days as days,
        'output' as page,
        para
    from int_slip_paths__listed
    where length = 1
    union all
    select
        'planned_tension' as rule,
        'low' as severity,
        'output' as subject_kind,
        output_id || ' from ' || supplier_output_id as subject_id,
        cast(null as string) as subject_label,
        output_id,
        cast(null as string) as action_area_id,
        'primary' as reading,
        'By the plan, its last phase starts in ' || cast(consumer_last_start_year as string)
        || ', and the first milestone of '
        || supplier_output_id || ', which it draws on, is due at the end of '
        || cast(supplier_first_due_year as string) || '.' as reason,
        cast(null as date) as due_date,
        cast(null as integer) as days,
        'output' as page,
        para
    from int_outputs__tense
    where basis = 'explicit'
    union all
    select
        'money_out_of_range' as rule,
        case
            when is_overspent then 'high'
            when committed_position = 'above range' or spent_position = 'above range' then 'medium'
            else 'low'
        end as severity,
        'action_area' as subject_kind,
        action_area_id as subject_id,
        cast(null as string) as subject_label,
        cast(null as string) as output_id,
        action_area_id,
        'primary' as reading,
        case
            when is_overspent then 'More is spent than committed.'
            when committed_position in ('above range', 'below range')
                then 'Commitments so far are ' || replace(committed_position, ' range', '')
                    || ' the planned range of the whole term.'
            when committed_position = 'nothing recorded' then 'No commitment is recorded.'
            else 'Spending is above the planned range.'
        end as reason,
        cast(null as date) as due_date,
        cast(null as integer) as days,
        'resources' as page,
        para
    from int_money__positioned
    where is_overspent or committed_position in ('above range', 'below range') or spent_position = 'above range'
        or (committed_position = 'nothing recorded' and is_money_reported)
    {% for reading, state, due in [('primary', 'status', 'due_date'),
        ('alternative', 'status_alternative', 'coalesce(alternative_due_date, due_date)')] %}
    union all
    select
        'promise_open' as rule,
        'high' as severity,
        'commitment' as subject_kind,
        commitment_id as subject_id,
        commitment_label as subject_label,
        cast(null as string) as output_id,
        cast(null as string) as action_area_id,
        '{{ reading }}' as reading,
        'The promise was due on ' || cast({{ due }} as string)
        || case {{ state }} when 'overdue' then ' and is not reported as kept.' else ' and nothing was reported.' end
            as reason,
        {{ due }} as due_date,
        {{ days_between(due, as_of_date()) }} as days,
        'promises' as page,
        para
    from int_promises__judged
    where {{ state }} in ('overdue', 'not_reported')
    {% endfor %}
)

select * from final
