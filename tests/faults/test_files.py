"""A spoilt file is refused under the law, in a home that serves a release: told, kept, nothing of it read."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from support import release_build, spoilt_files
from support.fault_ledger import FaultLedger
from support.faults import published
from support.fetching import Ended
from support.invariants import assert_clear_error, assert_nothing_lost, assert_published_unchanged, checksums
from support.spoilt_files import DATASET, Spoilt, good
from warehouse.cli.main import main

Land = Callable[..., Ended]
SPOILT = {one.case: one for one in spoilt_files.spoilt()}
# The first case of each fault is mended and landed again; no refused file leaves anything that could be in its way.
FIRST = set({one.fault: one.case for one in reversed(SPOILT.values())}.values())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home with a release for all of these: a refused file leaves nothing behind that could matter to the next."""
    return release_build.published_home(tmp_path_factory.mktemp("files") / "home")


@pytest.fixture
def land(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Land:
    """`dwsc land` in this process."""

    def run(*paths: Path) -> Ended:
        monkeypatch.setenv("DWSC_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["dwsc", "land", *map(str, paths)])
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        else:
            code = 0
        said = capsys.readouterr()
        return Ended(code, " ".join((said.out + said.err).split()))

    return run


def _snapshots(home: Path) -> set[Path]:
    return {path for path in (home / "snapshots").rglob("*") if path.is_file()}


def _reason(home: Path, path: Path) -> dict[str, object]:
    """The reason file of this content."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = [json.loads(one.read_text()) for one in (home / "rejected").glob("*.reason.json")]
    [reason] = [one for one in found if one["sha256"] == digest]
    return reason


def _assert_refused(home: Path, land: Land, path: Path, words: tuple[str, ...]) -> None:
    """The law, for one file from outside the home."""
    before, snapshots, handed_in = published(home), _snapshots(home), checksums([path])
    ended = land(path)
    assert_clear_error(ended, (path.name, "refused", *words))
    assert_published_unchanged(home, before)
    assert _snapshots(home) == snapshots, "not one row of it became a snapshot"
    assert_nothing_lost(home, handed_in)
    reason = _reason(home, path)
    assert (home / "rejected" / str(reason["kept_as"])).read_bytes() == path.read_bytes()
    assert reason["rule"], "recorded under a rule, for whoever counts them"
    assert reason["error_count"], "and with how many errors"
    shown = reason["errors_shown"]
    assert isinstance(shown, list)
    assert all(one["place"] and one["rule"] and one["remedy"] for one in shown), "each says where, what and what to do"


@pytest.mark.parametrize(
    "one", [pytest.param(one, id=case, marks=pytest.mark.fault(one.fault)) for case, one in SPOILT.items()]
)
def test_a_spoilt_file_is_refused_and_the_good_one_lands_in_its_place(
    home: Path, land: Land, tmp_path: Path, one: Spoilt
) -> None:
    path = tmp_path / one.name
    path.write_bytes(one.content)
    _assert_refused(home, land, path, one.words)
    if one.case not in FIRST:
        return
    mended = tmp_path / f"{DATASET}.csv"
    mended.write_bytes(good(f"{list(SPOILT).index(one.case)}.5"))
    ended = land(mended)
    assert (ended.code, "1 loaded" in ended.words) == (0, True), ended.words


# Each is written so that no other is its prefix and CSV needs no quotation marks.
_BAD = st.one_of(
    st.sampled_from(["NaN", "-inf", "1e999", "0x10", "1_000", "..", "e", "−1", "½", "1.5.2", "+-1", "null", "#N/A"]),
    st.text(st.characters(codec="utf-8", exclude_characters=',"\n\r', exclude_categories=["Cc", "Cs"]), min_size=1),
).filter(lambda text: not _is_value(text))


def _is_value(text: str) -> bool:
    try:
        return text == "NA" or (text.isascii() and text.strip() == text and abs(float(text)) < float("inf"))
    except ValueError:
        return False


@pytest.mark.fault(8)
@pytest.mark.parametrize("count", [1, 30])
@given(data=st.data())
@examples(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_that_is_none_is_told_with_its_line(
    home: Path, land: Land, tmp_path: Path, data: st.DataObject, count: int
) -> None:
    values = data.draw(st.lists(_BAD, min_size=count, max_size=count))
    row = "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,{},{},,Z0:1"
    lines = [row.format(1950 + number, value) for number, value in enumerate(values)]
    path = tmp_path / f"{DATASET}.csv"
    path.write_text(spoilt_files.text([row.format(1949, "1"), *lines]), encoding="utf-8", newline="")
    _assert_refused(home, land, path, ("finite number", "line 3"))
    assert _reason(home, path)["error_count"] == count
    shutil.rmtree(home / "rejected")


@pytest.mark.fault(8)
@pytest.mark.parametrize("words", ["", "NA"])
def test_words_for_a_missing_value_keep_the_status_of_the_row(
    home: Path, land: Land, tmp_path: Path, words: str
) -> None:
    path = tmp_path / f"{DATASET}.csv"
    path.write_text(spoilt_files.with_row(f"20{30 + len(words)}", words, "U"))
    assert land(path).code == 0


@pytest.mark.fault(24)
@pytest.mark.parametrize("form", ["byte order mark", "CRLF", "both"])
def test_a_byte_order_mark_and_windows_line_ends_are_taken(home: Path, land: Land, tmp_path: Path, form: str) -> None:
    content = good(f"77.{len(form)}")
    content = content.replace(b"\n", b"\r\n") if form != "byte order mark" else content
    path = tmp_path / f"{DATASET}.csv"
    path.write_bytes(content if form == "CRLF" else b"\xef\xbb\xbf" + content)
    ended = land(path)
    assert (ended.code, "1 loaded" in ended.words) == (0, True), ended.words


def test_a_gzip_bomb_is_stopped_at_the_limit(
    home: Path, land: Land, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault_ledger: FaultLedger
) -> None:
    path = tmp_path / f"{DATASET}.csv.gz"
    path.write_bytes(spoilt_files.bomb())
    monkeypatch.setenv("DWSC_MAX_FILE_BYTES", "5000000")
    _assert_refused(home, land, path, ("5,000,000 bytes", "DWSC_MAX_FILE_BYTES"))
    fault_ledger.record(25, "a gzip bomb", 1, 1)


@pytest.mark.fault(29)
def test_a_code_that_was_renamed_upstream_is_counted_and_told_and_the_old_rows_stand(
    home: Path, land: Land, tmp_path: Path
) -> None:
    path = tmp_path / f"{DATASET}.csv"
    path.write_bytes(good("31.5"))
    assert land(path).code == 0
    before = _snapshots(home)
    path.write_bytes(good("31.5").replace(b"AGE_YTHADULT_YGE15", b"AGE_YTHADULT_Y15UP"))
    ended = land(path)
    assert ended.code == 0
    assert "1 codes in no list (AGE_YTHADULT_Y15UP) on 4 rows" in ended.words
    assert before < _snapshots(home), "the rows under the old code stand, and those under the new one beside them"


@pytest.mark.fault(40)
def test_text_from_right_to_left_and_emoji_are_kept_as_they_are(home: Path, land: Land, tmp_path: Path) -> None:
    words, before = "مسح القوى العاملة 😀 עברית", _snapshots(home)
    path = tmp_path / f"{DATASET}.csv"
    lines = [f"{line},{words}" for line in spoilt_files.rows(value="55.5")]
    path.write_text(spoilt_files.text(lines, spoilt_files.HEADER + ",note_source.label"), encoding="utf-8")
    ended = land(path)
    assert ended.code == 0, ended.words
    [made] = [one for one in _snapshots(home) - before if one.suffix == ".parquet"]
    assert set(parquet.read_table(made).column("note_source_label").to_pylist()) == {words}
