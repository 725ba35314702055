-- The yearly values of the indicators from 2018 on. Projections stay in sight to be counted; nothing is worked out from
-- them. Where the source is another than that of the value before, the row says so.
{% set keys = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
with
int_indicator_values__yearly as (
    select
        *,
        coalesce(is_projected, false) as is_left_out
    from {{ ref('int_indicator_values__yearly') }}
    where year between {{ first_year_before() }} and extract(year from {{ as_of_date() }})
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

sourced as (
    select
        observed.*,
        lag(observed.source_code) over (
            partition by
                {% for key in keys %}
                observed.{{ key }},
                {% endfor %}
                observed.is_left_out
            order by observed.year
        ) as source_before
    from int_indicator_values__yearly as observed
    inner join int_indicators__sheets as sheets
        on observed.indicator_id = sheets.indicator_id
            and observed.indicator_version_no = sheets.indicator_version_no
            and sheets.is_current
),

final as (
    select
        -- keys
        {% for key in keys %}
        {{ key }},
        {% endfor %}
        year,
        dataset_code,
        case
            when reference_area_code = 'STRATEGY' then 'strategy'
            when {{ is_aggregate_code('reference_area_code') }} then 'ilostat_aggregate'
            else 'country'
        end as area_kind,
        -- value
        value,
        value_kind,
        is_left_out,
        is_break,
        source_code,
        source_code <> source_before as is_source_changed,
        -- marks and origin
        is_partial,
        snapshot_id,
        row_number
    from sourced
)

select * from final
