{# What somebody who opens the file may ask of the evaluation, and the table that answers; a part of guide.start_here. #}
{% macro evaluation_topics() %}
{{ return([
    ('How well founded is the answer to each evaluation question?', 'evaluation.questions', 'one question', 'evidence_grade: five tests of what was accepted.'),
    ('What speaks to a question?', 'evaluation.evaluation_matrix', 'one question, output, indicator and item of evidence', 'Without evidence_id: a hole. All items: evidence.'),
    ('Where is the evidence thin?', 'evaluation.evidence_gaps', 'one gap of one question', 'gap_label says it in words.'),
    ('How is each criterion rated, and why?', 'evaluation.ratings', 'one version of a rating', 'is_current marks the one that stands.'),
    ('What was recommended, and what became of it?', 'evaluation.recommendations', 'one recommendation with its response', 'What it rests on: findings. Earlier: versions.'),
    ('What do governments, employers and workers think?', 'evaluation.constituent_views', 'one survey, wave, item and group',
        'Fewer than 5 answers are not shown. share counts answers of 4 and 5; who did not answer may think otherwise.'),
    ('Do the three groups think alike?', 'evaluation.view_divergence', 'one survey, wave and item',
        'tripartite_share gives each group an equal voice; pooled_share does not.'),
    ('What changed since before the strategy, and how comparable is it?', 'evaluation.change_since_baseline', 'one indicator, area, group and way of aggregation',
        'It names no cause. Look at coverage, has_break, is_modelled and the columns without the pandemic; each reason_ column says why something is empty.'),
    ('Which impact designs were registered, and what does the gate say?', 'evaluation.impact_designs', 'one version of a plan',
        'Choose is_current. refusal_reasons says why there is no estimate; the rules are in evaluation.impact_gate_results.'),
    ('What changed because of support, and how sure is that?', 'evaluation.impact_estimates', 'one quantity of one version of a plan',
        'Quote claim_words with the number. What speaks for and against it: impact_diagnostics; its data: impact_values.'),
]) }}
{% endmacro %}


{# What somebody who opens the file may ask of its quality; a part of guide.start_here. #}
{% macro quality_topics() %}
{{ return([
    ('Can I trust this release?', 'quality.results', 'one check of this run', 'Join quality.checks on check_id for the rule and the remedy.'),
    ('How sound is each indicator, now and before?', 'quality.scorecard', 'one indicator and release', 'not_checked is no pass: no check looked at a value.'),
    ('What does a failed check touch?', 'quality.check_reach', 'one check and table, page or indicator', 'Join quality.results on check_id for the outcome.'),
    ('Do the checks get better from release to release?', 'quality.check_trend', 'one release, table and side of quality', 'Earlier releases are those that the home still held.'),
    ('How good are the data of an indicator?', 'quality.dqa', 'one indicator, side of quality and measure', 'Rated by rule on proposed limits.'),
    ('Where does an indicator have values?', 'quality.indicator_rows', 'one indicator and table', 'value_count is 0 in tables that hold no values.'),
    ('Is every row accounted for?', 'quality.reconciliation', 'one step and file, dataset or record', 'difference is 0, or the release is not published.'),
    ('What is known to be wrong?', 'quality.known_issues', 'one issue', 'is_open marks those that are not mended.'),
    ('Is what is shown what the source has?', 'quality.freshness', 'one dataset, half-year or other source',
        'is_stale says that the last look failed or that something expected has not come; stale_reason says which.'),
    ('Which files were refused, and why?', 'quality.rejected_files', 'one refused file', 'Nothing of a refused file is in the release.'),
]) }}
{% endmacro %}


{# What the file answers by itself, by macros of it; a part of guide.start_here. #}
{% macro macro_topics() %}
{{ return([
    ('How did the indicators stand in a year?', 'indicators.progress_as_of', 'one indicator, area, group and target', 'A macro: from indicators.progress_as_of(in_year := 2024). Of an attached file, say USE first.'),
    ('What do the indicators say of one country?', 'indicators.country_profile', 'one indicator and group in its latest year', "A macro: from indicators.country_profile('KHM')."),
    ('What is the series of an indicator, with labels in French or Spanish?', 'indicators.indicator_series', 'one period of one series', "A macro: from indicators.indicator_series('IL11', in_language := 'fr')."),
    ('How far do women and men lie apart, at the latest or in a year?', 'indicators.gaps_by_sex', 'one dataset and area', "A macro: from indicators.gaps_by_sex(of_indicator := 'IL11')."),
    ('How did each output stand on a day?', 'monitoring.output_status', 'one output', "A macro: from monitoring.output_status(on_day := '2025-03-01')."),
    ('Which file and row does a figure of ILOSTAT come from?', 'indicators.trace', 'one value', "A macro: from indicators.trace('IL11', 'KHM', in_year := 2023)."),
    ('Which report and file does the status of a phase come from?', 'monitoring.report_trace', 'one phase under one reading', "A macro: from monitoring.report_trace('O01-S1')."),
    ('Where is something said about a word?', 'guide.columns_about', 'one column, parameter or result', "A macro: from guide.columns_about('pandemic')."),
]) }}
{% endmacro %}
