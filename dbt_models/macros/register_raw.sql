{# Makes the views of schema raw over the Parquet files of this run, before anything is built.
   The file lists come from snapshots.parquet, so a run sees exactly the snapshots that its inputs name; where there are
   none, the *_none file stands in, which has the columns and no rows. #}
{% macro register_raw() %}
    {% if execute and var('inputs_dir') and is_spark() %}
        {% do register_raw_spark() %}
    {% elif execute and var('inputs_dir') %}
        {% set folder = var('inputs_dir') %}
        {% do run_query('create schema if not exists raw') %}
        {% do raw_ilostat_view(folder) %}
        {% set dictionaries = snapshot_paths(folder, 'ilostat_dictionaries') %}
        {% do raw_view('ilostat_dictionaries', dictionaries or [folder ~ '/ilostat_dictionaries_none.parquet']) %}
        {% set areas = snapshot_paths(folder, 'ilostat_areas') %}
        {% do raw_view('ilostat_areas', areas or [folder ~ '/ilostat_areas_none.parquet']) %}
        {# Forms of earlier days have fewer columns; the file without rows, which is first, has them all. #}
        {% for form in ['register', 'survey', 'evaluation'] %}
            {% set files = [folder ~ '/' ~ form ~ '_none.parquet'] + snapshot_paths(folder, form) %}
            {% do raw_view(form, files, 'union_by_name = true') %}
        {% endfor %}
        {% do raw_view('snapshots', [folder ~ '/snapshots.parquet']) %}
        {% do raw_view('rejected_files', [folder ~ '/rejected_files.parquet']) %}
        {% do raw_view('fetches', [folder ~ '/fetches.parquet']) %}
        {% do raw_view('released_figures', [folder ~ '/released_figures.parquet']) %}
        {% do raw_view('released_inputs', [folder ~ '/released_inputs.parquet']) %}
        {% do raw_view('released_progress', [folder ~ '/released_progress.parquet']) %}
        {% do raw_view('released_scorecards', [folder ~ '/released_scorecards.parquet']) %}
        {% do raw_view('released_checks', [folder ~ '/released_checks.parquet']) %}
        {% do raw_view('released_changes', [folder ~ '/released_changes.parquet']) %}
        {% do raw_view('check_results', [folder ~ '/check_results.parquet'] + check_result_paths(folder)) %}
    {% endif %}
{% endmacro %}


{# Files of one source, datasets together and oldest vintage first: rows that are read together lie together.
   The largest dataset comes first, because DuckDB guesses the size of the whole from the first file, and a wrong guess
   makes it hold the observations in memory instead of the labels that it joins them to. #}
{% macro snapshot_paths(folder, source_name, condition='true') %}
    {% set listed %}
        select path
        from read_parquet('{{ folder | replace("'", "''") }}/snapshots.parquet')
        where
            source = '{{ source_name }}'
            and {{ condition }}
            {% if source_name == 'ilostat' %} and {{ is_new('snapshot_id') }} {% endif %}
        order by max(row_count) over (partition by dataset_code) desc, dataset_code, known_from, snapshot_id
    {% endset %}
    {{ return(run_query(listed).columns[0].values() | list) }}
{% endmacro %}


{# Results that earlier steps of the same run wrote; none in the first phase. #}
{% macro check_result_paths(folder) %}
    {% set listed = "select file from glob('" ~ folder | replace("'", "''") ~ "/../checks/*.parquet') order by file" %}
    {{ return(run_query(listed).columns[0].values() | list) }}
{% endmacro %}


{# Reader version 1 wrote every column of raw.ilostat into each file. Since version 2 a file holds the columns of its
   source alone, told by field id (the place of the column in ilostat_none.parquet); a row's number is its place, the
   snapshot is the name of the file, and the area is written only where it may come from a label. #}
{% macro raw_ilostat_view(folder) %}
    {% set none_path = folder ~ '/ilostat_none.parquet' %}
    {% set columns = run_query('describe select * from ' ~ parquet_relation([none_path])).columns[0].values() | list %}
    {% set parts = [] %}
    {% set old_paths = snapshot_paths(folder, 'ilostat', "reader_version = '1'") %}
    {% set new_paths = snapshot_paths(folder, 'ilostat', "reader_version <> '1'") %}
    {% if new_paths %}
        {% do parts.append('select ' ~ new_ilostat_columns(columns) ~ ' from ' ~ new_ilostat_relation(columns, new_paths)) %}
    {% endif %}
    {% if old_paths or not new_paths %}
        {% do parts.append('select ' ~ columns | join(', ') ~ ' from ' ~ parquet_relation(old_paths or [none_path])) %}
    {% endif %}
    {% do run_query('create or replace view raw.ilostat as ' ~ parts | join(' union all ')) %}
{% endmacro %}


{% macro new_ilostat_columns(columns) %}
    {% set derived = {
        'row_number': 'file_row_number + 1 as row_number',
        'resolved_ref_area': 'coalesce(resolved_ref_area, ref_area) as resolved_ref_area',
        'snapshot_id': "parse_filename(filename, true) as snapshot_id",
    } %}
    {% set listed = [] %}
    {% for column in columns %}
        {% do listed.append(derived.get(column, column)) %}
    {% endfor %}
    {{ return(listed | join(', ')) }}
{% endmacro %}


{% macro new_ilostat_relation(columns, paths) %}
    {% set fields = [] %}
    {% for column in columns if column not in ['row_number', 'snapshot_id'] %}
        {% do fields.append(columns.index(column) ~ ": {name: '" ~ column ~ "', type: 'VARCHAR', default_value: null}") %}
    {% endfor %}
    {% set options = 'file_row_number = true, filename = true, schema = map {' ~ fields | join(', ') ~ '}' %}
    {{ return(parquet_relation(paths, options)) }}
{% endmacro %}


{% macro raw_view(name, paths, options='') %}
    {% do run_query('create or replace view raw.' ~ name ~ ' as select * from ' ~ parquet_relation(paths, options)) %}
{% endmacro %}


{% macro parquet_relation(paths, options='') %}
    {% set quoted = [] %}
    {% for path in paths %}
        {% do quoted.append("'" ~ path | replace("'", "''") ~ "'") %}
    {% endfor %}
    {{ return('read_parquet([' ~ quoted | join(', ') ~ ']' ~ (', ' ~ options if options else '') ~ ')') }}
{% endmacro %}
