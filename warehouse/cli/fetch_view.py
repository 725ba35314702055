"""What a person, or a program, sees of a fetch.

Owns: the words for each event of a fetch, the bar with the time left, and the closing summary; the same as JSON.
Never: decides anything.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from warehouse.alerts.tell import Told
from warehouse.cli.run_view import alert_lines
from warehouse.sources.ilostat.service.fetch import Summary, Wanted
from warehouse.sources.ilostat.service.plan import DiskNeed, Plan, in_words

_SHOWN = 20
_SIGNS = {"new": "✔", "same_content": "=", "failed": "✘"}


class FetchView:
    """Shows a fetch to a person; use it as a context manager, then call `summary`."""

    def __init__(self, console: Console, wanted: Wanted) -> None:
        self._console, self._wanted = console, wanted
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"), console=console, transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._not_there: list[str] = []
        self._task = self._bar.add_task("Reading ILOSTAT's table of contents", total=None, told="")

    def __enter__(self) -> "FetchView":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, event: str, **facts: Any) -> None:
        """Show one event."""
        show = getattr(self, f"_{event}", None)
        if show:
            show(**facts)

    def stopped(self) -> None:
        """Say how to go on after Ctrl-C."""
        self._bar.stop()
        self._say(f"Stopped. What came so far is kept. Go on with: {self._wanted.command}")

    def summary(self, summary: Summary) -> None:
        """Say what came, what did not and why, and what to do next."""
        if summary.stopped_because:
            self._say(f"✘ {summary.stopped_because}", "red")
        if summary.left:
            self._say(f"{len(summary.left):,} datasets were left for another time: {self._wanted.command}", "yellow")
        if self._wanted.is_trial:
            return
        if self._not_there:
            self._say(
                f"! {len(self._not_there):,} followed datasets are not listed by ILOSTAT: {_some(self._not_there)}",
                "yellow",
            )
        words = {
            "new": "new",
            "same_content": "with the same rows as before",
            "unchanged": "unchanged",
            "failed": "failed",
        }
        if summary.stopped_because and not any(summary.counts.values()):
            return
        parts = [f"{summary.counts[name]:,} {word}" for name, word in words.items() if summary.counts.get(name)]
        following = " Next: dwsc run" if summary.counts.get("new") else ""
        self._say(f"Datasets: {', '.join(parts) or 'none'}.{following}")

    def alerts(self, told: Told) -> None:
        """Say who was told of what did not come."""
        for line in alert_lines(told.sent_to, told.problems):
            self._say(line)

    def _contents(self, *, datasets: int, rows: int, address: str) -> None:
        self._say(f"✔ ILOSTAT lists {datasets:,} datasets with {rows:,} rows ({address.partition('?')[0]})")

    def _plan(self, *, plan: Plan, need: DiskNeed) -> None:
        size = f"{plan.row_count:,} rows, about {in_words(need.download_bytes)} to download"
        self._say(f"✔ {len(plan.due):,} to fetch ({size}), {len(plan.unchanged):,} unchanged")
        if plan.due:
            how = "measured here" if need.is_measured else "estimated"
            self._say(
                f"  disk: about {in_words(need.needed_bytes)} needed ({need.bytes_per_row:.1f} bytes per row, {how}), "
                f"{in_words(need.free_bytes)} free"
            )
        if self._wanted.is_trial:
            self._list(plan)

    def _list(self, plan: Plan) -> None:
        shown = plan.due if len(plan.due) <= _SHOWN or not self._wanted.everything else plan.due[:_SHOWN]
        for entry in shown:
            updated = f"{entry.last_update:%Y-%m-%d}" if entry.last_update else "unknown"
            label = f"  {entry.indicator_label}" if entry.indicator_label else ""
            self._say(f"  {entry.dataset_code:<32}{entry.row_count or 0:>12,} rows  changed {updated}{label}")
        if len(shown) < len(plan.due):
            self._say(f"  … and {len(plan.due) - len(shown):,} more")
        if plan.not_listed:
            self._say(f"! not listed by ILOSTAT: {_some(plan.not_listed)}", "yellow")
        self._say("Nothing was fetched: this was a trial.")

    def _dictionary(self, *, done: int, of: int, dictionary: str, outcome: str, reason: str | None, **_: Any) -> None:
        self._bar.update(self._task, description="Dictionaries", total=of, completed=done, told=dictionary)
        if outcome == "failed":
            self._say(f"✘ dictionary {dictionary}: {reason}", "red")
        if done == of:
            self._say(f"✔ {of} dictionaries looked at")

    def _fetching(self, *, datasets: int, **_: Any) -> None:
        self._bar.reset(self._task, description="Datasets", total=datasets, told="")

    def _dataset(self, *, dataset_code: str, outcome: str, progress: dict[str, Any], **status: Any) -> None:
        told = f"{progress['rows_done']:,} of {progress['rows']:,} rows, {in_words(progress['bytes_done'])}"
        told += f", {in_words(progress['bytes_per_second'] or 0)}/s{_left(progress['seconds_left'])}"
        self._bar.update(self._task, completed=progress["datasets_done"], told=told)
        if outcome == "failed":
            self._say(f"✘ {dataset_code}: {status['stale_reason']}", "red")
        elif not self._wanted.everything or not self._console.is_terminal:
            words = "new" if outcome == "new" else "the rows are those of a snapshot that stands"
            size = in_words(status["bytes"] or 0)
            self._say(f"{_SIGNS[outcome]} {dataset_code}: {status['row_count'] or 0:,} rows, {size}, {words}")

    def _not_listed(self, *, dataset: str, reason: str, is_failure: bool) -> None:
        if is_failure:
            self._say(f"✘ {dataset}: {reason}", "red")
        else:
            self._not_there.append(dataset)

    def _warning(self, *, message: str) -> None:
        self._say(f"! {message}", "yellow")

    def _say(self, words: str, style: str = "") -> None:
        self._console.print(Text(words, style=style))


class JsonView:
    """Tells a fetch to a program: one JSON object a line, the last one the summary."""

    def __enter__(self) -> "JsonView":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def tell(self, event: str, **facts: Any) -> None:
        """Print one event."""
        if event == "plan":
            facts = _plan_facts(**facts)
        typer.echo(json.dumps({"event": event, **facts}, default=str, ensure_ascii=False))

    def stopped(self) -> None:
        """Say that a person stopped it."""
        self.tell("stopped")

    def summary(self, summary: Summary) -> None:
        """Print the summary."""
        self.tell("summary", is_well=summary.is_well, **asdict(summary))

    def alerts(self, told: Told) -> None:
        """Print who was told of what did not come, if anybody was to be."""
        if told.sent_to or told.problems:
            self.tell("alerts", **asdict(told))


def _plan_facts(plan: Plan, need: DiskNeed) -> dict[str, Any]:
    return {
        "due": [
            {"dataset_code": entry.dataset_code, "row_count": entry.row_count, "last_update": entry.last_update}
            for entry in plan.due
        ],
        "rows": plan.row_count,
        "unchanged": [entry.dataset_code for entry in plan.unchanged],
        "not_listed": plan.not_listed,
        "disk": asdict(need),
    }


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    words = f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    return f", {words} left"
