"""Examples for a release that brings none in guide.queries.

Owns: a few statements on the published tables, each with the question that it answers, and the list of tables.
Never: runs one; reads what every release does not hold.
"""

TABLES_SQL = """select
    question,
    table_name,
    what_one_row_is,
    note
from guide.start_here
order by topic_no"""

_EXAMPLES = {
    "Which table answers which question?": "from guide.start_here",
    "What does each column of a table mean?": """select column_name, data_type, description
from guide.dictionary
where schema_name = 'monitoring' and table_name = 'milestone_status'
order by column_position""",
    "Which planned steps are overdue?": """select output_id, phase_id, status, due_date, delay_days
from monitoring.milestone_status
where reading = 'primary' and status = 'overdue'
order by due_date, phase_id""",
    "How many observations has each dataset, and how many are modelled?": """select
    dataset_code,
    observation_kind,
    count(*) as observations
from indicators.observations
group by dataset_code, observation_kind
order by dataset_code, observation_kind""",
    "Which checks did not pass?": """select checks.check_name, results.outcome, results.failing_count, results.message
from quality.results as results
inner join quality.checks as checks on checks.check_id = results.check_id
where results.outcome <> 'pass'
order by checks.check_name, checks.check_id""",
}

# As in guide.queries, where a release has it: query_id, topic, question, sql, note.
EVERY_RELEASE = [
    {"query_id": f"usual_{number}", "topic": "usual questions", "question": question, "sql": sql, "note": ""}
    for number, (question, sql) in enumerate(_EXAMPLES.items(), 1)
]
