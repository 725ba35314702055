"""The list of pages.

Owns: which pages there are, in which group of the navigation, and the question that each answers.
Never: draws anything.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Page:
    """One entry of the navigation: the question that its page answers, its group, and the least role that it is for.

    Roles count only where people log in.
    """

    name: str
    title: str
    question: str
    group: str
    least_role: str = "viewer"

    @property
    def script(self) -> str:
        """The page's file, as the navigation and links name it."""
        return str(Path(__file__).parent / "app_pages" / f"{self.name.replace('-', '_')}.py")


PAGES = (
    Page("overview", "Overview", "Is the strategy on track, and what needs attention?", "Delivery"),
    Page("framework", "Results framework", "How do outputs lead to goals?", "Delivery"),
    Page("milestones", "Milestones", "Which planned steps happened, on time, late or not at all?", "Delivery"),
    Page("output", "Outputs", "What is known about this output?", "Delivery"),
    Page("resources", "Resources", "Is money in step with the plan?", "Delivery"),
    Page("promises", "Promises", "What did the strategy promise outside its outputs, and was it kept?", "Delivery"),
    Page("hand-in", "Hand in", "Is my register in order, and what became of it?", "Delivery", "steward"),
    Page("tracking", "Tracking table", "What are baseline, target and actual, per period?", "Change"),
    Page("indicator", "Indicator", "How is this indicator doing, for whom and where?", "Change"),
    Page("countries", "Countries", "What is the picture in one country, and how does it compare?", "Change"),
    Page("coverage", "Coverage", "Which countries and years have figures, and of what kind?", "Change"),
    Page("views", "Constituents' views", "What do governments, employers and workers think?", "Evaluation"),
    Page("evidence", "Evidence", "What shows it, and how well founded is each answer?", "Evaluation"),
    Page("ratings", "Ratings and recommendations", "How is the strategy rated, and what follows?", "Evaluation"),
    Page("change", "Change since baseline", "What changed, and how far do the figures compare?", "Evaluation"),
    Page("impact", "Impact", "What did support change, and how sure is that?", "Evaluation"),
    Page("reports", "Reports", "Which document is needed, as of which day?", "Data"),
    Page("data", "Data and citation", "How do I get these data, and cite them?", "Data"),
    Page("sql", "Ask in SQL", "What does the release say to a question of my own?", "Data", "evaluator"),
    Page("quality", "Quality", "Can I trust these figures?", "Data"),
)
BY_NAME = {page.name: page for page in PAGES}
