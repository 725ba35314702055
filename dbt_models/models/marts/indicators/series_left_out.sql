-- What indicators.series leaves out of the observations, counted per series and reason.
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
        observations.dataset_code,
        observations.reference_area_code,
        observations.sex_code,
        observations.classification_1_code,
        observations.classification_2_code,
        left_out.reason,
        count(*) as observation_count,
        min(observations.year) as first_year,
        max(observations.year) as last_year,
        observations.snapshot_id
    from int_observations__left_out as left_out
    inner join observations
        on left_out.snapshot_id = observations.snapshot_id
            and left_out.row_number = observations.row_number
    group by
        observations.dataset_code,
        observations.reference_area_code,
        observations.sex_code,
        observations.classification_1_code,
        observations.classification_2_code,
        left_out.reason,
        observations.snapshot_id
)

select * from final
