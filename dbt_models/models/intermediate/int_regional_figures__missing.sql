-- The members of a group that are not in a figure of it, all named, in the order of their names.
with
int_regional_figures__judged as (
    select * from {{ ref('int_regional_figures__judged') }}
),

named as (
    select
        memberships.group_kind,
        memberships.group_code,
        memberships.reference_area_code,
        coalesce(labels.label, memberships.reference_area_code) as reference_area_label
    from {{ ref('int_area_groups__current') }} as memberships
    left join {{ ref('int_code_labels__by_code') }} as labels
        on labels.variable = 'ref_area'
            and memberships.reference_area_code = labels.code
),

incomplete as (
    select *
    from int_regional_figures__judged
    where country_count < member_count
),

final as (
    select
        incomplete.dataset_code,
        incomplete.method,
        incomplete.group_kind,
        incomplete.group_code,
        incomplete.disaggregation,
        incomplete.year,
        count(*) as missing_count,
        {{ joined_text('areas.reference_area_label', '; ') }} as missing_countries
    from incomplete
    inner join named as areas
        on incomplete.group_kind = areas.group_kind
            and incomplete.group_code = areas.group_code
    left join {{ ref('int_regional_members__counted') }} as members
        on {{ same_regional_figure('incomplete', 'members') }}
            and incomplete.year = members.year
            and areas.reference_area_code = members.reference_area_code
    where members.reference_area_code is null
    group by
        incomplete.dataset_code,
        incomplete.method,
        incomplete.group_kind,
        incomplete.group_code,
        incomplete.disaggregation,
        incomplete.year
)

select * from final
