-- The groups that each country counts to: the world, its region and subregions, its income group. Our list of regions
-- holds until a table of contents by area is known that is newer than it; what that says of a country then wins, and
-- what it does not say stays with our list. Income groups and broad subregions are in tables of contents alone.
with
stg_strategy__area_groups as (
    select * from {{ ref('stg_strategy__area_groups') }}
),

int_area_groups__told as (
    select * from {{ ref('int_area_groups__told') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

listed as (
    {% for kind in ['region', 'subregion'] %}
    select
        reference_area_code,
        '{{ kind }}' as group_kind,
        {{ kind }}_code as group_code,
        {{ kind }}_label as group_label
    from stg_strategy__area_groups
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

chosen as (
    select
        coalesce(told.reference_area_code, listed.reference_area_code) as reference_area_code,
        coalesce(told.group_kind, listed.group_kind) as group_kind,
        coalesce(told.group_code, listed.group_code) as group_code,
        coalesce(told.group_label, listed.group_label) as group_label,
        listed.group_code as listed_group_code,
        told.snapshot_id,
        told.known_from
    from int_area_groups__told as told
    full outer join listed
        on told.reference_area_code = listed.reference_area_code
            and told.group_kind = listed.group_kind
),

with_the_world as (
    select * from chosen
    union all
    select
        reference_area_code,
        'world' as group_kind,
        'X01' as group_code,
        'World' as group_label,
        case when listed_group_code is not null then 'X01' end as listed_group_code,
        snapshot_id,
        known_from
    from chosen
    where group_kind = 'region'
),

final as (
    select
        memberships.reference_area_code,
        memberships.group_kind,
        memberships.group_code,
        coalesce(labels.label, memberships.group_label, memberships.group_code) as group_label,
        case
            when memberships.snapshot_id is null then 'list of regions'
            else 'table of contents'
        end as grouped_by,
        memberships.listed_group_code,
        memberships.snapshot_id,
        memberships.known_from
    from with_the_world as memberships
    left join int_code_labels__by_code as labels
        on labels.variable = 'ref_area'
            and memberships.group_code = labels.code
)

select * from final
