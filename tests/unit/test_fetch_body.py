"""What comes from ILOSTAT is looked at piece by piece; only what is whole and what was asked for passes."""

import gzip
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from warehouse.sources.ilostat.service.answer import retry_after
from warehouse.sources.ilostat.service.body import Expected, Inspection
from warehouse.sources.ilostat.service.trouble import TroubleError

HEADER = b'\xef\xbb\xbf"ref_area","source","indicator","time","obs_value"\n'
ROWS = b"".join(b'"FRA","BA:1","EMP_X_NB","%d",1.5\n' % year for year in range(1950, 2020))
DATA = Expected(frozenset({"ref_area", "time", "obs_value"}), 70)
# Which fault of the catalogue each rule answers.
FAULTS = {"empty": 12, "no_rows": 12, "row_count": 12, "cut_off": 4, "damaged": 3, "web_page": 5, "error_message": 5,
          "header": 6}  # fmt: skip
NOW = datetime(2026, 10, 6, 8, tzinfo=UTC)


def _look(content: bytes, expected: Expected = DATA, step: int = 7) -> Inspection:
    inspection = Inspection(expected)
    for start in range(0, len(content), step):
        inspection.feed(content[start : start + step])
    inspection.end()
    return inspection


@pytest.mark.parametrize("step", [1, 2, 7, 10**6])
def test_a_whole_body_passes_however_it_is_cut_into_pieces(step: int) -> None:
    content = gzip.compress(HEADER + ROWS)
    looked = _look(content, step=step)
    assert (looked.size, looked.row_count, looked.content_size) == (len(content), 70, len(HEADER + ROWS))


def test_plain_csv_several_gzip_members_and_a_missing_last_line_end_pass_too() -> None:
    assert _look(HEADER + ROWS).row_count == 70
    assert _look(gzip.compress(HEADER) + gzip.compress(ROWS)).row_count == 70
    assert _look(gzip.compress((HEADER + ROWS)[:-1])).row_count == 70


WHAT_CAME = [
    (b"", "empty"),
    (gzip.compress(b""), "empty"),
    (gzip.compress(HEADER + ROWS)[:-1], "cut_off"),
    (gzip.compress(HEADER + ROWS)[:40], "cut_off"),
    (gzip.compress(HEADER + ROWS)[:-5] + b"\0\0\0\0\0", "damaged"),
    (gzip.compress(HEADER + ROWS) + b"<html>", "damaged"),
    (gzip.compress(HEADER), "no_rows"),
    (gzip.compress(HEADER + ROWS[: ROWS.rindex(b'"FRA')]), "row_count"),
    (b"<!DOCTYPE html><html></html>", "web_page"),
    (gzip.compress(b"<!DOCTYPE html><html></html>"), "web_page"),
    (b'{"error":"500 - Internal server error"}', "error_message"),
    (gzip.compress(ROWS), "header"),
]


@pytest.mark.parametrize(
    ("content", "rule"), [pytest.param(*case, marks=pytest.mark.fault(FAULTS[case[1]])) for case in WHAT_CAME]
)
def test_what_is_not_whole_is_named_by_its_rule(content: bytes, rule: str) -> None:
    with pytest.raises(TroubleError) as caught:
        _look(content)
    assert caught.value.rule == rule


@pytest.mark.fault(25)
def test_a_gzip_bomb_is_stopped_at_the_limit() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    looked = Inspection(Expected(max_bytes=5_000_000))
    with pytest.raises(TroubleError, match="5,000,000 bytes"):
        looked.feed(bomb)
    assert looked.content_size <= 5_000_000 + (1 << 20)


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (format_datetime(datetime(2026, 10, 6, 8, 2, tzinfo=UTC), usegmt=True), 120.0),
        (format_datetime(datetime(2026, 10, 6, 7, tzinfo=UTC), usegmt=True), 0.0),
        ("-5", 0.0),
        ("soon", None),
        ("inf", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds
