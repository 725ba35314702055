-- Discrete phases due by the end of each year, under both readings, as counted by hand in the phasing table.
with
milestone_status as (
    select * from {{ ref('milestone_status') }}
),

expected as (
    select
        reading,
        end_year,
        phase_count
    from (
        values
        ('primary', 2023, 10),
        ('primary', 2024, 9),
        ('primary', 2025, 2),
        ('alternative', 2023, 12),
        ('alternative', 2024, 6),
        ('alternative', 2025, 1),
        ('alternative', 2027, 2)
    ) as counts (reading, end_year, phase_count)
),

counted as (
    select
        reading,
        end_year,
        count(*) as phase_count
    from milestone_status
    where nature = 'discrete'
    group by reading, end_year
),

final as (
    select
        coalesce(counted.reading, expected.reading) as reading,
        coalesce(counted.end_year, expected.end_year) as end_year,
        counted.phase_count,
        expected.phase_count as expected_phase_count
    from counted
    full outer join expected
        on counted.reading = expected.reading
            and counted.end_year = expected.end_year
    where coalesce(counted.phase_count, 0) <> coalesce(expected.phase_count, 0)
)

select * from final
