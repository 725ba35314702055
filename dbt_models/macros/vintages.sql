{# Two vintages of a dataset, cell by cell (docs/vintages.md). #}

{# What is printed in the last brackets of a label: "Trade union density rate (%)" gives %. Empty where none are. #}
{% macro unit_text(label) -%}
    nullif(trim(regexp_extract({{ label }}, '[(]([^()]*)[)][^()]*$', 1)), '')
{%- endmacro %}


{# What tells a cell from the others of its vintage: area, sex, classifications and period, the source not among them.
   Where a label leads to no code, the label stands for it. #}
{% macro cell_key(observations) -%}
    {%- set parts = [observations ~ '.reference_area_code', observations ~ '.time_period'] -%}
    {%- for cell in ['sex', 'classification_1', 'classification_2'] -%}
        {%- do parts.append(code_or_label(observations ~ '.' ~ cell)) -%}
    {%- endfor -%}
    {{ row_hash(parts) }}
{%- endmacro %}


{% macro code_or_label(cell) -%}
    coalesce({{ cell }}_code, {{ normalise_label(cell ~ '_label') }}, '')
{%- endmacro %}


{# CTEs up to `matched`: one row per cell of each pair of vintages, with its row number on the sides that have it.
   `pairs` has the columns of int_vintages__paired. A cell that one of the two files gives from several sources is
   matched by source as well. The observations are named in each part: imported once, DuckDB would copy them all first. #}
{% macro matched_cells(pairs) %}
numbered_pairs as (
    select
        *,
        row_number() over (order by new_snapshot_id) as pair_no
    from {{ pairs }}
),

compared_snapshots as (
    select old_snapshot_id as snapshot_id
    from {{ pairs }}
    union
    select new_snapshot_id as snapshot_id
    from {{ pairs }}
),

several as (
    select
        observations.snapshot_id,
        {{ cell_key('observations') }} as cell_key
    from {{ ref('observation_vintages') }} as observations
    inner join compared_snapshots
        on observations.snapshot_id = compared_snapshots.snapshot_id
    group by observations.snapshot_id, {{ cell_key('observations') }}
    having count(*) > 1
),

split_cells as (
    {% for side in ['old', 'new'] %}
    select
        numbered_pairs.pair_no,
        several.cell_key
    from several
    inner join numbered_pairs
        on several.snapshot_id = numbered_pairs.{{ side }}_snapshot_id
    {% if not loop.last %}
    union
    {% endif %}
    {% endfor %}
),

{% for side in ['old', 'new'] %}
{{ side }}_cells as (
    select
        numbered_pairs.pair_no,
        case
            when split_cells.cell_key is null then {{ cell_key('observations') }}
            else {{ row_hash([cell_key('observations'), code_or_label('observations.source')]) }}
        end as match_key,
        observations.row_number,
        observations.value,
        observations.source_code,
        observations.observation_status_code,
        {{ row_hash([normalise_label('observations.source_label')]) }} as source_key,
        {{ row_hash(['observations.source_label']) }} as source_label_key,
        {{ row_hash([
            'observations.sex_label', 'observations.classification_1_label', 'observations.classification_2_label',
        ]) }} as label_key
    from {{ ref('observation_vintages') }} as observations
    inner join numbered_pairs
        on observations.snapshot_id = numbered_pairs.{{ side }}_snapshot_id
    left join split_cells
        on numbered_pairs.pair_no = split_cells.pair_no
            and {{ cell_key('observations') }} = split_cells.cell_key
),

{% endfor %}
matched as (
    select
        coalesce(new_cells.pair_no, old_cells.pair_no) as pair_no,
        {% for column in [
            'row_number', 'value', 'source_code', 'observation_status_code',
            'source_key', 'source_label_key', 'label_key',
        ] %}
        old_cells.{{ column }} as old_{{ column }},
        new_cells.{{ column }} as new_{{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from old_cells
    full outer join new_cells
        on old_cells.pair_no = new_cells.pair_no
            and old_cells.match_key = new_cells.match_key
)
{%- endmacro %}
