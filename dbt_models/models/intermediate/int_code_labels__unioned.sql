-- Every label that stands for a code, in the order in which they are believed: landed ILOSTAT dictionaries (the
-- newest of each language first), our own code lists, other spellings. Both classifications share their codes, and
-- so do the three kinds of notes. ILOSTAT writes a source as "ABW - LFS - Labour Force Survey": the area goes into
-- area_code, the rest is the label.
{% set lists = [
    ('ref_area', 'reference_areas', 'reference_area'),
    ('sex', 'sexes', 'sex'),
    ('classification', 'classifications', 'classification'),
    ('obs_status', 'observation_statuses', 'observation_status'),
    ('frequency', 'frequencies', 'frequency'),
] %}
{{ config(meta={'snapshots_of': ['ilostat_dictionaries']}) }}
with
stg_ilostat__dictionary_entries as (
    select * from {{ ref('stg_ilostat__dictionary_entries') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

stg_code_lists__aliases as (
    select * from {{ ref('stg_code_lists__aliases') }}
),

{% for variable, list, column in lists %}
stg_code_lists__{{ list }} as (
    select * from {{ ref('stg_code_lists__' ~ list) }}
),

{% endfor %}

dictionaries as (
    select
        snapshot_id,
        row_number() over (
            partition by dataset_code
            order by known_from desc, source_last_update desc nulls last, snapshot_id desc
        ) as label_rank
    from stg_landing__snapshots
    where source = 'ilostat_dictionaries'
),

entries as (
    select
        *,
        variable = 'source' and substring(label, 4, 3) = ' - ' as has_area
    from stg_ilostat__dictionary_entries
),

landed as (
    select
        case
            when entries.variable in ('classif1', 'classif2') then 'classification'
            when entries.variable like 'note_%' then 'note'
            else entries.variable
        end as variable,
        case when entries.has_area then substring(entries.label, 1, 3) else '' end as area_code,
        entries.code,
        case when entries.has_area then substring(entries.label, 7) else entries.label end as label,
        entries.language,
        'ilostat_dictionary' as label_source,
        dictionaries.label_rank
    from entries
    inner join dictionaries
        on entries.snapshot_id = dictionaries.snapshot_id
),

unioned as (
    select
        variable,
        area_code,
        code,
        label,
        language,
        label_source,
        label_rank
    from landed
    {% for variable, list, column in lists %}
    union all
    select
        '{{ variable }}' as variable,
        '' as area_code,
        {{ column }}_code as code,
        {{ column }}_label as label,
        'en' as language,
        'code_list' as label_source,
        1000 as label_rank
    from stg_code_lists__{{ list }}
    {% endfor %}
    union all
    select
        variable,
        '' as area_code,
        code,
        alias as label,
        'en' as language,
        'alias' as label_source,
        2000 as label_rank
    from stg_code_lists__aliases
),

final as (
    select distinct
        variable,
        area_code,
        code,
        label,
        {{ normalise_label('label') }} as label_key,
        language,
        label_source,
        label_rank
    from unioned
    where code is not null
        and label is not null
)

select * from final
