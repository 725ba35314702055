with
int_baselines__versioned as (
    select * from {{ ref('int_baselines__versioned') }}
),

final as (
    select
        -- keys
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        baseline_version_no,
        -- baseline
        baseline_year,
        baseline_value,
        baseline_rule,
        -- what the value is
        value_kind,
        observation_status_code,
        source_code,
        is_pandemic_year,
        is_late,
        year_without_pandemic,
        value_without_pandemic,
        -- version
        is_current,
        reason,
        approver,
        approval_status,
        known_from,
        -- marks and origin
        {{ is_sample_run() }} as is_sample,
        snapshot_id,
        row_number
    from int_baselines__versioned
)

select * from final
