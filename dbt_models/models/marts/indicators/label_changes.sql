-- Labels of the same code that read otherwise: of the dataset itself (indicator and unit), of the codes of its cells
-- where both files have labels, and of the landed dictionaries, which is how a file with codes only is told about.
with
int_vintages__paired as (
    select * from {{ ref('int_vintages__paired') }}
),

int_dataset_labels__compared as (
    select * from {{ ref('int_dataset_labels__compared') }}
),

int_dictionary_labels__compared as (
    select * from {{ ref('int_dictionary_labels__compared') }}
),

int_observation_labels__grouped as (
    select * from {{ ref('int_observation_labels__grouped') }}
),

int_observation_labels__resolved as (
    select * from {{ ref('int_observation_labels__resolved') }}
),

labelled_pairs as (
    select *
    from int_vintages__paired
    where has_labels
),

labelled_snapshots as (
    select old_snapshot_id as snapshot_id
    from labelled_pairs
    union
    select new_snapshot_id as snapshot_id
    from labelled_pairs
),

used as (
    select distinct
        given.snapshot_id,
        case given.variable when 'ref_area' then 'reference_area' else given.variable end as variable,
        resolved.code,
        resolved.label
    from int_observation_labels__grouped as given
    inner join labelled_snapshots
        on given.snapshot_id = labelled_snapshots.snapshot_id
    inner join int_observation_labels__resolved as resolved
        on given.variable = resolved.variable
            and given.given_code = resolved.given_code
            and given.given_label = resolved.given_label
            and given.area_code = resolved.area_code
    where given.variable in ('sex', 'classification', 'ref_area')
        and resolved.code is not null
        and resolved.label is not null
),

labels as (
    select
        snapshot_id,
        variable,
        code,
        min(label) as label
    from used
    group by snapshot_id, variable, code
),

of_cells as (
    select
        pairs.dataset_code,
        new_labels.variable,
        new_labels.code,
        old_labels.label as old_label,
        new_labels.label as new_label,
        pairs.old_snapshot_id,
        pairs.new_snapshot_id,
        pairs.new_known_from,
        false as is_meaning_change
    from labelled_pairs as pairs
    inner join labels as new_labels
        on pairs.new_snapshot_id = new_labels.snapshot_id
    inner join labels as old_labels
        on pairs.old_snapshot_id = old_labels.snapshot_id
            and new_labels.variable = old_labels.variable
            and new_labels.code = old_labels.code
    where old_labels.label <> new_labels.label
),

final as (
    {% for part in ['int_dataset_labels__compared', 'of_cells', 'int_dictionary_labels__compared'] %}
    select
        dataset_code,
        variable,
        code,
        old_label,
        new_label,
        old_snapshot_id,
        new_snapshot_id,
        new_known_from,
        is_meaning_change
    from {{ part }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from final
