"""From text templates to blocks: what an officer may change without touching code.

Owns: the words that a template may use, the signs that make headings, lists and quotations, and the marks of figures.
Never: takes a value of the data for a sign: whatever a reporter typed stays text.

A template is a file of texts/<kind>/ in the language of Jinja. Its first line is the title of the section, after #;
## and ### make headings, - an item of a list, > a quotation, ~ a note; a blank line ends a paragraph. docs/reports.md
lists what stands in {{ }}.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from warehouse.errors import WarehouseError
from warehouse.reports.pack import charts
from warehouse.reports.pack.answers import Answers, Cell, Rows, matching
from warehouse.reports.pack.content import Block, Chart, Heading, Paragraph, Section, Span, Table

TEXT_FOLDER = Path(__file__).parent / "texts"
_OPEN, _CLOSE = "\x02", "\x03"
_TOKEN = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_TAGS_ALONE = re.compile(r"\s*(\{%((?!%\}).)*%\}\s*)+")
_SIGNS = {"- ": "item", "> ": "quote", "~ ": "note"}


class Writer:
    """Turns the templates of one report into sections."""

    def __init__(self, answers: Answers, kind: str, texts: Path | None, facts: dict[str, Any]) -> None:
        self._answers, self._kind = answers, kind
        self._said: list[str | Cell | Table | Chart] = []
        self._numbers = {"table": 0, "chart": 0}
        self._folders = [*([texts] if texts else []), TEXT_FOLDER / kind]
        self._environment = _environment(self._finalize, self._folders)
        self._environment.globals.update(
            {**facts, "rows": self._rows, "table": self._table, "chart": self._chart, "has_table": answers.has_table}
        )

    def sections(self) -> tuple[Section, ...]:
        """Every section, in the order of the names of the files.

        Raises:
            WarehouseError: a template cannot be read; the message names the file, the line and what is wrong.
        """
        names = sorted({path.name for folder in self._folders for path in folder.glob("*.txt")})
        return tuple(self._section(name) for name in names)

    def _section(self, name: str) -> Section:
        try:
            text = self._environment.get_template(name).render()
        except jinja2.TemplateError as error:
            line = getattr(error, "lineno", None) or _line_of(error, name)
            raise WarehouseError(
                f"The text {name} cannot be written{f', line {line}' if line else ''}: {error}. "
                "docs/reports.md lists what a text may use."
            ) from error
        except (TypeError, ValueError, AttributeError) as error:
            raise WarehouseError(
                f"The text {name} cannot be written, line {_line_of(error, name)}: {error}. A missing value cannot be "
                "compared; ask first whether it `is missing`."
            ) from error
        blocks = self._blocks(text)
        if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
            raise WarehouseError(f"The text {name} must begin with its title: one line after a # and a space.")
        section_id = re.sub(r"^\d+_|\.txt$", "", name)
        anchored = [_anchored(block, section_id, place) for place, block in enumerate(blocks[1:], 1)]
        return Section(section_id, blocks[0].text, tuple(anchored))

    def _rows(self, name: str, **where: Any) -> Rows:
        answer = self._answers.ask(name)
        return Rows(answer, matching(answer, where))

    def _table(self, name: str, title: str = "", note: str = "", most: int = 0, **where: Any) -> str:
        answer = self._answers.ask(name)
        places = matching(answer, where)
        if most and len(places) > most:
            told = f"The first {most:,} of {len(places):,} rows; annex.xlsx has all of them."
            note, places = f"{note} {told}".strip(), places[:most]
        columns = tuple(
            column for column in answer.query.columns.values() if not column.in_annex_only and column.name not in where
        )
        self._numbers["table"] += 1
        table = Table(
            self._numbers["table"],
            self._plain(title) or answer.query.title,
            answer,
            columns,
            places,
            self._plain(note),
        )
        return self._token(table)

    def _chart(self, kind: str, name: str, title: str, **what: Any) -> str:
        answer = self._answers.ask(name)
        self._numbers["chart"] += 1
        svg, png, alt = charts.draw(kind, answer, title, what)
        return self._token(Chart(self._numbers["chart"], title, alt, answer, svg, png))

    def _token(self, said: str | Cell | Table | Chart) -> str:
        self._said.append(said)
        return f"{_OPEN}{len(self._said) - 1}{_CLOSE}"

    def _finalize(self, value: Any) -> str:
        """What {{ }} prints: a token, so that no sign in the data is taken for one of the template."""
        if isinstance(value, str) and _OPEN in value:
            return value
        return self._token(value if isinstance(value, Cell) else str(value))

    def _plain(self, text: str) -> str:
        """A text without marks, for titles and notes of tables."""
        said = (self._said[int(part)] if place % 2 else part for place, part in enumerate(_TOKEN.split(text)))
        return "".join(one.answer.shown(one.place, one.column) if isinstance(one, Cell) else str(one) for one in said)

    def _blocks(self, text: str) -> list[Block]:
        found: list[Block] = []
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            for style, content in _lines(paragraph, self._stands_alone):
                found.extend(self._block(style, content))
        return found

    def _stands_alone(self, line: str) -> bool:
        """Whether a line is a table or a chart, which no line runs on to."""
        whole = _TOKEN.fullmatch(line)
        return whole is not None and isinstance(self._said[int(whole[1])], Table | Chart)

    def _block(self, style: str, content: str) -> list[Block]:
        whole = _TOKEN.fullmatch(content)
        said = self._said[int(whole[1])] if whole else None
        if isinstance(said, Table | Chart):
            return [said]
        spans = self._spans(content)
        if not spans:
            return []
        if style.startswith("#"):
            return [Heading(len(style), Paragraph(spans).text, "")]
        return [Paragraph(spans, style)]

    def _spans(self, text: str) -> tuple[Span, ...]:
        spans: list[Span] = []
        for place, part in enumerate(_TOKEN.split(text)):
            said = self._said[int(part)] if place % 2 else part
            if isinstance(said, Cell) and said.column.is_number and said.value is not None:
                spans.append(self._answers.figure(said.answer, said.place, said.column))
            elif isinstance(said, Cell):
                spans.append(said.answer.shown(said.place, said.column))
            elif isinstance(said, str):
                spans.extend([said] if said else [])
            else:
                raise WarehouseError("A table or a chart must stand in a paragraph of its own.")
        return tuple(spans)


def _lines(paragraph: str, stands_alone: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The lines of a paragraph as (style, content): those without a sign run on, unless one of the two stands alone."""
    found: list[tuple[str, str]] = []
    for line in (each.strip() for each in paragraph.splitlines() if each.strip()):
        heading = re.match(r"(#{1,3}) (.*)", line)
        runs_on = found and not found[-1][0].startswith("#") and not stands_alone(found[-1][1])
        if heading:
            found.append((heading[1], heading[2]))
        elif line[:2] in _SIGNS:
            found.append((_SIGNS[line[:2]], line[2:]))
        elif runs_on and not stands_alone(line):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            found.append(("body", line))
    return found


