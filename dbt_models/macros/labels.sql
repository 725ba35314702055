{# Labels are compared after this and nothing else: plain apostrophes and quotes, one blank for any run of blanks.
   Capital letters and accents count. Landing compares area labels in the same way (seeds/code_lists/README.md). #}
{% macro normalise_label(text) -%}
    {%- set plain = "translate(" ~ text ~ ", '‘’ʼ“”', '''''''\"\"')" -%}
    {%- if target is defined and target.type == 'spark' -%}
        trim(regexp_replace({{ plain }}, '[\\s\\u00a0\\u202f]+', ' '))
    {%- else -%}
        trim(regexp_replace({{ plain }}, '[\s\x{00a0}\x{202f}]+', ' ', 'g'))
    {%- endif -%}
{%- endmacro %}


{# Whether a row of int_observation_labels__resolved is the one that a cell belongs to. `cell` names the pair of columns:
   observations.sex stands for observations.sex_code and observations.sex_label. Empty compares as equal to empty.
   A source label is unique only inside its area, so without a code the area is part of the match. #}
{% macro same_label(resolved, variable, cell, area=none) -%}
    {{ resolved }}.variable = '{{ variable }}'
        and coalesce({{ cell }}_code, '') = {{ resolved }}.given_code
        and coalesce({{ cell }}_label, '') = {{ resolved }}.given_label
        {%- if area %}
        and case when {{ cell }}_code is null then {{ area }} else '' end = {{ resolved }}.area_code
        {%- endif %}
{%- endmacro %}


{# ILOSTAT's regions and income groups: X, a digit (or, since they ran out, a letter) and a digit. #}
{% macro is_aggregate_code(code) -%}
    {%- if target is defined and target.type == 'spark' -%}
        ({{ code }} rlike '^X[0-9A-Z][0-9]$')
    {%- else -%}
        regexp_full_match({{ code }}, 'X[0-9A-Z][0-9]')
    {%- endif -%}
{%- endmacro %}
