"""How wide the columns of a table are.

Owns: the shares that columns take of a page.
Never: depends on a font or a form of document.
"""

from warehouse.reports.pack.content import Grid


def widths(grid: Grid) -> list[float]:
    """Shares of the width: no word is broken where there is room, and long texts take what is left."""
    found = []
    for place, heading in enumerate(grid.headings):
        texts = [row[place] for row in grid.cells]
        words = max((len(word) for text in [heading, *texts] for word in text.split()), default=1)
        longest = max((len(text) for text in texts), default=1)
        found.append(max(words + 1.5, 0 if grid.numeric[place] else min(longest, 8 + 2.4 * longest**0.5)))
    return found
