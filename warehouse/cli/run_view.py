"""What a person sees of a run: a line per stage, a bar while it lasts, and a closing summary.

Owns: the words for each event that `dagster_project.run` tells.
Never: decides anything; knows how the run works.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from warehouse.cli import typed
from warehouse.cli.land import counts, show
from warehouse.errors import ReleaseError
from warehouse.release import pointer
from warehouse.settings import Settings

_LONGEST = 300
_STAGES = {
    "prepare": "Starting",
    "land": "Landing files",
    "build": "Building tables",
    "check": "Checking expectations",
    "judge": "Judging all checks",
    "describe": "Describing the release",
    "publish": "Publishing",
}
_FIRST_QUERY = 'query "from guide.start_here"'
_COUNTED = {
    "land": "{snapshots:,} snapshots, {rows:,} rows, as of {as_of}",
    "build": "{nodes:,} tables and tests",
    "check": "{checks:,} expectations",
    "judge": "{passed:,} passed, {warned:,} warned",
    "describe": "{nodes:,} tables and tests",
    "publish": "{tables:,} tables, {rows:,} rows",
}


def alert_lines(sent_to: Sequence[str], problems: Sequence[str]) -> list[str]:
    """Who was told of what goes wrong, and who could not be."""
    lines = [f"Alerts: told {', '.join(sent_to)}."] if sent_to else []
    return lines + [f"! Alerts: not told, tried again the next time. {problem}" for problem in problems]


def cost_line(cost: dict[str, Any]) -> str:
    """What the run cost, in one line; what is not known is left out."""
    parts = [f"{cost['wall_seconds']:,.0f} s", f"{cost['cpu_seconds']:,.0f} s of processor time on this machine"]
    spark = cost.get("spark") or {}
    if spark.get("task_seconds") is not None:
        parts.append(f"{spark['task_seconds']:,.0f} s of tasks on Spark")
    if cost["bytes_read"] is not None:
        parts.append(f"{cost['bytes_read'] / 1e6:,.1f} MB of snapshots read")
    parts.append(f"{cost['bytes_written'] / 1e6:,.1f} MB published")
    return f"Cost ({cost['engine'] or 'nothing was built'}): {', '.join(parts)}."


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class RunView:
    """Shows the events of one run; use it as a context manager, then call `summary`."""

    def __init__(self, console: Console, settings: Settings) -> None:
        self.failed: list[str] = []
        self.log: Path | None = None
        self.at = ""
        self._console, self._settings = console, settings
        self._landed: list[str] = []
        self._warnings: list[str] = []
        self._checks: dict[str, Any] = {}
        self._facts: dict[str, dict[str, Any]] = {}
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("Starting", total=None)

    def __enter__(self) -> "RunView":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, event: dict[str, Any]) -> None:
        """Show one event; one of an unknown kind is kept for the summary and otherwise ignored."""
        kind = event["event"]
        if kind == "stage":
            self._stage(event)
        elif kind == "node":
            self._bar.update(self._task, completed=event["number"], total=event["total"])
        elif kind == "landed":
            self._landed.append(event["outcome"])
            show(self._console, event["outcome"], event["message"], event["warnings"])
        elif kind == "warning":
            self._warnings.append(f"{event['check']}: {event['message']}")
            if event.get("rows"):
                self._warnings[-1] += f"\n    first rows: {_shortened(event['rows'])}"
        elif kind == "failed":
            self.failed.append(event["message"])
        elif kind == "run":
            self.log = Path(event["log"])
        self._facts[kind] = event

    def summary(self) -> None:
        """Say what was loaded, refused, checked and published, where it is, and what to do next."""
        for warning in self._warnings:
            self._console.print(Text(f"! {warning}", style="yellow"))
        if self._landed:
            self._console.print(f"\nFiles: {counts(self._landed)}.")
        if self._checks:
            self._console.print("Checks: {passed:,} passed, {warned:,} warned, none failed.".format_map(self._checks))
            if door := self._checks.get("door"):
                self._console.print(
                    f"{door:,} of the warnings are rules that refused files broke; each file is told above."
                )
        if self.failed:
            self._say_failure()
        elif "unchanged" in self._facts:
            found = self._facts["unchanged"]
            self.say(f"Nothing changed: release {found['release_id']} stands ({found['folder']}).")
            self.say(f"Next: {typed.make(self._settings, 'dashboard')}\n  or: {self._again()}")
        else:
            self._say_release()

        told = self._facts.get("alerts", {"sent_to": [], "problems": []})
        for line in alert_lines(told["sent_to"], told["problems"]):
            self.say(line)

    def _again(self) -> str:
        """How to build what stands anew, and with which engine, where that is another one."""
        command = f"{typed.dwsc(self._settings, 'run --full')} to build it anew"
        release = pointer.current(self._settings)
        made_by = (release.manifest.get("engine") or {}).get("name", "duckdb") if release else self._settings.engine
        return command if made_by == self._settings.engine else f"{command} (with {self._settings.engine})"

    def say(self, sentence: str) -> None:
        """Say one more thing under the summary."""
        self._console.print(Text(sentence))

    def standing(self) -> str:
        """Which release people see, in words."""
        try:
            release = pointer.current(self._settings)
        except ReleaseError as error:
            return str(error)
        return f"Release {release.release_id} still stands." if release else "No release was published yet."

    def last_log_line(self) -> str:
        """The last line of the log of the run, where an error that nobody foresaw is named."""
        if self.log is None or not self.log.is_file():
            return "it left no message"
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "it left no message")

    def _stage(self, event: dict[str, Any]) -> None:
        name = _STAGES.get(event["name"], event["name"])
        if event["state"] == "started":
            self.at = f"the stage `{name}`"
            self._bar.reset(self._task, description=name, total=None)
            return
        if event["name"] == "judge":
            self._checks = event
        told = _COUNTED.get(event["name"], "").format_map(Counter(event))
        self._console.print(f"[green]✔[/green] {name:<24}{told:<46}{event['seconds']:>7.1f} s")

    def _say_failure(self) -> None:
        for message in self.failed:
            self._console.print(Text(f"✘ {message}", style="red"))
        log = f" Log: {self.log}" if self.log else ""
        self._console.print(Text(f"Nothing was published. {self.standing()}{log}"))

    def _say_release(self) -> None:
        made = self._facts.get("published")
        if made is None:
            self._console.print(Text(f"Nothing was published. {self.standing()}"))
            return
        self.say(f"Release {made['release_id']} is published: {made['folder']}")
        self.say(f"Open it: {made['database']}")
        self.say(f"Next: {typed.make(self._settings, 'dashboard')}\n  or: {typed.dwsc(self._settings, _FIRST_QUERY)}")
        if cost := self._facts.get("cost"):
            self.say(cost_line(cost))
