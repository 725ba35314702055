{# Seeds on Spark. dbt-spark puts values between quotes as they are, so that an apostrophe ends the text and a backslash
   starts an escape; and it wants a length after varchar. #}
{% macro spark__create_csv_table(model, agate_table) %}
    {%- set typed = [] -%}
    {%- for name in agate_table.column_names -%}
        {%- do typed.append(name ~ ' ' ~ spark_seed_type(model, name)) -%}
    {%- endfor -%}
    {%- set sql = 'create table ' ~ this.schema ~ '.' ~ this.identifier ~ ' (' ~ typed | join(', ') ~ ') using parquet' -%}
    {%- call statement('_') -%}{{ sql }}{%- endcall -%}
    {{- return(sql) -}}
{% endmacro %}


{% macro spark__load_csv_rows(model, agate_table) %}
    {%- set rows = [] -%}
    {%- for row in agate_table.rows -%}
        {%- set cells = [] -%}
        {%- for name in agate_table.column_names -%}
            {%- set cell = 'null' if row[name] is none else string_literal(row[name] | string) -%}
            {%- do cells.append('cast(' ~ cell ~ ' as ' ~ spark_seed_type(model, name) ~ ')') -%}
        {%- endfor -%}
        {%- do rows.append('(' ~ cells | join(', ') ~ ')') -%}
    {%- endfor -%}
    {%- set sql = 'insert into ' ~ this.schema ~ '.' ~ this.identifier ~ ' values ' ~ rows | join(', ') -%}
    {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {{- return(sql) -}}
{% endmacro %}


{% macro spark_seed_type(model, name) %}
    {{- return({'varchar': 'string'}.get(model.config.column_types[name], model.config.column_types[name])) -}}
{% endmacro %}
