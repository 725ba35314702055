with
int_outputs__counted as (
    select * from {{ ref('int_outputs__counted') }}
),

int_output_reports__summarised as (
    select * from {{ ref('int_output_reports__summarised') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

evidence as (
    select
        output_id,
        reporting_period_id,
        count(*) as evidence_count
    from int_evidence__reviewed
    where is_standing
    group by output_id, reporting_period_id
),

final as (
    select
        -- keys
        counted.output_id,
        counted.action_area_id,
        counted.reporting_period_id,
        counted.reading,
        counted.period_end_date,
        counted.assessed_date as assessed_on,
        -- milestones
        {% for name in ['due', 'achieved_on_time', 'achieved_late', 'overdue', 'not_reported', 'cancelled',
            'not_due'] -%}
        cast(counted.{{ name }}_count as integer) as {{ name }}_count,
        {% endfor -%}
        cast(counted.due_on_time_count as integer) as due_on_time_count,
        case when counted.due_count > 0 then cast(counted.due_on_time_count as double) / counted.due_count end
            as on_time_rate,
        -- activities
        cast(counted.planned_continuous_count as integer) as planned_continuous_count,
        cast(counted.active_count as integer) as active_count,
        cast(counted.elapsed_phase_periods as integer) as elapsed_phase_periods,
        cast(counted.active_phase_periods as integer) as active_phase_periods,
        case
            when counted.elapsed_phase_periods > 0
                then cast(counted.active_phase_periods as double) / counted.elapsed_phase_periods
        end as activity_rate,
        -- reports
        coalesce(reports.report_state, 'none') as report_state,
        coalesce(reports.is_reported, false) as is_reported,
        coalesce(reports.is_reported_in_time, false) as is_reported_in_time,
        cast(coalesce(reports.narrative_count, 0) as integer) as narrative_count,
        cast(coalesce(evidence.evidence_count, 0) as integer) as evidence_count,
        -- what tracks the output
        case
            when counted.milestones_ahead_count > 0 and counted.planned_continuous_count > 0
                then 'milestones and activities'
            when counted.milestones_ahead_count > 0 then 'milestones'
            when counted.planned_continuous_count > 0 then 'activities'
            else 'nothing planned'
        end as tracks,
        case
            when counted.milestones_ahead_count > 0 then 'Milestones of the plan are still ahead or due this year.'
            when counted.planned_continuous_count > 0 and counted.overdue_count + counted.not_reported_count > 0
                then 'No further milestone is planned; those past due and still open, activity, results and evidence'
                    || ' track this output.'
            when counted.planned_continuous_count > 0
                then 'No further milestone is planned; activity, results and evidence track this output.'
            else 'Nothing is planned for this half-year; only results and evidence can say more.'
        end as tracks_note,
        outputs.paragraphs as para,
        {{ is_sample_run() }} as is_sample
    from int_outputs__counted as counted
    inner join stg_strategy__outputs as outputs
        on counted.output_id = outputs.output_id
    left join int_output_reports__summarised as reports
        on counted.output_id = reports.output_id
            and counted.reporting_period_id = reports.reporting_period_id
    left join evidence
        on counted.output_id = evidence.output_id
            and counted.reporting_period_id = evidence.reporting_period_id
)

select * from final
