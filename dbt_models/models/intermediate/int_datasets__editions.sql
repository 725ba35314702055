-- The last year that an edition of modelled estimates is anchored in; what lies after it is a projection. An edition
-- of November 2025 is anchored up to 2024. The label of the file itself says the edition; where a file has codes only,
-- a landed dictionary of indicators that is no older than the file says it, unless it tells of a later edition. An old
-- dictionary handed in today without its date is of no known age and says nothing. Where neither does, the year before
-- the file was known counts as the last one.
{{ config(meta={'snapshots_of': ['ilostat_dictionaries']}) }}
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

stg_ilostat__dictionary_entries as (
    select * from {{ ref('stg_ilostat__dictionary_entries') }}
),

indicator_labels as (
    select
        entries.code as indicator_code,
        cast(snapshots.known_from as date) as known_date,
        {{ edition_year('entries.label') }} as edition_year
    from stg_ilostat__dictionary_entries as entries
    inner join stg_landing__snapshots as snapshots
        on entries.snapshot_id = snapshots.snapshot_id
    where entries.variable = 'indicator'
        and (snapshots.known_from_rule <> 'landing_time' or snapshots.address is not null)
),

datasets as (
    select
        snapshot_id,
        indicator_code,
        known_from,
        cast(extract(year from known_from) as integer) as known_year,
        {{ edition_year('dataset_label') }} as edition_year
    from int_datasets__ranked
),

from_dictionaries as (
    select
        datasets.snapshot_id,
        max(labels.edition_year) as edition_year
    from datasets
    inner join indicator_labels as labels
        on datasets.indicator_code = labels.indicator_code
            and cast(datasets.known_from as date) <= labels.known_date
            and datasets.known_year >= labels.edition_year
    group by datasets.snapshot_id
),

final as (
    select
        datasets.snapshot_id,
        coalesce(datasets.edition_year, dictionaries.edition_year) as edition_year,
        case
            when datasets.edition_year is not null then 'label'
            when dictionaries.edition_year is not null then 'dictionary'
            else 'known_from'
        end as cutoff_rule,
        coalesce(datasets.edition_year, dictionaries.edition_year, datasets.known_year) - 1 as cutoff_year
    from datasets
    left join from_dictionaries as dictionaries
        on datasets.snapshot_id = dictionaries.snapshot_id
)

select * from final
