-- The yearly growth that each target with a number needs from its baseline on: a rate in % where the sheet allows one
-- and both ends are above zero, else the change in the unit of the indicator.
with
int_targets__known as (
    select * from {{ ref('int_targets__known') }}
),

int_baselines__versioned as (
    select * from {{ ref('int_baselines__versioned') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

aimed as (
    select
        targets.target_id,
        targets.version_no,
        targets.indicator_id,
        targets.indicator_version_no,
        targets.reference_area_code,
        targets.disaggregation,
        baselines.baseline_year,
        baselines.baseline_value,
        targets.target_year - baselines.baseline_year as span,
        case
            when targets.target_type = 'value' then targets.target_value
            when targets.target_type = 'relative_change' then baselines.baseline_value * (1 + targets.change_pct / 100)
        end as aim,
        sheets.direction,
        ';' || coalesce(sheets.allowed_methods, '') || ';' like '%;growth;%' as may_be_rate
    from int_targets__known as targets
    inner join int_baselines__versioned as baselines
        on targets.indicator_id = baselines.indicator_id
            and targets.indicator_version_no = baselines.indicator_version_no
            and targets.reference_area_code = baselines.reference_area_code
            and targets.disaggregation = baselines.disaggregation
            and baselines.is_current
    left join int_indicators__sheets as sheets
        on targets.indicator_id = sheets.indicator_id
            and targets.indicator_version_no = sheets.indicator_version_no
),

kinds as (
    select
        *,
        may_be_rate and baseline_value > 0 and aim > 0 as is_rate
    from aimed
    where aim is not null and span > 0
),

final as (
    select
        -- keys
        target_id,
        version_no,
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        baseline_year,
        -- growth
        is_rate,
        case
            when is_rate then 100 * (power(aim / nullif(baseline_value, 0), cast(1 as double) / nullif(span, 0)) - 1)
            else (aim - baseline_value) / nullif(span, 0)
        end as needed_growth,
        -- which way is harder
        case
            when direction in ('up', 'down') then direction
            when aim >= baseline_value then 'up'
            else 'down'
        end as harder_way
    from kinds
)

select * from final
