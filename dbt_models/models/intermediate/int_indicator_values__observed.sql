-- Yearly values of the indicators that ILOSTAT measures, out of the published series: annual datasets of the framework
-- only, and of these the totals and what is one dimension away from them. A dimension that a row does not have counts
-- as its total. Rows without a value are no values; nought is one.
with
int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

observed as (
    select
        sheets.indicator_id,
        sheets.indicator_version_no,
        series.*
    from {{ ref('series') }} as series
    inner join int_indicators__sheets as sheets
        on series.dataset_code = sheets.dataset_code
    where series.value is not null
        and series.frequency_code = 'A'
),

placed as (
    select
        *,
        case
            when coalesce(sex_code, sex_label, 'SEX_T') <> 'SEX_T' then 'sex=' || coalesce(sex_code, sex_label)
        end as sex_part,
        case
            when not coalesce(is_classification_1_total, false)
                then 'classif1=' || coalesce(classification_1_code, classification_1_label)
        end as classification_1_part,
        case
            when not coalesce(is_classification_2_total, false)
                then 'classif2=' || coalesce(classification_2_code, classification_2_label)
        end as classification_2_part
    from observed
),

final as (
    select
        -- keys
        indicator_id,
        indicator_version_no,
        reference_area_code,
        coalesce(sex_part, classification_1_part, classification_2_part, 'total') as disaggregation,
        dataset_code,
        sex_code,
        classification_1_code,
        classification_2_code,
        year,
        -- value
        value,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        -- what the value is
        observation_kind as value_kind,
        is_projected,
        is_break,
        observation_status_code,
        source_code,
        -- marks and origin
        snapshot_id,
        row_number,
        is_sample,
        is_partial
    from placed
    where case when sex_part is null then 0 else 1 end
        + case when classification_1_part is null then 0 else 1 end
        + case when classification_2_part is null then 0 else 1 end <= 1
)

select * from final
