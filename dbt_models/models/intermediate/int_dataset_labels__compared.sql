-- Where the label of a dataset, or the unit in its last brackets, reads otherwise than in the last vintage before that
-- had a label in the same language. Files with codes only say nothing, unless the source gave the label beside them.
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

labelled as (
    select
        dataset_code,
        indicator_code,
        snapshot_id as new_snapshot_id,
        known_from as new_known_from,
        dataset_label as new_label,
        unit_text as new_unit,
        lag(snapshot_id) over (
            partition by dataset_code, coalesce(language, 'en')
            order by vintage_no desc
        ) as old_snapshot_id,
        lag(dataset_label) over (
            partition by dataset_code, coalesce(language, 'en')
            order by vintage_no desc
        ) as old_label,
        lag(unit_text) over (
            partition by dataset_code, coalesce(language, 'en')
            order by vintage_no desc
        ) as old_unit
    from int_datasets__ranked
    where dataset_label is not null
),

spelled as (
    {% for variable, column in [('indicator', 'label'), ('unit', 'unit')] %}
    select
        dataset_code,
        '{{ variable }}' as variable,
        indicator_code as code,
        old_{{ column }} as old_label,
        new_{{ column }} as new_label,
        old_snapshot_id,
        new_snapshot_id,
        new_known_from
    from labelled
    where old_snapshot_id is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (
    select
        *,
        coalesce({{ normalise_label('old_label') }}, '')
        <> coalesce({{ normalise_label('new_label') }}, '') as is_meaning_change
    from spelled
    where coalesce(old_label, '') <> coalesce(new_label, '')
)

select * from final
