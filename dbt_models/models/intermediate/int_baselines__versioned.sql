-- All versions of each baseline: the computed one is version 1, one that is set anew a further version with its reason.
-- One set anew without a value takes the one that the series has for its year. Current is, among those that are not
-- withdrawn and have a value, an approved version before a proposed one, then the latest.
{% set keys = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
with
int_baselines__computed as (
    select * from {{ ref('int_baselines__computed') }}
),

stg_results_framework__baseline_versions as (
    select *
    from {{ ref('stg_results_framework__baseline_versions') }}
    where cast(known_from as date) <= {{ as_of_date() }}
),

int_indicator_values__yearly as (
    select *
    from {{ ref('int_indicator_values__yearly') }}
    where not coalesce(is_projected, false)
),

versions as (
    select
        *,
        1 as baseline_version_no,
        'Computed by the rule of the indicator sheet' as reason,
        cast(null as string) as approver,
        'proposed' as approval_status,
        cast(null as timestamp) as known_from
    from int_baselines__computed
    union all
    select
        {% for key in keys %}
        anew.{{ key }},
        {% endfor %}
        anew.baseline_year,
        coalesce(anew.baseline_value, observed.value) as baseline_value,
        'rebased' as baseline_rule,
        case when anew.baseline_value is null then observed.value_kind else 'defined' end as value_kind,
        case when anew.baseline_value is null then observed.observation_status_code end as observation_status_code,
        case when anew.baseline_value is null then observed.source_code end as source_code,
        case when not {{ is_pandemic_year('anew.baseline_year') }} then anew.baseline_year end as year_without_pandemic,
        case
            when not {{ is_pandemic_year('anew.baseline_year') }} then coalesce(anew.baseline_value, observed.value)
        end as value_without_pandemic,
        case when anew.baseline_value is null then observed.snapshot_id end as snapshot_id,
        case when anew.baseline_value is null then observed.row_number end as row_number,
        anew.baseline_version_no,
        anew.reason,
        anew.approver,
        anew.approval_status,
        anew.known_from
    from stg_results_framework__baseline_versions as anew
    left join int_indicator_values__yearly as observed
        on {% for key in keys %}
            anew.{{ key }} = observed.{{ key }} and{% endfor %}
            anew.baseline_year = observed.year
),

ranked as (
    select
        *,
        row_number() over (
            partition by {{ keys | join(', ') }}
            order by
                case when approval_status = 'withdrawn' or baseline_value is null then 1 else 0 end,
                case when approval_status = 'approved' then 0 else 1 end,
                baseline_version_no desc
        ) as version_rank
    from versions
),

final as (
    select
        -- keys
        {% for key in keys %}
        {{ key }},
        {% endfor %}
        baseline_version_no,
        -- baseline
        baseline_year,
        baseline_value,
        baseline_rule,
        -- what the value is
        value_kind,
        observation_status_code,
        source_code,
        {{ is_pandemic_year('baseline_year') }} as is_pandemic_year,
        baseline_rule = 'first_2023_late' as is_late,
        year_without_pandemic,
        value_without_pandemic,
        -- version
        version_rank = 1 and approval_status <> 'withdrawn' and baseline_value is not null as is_current,
        reason,
        approver,
        approval_status,
        known_from,
        -- origin
        snapshot_id,
        row_number
    from ranked
)

select * from final
