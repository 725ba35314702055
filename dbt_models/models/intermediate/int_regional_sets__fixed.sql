-- The same figures on a fixed set of countries: those that are in every year in which the figure may be published. What
-- the figure differs by from it comes from countries that enter and leave.
with
int_regional_figures__judged as (
    select * from {{ ref('int_regional_figures__judged') }}
),

int_regional_members__counted as (
    select * from {{ ref('int_regional_members__counted') }}
),

spans as (
    select
        dataset_code,
        method,
        group_kind,
        group_code,
        disaggregation,
        count(*) as year_count,
        min(year) as first_year,
        max(year) as last_year
    from int_regional_figures__judged
    where reason_not_published is null
    group by dataset_code, method, group_kind, group_code, disaggregation
),

in_published_years as (
    select members.*
    from int_regional_members__counted as members
    inner join int_regional_figures__judged as figures
        on {{ same_regional_figure('members', 'figures') }}
            and members.year = figures.year
    where figures.reason_not_published is null
),

always_there as (
    select
        members.dataset_code,
        members.method,
        members.group_kind,
        members.group_code,
        members.disaggregation,
        members.reference_area_code
    from in_published_years as members
    inner join spans
        on {{ same_regional_figure('members', 'spans') }}
    group by
        members.dataset_code,
        members.method,
        members.group_kind,
        members.group_code,
        members.disaggregation,
        members.reference_area_code,
        spans.year_count
    having count(*) = spans.year_count
),

summed as (
    select
        members.dataset_code,
        members.method,
        members.group_kind,
        members.group_code,
        members.disaggregation,
        members.year,
        count(*) as fixed_country_count,
        {% call rounded_to(6) -%}
            case
                when members.method = 'sum' then {{ exact_sum('members.value') }}
                else {{ exact_sum('members.factor * members.value') }} / nullif({{ exact_sum('members.factor') }}, 0)
            end
        {%- endcall %} as fixed_set_value
    from in_published_years as members
    inner join always_there
        on {{ same_regional_figure('members', 'always_there') }}
            and members.reference_area_code = always_there.reference_area_code
    group by
        members.dataset_code,
        members.method,
        members.group_kind,
        members.group_code,
        members.disaggregation,
        members.year
),

final as (
    select
        summed.*,
        spans.first_year,
        spans.last_year,
        spans.year_count
    from summed
    inner join spans
        on {{ same_regional_figure('summed', 'spans') }}
)

select * from final
