-- The members of a group that are not in a figure of it, all named, in the order of their names. Who has no figure is
-- looked up once for the world, which has every country, and only then told group by group.
with
int_area_groups__current as (
    select * from {{ ref('int_area_groups__current') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

int_regional_figures__judged as (
    select * from {{ ref('int_regional_figures__judged') }}
),

named as (
    select
        memberships.group_kind,
        memberships.group_code,
        memberships.reference_area_code,
        coalesce(labels.label, memberships.reference_area_code) as reference_area_label
    from int_area_groups__current as memberships
    left join int_code_labels__by_code as labels
        on labels.variable = 'ref_area'
            and memberships.reference_area_code = labels.code
),

asked as (
    select distinct
        dataset_code,
        method,
        disaggregation,
        year
    from int_regional_figures__judged
    where country_count < member_count
),

absent as (
    select
        asked.dataset_code,
        asked.method,
        asked.disaggregation,
        asked.year,
        countries.reference_area_code
    from asked
    inner join named as countries
        on countries.group_kind = 'world'
    left join {{ ref('int_regional_members__counted') }} as members
        on members.group_kind = 'world'
            and asked.dataset_code = members.dataset_code
            and asked.method = members.method
            and asked.disaggregation = members.disaggregation
            and asked.year = members.year
            and countries.reference_area_code = members.reference_area_code
    where members.reference_area_code is null
),

final as (
    select
        absent.dataset_code,
        absent.method,
        named.group_kind,
        named.group_code,
        absent.disaggregation,
        absent.year,
        count(*) as missing_count,
        {{ joined_text('named.reference_area_label', '; ') }} as missing_countries
    from absent
    inner join named
        on absent.reference_area_code = named.reference_area_code
    inner join int_regional_figures__judged as figures
        on absent.dataset_code = figures.dataset_code
            and absent.method = figures.method
            and named.group_kind = figures.group_kind
            and named.group_code = figures.group_code
            and absent.disaggregation = figures.disaggregation
            and absent.year = figures.year
    group by
        absent.dataset_code,
        absent.method,
        named.group_kind,
        named.group_code,
        absent.disaggregation,
        absent.year
)

select * from final
