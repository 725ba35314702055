"""Rules on what the evaluation says: views, ratings, estimates and changes that could not be true.

Owns: when figures of schema evaluation are plausible enough to be shown.
Never: judges evidence or a rating; repeats what dbt tests state of them. A table without rows has nothing to judge.
"""

from expectations.rules import WARNING, Facts, Rule, no_rows

VIEWS, DIVERGENCE, RATINGS = "evaluation.constituent_views", "evaluation.view_divergence", "evaluation.ratings"
ESTIMATES, DIAGNOSTICS = "evaluation.impact_estimates", "evaluation.impact_diagnostics"
CHANGES = "evaluation.change_since_baseline"
_MODELS = "The model lost its rule: work the row shown out again from the answers or values behind it"


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """The rules on schema evaluation."""
    return (*_views(), *_ratings(), *_impact(), *_changes())


def _views() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-EVA-001", "shares_lie_within_their_intervals", VIEWS, "precision",
            "The share of an answer lies within its interval, and both lie between 0 and 1",
            _MODELS,
            no_rows("select * from {batch} where share not between interval_low and interval_high "
                    "or interval_low < 0 or interval_high > 1 or weighted_share not between 0 and 1"),
            column="share", may_be_empty=True, needs="survey", may_have_no_rows=True,
        ),
        Rule(
            "DWSC-EVA-002", "nobody_answers_who_was_not_there", VIEWS, "validity",
            "An item has at most as many answers as the group has respondents, and the group at most as many as people",
            "Compare the population that the survey file states with the people who answered",
            no_rows("select * from {batch} where response_count > respondent_count "
                    "or respondent_count > population_count"),
            column="respondent_count", may_be_empty=True, needs="survey", may_have_no_rows=True,
        ),
        Rule(
            "DWSC-EVA-003", "answers_add_up", VIEWS, "integrity",
            "The five answers of an item add up to its responses",
            _MODELS,
            no_rows("select * from {batch} where response_count <> answer_1_count + answer_2_count + answer_3_count "
                    "+ answer_4_count + answer_5_count"),
            column="response_count", may_be_empty=True, needs="survey", may_have_no_rows=True,
        ),
        Rule(
            "DWSC-EVA-004", "a_group_too_small_to_be_shown_shows_nothing", VIEWS, "validity",
            "Where a group is too small to be shown, no count, share or interval of it is published",
            "Do not publish: single people could be told from the row shown. Mend the model of constituent_views",
            no_rows("select survey_id, wave, item_id, constituent_group from {batch} where is_suppressed and "
                    "coalesce(response_count, respondent_count, top_two_count, answer_1_count, answer_2_count, "
                    "answer_3_count, answer_4_count, answer_5_count, share, weighted_share, interval_low, "
                    "interval_high, median, change) is not null"),
            column="is_suppressed", needs="survey", may_have_no_rows=True,
        ),
        Rule(
            "DWSC-EVA-005", "divergence_lies_between_0_and_1", DIVERGENCE, "validity",
            "Shares of groups, and how far they lie apart, are between 0 and 1",
            _MODELS,
            no_rows("select * from {batch} where divergence not between 0 and 1 "
                    "or tripartite_share not between 0 and 1 or pooled_share not between 0 and 1"),
            column="group_count", needs="survey", may_have_no_rows=True,
        ),
    )  # fmt: skip


def _ratings() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-EVA-011", "ratings_stand_on_accepted_evidence", RATINGS, "reliability",
            "Each current rating names at least one item of evidence that no review has rejected",
            "Read the rating shown as an opinion, and ask for evidence; a later workbook can name it",
            no_rows("select * from {batch} where is_current and not is_draft and coalesce(accepted_evidence_count, 0) "
                    "= 0"),
            severity=WARNING, column="is_current", needs="evaluation", may_have_no_rows=True,
        ),
    )  # fmt: skip


def _impact() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-EVA-021", "estimates_lie_within_their_intervals", ESTIMATES, "precision",
            "An estimate lies within its interval, and its p-value between 0 and 1",
            _MODELS,
            no_rows("select * from {batch} where estimate not between interval_low and interval_high "
                    "or p_value not between 0 and 1"),
            column="estimate", may_be_empty=True, needs="evaluation", may_have_no_rows=True,
        ),
        Rule(
            "DWSC-EVA-022", "diagnostics_lie_within_their_intervals", DIAGNOSTICS, "precision",
            "Where a diagnostic of a design has an interval it lies within it, and no standard error is negative",
            _MODELS,
            no_rows("select * from {batch} where value not between interval_low and interval_high "
                    "or p_value not between 0 and 1 or standard_error < 0"),
            column="value", may_be_empty=True, needs="evaluation", may_have_no_rows=True,
        ),
    )  # fmt: skip


def _changes() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-EVA-031", "coverage_of_a_change_is_a_share", CHANGES, "validity",
            "The share of expected values that are there lies between 0 and 1, before and after",
            _MODELS,
            no_rows("select * from {batch} where before_coverage not between 0 and 1 "
                    "or after_coverage not between 0 and 1"),
            column="before_coverage", needs="ilostat", may_have_no_rows=True, may_be_empty=True,
        ),
        Rule(
            "DWSC-EVA-032", "no_change_counts_years_twice", CHANGES, "integrity",
            "A period before or after has at most as many values as years were expected of it, and the unfinished year",
            _MODELS,
            no_rows("select * from {batch} where before_count > before_expected_count "
                    "or after_count > after_expected_count + case when has_unfinished_year then 1 else 0 end"),
            column="before_count", needs="ilostat", may_have_no_rows=True, may_be_empty=True,
        ),
    )  # fmt: skip