def _anchored(block: Block, section_id: str, place: int) -> Block:
    return Heading(block.level, block.text, f"{section_id}-{place}") if isinstance(block, Heading) else block


def _environment(finalize: Callable[[Any], str], folders: list[Path]) -> SandboxedEnvironment:
    @jinja2.pass_context  # without it, Jinja would print a constant once, for every report
    def printed(_: Context, value: Any) -> str:
        return finalize(value)

    def noun(value: Any, one: str, many: str = "") -> str:
        amount = value.value if isinstance(value, Cell) else value
        return f"{finalize(value)} {one if amount == 1 else many or f'{one}s'}"

    made = SandboxedEnvironment(
        loader=_Files(folders),
        undefined=jinja2.StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    made.filters["noun"] = noun
    made.tests["missing"] = lambda value: (value.value if isinstance(value, Cell) else value) in (None, "")
    return made


class _Files(jinja2.FileSystemLoader):
    """Text files in which a line that ends with a tag still ends there; a line of nothing but tags is no line."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, name, is_current = super().get_source(environment, template)
        lines = (
            f"{line[:-2]}+%}}" if line.endswith("%}") and not _TAGS_ALONE.fullmatch(line) else line
            for line in (each.rstrip() for each in text.splitlines())
        )
        return "\n".join(lines), name, is_current


def _line_of(error: BaseException, name: str) -> int | None:
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(name):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
