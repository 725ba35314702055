"""A published release with rows that would harm a careless export, and the files that come out of it.

Owns: the copy of the first release and the rows that are planted in it.
Never: says what an export should hold; that is for the tests.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from support.first_release import FirstRelease
from warehouse.release.pointer import Release, current
from warehouse.settings import get_settings

HOSTILE = "a & b <c> \"q\" 'x' ]]> \u202eمرحبا\u202c\u00a0é \U0001f600"
BROKEN = "line\nnext\ttab\x0b"
FORMULA = '=HYPERLINK("http://example.org";"x")'
NUMBERS = (0.0, -0.0, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, -1e-7, 123456789012345.67)
AREA = "Z&<Ü"
NEVER = 987654.25
"""A value that stands in drafts and in what does not count: it must never leave."""
NEVER_LINK = "https://example.org/draft-never"
UNKNOWN_LABELS = {"Age: 5-11 & more": 1.25, "Age: 12+": 2.25}
"""Labels for which no code is known: two categories, and not one."""
COMPLIANCE = "SDG_0882_NOC_RT"


@dataclass(frozen=True)
class Planted:
    """The release, and its DuckDB file opened for reading by the test itself."""

    release: Release
    home: Path

    def rows(self, statement: str) -> list[dict[str, object]]:
        """Rows of the release by a reading of the test's own."""
        with duckdb.connect(str(self.release.database), read_only=True) as connection:
            cursor = connection.execute(statement)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def published(first: FirstRelease, target: Path) -> Planted:
    """A copy of the first release as it was published."""
    assert first.run.returncode == 0, first.run.stdout + first.run.stderr
    home = target / "home"
    release_id = json.loads((first.home / "releases" / "current.json").read_text())["release_id"]
    shutil.copytree(first.home / "releases" / release_id, home / "releases" / release_id)
    shutil.copy(first.home / "releases" / "current.json", home / "releases" / "current.json")
    release = current(get_settings(home=home))
    assert release is not None
    return Planted(release, home)


def planted(first: FirstRelease, target: Path) -> Planted:
    """The same with hostile rows in it, and with drafts."""
    made = published(first, target)
    for path in (made.release.folder, made.release.database):
        path.chmod(0o755)
    with duckdb.connect(str(made.release.database)) as connection:
        for statement, values in _planting():
            connection.execute(statement, values)
    return made


def _planting() -> list[tuple[str, list[object]]]:
    series = (
        "insert into indicators.series by name select * replace (? as reference_area_code, ? as time_period, "
        "? as value, ? as observation_status_code, ? as source_note, ? as source_label) from indicators.series "
        f"where indicator_code = '{COMPLIANCE}' order by reference_area_code, time_period limit 1"
    )
    done: list[tuple[str, list[object]]] = [
        (series, [AREA, str(1990 + number), value, None, HOSTILE, FORMULA]) for number, value in enumerate(NUMBERS)
    ]
    done += [(series, [AREA, "2001", None, "U", BROKEN, None]), (series, [AREA, "2002", None, "C", None, ""])]
    done += [(series, [AREA, "2003", 1.5, "C", "-", "+1"]), (series, [AREA, "2004Q3", 2.5, None, None, None])]
    unknown = (
        "insert into indicators.series by name select * replace (? as reference_area_code, '1980' as time_period, "
        "null as classification_1_code, ? as classification_1_label, ? as value) from indicators.series "
        f"where indicator_code = '{COMPLIANCE}' order by reference_area_code, time_period limit 1"
    )
    done += [(unknown, [AREA, label, value]) for label, value in UNKNOWN_LABELS.items()]
    result = (
        "insert into monitoring.output_results (report_id, indicator_id, output_id, reporting_period_id, unit, "
        "numerator, denominator, version_no, is_sample, snapshot_id, place, disaggregation, value, note, counts, "
        "is_latest, report_state) values ('r1', 'OI03a', 'O03', '2024H1', 'yes/no', 13, 4, 1, true, 'planted', "
        "'Results!9', ?, ?, ?, ?, ?, ?)"
    )
    done += [(result, ["group=a&b", 3.25, HOSTILE, True, True, "approved"])]
    done += [(result, ["group=draft", NEVER, "draft", False, False, "draft"])]
    done += [(result, ["group=returned", NEVER, "returned", False, True, "returned"])]
    target = (
        "insert into indicators.targets by name select * replace (? as target_id, ? as disaggregation, "
        "? as target_type, ? as target_year, ? as target_value, ? as band_low, ? as band_high, ? as is_current, "
        "? as is_draft, -12.5 as change_pct, 'STRATEGY' as reference_area_code, 'OI03a' as indicator_id) "
        "from indicators.targets limit 1"
    )
    done += [
        (target, ["T-band", "group=<b>", "band", 2026, None, -1.5, 2.5, True, False]),
        (target, ["T-none", "group=n", "direction_only", None, None, None, None, True, False]),
        (target, ["T-draft", "group=d", "value", 2026, NEVER, None, None, False, True]),
        (target, ["T-old", "group=o", "value", 2026, NEVER, None, None, False, False]),
    ]
    evidence = (
        "insert into evaluation.evidence (evidence_source, evidence_id, output_id, indicator_id, title, evidence_kind, "
        "link, review, is_sample) values ('register', ?, 'O03', ?, ?, 'document', ?, ?, true)"
    )
    done += [
        (evidence, ["e1", "OI03a", HOSTILE, "https://example.org/a?b=1&c=<d>.pdf", "accepted"]),
        (evidence, ["e2", None, "Of the output", "HTTP://example.org/report.pdf", "weak"]),
        (evidence, ["e3", None, "Script", "javascript:alert(1)", "accepted"]),
        (evidence, ["e4", None, "File", "file:///etc/passwd", "accepted"]),
        (evidence, ["e5", None, "Rejected", NEVER_LINK, "rejected"]),
        (evidence, ["e7", None, "Per cent", "https://example.org/100%", "accepted"]),
        (evidence, ["e8", None, "Password", "https://user:secret@example.org/", "accepted"]),
        (evidence, ["e9", None, "No host", "https://[", "accepted"]),
        (evidence, ["e6", None, "Blank", "https://example.org/never not", "accepted"]),
    ]
    return done
