-- Every code that an observation may carry and what it stands for, by code list.
with listed as (

    select
        variable,
        code,
        max(label) as label
    from indicators.code_labels
    group by variable, code

),

areas as (

    select
        reference_area_code as code,
        max(reference_area_label) as label
    from indicators.tracking_table
    group by reference_area_code

),

classifications as (

    select
        code,
        max(label) as label
    from (
        select
            classification_1_code as code,
            classification_1_label as label
        from indicators.series
        union all
        select
            classification_2_code as code,
            classification_2_label as label
        from indicators.series
    ) as named
    group by code

),

sexes as (

    select
        sex_code as code,
        max(sex_label) as label
    from indicators.series
    group by sex_code

),

statuses as (

    select
        observation_status_code as code,
        max(observation_status_label) as label
    from indicators.series
    group by observation_status_code

),

final as (

    select
        'CL_AREA' as list,
        2 as preference,
        code,
        label
    from areas
    union all
    select
        'CL_SEX' as list,
        2 as preference,
        code,
        label
    from sexes
    union all
    select
        'CL_CLASSIF' as list,
        2 as preference,
        code,
        label
    from classifications
    union all
    select
        'CL_OBS_STATUS_SOURCE' as list,
        2 as preference,
        code,
        label
    from statuses
    union all
    select
        case variable
            when 'ref_area' then 'CL_AREA'
            when 'sex' then 'CL_SEX'
            when 'classification' then 'CL_CLASSIF'
            when 'obs_status' then 'CL_OBS_STATUS_SOURCE'
        end as list,
        1 as preference,
        code,
        label
    from listed
    where variable in ('ref_area', 'sex', 'classification', 'obs_status')

)

select
    list,
    code,
    label
from final
where code is not null
order by list, code, preference, label
