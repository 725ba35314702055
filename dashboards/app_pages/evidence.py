"""Evidence: what is known on each evaluation question, and how well founded is it?

Owns: the filters, the questions with the strength of their evidence, the gaps, and the matrix of items.
Never: grades evidence; takes an item of the register for one that the evaluators weighed.
"""

import streamlit as st

from dashboards import door, evaluation, frame, states, words
from dashboards.address import Address
from dashboards.queries import evidence as queries
from dashboards.queries import reading

_NAMES = ("criterion", "question", "kind", "review", "source")
_REVIEWS = ("accepted", "weak", "not reviewed", "rejected")
_RULE = (
    "Five tests of what was accepted: reviewed, no older than three years, direct, of two kinds, from two sources. "
    "Strong: all five, an item that is recent and direct at once, and no accepted item that contradicts another. "
    "Moderate: three or more; where accepted items contradict each other (told as *for and against*) never better than "
    "that. Weak: fewer than three. None: no item counts. The grade says how well founded an answer is, not whether the "
    "news is good."
)
_MATRIX = (
    "One row per question, output or indicator and item. Only what the evaluators entered and no review rejected "
    "counts. *Both ways*: the item itself speaks for and against. Items from the units' registers, and the class of an "
    "indicator, stand beside and do not move the strength. Filters on kind, review and origin narrow this table alone."
)
_WIDE = {  # pixels, so that neither a heading nor a word is cut off
    "Question": 340, "Accepted evidence speaks": 190, "Tests passed": 105, "Items that count": 125, "Criterion": 115,
}  # fmt: skip
_WIDE_ITEMS = {
    "Item": 330, "Counts": 215, "Speaks": 85, "Review": 110, "Kind": 145, "About": 260, "Entered by": 185,
    "Indicator (context)": 300, "Question": 80,
}  # fmt: skip


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("what the evaluation asks and what evidence there is")
        return
    every = reading.rows(shown.source, queries.questions_sql(queries.Filters()))
    if every.empty:
        st.info("No evaluation workbook was handed in yet. `dwsc evaluation template` makes one; docs/evaluation.md.")
        return
    address = Address.open("evidence")
    notices = st.container()
    filters = _choices(address, list(every["question_id"]), shown)
    _questions(filters, shown)
    _gaps(filters, shown)
    if door.only_for("evaluator", "The single items of evidence are"):
        _matrix(filters, address, shown)
    frame.legend(evaluation.GRADE_MARKS)
    with notices:
        states.unknown_codes(address.close())


def _choices(address: Address, questions: list[str], shown: frame.Shown) -> queries.Filters:
    kinds = reading.rows(shown.source, "select distinct evidence_kind from evaluation.evidence order by 1")
    first, second, third = st.columns(3)
    with first:
        criteria = address.many(
            st.multiselect, "Criterion", "criterion", queries.CRITERIA, labels=str.capitalize, placeholder="All"
        )
        asked = address.many(st.multiselect, "Question", "question", questions, placeholder="All")
    with second:
        listed = list(kinds["evidence_kind"])
        kind = address.many(st.multiselect, "Kind of item", "kind", listed, labels=evaluation.kind, placeholder="All")
        review = address.many(st.multiselect, "Review", "review", _REVIEWS, labels=str.capitalize, placeholder="Any")
    with third:
        source = address.many(
            st.multiselect,
            "Entered by",
            "source",
            list(evaluation.SOURCES),
            labels=evaluation.SOURCES.__getitem__,
            placeholder="All",
        )
    return queries.Filters(criteria, asked, kind, review, source)


def _questions(filters: queries.Filters, shown: frame.Shown) -> None:
    sql = queries.questions_sql(filters)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        return
    frame.section(evaluation.headline(rows), _RULE)
    frame.table(
        evaluation.question_table(rows),
        alt="Evaluation questions with the strength of their evidence",
        columns=_columns(_WIDE),
        height="content",
        lines=2,
    )
    frame.take_away(shown, "evaluation_questions", [*filters.criteria, *filters.questions], sql)


def _gaps(filters: queries.Filters, shown: frame.Shown) -> None:
    sql = queries.gaps_sql(filters)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        frame.section("No gap in the evidence of these questions")
        return
    many = words.count(rows["question_id"].nunique(), "question")
    frame.section(f"{words.count(len(rows), 'gap')} in the evidence of {many}", "What to gather or review next.")
    st.markdown("\n".join(evaluation.gap_lines(rows)))
    frame.take_away(shown, "evidence_gaps", [*filters.criteria, *filters.questions], sql)


def _matrix(filters: queries.Filters, address: Address, shown: frame.Shown) -> None:
    sql = queries.matrix_sql(filters)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        states.no_rows("item of evidence", filters.codes, lambda: address.clear(_NAMES))
        return
    frame.section(f"Evaluation matrix: {evaluation.items_headline(rows)}", _MATRIX)
    frame.table(
        evaluation.matrix_table(rows),
        alt="Evaluation matrix: questions, outputs, indicators and items",
        height=600,
        columns=_columns(_WIDE_ITEMS),
    )
    frame.take_away(shown, "evaluation_matrix", filters.codes, sql)


def _columns(widths: dict[str, int]) -> dict[str, object]:
    return {name: st.column_config.Column(width=wide) for name, wide in widths.items()}


def page() -> None:
    """Draw the page."""
    frame.show("evidence", _body)


if __name__ == "__main__":
    page()
