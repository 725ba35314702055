{# What a row says of one of its columns, as one text: the code, else the label, else nothing. Inside one snapshot a file
   writes a thing in one way, so this tells its series apart without looking labels up. #}
{% macro given(cell) -%}
    coalesce({{ cell }}_code, {{ cell }}_label, '')
{%- endmacro %}


{# The columns that name a series inside its snapshot, each as `given` reads it; `source` too where a series is to be split
   by it. With `prefix`, they are read from that relation. #}
{% macro series_columns(prefix, source=false) -%}
    {%- set cells = ['sex', 'classification_1', 'classification_2'] + (['source'] if source else []) -%}
    {{ prefix }}.snapshot_id,
    {{ prefix }}.reference_area_code
    {%- for cell in cells %},
    {{ given(prefix ~ '.' ~ cell) }}
    {%- endfor %}
{%- endmacro %}


{# Whether a row of the observations belongs to a row of a table that names series by what was given. #}
{% macro same_series(observations, series, source=false) -%}
    {%- set cells = ['sex', 'classification_1', 'classification_2'] + (['source'] if source else []) -%}
    {{ observations }}.snapshot_id = {{ series }}.snapshot_id
        and {{ observations }}.reference_area_code = {{ series }}.reference_area_code
        {%- for cell in cells %}
        and {{ given(observations ~ '.' ~ cell) }} = {{ series }}.given_{{ cell }}
        {%- endfor %}
{%- endmacro %}


{# Year of the edition that a label names in English, French or Spanish: "ILO modelled estimates, Nov. 2025" is 2025.
   Empty where it names none; a year in brackets (of prices) is no edition. #}
{% macro edition_year(label) -%}
    cast(nullif(regexp_extract({{ label }}, '[Ee]stima[^0-9(,]*,[^0-9(,]*([12][0-9]{3})', 1), '') as integer)
{%- endmacro %}
