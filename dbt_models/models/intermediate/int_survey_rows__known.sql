-- Every row of the survey files known at the as-of date; is_newest: nothing later says something else of its subject.
{{ config(meta={'snapshots_of': ['survey']}) }}
with
stg_survey__rows as (
    select * from {{ ref('stg_survey__rows') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

named as (
    select
        snapshot_id,
        row_number,
        place,
        record,
        survey_id,
        wave,
        wave_order,
        respondent_id,
        constituent_group,
        reference_area_code,
        region_code,
        item_id,
        answer,
        mode,
        weight,
        population_count,
        item_label,
        criterion_code,
        output_id,
        submitted_date,
        case record
            when 'response' then 'response ' || survey_id || ' ' || wave || ' ' || respondent_id || ' ' || item_id
            when 'population' then 'population ' || survey_id || ' ' || wave || ' ' || constituent_group
            else 'item ' || survey_id || ' ' || item_id
        end as subject_key
    from stg_survey__rows
),

dated as (
    select
        named.*,
        snapshots.is_sample,
        coalesce(cast(named.submitted_date as timestamp), snapshots.known_from) as known_from
    from named
    left join stg_landing__snapshots as snapshots
        on named.snapshot_id = snapshots.snapshot_id
),

final as (
    select
        *,
        row_number() over (
            partition by subject_key
            order by known_from desc, snapshot_id desc, row_number desc
        ) = 1 as is_newest
    from dated
)

select * from final
