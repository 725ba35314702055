-- Rows stand about as in the files, a dataset together and its vintages oldest first, because the sources are listed so
-- (macros/register_raw.sql): a series lies close together without a sort, which took 3 GB of memory at 5 M rows.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_datasets__ranked'), only='is_carried') }}",
) }}
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
        observation_kind,
        is_projected,
        classification_1_version,
        classification_2_version,
        is_classification_1_total,
        is_classification_2_total,
        is_break,
        break_reason,
        is_sample,
        is_partial,
        snapshot_id,
        row_number
    from int_observations__resolved
    where {{ is_new('snapshot_id') }}
)

select * from final
