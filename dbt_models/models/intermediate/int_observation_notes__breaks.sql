-- Cells of notes that tell of a break in the series: a note of type I11 among the codes, or the words of such a note,
-- from a landed dictionary of any language or from our list of note types, among the labels.
with
int_observation_labels__grouped as (
    select * from {{ ref('int_observation_labels__grouped') }}
),

int_code_labels__by_label as (
    select * from {{ ref('int_code_labels__by_label') }}
),

stg_code_lists__note_types as (
    select * from {{ ref('stg_code_lists__note_types') }}
),

cells as (
    select distinct
        given_code,
        given_label
    from int_observation_labels__grouped
    where variable = 'note'
),

words as (
    select label_key
    from int_code_labels__by_label
    where variable = 'note'
        and code like 'I11:%'
    union
    select note_type_label as label_key
    from stg_code_lists__note_types
    where note_type_code = 'I11'
),

final as (
    select
        given_code,
        given_label
    from cells
    where position('_I11:' in '_' || given_code) > 0
    union
    select
        cells.given_code,
        cells.given_label
    from cells
    inner join words
        on cells.given_code = ''
            and position(words.label_key in {{ normalise_label('cells.given_label') }}) > 0
)

select * from final
