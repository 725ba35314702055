-- Sorted so that equal values lie together: smaller files, and a series is read without scanning the rest.
with
int_observations__resolved as (
    select * from {{ ref('int_observations__resolved') }}
),

final as (
    select
        -- keys
        dataset_code,
        indicator_code,
        reference_area_code,
        -- codes and labels
        source_code,
        source_label,
        sex_code,
        sex_label,
        classification_1_code,
        classification_1_label,
        classification_2_code,
        classification_2_label,
        -- time and value
        time_period,
        year,
        frequency_code,
        value,
        observation_status_code,
        observation_status_label,
        -- notes
        classification_note,
        indicator_note,
        source_note,
        -- marks and origin
        is_modelled,
        is_sample,
        is_partial,
        snapshot_id,
        row_number
    from int_observations__resolved
    order by
        dataset_code,
        snapshot_id,
        reference_area_code,
        classification_1_code,
        classification_2_code,
        sex_code,
        time_period,
        row_number
)

select * from final
