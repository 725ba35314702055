with
int_outputs__tense as (
    select * from {{ ref('int_outputs__tense') }}
),

final as (
    select
        synergy_id,
        supplier_output_id,
        output_id,
        flow,
        basis,
        supplier_first_due_year,
        supplier_phase_id,
        consumer_last_start_year,
        consumer_phase_id,
        gap_years,
        para
    from int_outputs__tense
)

select * from final
