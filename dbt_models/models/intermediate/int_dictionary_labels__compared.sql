-- Codes that a landed ILOSTAT dictionary explains otherwise than the one of the same variable and language before it. A
-- changed label of an indicator is a change of meaning where a dataset of that indicator is loaded.
{{ config(meta={'snapshots_of': ['ilostat_dictionaries']}) }}
with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

stg_ilostat__dictionary_entries as (
    select * from {{ ref('stg_ilostat__dictionary_entries') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

pairs as (
    select
        dataset_code,
        snapshot_id as new_snapshot_id,
        known_from as new_known_from,
        lag(snapshot_id) over (
            partition by dataset_code
            order by known_from, source_last_update nulls first, snapshot_id
        ) as old_snapshot_id
    from stg_landing__snapshots
    where source = 'ilostat_dictionaries'
),

entries as (
    select
        snapshot_id,
        case variable
            when 'ref_area' then 'reference_area'
            when 'classif1' then 'classification'
            when 'classif2' then 'classification'
            else variable
        end as variable,
        code,
        min(label) as label
    from stg_ilostat__dictionary_entries
    where variable in ('indicator', 'sex', 'classif1', 'classif2', 'ref_area')
    group by snapshot_id, variable, code
),

loaded as (
    select distinct indicator_code
    from int_datasets__ranked
),

final as (
    select
        pairs.dataset_code,
        new_entries.variable,
        new_entries.code,
        old_entries.label as old_label,
        new_entries.label as new_label,
        pairs.old_snapshot_id,
        pairs.new_snapshot_id,
        pairs.new_known_from,
        new_entries.variable = 'indicator'
        and loaded.indicator_code is not null
        and {{ normalise_label('old_entries.label') }}
        <> {{ normalise_label('new_entries.label') }} as is_meaning_change
    from pairs
    inner join entries as new_entries
        on pairs.new_snapshot_id = new_entries.snapshot_id
    inner join entries as old_entries
        on pairs.old_snapshot_id = old_entries.snapshot_id
            and new_entries.variable = old_entries.variable
            and new_entries.code = old_entries.code
    left join loaded
        on new_entries.code = loaded.indicator_code
    where old_entries.label <> new_entries.label
)

select * from final
