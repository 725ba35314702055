"""Colours of charts, for the light and the dark theme.

Owns: every colour a chart uses, chosen for contrast on the page and for eyes that tell few colours apart.
Never: decides what a colour means alone; a symbol and a word always stand beside it.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Palette:
    """Colours for one theme; `series` are told apart by direct labels too, so their order carries no meaning."""

    name: Literal["light", "dark"]
    page: str
    text: str
    muted: str
    grid: str
    plan: str
    blue: str
    orange: str
    red: str
    gray: str
    series: tuple[str, ...]
    coverage: dict[str, tuple[str, str]]  # by coverage: shade of the cell, colour of its letter
    classes: tuple[tuple[str, str], ...]  # from low to high (viridis): shade, and the colour of letters on it
    no_data: tuple[str, str]

    def steps(self, count: int) -> tuple[tuple[str, str], ...]:
        """Shades for so many classes, spread over the whole range."""
        if count == 1:
            return (self.classes[len(self.classes) // 2],)
        last = len(self.classes) - 1
        return tuple(self.classes[round(place * last / (count - 1))] for place in range(count))


LIGHT = Palette(
    name="light",
    page="#FFFFFF",
    text="#1B2530",
    muted="#5B6472",
    grid="#E3E7EC",
    plan="#CBD8E6",
    blue="#0067A5",
    orange="#C77700",
    red="#8E1B0E",
    gray="#6B7280",
    series=("#0072B2", "#C2500A", "#007A5A", "#A4447C", "#8A6A00", "#3B8FC4", "#1B2530", "#7A52B3"),
    coverage={
        "survey": ("#0B4F8A", "#FFFFFF"),
        "modelled": ("#8FBBE0", "#1B2530"),
        "projected": ("#D9E8F5", "#1B2530"),
        "unknown": ("#D8CFE8", "#1B2530"),
        "suppressed": ("#F3D9A4", "#1B2530"),
        "missing": ("#FFFFFF", "#5B6472"),
    },
    classes=(
        ("#D8E219", "#1B2530"), ("#5EC962", "#1B2530"), ("#1A7A76", "#FFFFFF"), ("#3B528B", "#FFFFFF"),
        ("#440154", "#FFFFFF"),
    ),
    no_data=("#DFE3E8", "#5B6472"),
)  # fmt: skip
DARK = Palette(
    name="dark",
    page="#12181F",
    text="#E7ECF1",
    muted="#B4BCC6",
    grid="#2B3641",
    plan="#3A4B5E",
    blue="#5BB8FF",
    orange="#FFB84D",
    red="#FF7A66",
    gray="#A9B0BC",
    series=("#56B4E9", "#FF8A4C", "#2FBF95", "#E39AC4", "#E8C547", "#9CC9F0", "#E7ECF1", "#BBA0EA"),
    coverage={
        "survey": ("#8CCBFF", "#12181F"),
        "modelled": ("#2B6494", "#FFFFFF"),
        "projected": ("#203A52", "#E7ECF1"),
        "unknown": ("#4A3B66", "#FFFFFF"),
        "suppressed": ("#6B5213", "#FFFFFF"),
        "missing": ("#12181F", "#B4BCC6"),
    },
    classes=(
        ("#5B2A86", "#FFFFFF"), ("#4169A8", "#FFFFFF"), ("#21918C", "#12181F"), ("#5EC962", "#12181F"),
        ("#FDE725", "#12181F"),
    ),
    no_data=("#2B3641", "#B4BCC6"),
)  # fmt: skip
MAX_SERIES = len(LIGHT.series)


def palette_for(theme: str | None) -> Palette:
    """The palette of a browser's theme; light where the browser does not say."""
    return DARK if theme == "dark" else LIGHT
