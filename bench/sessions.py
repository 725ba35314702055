"""A browser session without a browser: Streamlit's own messages over its websocket.

Owns: asking a running server for pages as a browser does, and what came back: texts, tables, failures.
Never: draws anything; knows what a page should say.
"""

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboards.pages import PAGES

_WAIT = 300.0
# What carries words and figures, and in which fields.
_TEXTS = {
    "markdown": ("body",), "heading": ("body",), "html": ("body",), "alert": ("body",), "text": ("body",),
    "metric": ("label", "body", "delta"), "page_link": ("label",),
}  # fmt: skip
# The frame of a page and the line below each block say which release they are of.
_RELEASE = re.compile(r"(?:\[Release\] \*\*|\[Release |· release )(\d{8}_\d{6})")


@dataclass
class Seen:
    """One run of one page: how long it took, what it said, and what went wrong."""

    page: str
    seconds: float = 0.0
    texts: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def releases(self) -> set[str]:
        """The releases that frame and blocks name; a page shows one."""
        return {found for text in self.texts for found in _RELEASE.findall(text)}

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all texts and tables, in the order of the page."""
        return hashlib.sha256("\n".join([*self.texts, *self.tables]).encode()).hexdigest()


class Session:
    """One open page of one reader."""

    def __init__(self, port: int) -> None:
        self._open = ExitStack()
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._socket = self._open.enter_context(
            connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=_WAIT)
        )
        self._cached: dict[str, ForwardMsg] = {}

    def open(self, page: str, **asked: str) -> Seen:
        """Go to a page by its address and wait until it stands.

        Raises:
            TimeoutError: it did not stand in five minutes.
        """
        message = BackMsg()
        message.rerun_script.query_string = urlencode(asked)
        message.rerun_script.page_name = "" if page == PAGES[0].name else page  # the first is at the bare address
        seen, before = Seen(page), time.perf_counter()
        self._socket.send(message.SerializeToString())
        parts: dict[tuple[int, ...], Delta] = {}
        for answer in self._answers():
            kind = answer.WhichOneof("type")
            if kind == "delta":
                parts[tuple(answer.metadata.delta_path)] = answer.delta
            elif kind == "page_not_found":
                seen.failures.append(f"there is no page {page}")
            elif kind == "script_finished" and _has_ended(answer, seen):
                break
        seen.seconds = time.perf_counter() - before
        for _, delta in sorted(parts.items()):
            _read(delta, seen)
        return seen

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def _answers(self) -> Iterator[ForwardMsg]:
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=_WAIT))
            if answer.WhichOneof("type") == "ref_hash":
                kept = self._cached[answer.ref_hash]
                answer = ForwardMsg.FromString(kept.SerializeToString())
            elif answer.hash:
                self._cached[answer.hash] = answer
            yield answer


def _has_ended(answer: ForwardMsg, seen: Seen) -> bool:
    if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        return False
    if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        seen.failures.append("the script did not compile")
    return True


def _read(delta: Delta, seen: Seen) -> None:
    element = delta.new_element
    kind = element.WhichOneof("type") or ""
    part = getattr(element, kind, None)
    if kind == "exception":
        seen.failures.append(f"{element.exception.type}: {element.exception.message}")
    elif kind in _TEXTS:
        seen.texts += [getattr(part, name) for name in _TEXTS[kind]]
    elif kind == "dataframe":
        seen.tables.append(_digest(part.arrow_data.data))
    elif kind == "vega_lite_chart":
        seen.tables.append(_digest(part.spec.encode(), *(one.data.data for one in part.datasets)))


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"".join(contents)).hexdigest()
