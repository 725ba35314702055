-- Code and label of each distinct pair found in the observations. A code given is kept as given, and so is a label.
-- A source is modelled when the letters before the colon of its code say so; without a code, when its label names
-- ILO itself.
with
int_observation_labels__grouped as (
    select * from {{ ref('int_observation_labels__grouped') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

int_code_labels__by_label as (
    select * from {{ ref('int_code_labels__by_label') }}
),

int_observation_notes__decoded as (
    select * from {{ ref('int_observation_notes__decoded') }}
),

stg_code_lists__source_types as (
    select * from {{ ref('stg_code_lists__source_types') }}
),

given as (
    select distinct
        variable,
        given_code,
        given_label,
        area_code,
        {{ normalise_label('given_label') }} as label_key
    from int_observation_labels__grouped
),

resolved as (
    select
        given.variable,
        given.given_code,
        given.given_label,
        given.area_code,
        coalesce(nullif(given.given_code, ''), labels.code) as code
    from given
    left join int_code_labels__by_label as labels
        on given.variable = labels.variable
            and given.area_code = labels.area_code
            and given.label_key = labels.label_key
            and given.given_code = ''
),

final as (
    select
        resolved.variable,
        resolved.given_code,
        resolved.given_label,
        resolved.area_code,
        resolved.code,
        coalesce(nullif(resolved.given_label, ''), codes.label, notes.label, nullif(resolved.given_code, '')) as label,
        case
            when resolved.variable <> 'source' then null
            when resolved.code is not null then coalesce(types.is_modelled, false)
            else resolved.given_label like 'ILO - %' or lower(resolved.given_label) like '%modelled estimates%'
        end as is_modelled
    from resolved
    left join int_code_labels__by_code as codes
        on resolved.variable = codes.variable
            and resolved.code = codes.code
    left join int_observation_notes__decoded as notes
        on resolved.variable = 'note'
            and resolved.given_code = notes.given_code
    left join stg_code_lists__source_types as types
        on resolved.variable = 'source'
            and split_part(resolved.code, ':', 1) = types.source_type_code
)

select * from final
