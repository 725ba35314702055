"""Links between outputs as cells of a matrix.

Owns: letters and words of the basis and the direction of a link, and which cells a link fills.
Never: lets something travel along parallel work; a pair with two links shows the stronger basis and both ids.
"""

import pandas as pd

# Strongest first: the letter, the word and its meaning.
BASES = {
    "explicit": ("E", "Explicit", "the paragraph of the output names the other output"),
    "section_level": ("S", "Section", "the section says so for all its outputs"),
    "implied": ("I", "Implied", "the text points to the work of the other output without naming it"),
}
FLOWS = {
    "input_from": ("", "draws on"),
    "feeds_into": ("", "feeds into"),
    "mutual": ("↔", "gives and takes"),
    "parallel": ("∥", "runs parallel to"),
}


def basis_word(code: str) -> str:
    """The word of a basis; one of a newer release shows itself."""
    return BASES.get(code, ("?", code, ""))[1]


def flow_word(code: str) -> str:
    """The direction of a link in words."""
    return FLOWS.get(code, ("", code))[1]


def cells(links: pd.DataFrame) -> pd.DataFrame:
    """The cells of the matrix: which output draws on which.

    Args:
        links: the result of `queries.framework.links_sql`.

    Returns:
        One row per pair: output (draws), source (is drawn on), basis, sign, letter, words, synergies, paragraphs.
    """
    order = list(BASES)
    sides = [side for link in links.itertuples() for side in _sides(link)]
    names = ["output", "source", "basis", "flow", "synergy", "paragraph"]
    every = pd.DataFrame(sides, columns=names)
    every["rank"] = every["basis"].map(order.index)
    every = every.sort_values(["output", "source", "rank", "synergy"])
    pairs = every.groupby(["output", "source"], as_index=False).agg(
        basis=("basis", "first"),
        flow=("flow", "first"),
        synergies=("synergy", lambda ids: ", ".join(sorted(set(ids)))),
        paragraphs=("paragraph", lambda told: "; ".join(dict.fromkeys(told))),
    )
    pairs["letter"] = [
        BASES[basis][0] + FLOWS[flow][0] for basis, flow in zip(pairs["basis"], pairs["flow"], strict=True)
    ]
    pairs["words"] = pairs["output"] + " " + pairs["flow"].map(flow_word) + " " + pairs["source"]
    return pairs


def _sides(link: object) -> list[tuple[str, str, str, str, str, str]]:
    values = link._asdict()
    one, other, flow = values["output_id"], values["related_output_id"], values["flow"]
    told = (values["basis"], flow, values["synergy_id"], values["paragraphs"])
    if flow == "feeds_into":
        return [(other, one, told[0], "input_from", *told[2:])]
    there = (one, other, *told)
    return [there] if flow == "input_from" else [there, (other, one, *told)]


def counts_in_words(links: pd.DataFrame) -> str:
    """How many links there are and on what basis, for instance 54 links: 36 explicit, 14 section, 4 implied."""
    counts = links["basis"].value_counts()
    told = [f"{counts[code]} {word.lower()}" for code, (_, word, _) in BASES.items() if code in counts]
    return f"{len(links)} {'link' if len(links) == 1 else 'links'}: {', '.join(told)}"
