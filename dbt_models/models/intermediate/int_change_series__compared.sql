-- What the difference of before and after means: better or worse by the sheet, with the pandemic years and without,
-- what part of it is revision or composition, or the reason why that is not known. It describes and claims no cause.
{% set keys = [
    'indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation', 'area_kind', 'aggregation_method',
] %}
with
int_change_series__matched as (
    select * from {{ ref('int_change_series__matched') }}
),

parted as (
    select
        *,
        case
            when reason_no_difference is not null then 'no_difference'
            when aggregation_method <> 'as_published' then 'regional_figure'
            when dataset_code is null then 'register'
            when first_known_count < before_count + after_count then 'cell_not_found'
            when known_again_count = 0 then 'one_vintage'
        end as reason_no_revision_part,
        {{ difference_of('difference', '(after_first_known_mean - before_first_known_mean)') }} as revision_difference,
        case
            when reason_no_difference is not null then 'no_difference'
            when area_kind = 'ilostat_aggregate' then 'aggregate_of_ilostat'
            when aggregation_method = 'as_published' then 'not_an_aggregate'
            when fixed_count < before_count + after_count then 'no_fixed_set'
        end as reason_no_composition_part,
        {{ difference_of('difference', '(after_fixed_set_mean - before_fixed_set_mean)') }} as composition_difference
    from int_change_series__matched
),

final as (
    select
        {% for column in keys + change_measures() %}
        {{ column }},
        {% endfor %}
        {% for part in ['revision', 'composition'] %}
        case when reason_no_{{ part }}_part is null then {{ part }}_difference end as {{ part }}_part,
        case
            when reason_no_{{ part }}_part is null then {{ part }}_difference / nullif(difference, 0) + 0
        end as {{ part }}_share,
        coalesce(reason_no_{{ part }}_part, case when difference = 0 then 'no_change' end)
            as reason_no_{{ part }}_share,
        {% endfor %}
        coalesce(reason_no_difference, direction_reason) as reason_not_judged,
        {{ change_class('after_mean', 'before_mean', 'coalesce(reason_no_difference, direction_reason)') }}
            as change_class,
        coalesce(reason_no_difference_without_pandemic, direction_reason) as reason_not_judged_without_pandemic,
        {{ change_class(
            'after_mean', 'before_without_pandemic_mean',
            'coalesce(reason_no_difference_without_pandemic, direction_reason)',
        ) }} as change_class_without_pandemic
    from parted
)

select * from final
