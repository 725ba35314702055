"""The address of a view: what a person chose, as codes in the query string.

Owns: reading choices from a link, keeping them while the person moves between pages, and writing them back.
Never: puts a label in the address (codes outlive wording), or passes a code on that the release does not hold.

A link decides when a page opens or when the address changes under it; after that the widgets decide, and the address
follows them. A code that a link names and the release lacks is kept aside, so that the page can name it.
"""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import streamlit as st

SHARED = frozenset({"reading"})  # chosen once for every page


@dataclass(frozen=True)
class Unknown:
    """A code in a link that the release does not hold, and the known codes nearest to it."""

    parameter: str
    code: str
    nearest: tuple[str, ...]


def nearest(code: str, options: Sequence[str], labels: Callable[[str], str] = str) -> tuple[str, ...]:
    """Up to three options whose code or label resembles a code, best first."""
    names = {option.lower(): option for option in reversed(options)}
    names |= {labels(option).lower(): option for option in reversed(options)}
    close = difflib.get_close_matches(code.lower(), list(names), n=6, cutoff=0.5)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]


def adopted(given: Sequence[str], options: Sequence[str], *, most: int) -> tuple[list[str], list[str]]:
    """Which codes of a link can be shown, each once and at most `most` of them, and which are unknown."""
    known = [code for code in dict.fromkeys(given) if code in options]
    return known[:most], [code for code in dict.fromkeys(given) if code not in options]


def _printable(text: str) -> str:
    """Words without signs that cannot be typed, such as a zero byte, which would end a statement."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


@dataclass
class Address:
    """The choices of one page during one run of its script."""

    page: str
    params: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)
    follows_link: bool = False
    moved: bool = False
    slots: list[Callable[[str], object]] = field(default_factory=list)

    @classmethod
    def open(cls, page: str) -> "Address":
        """Look at the address before the first widget is drawn."""
        given = {name: st.query_params.get_all(name) for name in st.query_params}
        moved = st.session_state.get("address.page") != page
        written = st.session_state.get(f"address.{page}.given")
        follows_link = bool(given) if moved else given != written
        st.session_state["address.page"] = page
        st.session_state[f"address.{page}.given"] = given
        if follows_link:
            st.session_state[f"address.{page}.unknown"] = []
        return cls(page, follows_link=follows_link, moved=moved)

    def one(
        self,
        widget: Callable[..., Any],
        label: str,
        name: str,
        options: Sequence[str],
        default: str,
        labels: Callable[[str], str] = str,
        **more: Any,
    ) -> str:
        """Draw a widget that takes one code, and return the code."""
        self._prepare(name, options, [default], labels, most=1, single=True)
        chosen = widget(label, options, format_func=labels, key=self._key(name), **more)
        chosen = chosen if chosen in options else default
        self._keep(name, [chosen], [default])
        return str(chosen)

    def many(
        self,
        widget: Callable[..., Any],
        label: str,
        name: str,
        options: Sequence[str],
        default: Sequence[str] = (),
        labels: Callable[[str], str] = str,
        most: int = 100,
        **more: Any,
    ) -> list[str]:
        """Draw a widget that takes several codes, and return them."""
        self._prepare(name, options, list(default), labels, most=most, single=False)
        # A browser that was tampered with can send codes that were never offered.
        chosen = [
            code for code in widget(label, options, format_func=labels, key=self._key(name), **more) if code in options
        ]
        self._keep(name, chosen, list(default))
        return chosen

    def text(self, label: str, name: str, *, longest: int = 80, **more: Any) -> str:
        """Draw a box for words to look for, and return them; they are no code: compare them, and do nothing else."""
        key = self._key(name)
        kept = st.session_state.get(key, (st.session_state.get(f"kept.{key}") or [""])[0])
        wanted = _printable(st.query_params.get(name, "") if self.follows_link else kept)[:longest]
        if self.moved or st.session_state.get(key) != wanted:
            st.session_state[key] = wanted
        typed = " ".join(_printable(st.text_input(label, key=key, max_chars=longest, **more)).split())
        self._keep(name, [typed], [""])
        return typed

    def close(self) -> list[Unknown]:
        """Write the choices into the address, and return the codes of the link that the release lacks."""
        problems_key, chosen_key = f"address.{self.page}.unknown", f"address.{self.page}.chosen"
        if self.unknown:
            st.session_state[problems_key] = self.unknown
        elif not self.follows_link and st.session_state.get(chosen_key, self.params) != self.params:
            st.session_state[problems_key] = []
        st.session_state[chosen_key] = self.params
        unknown: list[Unknown] = st.session_state.get(problems_key, [])
        for fill in self.slots:
            fill(self.link())
        if not unknown and self.params != {name: st.query_params.get_all(name) for name in st.query_params}:
            st.query_params.from_dict(self.params)
            st.session_state[f"address.{self.page}.given"] = dict(self.params)
        return unknown

    def when_closed(self, fill: Callable[[str], object]) -> None:
        """Hand over the link to this view once every widget of the page was drawn."""
        self.slots.append(fill)

    def link(self) -> str:
        """The whole address of this view, as far as widgets were drawn."""
        chosen = urlencode(self.params, doseq=True)
        return f"{st.context.url}?{chosen}" if chosen else str(st.context.url)

    def clear(self, names: Sequence[str]) -> None:
        """Forget choices, for a button that clears filters; the next run shows the defaults."""
        for name in names:
            st.session_state.pop(self._key(name), None)
            st.session_state.pop(f"kept.{self._key(name)}", None)

    def _key(self, name: str) -> str:
        return f"{'every' if name in SHARED else self.page}.{name}"

    def _prepare(
        self,
        name: str,
        options: Sequence[str],
        default: list[str],
        labels: Callable[[str], str],
        *,
        most: int,
        single: bool,
    ) -> None:
        key = self._key(name)
        kept = st.session_state.get(key, st.session_state.get(f"kept.{key}", default))
        wanted = st.query_params.get_all(name) if self.follows_link else kept
        wanted = [wanted] if isinstance(wanted, str) else list(wanted or [])
        codes, unknown = adopted(wanted, options, most=most)
        if self.follows_link:
            self.unknown += [Unknown(name, code, nearest(code, options, labels)) for code in unknown]
        if (not codes and (self.follows_link or wanted)) or (single and not codes):
            codes = [code for code in default if code in options]
        state = (codes[0] if codes else None) if single else codes
        # A widget of another page may have left its value under a shared key; this page's widget has none yet.
        if self.moved or key not in st.session_state or st.session_state[key] != state:
            st.session_state[key] = state

    def _keep(self, name: str, chosen: list[str], default: list[str]) -> None:
        st.session_state[f"kept.{self._key(name)}"] = list(chosen)
        if chosen != default:
            self.params[name] = list(chosen)
