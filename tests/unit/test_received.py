"""The first pass over a file: a damaged download must be seen before anything parses it.

DuckDB 1.5 loads a gzip file cut at a line end without a word, so this pass is the only guard.
"""

import gzip
import hashlib
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import received
from warehouse.received import examine
from warehouse.rejected import FileRefusedError

LIMIT = 10_000_000
CONTENT = b"".join(b"FRA,BA:1,%d,1.5\n" % number for number in range(3000))


def _write(tmp_path: Path, data: bytes, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def _rule(path: Path, limit: int = LIMIT) -> str:
    with pytest.raises(FileRefusedError) as refused:
        examine(path, limit)
    return refused.value.refusal.rule


@pytest.mark.fault(3)
@pytest.mark.parametrize("share", [number / 20 for number in range(1, 20)])
def test_a_gzip_file_cut_anywhere_is_refused(tmp_path: Path, share: float) -> None:
    whole = gzip.compress(CONTENT)
    assert _rule(_write(tmp_path, whole[: max(3, int(len(whole) * share))])) == "damaged gzip"


@pytest.mark.fault(3)
@pytest.mark.parametrize("kept", [1, 4, 8], ids=["one byte short", "no length", "no checksum and no length"])
def test_a_gzip_file_without_its_end_mark_is_refused(tmp_path: Path, kept: int) -> None:
    assert _rule(_write(tmp_path, gzip.compress(CONTENT)[:-kept])) == "damaged gzip"


@pytest.mark.fault(3)
def test_a_gzip_file_cut_after_a_flushed_line_is_refused(tmp_path: Path) -> None:
    engine = zlib.compressobj(wbits=31)
    flushed = engine.compress(CONTENT) + engine.flush(zlib.Z_SYNC_FLUSH)
    assert _rule(_write(tmp_path, flushed)) == "damaged gzip"


@pytest.mark.fault(3)
@pytest.mark.parametrize("place", [-1, -5, 40])
def test_a_flipped_bit_is_refused(tmp_path: Path, place: int) -> None:
    data = bytearray(gzip.compress(CONTENT))
    data[place] ^= 1
    assert _rule(_write(tmp_path, bytes(data))) == "damaged gzip"


@pytest.mark.fault(3)
def test_something_after_the_gzip_data_is_refused(tmp_path: Path) -> None:
    assert _rule(_write(tmp_path, gzip.compress(CONTENT) + b"rest")) == "damaged gzip"


def test_several_gzip_members_are_one_content(tmp_path: Path) -> None:
    found = examine(_write(tmp_path, gzip.compress(CONTENT[:1000]) + gzip.compress(CONTENT[1000:])), LIMIT)
    assert found.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert found.content_bytes == len(CONTENT)


def test_the_time_in_a_gzip_header_is_read_and_zero_is_none(tmp_path: Path) -> None:
    stamp = datetime(2021, 4, 25, 10, tzinfo=UTC)
    path = _write(tmp_path, gzip.compress(CONTENT, mtime=int(stamp.timestamp())))
    assert examine(path, LIMIT).gzip_time == stamp
    assert examine(_write(tmp_path, gzip.compress(CONTENT, mtime=0)), LIMIT).gzip_time is None


@pytest.mark.fault(25)
def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    path = _write(tmp_path, gzip.compress(b"0" * 50_000_000))
    assert path.stat().st_size < 100_000
    assert _rule(path, limit=1_000_000) == "too large"


@pytest.mark.fault(24)
@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty file"),
        (gzip.compress(b""), "empty file"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16"),
        (b"a,\x00b\n1,2\n", "binary file"),
        ("a,b\nCôte,2\n".encode("latin-1"), "not UTF-8"),
        (b"a,b\n1,\xc3", "not UTF-8"),
        (b"\x7fELF\x00\x01\x02", "binary file"),
    ],
)
def test_what_is_no_utf8_text_is_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    assert _rule(_write(tmp_path, data)) == rule


@pytest.mark.fault(24)
def test_the_line_of_a_bad_byte_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError) as refused:
        examine(_write(tmp_path, b"a,b\n1,2\nC\xf4te,3\n"), LIMIT)
    [finding] = refused.value.refusal.findings
    assert finding.place == "line 3"
    assert "0xF4" in finding.rule


PIECES = st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b"\r", b"\t", b"\x01", "é".encode(), b'"x"', b",", b"\x7f"]))


@given(parts=PIECES.filter(bool), size=st.integers(1, 5))
def test_totals_do_not_depend_on_where_the_pieces_are_cut(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], size: int
) -> None:
    data = b"".join(parts)
    path = _write(tmp_path_factory.mktemp("pieces"), data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(received, "PIECE", size)
        found = examine(path, LIMIT)
    assert found.sha256 == found.file_sha256 == hashlib.sha256(data).hexdigest()
    assert found.head == data
    assert found.line_count == data.rstrip(b"\r\n").count(b"\n") + 1
    assert found.comma_count == data.count(b",")
    assert found.has_control == any(byte in data for byte in (b"\x01", b"\x7f"))
    lone_returns = data.count(b"\r") - data.count(b"\r\n")
    lone_newlines = data.count(b"\n") - data.count(b"\r\n")
    assert found.is_mixed_line_ends == (b"\r" in data and (lone_returns > 0 or lone_newlines > 0))


@pytest.mark.fault(24)
def test_a_character_cut_in_two_by_the_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "PIECE", 7)
    found = examine(_write(tmp_path, "Côte d’Ivoire,Åland\n".encode() * 50), LIMIT)
    assert found.line_count == 50


def test_a_workbook_is_measured_and_not_read_as_text(tmp_path: Path) -> None:
    data = b"PK\x03\x04" + bytes(range(256))
    found = examine(_write(tmp_path, data), LIMIT)
    assert found.is_workbook
    assert found.sha256 == hashlib.sha256(data).hexdigest()
