{# Makes the views of schema raw over the Parquet files of this run, before anything is built.
   The file lists come from snapshots.parquet, so a run sees exactly the snapshots that its inputs name; the *_none files
   have the columns and no rows, so a list is never empty. #}
{% macro register_raw() %}
    {% if execute and var('inputs_dir') %}
        {% set folder = var('inputs_dir') %}
        {% do run_query('create schema if not exists raw') %}
        {% for source_name in ['ilostat', 'ilostat_dictionaries', 'register'] %}
            {% do raw_view(source_name, [folder ~ '/' ~ source_name ~ '_none.parquet'] + snapshot_paths(folder, source_name)) %}
        {% endfor %}
        {% do raw_view('snapshots', [folder ~ '/snapshots.parquet']) %}
        {% do raw_view('rejected_files', [folder ~ '/rejected_files.parquet']) %}
        {% do raw_view('check_results', [folder ~ '/check_results.parquet'] + check_result_paths(folder)) %}
    {% endif %}
{% endmacro %}


{# Files of one source, datasets together and oldest vintage first: rows that are read together lie together. #}
{% macro snapshot_paths(folder, source_name) %}
    {% set listed %}
        select path
        from read_parquet('{{ folder | replace("'", "''") }}/snapshots.parquet')
        where source = '{{ source_name }}'
        order by dataset_code, known_from, snapshot_id
    {% endset %}
    {{ return(run_query(listed).columns[0].values() | list) }}
{% endmacro %}


{# Results that earlier steps of the same run wrote; none in the first phase. #}
{% macro check_result_paths(folder) %}
    {% set listed = "select file from glob('" ~ folder | replace("'", "''") ~ "/../checks/*.parquet') order by file" %}
    {{ return(run_query(listed).columns[0].values() | list) }}
{% endmacro %}


{% macro raw_view(name, paths) %}
    {% set quoted = [] %}
    {% for path in paths %}
        {% do quoted.append("'" ~ path | replace("'", "''") ~ "'") %}
    {% endfor %}
    {% do run_query('create or replace view raw.' ~ name ~ ' as select * from read_parquet([' ~ quoted | join(', ') ~ '])') %}
{% endmacro %}
