with
phasing as (
    select * from {{ ref('phasing') }}
),

final as (
    select
        segment_id as phase_id,
        output_id,
        action_area_id,
        cast(segment_no as integer) as phase_no,
        milestone_label as phase_label,
        kind,
        nature,
        cast(year_start as integer) as start_year,
        cast(year_end as integer) as end_year,
        years_printed_in_source as years_as_printed,
        reading_confidence,
        cast(alt_year_start as integer) as alternative_start_year,
        cast(alt_year_end as integer) as alternative_end_year,
        ambiguity_note,
        expected_evidence_proposal as expected_evidence
    from phasing
)

select * from final
