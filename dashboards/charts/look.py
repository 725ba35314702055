"""The look that all charts share.

Owns: fonts, axes and grid in both themes.
Never: knows what a chart shows.
"""

import altair as alt

from dashboards.palette import Palette

_FONT = "Source Sans, Source Sans Pro, sans-serif"


def styled(chart: alt.Chart | alt.LayerChart, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Give a chart the look of the page it stands on."""
    text = {"labelColor": palette.muted, "titleColor": palette.muted, "labelFontSize": 12, "titleFontSize": 12}
    return (
        chart.configure(font=_FONT, background="transparent", padding={"left": 4, "right": 8, "top": 6, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(
            **text, gridColor=palette.grid, domainColor=palette.grid, tickColor=palette.grid, titleFontWeight="normal"
        )
        .configure_legend(**text, symbolStrokeWidth=2, titleFontWeight="normal", orient="top")
    )
