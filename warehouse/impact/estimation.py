"""The estimate of a design that the gate let through.

Owns: which inference a design gets, and the estimates themselves with their intervals.
Never: is called for a design that the gate refuses; calls an interval of an interrupted series one of confidence.
"""

from dataclasses import dataclass

from warehouse.impact import contrasts, inference, thresholds
from warehouse.impact.assignments import Assignments
from warehouse.impact.contrasts import Contrast
from warehouse.impact.inference import Sureness
from warehouse.impact.panel import Floats, Panel


@dataclass(frozen=True)
class Estimate:
    """One quantity of a design; `sureness` is None where the method gives a description only."""

    quantity: str
    value: float
    treated_count: int
    comparison_count: int
    points_before: int
    points_after: int
    sureness: Sureness | None = None


@dataclass(frozen=True)
class Inquiry:
    """A panel with the assignments that its tests may count."""

    panel: Panel
    assignments: Assignments
    is_staggered: bool

    @property
    def is_clustered(self) -> bool:
        """Whether there are areas enough of each start and of none for errors clustered by area."""
        sizes = [int((self.panel.labels == label).sum()) for label in range(self.panel.never + 1)]
        return min(sizes) >= thresholds.CLUSTERED_FROM

    @property
    def effect(self) -> Contrast:
        """The contrast whose estimate is the answer."""
        return contrasts.effect(self.panel, is_staggered=self.is_staggered)


def sureness(inquiry: Inquiry, contrast: Contrast, exposed: Floats) -> Sureness:
    """The inference of one contrast.

    Args:
        inquiry: the panel and its assignments.
        contrast: what is estimated.
        exposed: area by year, how a unit of the effect would show in the values.
    """
    panel = inquiry.panel
    if inquiry.is_clustered:
        return inference.by_clusters(contrast(panel.outcome), inquiry.assignments)
    return inference.by_randomization(
        contrast(panel.outcome), contrast(exposed), inquiry.assignments, panel.labels
    )  # fmt: skip


def average_effect(inquiry: Inquiry) -> Estimate:
    """The average effect on treated areas over the years from their start on."""
    panel, contrast = inquiry.panel, inquiry.effect
    return Estimate(
        "average_effect",
        contrasts.estimate(contrast(panel.outcome), panel.labels),
        panel.treated_count,
        panel.comparison_count,
        panel.points_before,
        panel.points_after,
        sureness(inquiry, contrast, contrasts.exposure(panel)),
    )
