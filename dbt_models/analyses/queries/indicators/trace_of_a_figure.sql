select
    series.value,
    series.observation_kind,
    series.row_number,
    datasets.file_name,
    datasets.sha256,
    datasets.known_from,
    datasets.retrieved_at,
    datasets.licence
from indicators.series as series
inner join indicators.datasets as datasets
    on series.snapshot_id = datasets.snapshot_id
where series.dataset_code = 'EMP_2IFL_SEX_RT_A'
    and series.reference_area_code = 'KHM'
    and series.sex_code = 'SEX_T'
    and series.year = 2023
order by series.row_number
