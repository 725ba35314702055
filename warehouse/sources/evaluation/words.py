"""The words of the evaluation workbook, each with its meaning.

Owns: criteria, rating levels, kinds of evidence and every other list of words.
Never: says which column takes which list (`sheets` and `design_sheets` do).
"""

from collections.abc import Mapping

CRITERIA: Mapping[str, str] = {
    "relevance": "Does the strategy do the right things?",
    "coherence": "Does it fit with what else is done?",
    "effectiveness": "Does it reach what it set out to reach?",
    "efficiency": "Does it use its means well and in time?",
    "impact": "What difference does it make?",
    "sustainability": "Will what it has reached last?",
}
# The six levels, the best first. The snapshot keeps the word beside the number.
RATINGS: Mapping[int, tuple[str, str]] = {
    6: ("Highly satisfactory", "Met or surpassed in every respect that matters."),
    5: ("Satisfactory", "Met, with minor shortcomings."),
    4: ("Somewhat satisfactory", "Met on the whole, with shortcomings that can be named."),
    3: ("Somewhat unsatisfactory", "Not met on the whole, with achievements that can be named."),
    2: ("Unsatisfactory", "Not met, with few achievements."),
    1: ("Highly unsatisfactory", "Missed in every respect that matters."),
}
EVIDENCE_KINDS: Mapping[str, str] = {
    "document": "A paper, plan, protocol, tool or report.",
    "statistics": "Figures of a statistical source, such as an indicator of ILOSTAT.",
    "administrative_data": "Counts or extracts of a system that was built for other work.",
    "survey": "Answers of many, asked in the same words.",
    "interview": "What one or a few said when asked; without names.",
    "observation": "What the evaluators saw for themselves.",
    "evaluation": "Another evaluation or review.",
}
DIRECTNESS: Mapping[str, str] = {
    "direct": "It speaks of the very thing that the question asks about.",
    "indirect": "It speaks of something near to it, from which one has to conclude.",
}
DIRECTIONS: Mapping[str, str] = {
    "supports": "It speaks for what was hoped.",
    "contradicts": "It speaks against it.",
    "mixed": "It speaks for it in part and against it in part.",
}
PRIORITIES: Mapping[str, str] = {
    "high": "To be acted on first.",
    "medium": "To be acted on within a year.",
    "low": "To be acted on when there is occasion.",
}
RESPONSES: Mapping[str, str] = {
    "accepted": "It will be done. Needs action, owner, due date and state.",
    "partly_accepted": "A part of it will be done; say in the note which not. Needs action, owner, due date and state.",
    "rejected": "It will not be done; say in the note why.",
}
ACTION_STATES: Mapping[str, str] = {
    "not_started": "Nothing has been done yet.",
    "in_progress": "Work has begun.",
    "done": "Done. Needs the day in State date.",
    "dropped": "Given up after all; say in the note why. Needs the day in State date.",
}
METHODS: Mapping[str, str] = {
    "difference_in_differences": "Treated and comparison areas before and after one start year.",
    "staggered_difference_in_differences": "The same, with a start year of its own for each treated area.",
    "interrupted_series": "Treated areas alone, before and after the start year.",
}
SPILLOVER_RISKS: Mapping[str, str] = {
    "low": "Comparison areas are hardly reached by what is done in the treated ones.",
    "medium": "They may be reached in part; say in the reason how.",
    "high": "They are reached as well; say in the reason how.",
}
ROLES: Mapping[str, str] = {
    "treated": "The strategy's work is carried out here.",
    "comparison": "It is not; what happens here is what the treated areas are compared with.",
}
