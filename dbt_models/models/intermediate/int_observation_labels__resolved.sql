-- Code and label of each distinct pair found in the observations. A code given is kept as given, and so is a label.
-- A source is modelled when the letters before the colon of its code say so; without a code, when its label names
-- ILO itself. A classification item that no list has is read from its code: AGE_BANDS_TOTAL is the total of AGE_BANDS.
-- A break is status B, or a note that tells of one.
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

int_observation_notes__breaks as (
    select * from {{ ref('int_observation_notes__breaks') }}
),

stg_code_lists__source_types as (
    select * from {{ ref('stg_code_lists__source_types') }}
),

stg_code_lists__classifications as (
    select * from {{ ref('stg_code_lists__classifications') }}
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
            else substring(resolved.given_label, 1, 6) in ('ILO - ', 'BIT - ', 'OIT - ')
                or lower(resolved.given_label) like '%modelled estimates%'
        end as is_modelled,
        case
            when resolved.variable = 'classification' and split_part(resolved.code, '_', 3) <> ''
                then coalesce(
                        classifications.classification_version,
                        split_part(resolved.code, '_', 1) || '_' || split_part(resolved.code, '_', 2)
                    )
        end as classification_version,
        case
            when resolved.variable = 'classification' and resolved.code is not null
                then coalesce(classifications.is_total, split_part(resolved.code, '_', 3) = 'TOTAL')
        end as is_total,
        case resolved.variable
            when 'obs_status' then coalesce(resolved.code = 'B', false)
            when 'note' then breaks.given_code is not null
            else false
        end as is_break
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
    left join stg_code_lists__classifications as classifications
        on resolved.variable = 'classification'
            and resolved.code = classifications.classification_code
    left join int_observation_notes__breaks as breaks
        on resolved.variable = 'note'
            and resolved.given_code = breaks.given_code
            and resolved.given_label = breaks.given_label
)

select * from final
