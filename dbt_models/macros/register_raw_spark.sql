{# Schema raw on Spark (docs/scale.md). A folder of snapshots is one external table with the columns of its source,
   whichever of them a file holds; the view over it keeps the rows of the snapshots that this run names. The place of a row
   in its file is its number, and a file is called after its snapshot. Other files of the run are views. #}
{% macro register_raw_spark() %}
    {% set folder = var('inputs_dir') %}
    {% do run_query('create schema if not exists ' ~ spark_raw()) %}
    {% for source_name in ['ilostat', 'ilostat_dictionaries', 'ilostat_areas', 'register', 'survey', 'evaluation'] %}
        {% do spark_snapshot_view(source_name, folder) %}
    {% endfor %}
    {% for name in ['snapshots', 'rejected_files', 'fetches', 'released_figures', 'released_inputs', 'released_progress',
        'released_scorecards', 'released_checks', 'released_changes'] %}
        {% do spark_view(name, 'select * from ' ~ spark_file(folder ~ '/' ~ name ~ '.parquet')) %}
    {% endfor %}
    {% set results = [folder ~ '/check_results.parquet'] + var('check_results') %}
    {% set parts = [] %}
    {% for path in results %}
        {% do parts.append('select * from ' ~ spark_file(path)) %}
    {% endfor %}
    {% do spark_view('check_results', parts | join(' union all ')) %}
{% endmacro %}


{% macro spark_snapshot_view(source_name, folder) %}
    {% set none_file = spark_file(folder ~ '/' ~ source_name ~ '_none.parquet') %}
    {% set listed = "select path, snapshot_id from " ~ spark_file(folder ~ '/snapshots.parquet') ~ " where source = '" ~ source_name ~ "'" %}
    {% set found = run_query(listed) %}
    {% if not found.rows %}
        {% do spark_view(source_name, 'select * from ' ~ none_file) %}
    {% else %}
        {% set columns = run_query('describe select * from ' ~ none_file) %}
        {% set table = spark_raw() ~ '.' ~ source_name ~ '_files' %}
        {% set typed, named = [], [] %}
        {% for column in columns.rows %}
            {% do typed.append(column[0] ~ ' ' ~ column[1]) %}
            {% do named.append({
                'row_number': 'coalesce(row_number, _metadata.row_index + 1) as row_number',
                'resolved_ref_area': 'coalesce(resolved_ref_area, ref_area) as resolved_ref_area',
                'snapshot_id': "split_part(_metadata.file_name, '.', 1) as snapshot_id",
            }.get(column[0], column[0])) %}
        {% endfor %}
        {% do run_query('drop table if exists ' ~ table) %}
        {% do run_query("create table " ~ table ~ " (" ~ typed | join(', ') ~ ") using parquet options (recursiveFileLookup 'true', "
            ~ "pathGlobFilter '*.parquet') location " ~ string_literal(found.rows[0][0].split('/')[:-2] | join('/'))) %}
        {% set wanted = found.columns[1].values() | join("', '") %}
        {% do spark_view(source_name, 'select ' ~ named | join(', ') ~ ' from ' ~ table
            ~ " where split_part(_metadata.file_name, '.', 1) in ('" ~ wanted ~ "')") %}
    {% endif %}
{% endmacro %}


{% macro spark_raw() %}
    {{- return(source('raw', 'snapshots').schema) -}}
{% endmacro %}


{% macro spark_view(name, query) %}
    {% do run_query('create or replace view ' ~ spark_raw() ~ '.' ~ name ~ ' as ' ~ query) %}
{% endmacro %}


{% macro spark_file(path) %}
    {{ return('parquet.`' ~ path | replace('`', '``') ~ '`') }}
{% endmacro %}
