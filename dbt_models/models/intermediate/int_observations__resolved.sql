-- Every row of every snapshot that a release carries, with codes and labels. Each join meets one row at most.
{{ config(materialized='view') }}
with
stg_ilostat__observations as (
    select * from {{ ref('stg_ilostat__observations') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

int_datasets__editions as (
    select * from {{ ref('int_datasets__editions') }}
),

int_observations__source_changes as (
    select * from {{ ref('int_observations__source_changes') }}
),

int_observation_labels__resolved as (
    select * from {{ ref('int_observation_labels__resolved') }}
),

joined as (
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
        case
            when sources.is_modelled is not null
                then sources.is_modelled
                    and cast(substring(observations.time_period, 1, 4) as integer) > editions.cutoff_year
        end as is_projected,
        classifications_1.classification_version as classification_1_version,
        classifications_2.classification_version as classification_2_version,
        classifications_1.is_total as is_classification_1_total,
        classifications_2.is_total as is_classification_2_total,
        nullif(
            concat_ws(
                '; ',
                case when source_changes.snapshot_id is not null then 'source change' end,
                case when statuses.is_break then 'status B' end,
                case
                    when classification_notes.is_break or indicator_notes.is_break or source_notes.is_break
                        then 'break note'
                end
            ),
            ''
        ) as break_reason,
        datasets.is_sample,
        datasets.is_partial,
        observations.snapshot_id,
        observations.row_number
    from stg_ilostat__observations as observations
    left join int_datasets__ranked as datasets
        on observations.snapshot_id = datasets.snapshot_id
    left join int_datasets__editions as editions
        on observations.snapshot_id = editions.snapshot_id
    left join int_observations__source_changes as source_changes
        on observations.snapshot_id = source_changes.snapshot_id
            and observations.row_number = source_changes.row_number
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
    where datasets.is_carried
),

final as (
    select
        *,
        case
            when is_projected then 'projected'
            when is_modelled then 'modelled'
            when is_modelled is null then 'unknown'
            else 'survey'
        end as observation_kind,
        case
            when break_reason is not null then true
            when is_modelled is not null then false
        end as is_break
    from joined
)

select * from final
