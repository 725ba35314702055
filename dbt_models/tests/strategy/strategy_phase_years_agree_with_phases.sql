-- The years that the cells give to a phase are those of its span.
with
phases as (
    select * from {{ ref('phases') }}
),

phase_years as (
    select * from {{ ref('phase_years') }}
),

cell_spans as (
    select
        phase_id,
        min(year) as start_year,
        max(year) as end_year,
        count(*) as year_count
    from phase_years
    where phase_id is not null
    group by phase_id
),

final as (
    select
        phases.phase_id,
        phases.start_year,
        phases.end_year,
        cell_spans.start_year as cell_start_year,
        cell_spans.end_year as cell_end_year
    from phases
    left join cell_spans
        on phases.phase_id = cell_spans.phase_id
    where cell_spans.start_year is distinct from phases.start_year
        or cell_spans.end_year is distinct from phases.end_year
        or cell_spans.year_count is distinct from phases.end_year - phases.start_year + 1
)

select * from final
