with
ilostat as (
    select * from {{ source('raw', 'ilostat') }}
),

final as (
    select
        -- keys
        snapshot_id,
        row_number,
        resolved_ref_area as reference_area_code,
        time as time_period,
        -- codes
        indicator as indicator_code,
        source as source_code,
        sex as sex_code,
        classif1 as classification_1_code,
        classif2 as classification_2_code,
        obs_status as observation_status_code,
        note_classif as classification_note_code,
        note_indicator as indicator_note_code,
        note_source as source_note_code,
        -- labels
        ref_area_label as reference_area_label,
        source_label,
        sex_label,
        classif1_label as classification_1_label,
        classif2_label as classification_2_label,
        obs_status_label as observation_status_label,
        note_classif_label as classification_note_label,
        note_indicator_label as indicator_note_label,
        note_source_label as source_note_label,
        -- numerics
        cast(obs_value as double) as value
    from ilostat
)

select * from final
