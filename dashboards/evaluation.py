"""The evaluation in words: strength of evidence, which way it speaks, ratings, and the state of recommendations.

Owns: the marks of these, the tables as people read them, and the sentences of counts.
Never: grades, rates or judges; draws anything.
"""

import pandas as pd

from dashboards import words
from dashboards.status import Mark, mark

# Weakest first.
GRADE_MARKS = (
    Mark("none", "■", "None", "red", "square", "no item of evidence counts"),
    Mark("weak", "▲", "Weak", "orange", "triangle-up", "an item counts, and fewer than three of five tests are passed"),
    Mark(
        "moderate",
        "◆",
        "Moderate",
        "blue",
        "diamond",
        "at least three of five tests are passed; never more where accepted items contradict each other",
    ),
    Mark(
        "strong",
        "●",
        "Strong",
        "blue",
        "circle",
        "all five tests are passed, an accepted item is recent and direct, and none contradicts another",
    ),
)
STATE_MARKS = (
    mark("overdue"),
    Mark("none", "▲", "No response yet", "orange", "triangle-up", "management has not answered"),
    Mark("not_started", "○", "Not started", "gray", "circle", "accepted; nothing has been done yet"),
    Mark("in_progress", "◆", "In progress", "blue", "diamond", "accepted; work has begun"),
    Mark("done", "●", "Done", "blue", "circle", "the action that was agreed is done"),
    Mark("rejected", "✕", "Rejected", "gray", mark("cancelled").shape, "management will not act, and says why"),
    Mark("dropped", "✕", "Dropped", "gray", mark("cancelled").shape, "given up after all, with a reason"),
)
_OVERDUE = "overdue"
CONTRADICTED = "for and against"  # accepted items of one question contradict each other
DIRECTIONS = {"supports": "for", "contradicts": "against", "mixed": "both ways"}  # of one item by itself
SOURCES = {"evaluation": "Evaluators", "register": "Units (beside the grade)"}
TOP = 6


def grade(code: str) -> Mark:
    """The mark of a strength of evidence."""
    return next((each for each in GRADE_MARKS if each.code == code), mark(code))


def state(row: pd.Series) -> Mark:
    """The mark of a recommendation: overdue before all, then what became of it."""
    if bool(row["is_overdue"]):
        return mark(_OVERDUE)
    code = row["response"] if words.missing(row["action_state"]) else row["action_state"]
    return next((each for each in STATE_MARKS if each.code == code), mark(str(code)))


def kind(code: object) -> str:
    """A code such as administrative_data as words."""
    return words.MISSING if words.missing(code) else str(code).replace("_", " ").capitalize()


def headline(questions: pd.DataFrame) -> str:
    """How many questions rest on evidence of which strength."""
    total, strong = len(questions), int((questions["evidence_grade"] == "strong").sum())
    bare = int((questions["evidence_grade"] == "none").sum())
    tail = f"; {bare} on none" if bare else ""
    rests = "rests" if 1 in (strong, total) else "rest"
    return f"{strong} of {words.count(total, 'question')} {rests} on strong evidence{tail}"


def items_headline(matrix: pd.DataFrame) -> str:
    """How many items stand in the matrix, and how many of them count towards a grade."""
    items = matrix[matrix["evidence_id"].notna()].drop_duplicates(["evidence_source", "evidence_id"])
    counted = matrix[matrix["evidence_id"].notna() & matrix["is_counted"].fillna(value=False).astype(bool)]
    number = len(counted.drop_duplicates(["evidence_source", "evidence_id"]))
    told = f"{number or 'none'} of them {'counts' if number < 2 else 'count'}"
    return f"{words.count(len(items), 'item')} of evidence, {told}" if len(items) else "no item of evidence"


def question_table(questions: pd.DataFrame) -> pd.DataFrame:
    """One row per question, as people read it."""
    return pd.DataFrame(
        {
            "ID": questions["question_id"],
            "Evidence": [grade(code).text for code in questions["evidence_grade"]],
            "Criterion": [kind(code) for code in questions["criterion_code"]],
            "Question": questions["question"],
            "Accepted evidence speaks": [speaks(row) for _, row in questions.iterrows()],
            "Tests passed": [f"{int(passed)} of 5" for passed in questions["passed_count"]],
            "Items that count": questions["counted_count"].astype(int),
            "Accepted": questions["accepted_count"].astype(int),
            "Sources": questions["source_count"].astype(int),
            "Newest": pd.to_datetime(questions["latest_evidence_date"]),
            "Gaps": questions["gap_count"].astype(int),
        }
    )


