select
    sex_code,
    time_period,
    value,
    observation_kind,
    is_break,
    source_label
from indicators.series
where dataset_code = 'EMP_2IFL_SEX_RT_A'
    and reference_area_code = 'KHM'
order by sex_code, time_period
