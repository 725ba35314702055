{# Makes the views of schema raw over the Parquet files of this run, before anything is built.
   The file lists come from snapshots.parquet, so a run sees exactly the snapshots that its inputs name; where there are
   none, the *_none file stands in, which has the columns and no rows. #}
{% macro register_raw() %}
    {% if execute and var('inputs_dir') %}
        {% set folder = var('inputs_dir') %}
        {% do run_query('create schema if not exists raw') %}
        {% for source_name in ['ilostat', 'ilostat_dictionaries', 'register'] %}
            {% set paths = snapshot_paths(folder, source_name) or [folder ~ '/' ~ source_name ~ '_none.parquet'] %}
            {% do raw_view(source_name, paths) %}
        {% endfor %}
        {% do raw_view('snapshots', [folder ~ '/snapshots.parquet']) %}
        {% do raw_view('rejected_files', [folder ~ '/rejected_files.parquet']) %}
        {% do raw_view('check_results', [folder ~ '/check_results.parquet'] + check_result_paths(folder)) %}
    {% endif %}
{% endmacro %}


{# Files of one source, datasets together and oldest vintage first: rows that are read together lie together.
   The largest dataset comes first, because DuckDB guesses the size of the whole from the first file, and a wrong guess
   makes it hold the observations in memory instead of the labels that it joins them to. #}
{% macro snapshot_paths(folder, source_name) %}
    {% set listed %}
        select path
        from read_parquet('{{ folder | replace("'", "''") }}/snapshots.parquet')
        where source = '{{ source_name }}'
        order by max(row_count) over (partition by dataset_code) desc, dataset_code, known_from, snapshot_id
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
