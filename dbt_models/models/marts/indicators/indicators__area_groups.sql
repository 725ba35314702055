with
int_area_groups__current as (
    select * from {{ ref('int_area_groups__current') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

final as (
    select
        -- the country
        memberships.reference_area_code,
        coalesce(labels.label, memberships.reference_area_code) as reference_area_label,
        -- the group
        memberships.group_kind,
        memberships.group_code,
        memberships.group_label,
        -- where that comes from
        memberships.grouped_by,
        memberships.listed_group_code,
        memberships.snapshot_id,
        memberships.known_from
    from int_area_groups__current as memberships
    left join int_code_labels__by_code as labels
        on labels.variable = 'ref_area'
            and memberships.reference_area_code = labels.code
)

select * from final
