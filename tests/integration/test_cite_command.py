"""`dwsc cite` says in every form what CITATION.cff of the release says."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from support.release_build import published_home
from warehouse.cli.cite import cite
from warehouse.errors import ReleaseError
from warehouse.release.citation import bibtex, citation, citation_text

RUNNER = CliRunner()
ILOSTAT = {"source": "ilostat", "dataset_code": "SDG_0831_A", "file_name": "a.csv", "snapshot_id": "s"}
REAL = {
    "release_id": "20260702_000000",
    "as_of": "2026-06-30",
    "built_at": "2026-07-02T00:00:00+00:00",
    "is_sample": False,
    "inputs": [{**ILOSTAT, "licence": "CC BY 4.0"}, {**ILOSTAT, "file_name": "b_{1}~%&$#^\\.csv", "licence": "A & B"}],
}
TEX = {"\\&": "&", "\\%": "%", "\\$": "$", "\\#": "#", "\\_": "_", "\\{": "{", "\\}": "}", "--": "–",
       "\\textasciitilde{}": "~", "\\textasciicircum{}": "^", "\\textbackslash{}": "\\"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = published_home(tmp_path / "home")
    monkeypatch.setenv("DWSC_HOME", str(home))
    return home


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.command()(cite)
    return app


def fields(entry: str) -> dict[str, str]:
    """The fields of a BibTeX entry as people read them; every brace of the entry must have its partner."""
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"(?<!\\)[&%$#_~^]", entry.partition(",")[2]), "TeX would take it for a command"
    signs = re.compile("|".join(re.escape(one) for one in sorted(TEX, key=len, reverse=True)))
    found = re.findall(r"^  (\w+) = \{(.*)\},$", entry, flags=re.MULTILINE)
    return {name: signs.sub(lambda sign: TEX[sign[0]], value) for name, value in found}


def test_every_form_says_what_the_citation_file_says(home: Path, app: typer.Typer) -> None:
    told = json.loads(RUNNER.invoke(app, ["--json"]).stdout)
    folder = home / "releases" / "20260101_000000"
    assert told["cff"] == (folder / "CITATION.cff").read_text(encoding="utf-8")
    assert RUNNER.invoke(app, ["current", "--cff"]).stdout == told["cff"]
    assert RUNNER.invoke(app, ["20260101_000000", "--bibtex"]).stdout == told["bibtex"]
    assert RUNNER.invoke(app, [str(folder), "--bibtex"]).stdout == told["bibtex"]
    file, entry = yaml.safe_load(told["cff"]), fields(told["bibtex"])
    assert file["title"].startswith("SAMPLE DATA – ")
    assert file["title"] in told["text"]
    assert entry["title"] == f"{{{file['title']}}}"
    assert entry["author"] == f"{{{file['authors'][0]['name']}}}"
    assert told["text"].startswith(file["authors"][0]["name"])
    assert (entry["version"], entry["note"]) == (file["version"], file["abstract"])
    assert told["licence"] == file["abstract"]
    assert f"licence: {file['license']}" in told["licence"]
    assert entry["year"] == file["date-released"][:4]
    assert told["sha256"] == hashlib.sha256((folder / told["file"]).read_bytes()).hexdigest()
    shown = RUNNER.invoke(app, []).stdout
    for part in ("text", "bibtex", "licence", "sha256"):
        assert told[part] in shown


def test_real_data_owes_a_citation_to_ilostat_and_awkward_names_survive_tex() -> None:
    file, entry = yaml.safe_load(citation(REAL)), fields(bibtex(REAL))
    assert "ILOSTAT" in citation_text(REAL)
    assert "ILOSTAT" not in citation_text({**REAL, "inputs": [{**ILOSTAT, "source": "register"}]})
    assert "ILOSTAT" not in citation_text({**REAL, "is_sample": True})
    assert entry["note"] == file["abstract"]
    assert "b_{1}~%&$#^\\.csv" in entry["note"]


def test_what_cannot_be_cited_is_said(home: Path, app: typer.Typer) -> None:
    assert isinstance(RUNNER.invoke(app, ["20990101_000000"]).exception, ReleaseError)
    assert RUNNER.invoke(app, ["--cff", "--bibtex"]).exit_code == 2
    copied = Path(shutil.copytree(home / "releases" / "20260101_000000", home / "copied"))
    manifest = copied / "release.json"
    manifest.chmod(0o644)
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({name: value for name, value in told.items() if name != "built_at"}))
    answer = RUNNER.invoke(app, [str(copied)])
    assert isinstance(answer.exception, ReleaseError)
    assert "built_at" in str(answer.exception)
