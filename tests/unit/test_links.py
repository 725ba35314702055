"""Which cells of the matrix a link between outputs fills, and where the boxes of the tree stand."""

import json

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


def _items(*rows: tuple) -> pd.DataFrame:
    names = ["action_area_id", "output_id", "level", "item_id", "item_label"]
    return pd.DataFrame(rows, columns=names).assign(kind=None, start_year=None, end_year=None, paragraphs="20")


FRAMEWORK = _items(
    ("AA1", None, "action area", "AA1", "Standards"),
    ("AA1", None, "indicator", "IL01", "Ratifications"),
    ("AA1", "O01", "output", "O01", "Promotion of a long list of standards whose name needs two lines"),
    ("AA1", "O01", "phase", "O01-S1", "Design"),
    ("AA1", "O01", "indicator", "OI01a", "Campaigns"),
    ("AA2", None, "action area", "AA2", "Declaration"),
    ("AA2", "O06", "output", "O06", "Dialogues"),
    ("AA2", None, "indicator", "IL01", "Ratifications"),
)


def _drawn(*, deep: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    spec = json.loads(tree.tree(FRAMEWORK, LIGHT, deep=deep).to_json())
    boxes = next(rows for rows in spec["datasets"].values() if "text" in rows[0])
    ways = next(rows for rows in spec["datasets"].values() if "text" not in rows[0])
    return pd.DataFrame(boxes), pd.DataFrame(ways)


def test_the_tree_has_a_box_for_every_item_and_no_two_boxes_touch() -> None:
    boxes, ways = _drawn(deep=True)
    assert [text.split()[0] for text in boxes["text"]] == ["Strategy", *FRAMEWORK["item_id"]]
    assert boxes.loc[boxes["text"].str.startswith("O01 "), "lines"].item().count("\n") == 1
    assert boxes["is_indicator"].sum() == 3, "an indicator of two action areas stands under both"
    for _, column in boxes.groupby("x"):
        ordered = column.sort_values("y")
        assert (ordered["y"].to_numpy()[1:] >= ordered["y2"].to_numpy()[:-1]).all()
    assert len(ways) == 3 * (len(boxes) - 1), "three pieces lead to each box but the first"


def test_without_an_action_area_the_tree_ends_at_the_outputs() -> None:
    boxes, _ = _drawn(deep=False)
    assert set(boxes["level"]) == {"strategy", "action area", "output"}
    assert tree.in_words(FRAMEWORK, deep=False).startswith("Tree from the strategy to 2 action areas, 2 outputs.")


def test_a_label_stands_as_typed() -> None:
    typed = 'He said "]" \\ and <b>left</b>'
    items = _items(("AA1", None, "action area", "AA1", typed))
    spec = json.loads(tree.tree(items, LIGHT, deep=False).to_json())
    texts = [row["text"] for rows in spec["datasets"].values() for row in rows if "text" in row]
    assert f"AA1 {typed}" in texts
