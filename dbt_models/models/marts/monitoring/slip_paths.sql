with
int_slip_paths__listed as (
    select * from {{ ref('int_slip_paths__listed') }}
),

final as (
    select
        reading,
        late_output_id,
        output_id,
        action_area_id,
        path,
        late_phase_id,
        late_reason,
        delay_days,
        length,
        is_shortest,
        synergy_ids,
        basis,
        basis_path,
        para,
        is_sample
    from int_slip_paths__listed
)

select * from final
