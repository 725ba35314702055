-- Every version of every reference sheet, whether it is complete, and which one holds on the as-of date.
-- Which fields must be filled depends on the sheet: a share needs a denominator, a count does not. Nobody can have
-- approved what is only proposed: the approver then reads "not yet approved" and counts as filled.
with
stg_results_framework__indicator_versions as (
    select * from {{ ref('stg_results_framework__indicator_versions') }}
),

stg_results_framework__indicator_links as (
    select * from {{ ref('stg_results_framework__indicator_links') }}
),

linked as (
    select
        indicator_id,
        min(case when contribution_statement is null then 0 else 1 end) as has_statements
    from stg_results_framework__indicator_links
    group by indicator_id
),

versions as (
    select
        versions.*,
        coalesce(
            versions.approver, case when versions.approval_status = 'proposed' then 'not yet approved' end
        ) as named_approver,
        coalesce(linked.has_statements, 0) = 1 as has_statements,
        coalesce(versions.measure_type in ('percent', 'rate'), true) as is_quotient,
        versions.valid_from_date <= {{ as_of_date() }} as is_valid
    from stg_results_framework__indicator_versions as versions
    left join linked
        on versions.indicator_id = linked.indicator_id
),

{% set needed = {
    'name': 'indicator_label', 'level': 'level', 'scope': 'scope', 'role': 'role', 'specificity': 'specificity',
    'definition': 'definition', 'inclusions': 'inclusions', 'unit': 'unit', 'measure type': 'measure_type',
    'numerator': 'numerator', 'direction': 'direction', 'cumulation': 'cumulation',
    'disaggregations': 'disaggregations', 'source': 'source', 'collection method': 'collection_method',
    'frequency': 'frequency', 'release lag': 'release_lag_months', 'responsible unit': 'responsible_unit',
    'baseline rule': 'baseline_rule', 'target type': 'target_type', 'aggregation rule': 'aggregation_rule',
    'allowed methods': 'allowed_methods', 'known limits': 'known_limits', 'quality plan': 'quality_plan',
    'valid from': 'valid_from_date', 'approver': 'named_approver', 'reason': 'reason',
} %}
{% set needed_where = [
    ('denominator', 'is_quotient and denominator is null'),
    ('factor', 'is_quotient and factor is null'),
    ('value aimed at', "direction = 'towards' and (direction_low is null or direction_high is null)"),
    ('band aimed at', "direction = 'band' and (direction_low is null or direction_high is null)"),
    ('dataset', "source = 'ILOSTAT' and dataset_code is null"),
    ('weight', "source = 'ILOSTAT' and aggregation_rule = 'weighted_mean' and weight_dataset_code is null"),
    ('contribution statement', "role = 'direct' and not has_statements"),
] %}
judged as (
    select
        *,
        {% for field, column in needed.items() -%}
        case when {{ column }} is null then '; {{ field }}' else '' end || {# -#}
        {% endfor %}
        {%- for field, lacks in needed_where -%}
        case when {{ lacks }} then '; {{ field }}' else '' end{{ ' || ' if not loop.last }}
        {% endfor %} as lacking,
        row_number() over (
            partition by indicator_id
            order by
                case when approval_status = 'withdrawn' then 1 else 0 end,
                case when is_valid then 0 else 1 end,
                case when is_valid and approval_status = 'approved' then 0 else 1 end,
                case when is_valid then -indicator_version_no else indicator_version_no end
        ) as current_rank
    from versions
),

final as (
    select
        -- keys
        indicator_id,
        indicator_version_no,
        valid_from_date,
        current_rank = 1 and approval_status <> 'withdrawn' as is_current,
        -- what
        indicator_label,
        level,
        role,
        specificity,
        unit,
        measure_type,
        direction,
        direction_low,
        direction_high,
        natural_limit_low,
        natural_limit_high,
        cumulation,
        dataset_code,
        -- how it is judged
        baseline_rule,
        target_type,
        allowed_methods,
        aggregation_rule,
        weight_dataset_code,
        -- the sheet itself
        lacking = '' as is_sheet_complete,
        nullif(substring(lacking, 3), '') as missing_fields,
        approval_status,
        named_approver as approver
    from judged
)

select * from final
