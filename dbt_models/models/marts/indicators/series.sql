-- The best single series per dataset, area, sex and classification. The rule: a survey's values before modelled ones,
-- never mixed; of the totals of several classification versions one; where sources give the same period, the one with
-- the most values in that series. What is left out, and why, stands in series_left_out. Each dataset is read by
-- itself: annual and quarterly figures, and those on the definitions of the 13th and of the 19th ICLS, never meet.
{{ config(
    materialized='incremental',
    pre_hook="{{ forget_all_but(ref('int_datasets__ranked'), only='is_current') }}",
) }}
with
observations as (
    select *
    from {{ ref('observations') }}
    where {{ is_new('snapshot_id') }}
),

int_observations__left_out as (
    select * from {{ ref('int_observations__left_out') }}
),

final as (
    select
        -- keys
        observations.dataset_code,
        observations.indicator_code,
        observations.frequency_code,
        observations.reference_area_code,
        -- sex and classifications
        observations.sex_code,
        observations.sex_label,
        observations.classification_1_code,
        observations.classification_1_label,
        observations.classification_1_version,
        observations.is_classification_1_total,
        observations.classification_2_code,
        observations.classification_2_label,
        observations.classification_2_version,
        observations.is_classification_2_total,
        -- time and value
        observations.time_period,
        observations.year,
        observations.value,
        -- what the value is
        observations.observation_kind,
        observations.is_projected,
        observations.observation_status_code,
        observations.observation_status_label,
        observations.source_code,
        observations.source_label,
        observations.is_break,
        observations.break_reason,
        -- notes
        observations.classification_note,
        observations.indicator_note,
        observations.source_note,
        -- marks and origin
        observations.is_sample,
        observations.is_partial,
        observations.snapshot_id,
        observations.row_number
    from observations
    left join int_observations__left_out as left_out
        on observations.snapshot_id = left_out.snapshot_id
            and observations.row_number = left_out.row_number
    where left_out.snapshot_id is null
)

select * from final
