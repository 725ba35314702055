-- Notes in words. A cell of a code file joins several with "_" (R1:3513_S3:8), a cell of a label file with " | ". A
-- note that no landed dictionary has is shown as its kind and its code. Cells with more than ten notes keep their
-- codes.
{% set most_notes = 10 %}
with
int_observation_labels__grouped as (
    select * from {{ ref('int_observation_labels__grouped') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

stg_code_lists__note_types as (
    select * from {{ ref('stg_code_lists__note_types') }}
),

cells as (
    select distinct given_code
    from int_observation_labels__grouped
    where variable = 'note'
        and given_code <> ''
        and length(given_code) - length(replace(given_code, '_', '')) < {{ most_notes }}
),

notes as (
    {% for number in range(1, most_notes + 1) %}
    select
        given_code,
        {{ number }} as note_no,
        split_part(given_code, '_', {{ number }}) as note_code
    from cells
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

labelled as (
    select
        notes.given_code,
        notes.note_no,
        coalesce(labels.label, types.note_type_label || ' (' || notes.note_code || ')', notes.note_code) as label
    from notes
    left join int_code_labels__by_code as labels
        on labels.variable = 'note'
            and notes.note_code = labels.code
    left join stg_code_lists__note_types as types
        on split_part(notes.note_code, ':', 1) = types.note_type_code
    where notes.note_code <> ''
),

final as (
    select
        given_code,
        max(case when note_no = 1 then label end)
        {% for number in range(2, most_notes + 1) %}
        || coalesce(' | ' || max(case when note_no = {{ number }} then label end), '')
        {% endfor %} as label
    from labelled
    group by given_code
)

select * from final
