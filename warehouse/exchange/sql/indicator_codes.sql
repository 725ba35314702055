-- Indicators of the framework, and ILOSTAT's, with their names.
with named as (

    select
        indicator_id as code,
        1 as preference,
        indicator_label as label
    from indicators.indicators
    union all
    select
        indicator_code as code,
        2 as preference,
        dataset_label as label
    from indicators.datasets
    union all
    select
        indicator_code as code,
        3 as preference,
        dataset_label as label
    from indicators.catalogue

),

final as (

    select
        'CL_INDICATOR' as list,
        code,
        label,
        preference
    from named
    where code is not null

)

select
    list,
    code,
    label
from final
order by code, preference, label
