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
