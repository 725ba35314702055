-- is_overdue: on the as-of date the due date has passed, and the action that was agreed is neither done nor dropped.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

responses as (
    select * from int_evaluation_rows__known
    where record = 'response' and is_standing
),

final as (
    select
        -- keys
        recommendations.recommendation_id,
        -- recommendation
        recommendations.recommendation,
        recommendations.finding_ids,
        recommendations.priority,
        recommendations.addressed_to,
        -- management response
        coalesce(responses.response, 'none') as response,
        responses.action,
        responses.owner,
        responses.due_date,
        responses.action_state,
        responses.state_date,
        responses.note as response_note,
        responses.submitted_date as responded_on,
        coalesce(
            responses.action_state in ('not_started', 'in_progress') and responses.due_date < {{ as_of_date() }},
            false
        ) as is_overdue,
        case
            when responses.action_state in ('not_started', 'in_progress') and responses.due_date < {{ as_of_date() }}
                then {{ days_between('responses.due_date', as_of_date()) }}
        end as overdue_days,
        -- version and origin
        recommendations.version_no,
        recommendations.correction_code,
        recommendations.correction_note,
        recommendations.reporter as author,
        recommendations.submitted_date,
        recommendations.known_from,
        recommendations.is_sample,
        recommendations.snapshot_id,
        recommendations.place,
        responses.version_no as response_version_no,
        responses.snapshot_id as response_snapshot_id,
        responses.place as response_place
    from int_evaluation_rows__known as recommendations
    left join responses
        on recommendations.recommendation_id = responses.recommendation_id
    where recommendations.record = 'recommendation' and recommendations.is_standing
)

select * from final
