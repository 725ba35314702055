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
