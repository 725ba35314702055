-- Taken from the audit trail, so that the two tables can never say different things about a row.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_datasets__ranked'), only='is_current') }}",
) }}
with
observation_vintages as (
    select *
    from {{ ref('observation_vintages') }}
    where {{ is_new('snapshot_id') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

final as (
    select
        -- keys
        observations.dataset_code,
        observations.indicator_code,
        observations.reference_area_code,
        -- codes and labels
        observations.source_code,
        observations.source_label,
        observations.sex_code,
        observations.sex_label,
        observations.classification_1_code,
        observations.classification_1_label,
        observations.classification_2_code,
        observations.classification_2_label,
        -- time and value
        observations.time_period,
        observations.year,
        observations.frequency_code,
        observations.value,
        observations.observation_status_code,
        observations.observation_status_label,
        -- notes
        observations.classification_note,
        observations.indicator_note,
        observations.source_note,
        -- marks and origin
        observations.is_modelled,
        observations.observation_kind,
        observations.is_projected,
        observations.classification_1_version,
        observations.classification_2_version,
        observations.is_classification_1_total,
        observations.is_classification_2_total,
        observations.is_break,
        observations.break_reason,
        observations.is_sample,
        observations.is_partial,
        observations.snapshot_id,
        observations.row_number
    from observation_vintages as observations
    inner join int_datasets__ranked as datasets
        on observations.snapshot_id = datasets.snapshot_id
    where datasets.is_current
)

select * from final
