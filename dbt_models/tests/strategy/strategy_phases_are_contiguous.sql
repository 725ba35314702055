-- Inside an output each phase starts in the year after the one before it ends, from the first planned year to the
-- last.
with
phases as (
    select * from {{ ref('phases') }}
),

outputs as (
    select * from {{ ref('strategy__outputs') }}
),

ordered as (
    select
        phase_id,
        output_id,
        phase_no,
        start_year,
        end_year,
        lag(end_year) over (partition by output_id order by phase_no) as previous_end_year,
        lag(phase_no) over (partition by output_id order by phase_no) as previous_phase_no
    from phases
),

spans as (
    select
        output_id,
        count(*) as phase_count,
        min(start_year) as first_year,
        max(end_year) as last_year
    from phases
    group by output_id
),

gaps as (
    select
        output_id,
        phase_id as found,
        'does not follow on the phase before it' as problem
    from ordered
    where previous_end_year + 1 <> start_year
        or previous_phase_no + 1 <> phase_no
),

mismatches as (
    select
        outputs.output_id,
        cast(spans.phase_count as string) as found,
        'years or number of phases differ from those of the output' as problem
    from outputs
    left join spans
        on outputs.output_id = spans.output_id
    where spans.first_year is distinct from outputs.first_planned_year
        or spans.last_year is distinct from outputs.last_planned_year
        or spans.phase_count is distinct from outputs.phase_count
),

final as (
    select
        output_id,
        found,
        problem
    from gaps
    union all
    select
        output_id,
        found,
        problem
    from mismatches
)

select * from final
