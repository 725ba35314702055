{# The first questions of somebody who opens the file, and the table that answers each. #}
{% set topics = [
    ('How does each planned phase stand today, and which are late?', 'monitoring.milestone_status', 'one phase under one reading of the phasing table',
        'Filter on reading = primary first, then compare with alternative. Shares count discrete phases only (is_due).'),
    ('What was reported about a phase, by whom, with which evidence?', 'monitoring.milestone_reports', 'one version of a report',
        'is_latest marks the last word on each phase.'),
    ('How does the strategy stand at the end of each half-year?', 'monitoring.strategy_progress', 'one half-year under one reading',
        'By area: action_area_progress; by output: output_progress. Milestones and activities are never added up.'),
    ('What was active when?', 'monitoring.phase_periods', 'one continuous phase in one half-year', 'Evidence that a review rejected does not count.'),
    ('Which expected days moved?', 'monitoring.forecast_slips', 'one report that names another day than before', 'Later is positive.'),
    ('What did the indicators of outputs say?', 'monitoring.output_results', 'one version of a reported value', 'Narratives are in output_narratives.'),
    ('What shows it?', 'monitoring.evidence_items', 'one version of an item of evidence', 'review says what was found.'),
    ('Who changed what, and why?', 'monitoring.change_log', 'one changed field, or one decision', 'is_declared tells corrections from silent changes.'),
    ('Whom does a late output touch?', 'monitoring.slip_paths', 'one way from a late output to one that draws on it', 'is_shortest marks the shortest. A late output on which none draws has no row: see milestone_status.'),
    ('Where is the plan itself tense?', 'monitoring.planned_tensions', 'one link between two outputs', 'By the primary reading.'),
    ('Is money in step with the plan?', 'monitoring.resource_absorption', 'one action area', 'See also resource_total, resource_years, expenditures.'),
    ('Were the promises outside the outputs kept?', 'monitoring.commitment_status', 'one promise', 'An undated promise is open, in progress, kept or dropped, never late.'),
    ('Where does a building block lead?', 'monitoring.mandate_trace', 'one building block and what it leads to', 'Where it breaks off: mandate_orphans.'),
    ('What needs attention first?', 'monitoring.attention', 'one matter', 'The rules stand in docs/monitoring.md; rank is their order.'),
    ('Which earlier figures read otherwise now, and why?', 'monitoring.restated', 'one figure of an earlier release',
        'is_restatement leaves out what only time or a first report changed.'),
    ('What does this release say, in one shape?', 'monitoring.figures', 'one monitoring figure', 'value is text.'),
    ('What does the strategy promise, in which years?', 'strategy.phases', 'one planned phase of an output',
        'ambiguity_note says where the phasing table can be read in another way.'),
    ('What are the 20 outputs about?', 'strategy.outputs', 'one output', 'Join on output_id; action areas on action_area_id.'),
    ('Which outputs lean on which?', 'strategy.synergies', 'one directed link between two outputs',
        'basis says whether the document prints the link or we infer it.'),
    ('How much money was foreseen?', 'strategy.resource_envelopes', 'one action area',
        'Ranges for 2023-27; the document gives no total and no yearly split.'),
    ('What was promised outside the outputs?', 'strategy.commitments', 'one promise', 'Events with dates are in strategy.governance_events.'),
    ('Is decent work changing in a country?', 'indicators.observations', 'one value of the current snapshot of a dataset',
        'Choose one dataset_code, one sex and one classification version before you add or average. Look at observation_kind and is_break.'),
    ('What is the best single series for a country?', 'indicators.series', 'one period of one series',
        'A survey before modelled figures, one total, one source per period. Look at observation_kind and is_break.'),
    ('What was left out of the series, and why?', 'indicators.series_left_out', 'one series and reason',
        'Its rows stand in indicators.observations.'),
    ('For which countries and years is there anything?', 'indicators.coverage', 'one area and year of a dataset',
        'S survey, M modelled, P projected, U withheld, ? no source named, – missing.'),
    ('Which ILOSTAT datasets are followed?', 'indicators.catalogue', 'one ILOSTAT dataset', 'direction says which way is better: 8.8.2 is best at 0.'),
    ('Which dataset took the place of another?', 'indicators.dataset_links', 'one link between two datasets',
        'Twins look alike and are never joined into one series.'),
    ('Which indicators are followed, and what must I beware of?', 'indicators.indicators', 'one proposed indicator',
        'All are proposed; the strategy sets no indicators and no targets. role and specificity say how much it tells of supply chains.'),
    ('Where is change measured from?', 'indicators.baselines', 'one version of a baseline of an indicator, area and group',
        'is_current marks the one that holds. Look at is_pandemic_year, is_late and value_kind.'),
    ('How exactly is an indicator defined, now and earlier?', 'indicators.indicator_versions', 'one version of a reference sheet',
        'is_current marks the one that holds; missing_fields says what keeps it from being rated.'),
    ('What does the strategy contribute to an indicator?', 'indicators.indicator_links', 'one link to an output, action area or the strategy',
        'Context indicators have no contribution statement; note says why they are followed.'),
    ('What is aimed at, and what was aimed at before?', 'indicators.targets', 'one version of a target',
        'is_current marks the one that holds. Values on the way are in indicators.target_points.'),
    ('Which file does a figure come from?', 'indicators.datasets', 'one ILOSTAT file as known from a date on', 'Join on snapshot_id.'),
    ('What did ILOSTAT say earlier?', 'indicators.observation_vintages', 'one row of one file, every vintage',
        'Choose a snapshot_id before you count anything.'),
    ('Which figures did ILOSTAT revise, and by how much?', 'indicators.revisions', 'one cell that differs from the vintage before it',
        'Counts per vintage are in indicators.revision_summary. Choose one new_snapshot_id; look at is_partial_comparison.'),
    ('Does a figure still mean what it meant?', 'indicators.label_changes', 'one label that reads otherwise than before',
        'is_meaning_change marks the wording of an indicator or its unit.'),
    ('What do the figures of countries come to by region?', 'indicators.regional_aggregates', 'one figure of a group, method and year',
        "Look at is_published. ilostat_value is ILOSTAT's own aggregate, for comparison."),
    ('Which countries make up a region?', 'indicators.area_groups', 'one country and kind of group',
        'grouped_by says whether our list of regions or a table of contents of ILOSTAT says so.'),
    ('Which areas are countries?', 'indicators.reference_areas', 'one area', 'area_type tells countries from aggregates.'),
    ('What does a code mean?', 'indicators.code_labels', 'one code of one variable', 'Both classification columns share their codes.'),
    ('Can I trust this release?', 'quality.results', 'one check of this run', 'Join quality.checks on check_id for the rule and the remedy.'),
    ('Is what is shown what ILOSTAT has?', 'quality.freshness', 'one dataset', 'is_stale says that the last look at ILOSTAT failed; stale_reason says why.'),
    ('Which files were refused, and why?', 'quality.rejected_files', 'one refused file', 'Nothing of a refused file is in the release.'),
    ('What does a column mean?', 'guide.dictionary', 'one column of one table', 'Filter on schema_name and table_name, such as monitoring and slip_paths. The same words stand as comments in the DuckDB file.'),
    ('Which release is this, and is it sample data?', 'guide.release', 'this release', 'Cite release_id and as_of_date.'),
    ('What went into this release?', 'guide.inputs', 'one snapshot that the run read', 'Registers and dictionaries too.'),
] %}
with
final as (
    select
        topic_no,
        question,
        table_name,
        what_one_row_is,
        note
    from (
        values
        {% for question, table_name, grain, note in topics %}
        (
            {{ loop.index }},
            '{{ question | replace("'", "''") }}',
            '{{ table_name }}',
            '{{ grain | replace("'", "''") }}',
            '{{ note | replace("'", "''") }}'
        ){{ ',' if not loop.last }}
        {% endfor %}
    ) as topics (topic_no, question, table_name, what_one_row_is, note)
)

select * from final
