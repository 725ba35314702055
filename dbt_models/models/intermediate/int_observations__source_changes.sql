-- Rows whose source gave nothing in the period before, of the same series in the same snapshot. The period before is
-- the last one that the series has, whether a year or five ago; where it has several sources, one of them is enough.
-- Only areas with more than one source are looked at row by row: for all the others there is nothing to compare.
with
mixed_areas as (
    select
        snapshot_id,
        reference_area_code
    from {{ ref('stg_ilostat__observations') }}
    group by snapshot_id, reference_area_code
    having min(coalesce(source_code, source_label)) <> max(coalesce(source_code, source_label))
),

numbered as (
    select
        observations.snapshot_id,
        observations.row_number,
        observations.reference_area_code,
        {{ given('observations.sex') }} as given_sex,
        {{ given('observations.classification_1') }} as given_classification_1,
        {{ given('observations.classification_2') }} as given_classification_2,
        {{ given('observations.source') }} as given_source,
        dense_rank() over (
            partition by {{ series_columns('observations') }}
            order by observations.time_period
        ) as period_no
    from {{ ref('stg_ilostat__observations') }} as observations
    inner join mixed_areas
        on observations.snapshot_id = mixed_areas.snapshot_id
            and observations.reference_area_code = mixed_areas.reference_area_code
    where coalesce(observations.source_code, observations.source_label) is not null
),

compared as (
    select
        snapshot_id,
        row_number,
        period_no,
        lag(period_no) over (
            partition by
                snapshot_id,
                reference_area_code,
                given_sex,
                given_classification_1,
                given_classification_2,
                given_source
            order by period_no
        ) as source_period_no
    from numbered
),

final as (
    select
        snapshot_id,
        row_number
    from compared
    where period_no > 1
        and coalesce(source_period_no, 0) < period_no - 1
)

select * from final
