-- The annual values that figures by region, gaps between groups, outliers and recency are made from: of the datasets of
-- the catalogue, the totals and what is one dimension away from them. A dimension that is not there counts as its
-- total; an item whose label leads to no code is named by its label. Projections are left out.
with
stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

series as (
    select series.*
    from {{ ref('series') }} as series
    inner join stg_catalogue__datasets as datasets
        on series.dataset_code = datasets.dataset_code
    where series.frequency_code = 'A'
        and series.value is not null
        and series.observation_kind <> 'projected'
        and series.year <= extract(year from {{ as_of_date() }})
),

placed as (
    select
        *,
        case when coalesce(sex_code, '') <> 'SEX_T' then coalesce(sex_code, sex_label) end as sex_item,
        case
            when not coalesce(is_classification_1_total, false)
                then coalesce(classification_1_code, classification_1_label)
        end as item_1,
        case
            when not coalesce(is_classification_2_total, false)
                then coalesce(classification_2_code, classification_2_label)
        end as item_2
    from series
),

final as (
    select
        -- keys
        snapshot_id,
        row_number,
        dataset_code,
        indicator_code,
        reference_area_code,
        {{ is_aggregate_code('reference_area_code') }} as is_aggregate,
        -- what the value is about
        coalesce('sex=' || sex_item, 'classif1=' || item_1, 'classif2=' || item_2, 'total') as disaggregation,
        sex_code,
        classification_1_code,
        classification_2_code,
        year,
        value,
        -- what kind of value it is
        observation_kind,
        observation_status_code,
        source_code,
        is_break,
        is_sample,
        is_partial
    from placed
    where case when sex_item is null then 0 else 1 end
        + case when item_1 is null then 0 else 1 end
        + case when item_2 is null then 0 else 1 end <= 1
)

select * from final
