-- Tension in the plan itself, before anything is late: the first milestone of the output that supplies falls due in or
-- after the year in which the last phase of the output that draws on it starts. By the primary reading.
with
stg_strategy__synergies as (
    select * from {{ ref('stg_strategy__synergies') }}
),

stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

directed as (
    select
        synergy_id,
        flow,
        basis,
        paragraphs,
        case when flow = 'feeds_into' then output_id else related_output_id end as supplier_output_id,
        case when flow = 'feeds_into' then related_output_id else output_id end as output_id
    from stg_strategy__synergies
    where flow in ('input_from', 'feeds_into')
),

first_due as (
    select
        output_id,
        phase_id,
        end_year,
        row_number() over (partition by output_id order by end_year, phase_no) as due_rank
    from stg_strategy__phases
    where nature = 'discrete'
),

last_start as (
    select
        output_id,
        phase_id,
        start_year,
        row_number() over (partition by output_id order by start_year desc, phase_no desc) as start_rank
    from stg_strategy__phases
),

final as (
    select
        directed.synergy_id,
        directed.supplier_output_id,
        directed.output_id,
        directed.flow,
        case directed.basis when 'section_level' then 'section' else directed.basis end as basis,
        first_due.end_year as supplier_first_due_year,
        first_due.phase_id as supplier_phase_id,
        last_start.start_year as consumer_last_start_year,
        last_start.phase_id as consumer_phase_id,
        first_due.end_year - last_start.start_year as gap_years,
        directed.paragraphs as para
    from directed
    inner join first_due
        on directed.supplier_output_id = first_due.output_id
            and first_due.due_rank = 1
    inner join last_start
        on directed.output_id = last_start.output_id
            and last_start.start_rank = 1
    where first_due.end_year >= last_start.start_year
)

select * from final
