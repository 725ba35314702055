-- What each source gives to each series of the current snapshots, counted: the ground on which series are chosen. A
-- series is named by what its file gives (macro given); whether it is a total, and of which kind its source is, by the
-- code lists.
with
current_snapshots as (
    select snapshot_id
    from {{ ref('int_datasets__ranked') }}
    where is_current
),

int_observation_labels__resolved as (
    select * from {{ ref('int_observation_labels__resolved') }}
),

counted as (
    select
        observations.snapshot_id,
        observations.reference_area_code,
        observations.source_code,
        observations.source_label,
        observations.sex_code,
        observations.sex_label,
        observations.classification_1_code,
        observations.classification_1_label,
        observations.classification_2_code,
        observations.classification_2_label,
        count(*) as row_count,
        count(observations.value) as value_count
    from {{ ref('stg_ilostat__observations') }} as observations
    inner join current_snapshots
        on observations.snapshot_id = current_snapshots.snapshot_id
    group by
        observations.snapshot_id,
        observations.reference_area_code,
        observations.source_code,
        observations.source_label,
        observations.sex_code,
        observations.sex_label,
        observations.classification_1_code,
        observations.classification_1_label,
        observations.classification_2_code,
        observations.classification_2_label
),

final as (
    select
        -- series and source
        counted.snapshot_id,
        counted.reference_area_code,
        {{ given('counted.sex') }} as given_sex,
        {{ given('counted.classification_1') }} as given_classification_1,
        {{ given('counted.classification_2') }} as given_classification_2,
        {{ given('counted.source') }} as given_source,
        -- what they are
        coalesce(sources.is_modelled, false) as is_modelled,
        coalesce(classifications_1.is_total, false) as is_classification_1_total,
        coalesce(classifications_2.is_total, false) as is_classification_2_total,
        -- counts
        counted.row_count,
        counted.value_count
    from counted
    left join int_observation_labels__resolved as sources
        on {{ same_label('sources', 'source', 'counted.source', area='counted.reference_area_code') }}
    left join int_observation_labels__resolved as classifications_1
        on {{ same_label('classifications_1', 'classification', 'counted.classification_1') }}
    left join int_observation_labels__resolved as classifications_2
        on {{ same_label('classifications_2', 'classification', 'counted.classification_2') }}
)

select * from final
