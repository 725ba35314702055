{# Our list of regions (seeds/strategy/area_groups.csv) was held against ILOSTAT's sums as they were on this day; a table
   of contents by area that is newer says better (docs/regions.md). #}
{% macro area_list_date() -%}
    cast('2025-08-16' as date)
{%- endmacro %}


{# The code of a group as an area, from what a table of contents writes: ILO_GEO_WB_INC_X02 is X02. #}
{% macro group_code(given) -%}
    right({{ given }}, 3)
{%- endmacro %}
