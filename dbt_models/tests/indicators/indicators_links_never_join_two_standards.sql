-- A dataset is never said to replace one that follows another ICLS definition; the two are twins.
with
dataset_links as (
    select * from {{ ref('dataset_links') }}
),

catalogue as (
    select * from {{ ref('catalogue') }}
),

final as (
    select
        links.old_dataset_code,
        links.new_dataset_code,
        links.relation,
        old_datasets.statistical_standard as old_standard,
        new_datasets.statistical_standard as new_standard
    from dataset_links as links
    inner join catalogue as old_datasets
        on links.old_dataset_code = old_datasets.dataset_code
    inner join catalogue as new_datasets
        on links.new_dataset_code = new_datasets.dataset_code
    where links.relation <> 'twin'
        and old_datasets.statistical_standard <> new_datasets.statistical_standard
)

select * from final
