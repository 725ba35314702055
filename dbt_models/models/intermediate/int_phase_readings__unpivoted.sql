-- Each phase under both readings of the phasing table; where it can be read in one way only, both are the same.
with
stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

readings as (
    select
        phase_id,
        'primary' as reading,
        start_year,
        end_year
    from stg_strategy__phases
    union all
    select
        phase_id,
        'alternative' as reading,
        coalesce(alternative_start_year, start_year) as start_year,
        coalesce(alternative_end_year, end_year) as end_year
    from stg_strategy__phases
),

final as (
    select
        readings.phase_id,
        readings.reading,
        phases.output_id,
        phases.action_area_id,
        phases.nature,
        phases.reading_confidence,
        readings.start_year,
        readings.end_year,
        case
            when phases.nature = 'discrete'
                then cast(cast(readings.end_year as string) || '-12-31' as date)
        end as due_date
    from readings
    inner join stg_strategy__phases as phases
        on readings.phase_id = phases.phase_id
)

select * from final
