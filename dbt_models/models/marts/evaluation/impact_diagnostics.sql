-- What speaks for and against each estimate. Of a refused design there is nothing but the years before its start.
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

diagnostics as (
    select *
    from {{ ref('int_impact_designs__assessed') }}
    where record = 'diagnostic'
),

final as (
    select
        -- keys
        diagnostics.design_id,
        cast(diagnostics.design_version_no as integer) as design_version_no,
        cast(diagnostics.row_no as integer) as diagnostic_no,
        -- which
        diagnostics.name as diagnostic,
        diagnostics.reference_area_code,
        diagnostics.role,
        cast(diagnostics.year as integer) as year,
        cast(diagnostics.event_time as integer) as event_time,
        cast(diagnostics.area_count as integer) as area_count,
        -- value
        diagnostics.value,
        diagnostics.interval_low,
        diagnostics.interval_high,
        diagnostics.interval_method,
        diagnostics.p_value,
        diagnostics.standard_error,
        designs.is_sample
    from diagnostics
    inner join int_impact_designs__versioned as designs
        on diagnostics.design_id = designs.design_id
            and diagnostics.design_version_no = designs.design_version_no
)

select * from final
