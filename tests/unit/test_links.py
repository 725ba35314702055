"""Which cells of the matrix a link between outputs fills."""

import pandas as pd

from dashboards import links
from dashboards.charts import tree
from dashboards.palette import LIGHT


def _links(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    named = pd.DataFrame(rows, columns=["output_id", "related_output_id", "flow", "basis"])
    return named.assign(synergy_id=[f"SY{place}" for place in range(len(rows))], paragraphs="App.1")


def test_a_cell_stands_in_the_row_of_the_output_that_draws() -> None:
    cells = links.cells(_links(("O01", "O02", "input_from", "explicit"), ("O03", "O04", "feeds_into", "implied")))
    assert list(zip(cells["output"], cells["source"], cells["letter"], strict=True)) == [
        ("O01", "O02", "E"), ("O04", "O03", "I"),
    ]  # fmt: skip
    assert list(cells["words"]) == ["O01 draws on O02", "O04 draws on O03"]


def test_mutual_and_parallel_links_fill_both_cells_and_say_so() -> None:
    cells = links.cells(_links(("O01", "O02", "mutual", "explicit"), ("O03", "O04", "parallel", "section_level")))
    assert set(zip(cells["output"], cells["source"], cells["letter"], strict=True)) == {
        ("O01", "O02", "E↔"), ("O02", "O01", "E↔"), ("O03", "O04", "S∥"), ("O04", "O03", "S∥"),
    }  # fmt: skip


def test_a_pair_with_two_links_shows_the_stronger_basis_and_both_ids() -> None:
    cells = links.cells(_links(("O01", "O02", "input_from", "implied"), ("O01", "O02", "input_from", "explicit")))
    assert cells[["letter", "synergies"]].to_numpy().tolist() == [["E", "SY0, SY1"]]


def test_counts_keep_the_bases_apart() -> None:
    rows = _links(("O01", "O02", "mutual", "explicit"), ("O01", "O03", "input_from", "implied"))
    assert links.counts_in_words(rows) == "2 links: 1 explicit, 1 implied"


def test_a_label_cannot_end_the_text_of_the_drawing() -> None:
    items = pd.DataFrame(
        [("AA1", None, "action area", "AA1", 'He said "]" \\ and left')],
        columns=["action_area_id", "output_id", "level", "item_id", "item_label"],
    )
    drawn = tree.tree(items, LIGHT, deep=False)
    assert "He said ']' / and left" in drawn.replace("\\n", " ")
    assert drawn.count('"') % 2 == 0
