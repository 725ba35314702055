-- Every row of every snapshot with its codes and labels. Each join meets one row at most, so rows in are rows out.
{{ config(materialized='view') }}
with
stg_ilostat__observations as (
    select * from {{ ref('stg_ilostat__observations') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

int_observation_labels__resolved as (
    select * from {{ ref('int_observation_labels__resolved') }}
),

final as (
    select
        -- keys
        datasets.dataset_code,
        coalesce(observations.indicator_code, datasets.indicator_code) as indicator_code,
        observations.reference_area_code,
        -- codes and labels
        sources.code as source_code,
        sources.label as source_label,
        sexes.code as sex_code,
        sexes.label as sex_label,
        classifications_1.code as classification_1_code,
        classifications_1.label as classification_1_label,
        classifications_2.code as classification_2_code,
        classifications_2.label as classification_2_label,
        -- time and value
        observations.time_period,
        cast(substring(observations.time_period, 1, 4) as integer) as year,
        datasets.frequency_code,
        observations.value,
        statuses.code as observation_status_code,
        statuses.label as observation_status_label,
        -- notes
        classification_notes.label as classification_note,
        indicator_notes.label as indicator_note,
        source_notes.label as source_note,
        -- marks and origin
        sources.is_modelled,
        datasets.is_sample,
        datasets.is_partial,
        observations.snapshot_id,
        observations.row_number
    from stg_ilostat__observations as observations
    left join int_datasets__ranked as datasets
        on observations.snapshot_id = datasets.snapshot_id
    left join int_observation_labels__resolved as sources
        on {{ same_label('sources', 'source', 'observations.source', area='observations.reference_area_code') }}
    left join int_observation_labels__resolved as sexes
        on {{ same_label('sexes', 'sex', 'observations.sex') }}
    left join int_observation_labels__resolved as classifications_1
        on {{ same_label('classifications_1', 'classification', 'observations.classification_1') }}
    left join int_observation_labels__resolved as classifications_2
        on {{ same_label('classifications_2', 'classification', 'observations.classification_2') }}
    left join int_observation_labels__resolved as statuses
        on {{ same_label('statuses', 'obs_status', 'observations.observation_status') }}
    left join int_observation_labels__resolved as classification_notes
        on {{ same_label('classification_notes', 'note', 'observations.classification_note') }}
    left join int_observation_labels__resolved as indicator_notes
        on {{ same_label('indicator_notes', 'note', 'observations.indicator_note') }}
    left join int_observation_labels__resolved as source_notes
        on {{ same_label('source_notes', 'note', 'observations.source_note') }}
)

select * from final
