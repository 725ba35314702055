with
areas_named as (
    select code
    from indicators.labels_by_language
    where variable = 'ref_area'
        and lower(label) = lower(country)
),

datasets_of as (
    select dataset_code
    from indicators.indicators
    where upper(indicator_id) = upper(of_indicator)
),

chosen as (
    select *
    from indicators.observations
    where (
        dataset_code in (of_indicator, upper(of_indicator), upper(of_indicator) || '_A')
        or dataset_code in (select datasets_of.dataset_code from datasets_of)
    )
    and (
        reference_area_code = upper(country)
        or reference_area_code in (select areas_named.code from areas_named)
    )
    and (in_year is null or year = in_year)
)

select
    chosen.dataset_code,
    chosen.reference_area_code,
    chosen.sex_code,
    chosen.classification_1_code,
    chosen.classification_2_code,
    chosen.time_period,
    chosen.value,
    chosen.observation_status_code,
    chosen.observation_kind,
    chosen.source_label,
    chosen.snapshot_id,
    chosen.row_number,
    inputs.file_name,
    inputs.producer,
    inputs.address,
    inputs.licence,
    inputs.sha256,
    inputs.file_sha256,
    inputs.known_from,
    inputs.known_from_rule,
    inputs.retrieved_at,
    chosen.is_sample
from chosen
inner join guide.inputs as inputs
    on chosen.snapshot_id = inputs.snapshot_id
order by chosen.snapshot_id, chosen.row_number