def speaks(row: pd.Series) -> str:
    """Which way the accepted items of a question speak."""
    if bool(row["has_contradiction"]):
        return CONTRADICTED
    return DIRECTIONS.get(str(row["direction"]), words.MISSING)


def about(row: pd.Series) -> str:
    """What a row of the matrix is about: its output and indicator, or the question as a whole."""
    outputs = [] if words.missing(row["output_id"]) else [f"{row['output_id']} {row['output_label']}"]
    indicators = [] if words.missing(row["indicator_id"]) else [f"{row['indicator_id']} {row['indicator_label']}"]
    return "; ".join([*outputs, *indicators]) or "the question as a whole"


def context(row: pd.Series) -> str:
    """How the indicator of a row stands, where it has classes: it does not move the grade."""
    rated = 0 if words.missing(row["indicator_id"]) else int(row["indicator_rated_count"])
    if not rated:
        return words.MISSING
    good, worse = int(row["indicator_on_track_count"]), int(row["indicator_worse_count"])
    return f"{good} of {words.count(rated, 'area')} achieved or on track; {worse} worse"


def matrix_table(matrix: pd.DataFrame) -> pd.DataFrame:
    """One row per question, what it is about, and item; what lacks an item says so."""
    rows = matrix.assign(is_bare=matrix["evidence_id"].isna())
    return pd.DataFrame(
        {
            "Question": rows["question_id"],
            "Item": ["no evidence" if bare else f"{name} {title}" for bare, name, title in _named(rows)],
            "Counts": [_counts(row) for _, row in rows.iterrows()],
            "Speaks": [DIRECTIONS.get(str(code), words.MISSING) for code in rows["direction"]],
            "Review": [kind(code) for code in rows["review"]],
            "About": [about(row) for _, row in rows.iterrows()],
            "Kind": [kind(code) for code in rows["evidence_kind"]],
            "Date": pd.to_datetime(rows["evidence_date"]),
            "Source": rows["source_name"],
            "Directness": [kind(code) for code in rows["directness"]],
            "Entered by": [SOURCES.get(str(code), words.MISSING) for code in rows["evidence_source"]],
            "Indicator (context)": [context(row) for _, row in rows.iterrows()],
            "Link or file": rows["link"].combine_first(rows["file_name"]),
        }
    )


def _named(rows: pd.DataFrame) -> list[tuple[bool, object, object]]:
    return list(zip(rows["is_bare"], rows["evidence_id"], rows["title"], strict=True))


def _counts(row: pd.Series) -> str:
    if words.missing(row["evidence_id"]):
        return words.MISSING
    age = "" if bool(row["is_recent"]) else ", more than three years old"
    return f"{'yes' if bool(row['is_counted']) else 'no'}{age}"


def gap_lines(gaps: pd.DataFrame) -> list[str]:
    """One line of Markdown per question with gaps."""
    lines = []
    for question, rows in gaps.groupby("question_id", sort=False):
        told = " ".join(words.markdown(label) for label in rows["gap_label"])
        lines.append(f"- **{words.markdown(question)}** ({kind(rows.iloc[0]['criterion_code'])}): {told}")
    return lines


def level(row: pd.Series) -> str:
    """A rating as filled and empty squares with its word, so that no colour is needed to read it."""
    rating = int(row["rating"])
    return f"{'▰' * rating}{'▱' * (TOP - rating)} **{rating} of {TOP}** · {words.markdown(row['rating_label'])}"


def recommendations_headline(rows: pd.DataFrame) -> str:
    """How many recommendations are done, overdue or unanswered."""
    states = [state(row).code for _, row in rows.iterrows()]
    counts = {"done": "done", "overdue": "overdue", "none": "without a response"}
    told = [f"{states.count(code)} {word}" for code, word in counts.items() if states.count(code)]
    return f"{words.count(len(rows), 'recommendation')}: {', '.join(told) or 'none done, overdue or unanswered'}"
