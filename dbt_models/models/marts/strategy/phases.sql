with
stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

final as (
    select
        phase_id,
        output_id,
        action_area_id,
        phase_no,
        phase_label,
        kind,
        nature,
        start_year,
        end_year,
        years_as_printed,
        reading_confidence,
        alternative_start_year,
        alternative_end_year,
        ambiguity_note,
        expected_evidence
    from stg_strategy__phases
)

select * from final
