{# Units of columns by name, because a quantity has the same name everywhere; table.column where one table differs.
   "its" stands for the unit of the indicator or dataset that the row is of. A number with a fraction that has no unit
   here stops the build (guide_dictionary_says_the_unit_of_every_quantity). #}
{% macro unit_words() %}
{%- set words = {
    'activity_rate': 'share', 'on_time_rate': 'share', 'reporting_rate': 'share', 'response_rate': 'share',
    'coverage': 'share', 'before_coverage': 'share', 'after_coverage': 'share', 'coverage_3_years': 'share',
    'coverage_5_years': 'share', 'weighted_coverage_3_years': 'share', 'weighted_coverage_5_years': 'share',
    'share': 'share', 'share_of_low': 'share', 'share_of_high': 'share', 'progress_share_capped': 'share',
    'progress_share_without_pandemic': 'share', 'met_share_capped': 'share', 'relative_difference': 'share',
    'divergence': 'share', 'apart_distance': 'share', 'change': 'share', 'change_low': 'share', 'change_high': 'share',
    'pooled_low': 'share', 'pooled_high': 'share', 'tripartite_low': 'share', 'tripartite_high': 'share',
    'constituent_views.interval_low': 'share', 'constituent_views.interval_high': 'share',
    'constituent_views.median': 'answers from 1 to 5', 'score': 'score from -5 to 5', 'lowest_score': 'score from -5 to 5',
    'highest_score': 'score from -5 to 5', 'p_value': 'probability', 'adjusted_p_value': 'probability',
    'ratio': 'ratio', 'ratio_before': 'ratio', 'ratio_now': 'ratio', 'ratio_change': 'ratio',
    'part_source_revision': 'ratio', 'part_new_period': 'ratio', 'part_baseline': 'ratio', 'part_target': 'ratio',
    'part_method': 'ratio', 'part_quality_gate': 'ratio', 'factor': 'number without a unit',
    'low_amount': 'US dollars', 'high_amount': 'US dollars', 'usd_rate': 'US dollars for one unit of currency',
    'amount': 'as currency says', 'statistic': 'as test says', 'threshold': 'as test says', 'spread': 'as test says',
    'measured': 'as rule_id says', 'measure_value': 'as measure says', 'good_up_to': 'as measure says',
    'adequate_up_to': 'as measure says', 'numerator': 'count', 'denominator': 'count', 'bytes': 'bytes',
    'content_bytes': 'bytes', 'release_lag_months': 'months', 'gap_years': 'years', 'recency_years': 'years',
    'event_time': 'years', 'days_late': 'days', 'days': 'days', 'length': 'links', 'active_periods': 'half-years',
    'elapsed_periods': 'half-years', 'active_phase_periods': 'phases and half-years',
    'elapsed_phase_periods': 'phases and half-years', 'rows_in': 'rows', 'rows_out': 'rows', 'rows_left_out': 'rows',
    'reconciliation.difference': 'rows', 'before_trend': 'its a year', 'after_trend': 'its a year',
    'before_without_pandemic_trend': 'its a year', 'median_step': 'its a year', 'estimate': 'its', 'standard_error': 'its',
    'interval_low': 'its', 'interval_high': 'its', 'before_mean': 'its', 'after_mean': 'its', 'difference': 'its',
    'before_without_pandemic_mean': 'its', 'difference_without_pandemic': 'its', 'latest_difference': 'its',
    'latest_difference_without_pandemic': 'its', 'largest_difference': 'its', 'composition_part': 'its',
    'revision_part': 'its', 'composition_effect': 'its', 'band_low': 'its', 'band_high': 'its', 'direction_low': 'its',
    'direction_high': 'its', 'natural_limit_low': 'its', 'natural_limit_high': 'its', 'value_before': 'its',
    'value_now': 'its', 'value_without_pandemic': 'its',
} -%}
{{- return(words) -}}
{% endmacro %}


{# The unit of one column of a table or macro; empty text where it has none, or its name ends in no known word. #}
{% macro unit_of(words, table_name, column, columns) %}
    {%- if column.data_type not in ['double', 'integer', 'bigint'] -%}
        {{- return('') -}}
    {%- endif -%}
    {%- set name = column.name -%}
    {%- set found = [words.get(table_name ~ '.' ~ name) or words.get(name) or ''] -%}
    {%- for ending, word in [('_usd', 'US dollars'), ('_pct', 'per cent'), ('_share', 'share'), ('_count', 'count'),
        ('_days', 'days'), ('year', 'calendar year')] if not found[0] and name.endswith(ending) -%}
        {%- do found.insert(0, word) -%}
    {%- endfor -%}
    {%- if not found[0] and column.data_type == 'double' and name.endswith('value') -%}
        {%- do found.insert(0, 'its') -%}
    {%- endif -%}
    {%- if found[0].startswith('its') -%}
        {{- return(unit_of_rows(columns) ~ found[0][3:]) -}}
    {%- endif -%}
    {{- return({'share': 'share (1 is all)', 'ratio': 'ratio (number without a unit)',
        'probability': 'probability (0 to 1)'}.get(found[0], found[0])) -}}
{% endmacro %}


{# Where the unit of a row stands: in the row itself, or in the table of indicators or datasets. #}
{% macro unit_of_rows(columns) %}
    {%- if 'unit' in columns -%}
        {{- return('as unit says') -}}
    {%- elif 'indicator_id' in columns -%}
        {{- return('as indicators.indicators.unit says of indicator_id') -}}
    {%- elif 'dataset_code' in columns -%}
        {{- return('as indicators.catalogue.unit says of dataset_code') -}}
    {%- elif 'target_id' in columns -%}
        {{- return('as the indicator of target_id says (indicators.targets, indicators.indicators)') -}}
    {%- elif 'design_id' in columns -%}
        {{- return('as evaluation.impact_designs.unit says of design_id') -}}
    {%- endif -%}
    {{- return('') -}}
{% endmacro %}
