-- Every indicator of the framework in one shape: one value per version, area, disaggregation and year. What the
-- register says is about the strategy as a whole; a year that is not over by the as-of date is marked as partial.
with
int_indicator_values__observed as (
    select * from {{ ref('int_indicator_values__observed') }}
),

int_indicator_values__reported as (
    select * from {{ ref('int_indicator_values__reported') }}
),

int_indicator_values__computed as (
    select * from {{ ref('int_indicator_values__computed') }}
),

internal as (
    select
        indicator_id,
        indicator_version_no,
        disaggregation,
        year,
        value,
        numerator,
        denominator,
        snapshot_id,
        row_number
    from int_indicator_values__reported
    union all
    select
        indicator_id,
        indicator_version_no,
        'total' as disaggregation,
        year,
        value,
        numerator,
        denominator,
        cast(null as string) as snapshot_id,
        cast(null as bigint) as row_number
    from int_indicator_values__computed
),

final as (
    select
        -- keys
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        dataset_code,
        sex_code,
        classification_1_code,
        classification_2_code,
        year,
        -- value
        value,
        numerator,
        denominator,
        -- what the value is
        value_kind,
        is_projected,
        is_break,
        observation_status_code,
        source_code,
        -- marks and origin
        snapshot_id,
        row_number,
        is_sample,
        is_partial
    from int_indicator_values__observed
    union all
    select
        indicator_id,
        indicator_version_no,
        'STRATEGY' as reference_area_code,
        disaggregation,
        cast(null as string) as dataset_code,
        cast(null as string) as sex_code,
        cast(null as string) as classification_1_code,
        cast(null as string) as classification_2_code,
        year,
        value,
        numerator,
        denominator,
        'reported' as value_kind,
        false as is_projected,
        false as is_break,
        cast(null as string) as observation_status_code,
        cast(null as string) as source_code,
        snapshot_id,
        row_number,
        {{ is_sample_run() }} as is_sample,
        cast(cast(year as string) || '-12-31' as date) > {{ as_of_date() }} as is_partial
    from internal
)

select * from final
