"""What goes wrong at the service, each a function from the answer that was due to the answer that comes.

Owns: one function, or one maker of a function, per quirk of the upstream service.
Never: decides when (the service's `trouble` does).

What is always so (no length, no ETag, HEAD refused, Range ignored, a new gzip header time for the same rows, unknown
parameters ignored) is no quirk: it stands in `handler` and `requested`.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from support.ilostat_service.answers import Answer

Quirk = Callable[[Answer], Answer]
_CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Please wait</body></html>"


def zero_bytes(answer: Answer) -> Answer:
    """200 and nothing in it, as on 14 and 15 September 2026."""
    return Answer(headers=answer.headers)


def header_only(answer: Answer) -> Answer:
    """200 and the first line alone; an empty list where JSON was due."""
    return replace(answer, body=b"[]") if answer.lines is None else replace(answer, lines=islice(answer.lines, 1))


def html_challenge(answer: Answer) -> Answer:
    """Cloudflare asks whether a person is there."""
    headers = (("Content-Type", "text/html; charset=UTF-8"), ("cf-mitigated", "challenge"))
    return Answer(403, headers, body=_CHALLENGE)


def html_page(answer: Answer) -> Answer:
    """A web page with status 200, under the name of a data file."""
    return Answer(headers=(("Content-Type", "text/html; charset=UTF-8"),), body=_CHALLENGE)


def forbidden(answer: Answer) -> Answer:
    """403 for everybody, as for days in June 2025."""
    return Answer(403, (("Content-Type", "text/html"),), body=b"<html><body>403 Forbidden</body></html>")


def gone(answer: Answer) -> Answer:
    """404: the address moved, as it does."""
    return Answer(404, (("Content-Type", "application/json"),), body=b'{"error":"404 - Resource Not Found"}')


def unknown_id(answer: Answer) -> Answer:
    """400 for an id that the table of contents still lists."""
    return Answer(400, (("Content-Type", "application/json"),), body=b'{"error":"deprecated or invalid dataset id=X"}')


def unavailable(answer: Answer) -> Answer:
    """503 without saying for how long."""
    return Answer(503, (("Content-Type", "text/html"),), body=b"<html><body>503 Service Unavailable</body></html>")


def too_many(retry_after: str, status: int = 429) -> Quirk:
    """429 with a Retry-After, in seconds or as an HTTP date."""

    def answer_instead(answer: Answer) -> Answer:
        return Answer(status, (("Retry-After", retry_after), ("Content-Type", "application/json")), body=b"{}")

    return _named(answer_instead, "too_many")


def error_json(answer: Answer) -> Answer:
    """200 with the message of an error in it."""
    message = json.dumps({"error": "500 - Internal server error"}).encode()
    return Answer(headers=(("Content-Type", "application/json"),), body=message)


def truncated(answer: Answer) -> Answer:
    """Two thirds of the body, and a clean end: only the gzip checksum tells."""
    return replace(answer, share=2 / 3)


def reset(answer: Answer) -> Answer:
    """The connection breaks in the middle of the body."""
    return replace(answer, share=1 / 2, is_reset=True)


def short_body(answer: Answer) -> Answer:
    """Fewer bytes than the length that was told, and a clean end."""
    whole = b"".join(answer.pieces())
    return replace(answer, lines=None, body=whole[: len(whole) * 2 // 3], framing="length", promised=len(whole))


def no_length_cut(answer: Answer) -> Answer:
    """No length, and the connection closes early, as HTTP/1.0 may do: nothing but the content tells."""
    whole = b"".join(answer.pieces())
    return replace(answer, lines=None, body=whole[: len(whole) * 2 // 3], framing="closed")


def no_length_whole(answer: Answer) -> Answer:
    """No length, and the connection closes after the last byte: whole all the same."""
    return replace(answer, lines=None, body=b"".join(answer.pieces()), framing="closed")


def broken_chunk(answer: Answer) -> Answer:
    """A chunk that is longer than what comes of it."""
    return replace(answer, framing="broken")


def gzip_twice(answer: Answer) -> Answer:
    """The file is packed once more, and no header says so."""
    return replace(answer, lines=None, body=gzip.compress(b"".join(answer.pieces())))


def error_json_packed(answer: Answer) -> Answer:
    """200 with the message of an error in a gzip file."""
    return replace(answer, lines=None, body=gzip.compress(b'{"error": "500 - Internal server error"}'))


def not_modified(answer: Answer) -> Answer:
    """304 although nobody asked whether it changed, and it did."""
    return Answer(304, (("ETag", '"old"'),), framing="length", promised=0)


def redirect(address: str) -> Quirk:
    """302 to another address."""

    def elsewhere(answer: Answer) -> Answer:
        return Answer(302, (("Location", address),), framing="length", promised=0)

    return _named(elsewhere, f"redirect_{address.partition(':')[0]}")


def status(code: int) -> Quirk:
    """Another status, with a web page that explains it."""

    def answer_instead(answer: Answer) -> Answer:
        return Answer(code, (("Content-Type", "text/html"),), body=b"<html><body>Error</body></html>")

    return _named(answer_instead, f"status_{code}")


def changes_meanwhile(later: Callable[[], Answer]) -> Quirk:
    """The first half of one edition and the second half of the next."""

    def half_and_half(answer: Answer) -> Answer:
        old, new = b"".join(answer.pieces()), b"".join(later().pieces())
        return replace(answer, lines=None, body=old[: len(old) // 2] + new[len(new) // 2 :])

    return _named(half_and_half, "changes_meanwhile")


def slow_drip(size: int, seconds: float) -> Quirk:
    """A few bytes every so often: each read succeeds in time, the whole never does."""

    def drip(answer: Answer) -> Answer:
        return replace(answer, pace=(size, seconds))

    return _named(drip, "slow_drip")


def rows_short(answer: Answer) -> Answer:
    """The last row is missing, in a gzip file that is whole."""
    return replace(answer, lines=_without_last(iter(answer.lines or ())))


def rows_more(answer: Answer) -> Answer:
    """One row more than the table of contents says."""
    extra = b'"ZWE","BA:949","EMP_T000_SEX_ECO_NB","SEX_F","ECO_SECTOR_SER","2031",1,\n'
    lines = list(answer.lines or ())
    indicator = lines[1].split(b",")[2] if len(lines) > 1 else b""
    return replace(answer, lines=chain(lines, (extra.replace(b'"EMP_T000_SEX_ECO_NB"', indicator),)))


def row_twice(answer: Answer) -> Answer:
    """As many rows as promised, but the last is the first once more."""
    lines = list(answer.lines or ())
    return replace(answer, lines=[*lines[:-1], lines[1]])


def said_twice(answer: Answer) -> Answer:
    """A proxy that takes the file's own compression for one of the transfer; whole all the same."""
    return replace(answer, headers=(*answer.headers, ("Content-Encoding", "gzip")))


def other_dataset(other: str) -> Quirk:
    """The rows of another indicator under the name that was asked for, as many of them."""

    def swap(answer: Answer) -> Answer:
        return replace(answer, lines=_renamed(iter(answer.lines or ()), other.rpartition("_")[0].encode()))

    return _named(swap, "other_dataset")


def _renamed(lines: Iterator[bytes], indicator: bytes) -> Iterator[bytes]:
    yield next(lines)
    for line in lines:
        cells = line.split(b",")
        yield b",".join((*cells[:2], b'"' + indicator + b'"', *cells[3:]))


def _without_last(lines: Iterator[bytes]) -> Iterator[bytes]:
    before = next(lines)
    for line in lines:
        yield before
        before = line


def _named(quirk: Quirk, name: str) -> Quirk:
    quirk.__name__ = name
    return quirk


QUIRKS: dict[str, Quirk] = {
    quirk.__name__: quirk
    for quirk in (
        *(
            zero_bytes,
            header_only,
            html_challenge,
            html_page,
            forbidden,
            gone,
            unknown_id,
            unavailable,
            error_json,
            truncated,
        ),
        *(reset, rows_short, rows_more, too_many("1"), slow_drip(1, 0.2)),
    )
}
