"""How wide the columns of a table are.

Owns: the shares that columns take of a page.
Never: depends on a font or a form of document.
"""

from warehouse.reports.pack.content import Grid


def widths(grid: Grid) -> list[float]:
    """Shares of the width, in letters: no word is broken where there is room, and long texts take what is left."""
    found = []
    for place, heading in enumerate(grid.headings):
        texts = [row[place] for row in grid.cells]
        words = max((_wide(word) for text in texts for word in text.replace(" %", "\u2007%").split(" ")), default=1.0)
        named = max((1.15 * _wide(word) for word in heading.split()), default=1.0)
        longest = max((len(text) for text in texts), default=1)
        found.append(max(words + 2, named + 2, 0 if grid.numeric[place] else min(longest, 8 + 2.4 * longest**0.5)))
    return found


def _wide(word: str) -> float:
    """Capitals are a third wider than other letters."""
    return len(word) + sum(letter.isupper() for letter in word) / 3
