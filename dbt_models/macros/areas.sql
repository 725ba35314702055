{# Our list of regions (seeds/strategy/area_groups.csv) was held against ILOSTAT's sums as they were on this day; a table
   of contents by area that is newer says better (docs/regions.md). #}
{% macro area_list_date() -%}
    cast('2025-08-16' as date)
{%- endmacro %}


{# The code of a group as an area, from what a table of contents writes: ILO_GEO_WB_INC_X02 is X02. #}
{% macro group_code(given) -%}
    right({{ given }}, 3)
{%- endmacro %}


{# A figure of a group is published from this share of the weight of its countries on (docs/regions.md). #}
{% macro least_covered_weight() -%}
    0.65
{%- endmacro %}


{# Whether two rows are about the same figure of a group, the year aside. #}
{% macro same_regional_figure(left_side, right_side) -%}
    {%- for column in ['dataset_code', 'method', 'group_kind', 'group_code', 'disaggregation'] -%}
        {{ left_side }}.{{ column }} = {{ right_side }}.{{ column }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{# A sum that is the same in whatever order it is added up: each part is rounded to nine decimals, and decimals are added
   exactly. Sums of doubles are not, so that a figure could depend on the order in which files landed. #}
{% macro exact_sum(number) -%}
    cast(sum(cast({{ number }} as decimal(38, 9))) as double)
{%- endmacro %}
