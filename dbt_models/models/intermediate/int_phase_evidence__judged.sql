-- Whether the standing report on a phase and period is evidenced, and what the reviews say.
-- Evidence is a link in the report or an item on that phase and period. Items of which all are rejected do not count,
-- and neither does the link of the report then; what nobody has reviewed counts, and says so.
with
int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

items as (
    select
        phase_id,
        reporting_period_id,
        min(review_rank) as best_rank,
        count(*) as item_count
    from int_evidence__reviewed
    where is_standing and phase_id is not null
    group by phase_id, reporting_period_id
),

final as (
    select
        reports.report_id,
        coalesce(items.item_count, 0) as item_count,
        case
            when items.best_rank = 1 then 'accepted'
            when items.best_rank = 2 then 'weak'
            when items.best_rank = 4 then 'rejected'
            when items.best_rank = 3 or reports.evidence_link is not null then 'not reviewed'
            else 'none'
        end as evidence_review,
        coalesce(items.best_rank, case when reports.evidence_link is not null then 3 else 5 end) < 4 as is_evidenced
    from int_milestone_reports__known as reports
    left join items
        on reports.phase_id = items.phase_id
            and reports.reporting_period_id = items.reporting_period_id
    where reports.is_standing
)

select * from final
