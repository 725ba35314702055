"""`dwsc report`: the same folder each time, whole or not at all, and errors that say what to mend."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import docx
import pytest

from support.faults import DWSC
from support.first_release import FirstRelease
from support.reported import AS_OF, Reported, dwsc, pdf_text, word_text
from support.reported import reported as reported_once
from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release import pointer
from warehouse.release.pointer import Release
from warehouse.reports.pack.documents import STANDARD_TEMPLATE
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import PROGRESS
from warehouse.settings import PROJECT_ROOT, get_settings

TEXTS = PROJECT_ROOT / "warehouse" / "reports" / "pack" / "texts" / "progress"


@pytest.fixture(scope="module")
def made(shared_folder: Path, first_release: FirstRelease) -> Reported:
    return reported_once(shared_folder / "reported", first_release)


@pytest.fixture(scope="module")
def release(made: Reported) -> Release:
    told = json.loads((made.folder / "manifest.json").read_text())
    return pointer.read_release(get_settings(home=made.home), told["release"]["release_id"])


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "here" / "report"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_made_twice_is_the_same_bytes(made: Reported, target: Path) -> None:
    started = time.monotonic()
    ran = dwsc(made.home, "report", "progress", "--as-of", AS_OF, "--out", str(target))
    assert ran.returncode == 0, ran.stderr
    assert time.monotonic() - started < 120  # 5 seconds alone on two cores
    assert "There is no release" not in ran.stdout
    again, before = _bytes(target), _bytes(made.folder)
    assert set(again) == set(before)
    assert [name for name in before if again[name] != before[name]] == []


def test_the_same_report_is_left_alone_and_another_one_is_not_lost(
    release: Release, made: Reported, first_release: FirstRelease, target: Path
) -> None:
    assert write_report(release, PROGRESS, target)
    stamp = (target / "manifest.json").stat().st_mtime_ns
    assert not write_report(release, PROGRESS, target)
    assert (target / "manifest.json").stat().st_mtime_ns == stamp
    other = pointer.current(get_settings(home=first_release.home))
    assert other is not None
    with pytest.raises(WarehouseError, match="--force"):
        write_report(other, PROGRESS, target)
    assert (target / "manifest.json").stat().st_mtime_ns == stamp
    assert write_report(other, PROGRESS, target, force=True)
    assert json.loads((target / "manifest.json").read_text())["as_of"] == other.manifest["as_of"]
    assert [path.name for path in target.parent.iterdir()] == ["report"]


def test_a_folder_that_is_no_report_is_never_replaced(release: Release, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.docx").write_text("mine")
    with pytest.raises(WarehouseError, match="is no report"):
        write_report(release, PROGRESS, target, force=True)
    assert (target / "thesis.docx").read_text() == "mine"


@pytest.mark.parametrize("sign", ["", "release"])
def test_killed_half_way_it_leaves_no_folder_and_the_next_one_is_whole(made: Reported, target: Path, sign: str) -> None:
    """Killed when its hidden folder is there, and when all but the manifest is in it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DWSC_")}
    child = subprocess.Popen(
        [DWSC, "report", "progress", "--as-of", AS_OF, "--out", str(target)],
        env=plain | {"DWSC_HOME": str(made.home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while child.poll() is None and not (target.parent / ".report.partial" / sign).exists():
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    if target.exists():  # it was quicker than the kill
        assert _bytes(target) == _bytes(made.folder)
    ran = dwsc(made.home, "report", "progress", "--as-of", AS_OF, "--out", str(target))
    assert ran.returncode == 0, ran.stderr
    assert _bytes(target) == _bytes(made.folder)
    assert [path.name for path in target.parent.iterdir()] == ["report"]


def test_a_stop_in_the_middle_leaves_nothing(release: Release, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.reports.pack.folder.os.link", full)
    monkeypatch.setattr("warehouse.reports.pack.folder.shutil.copyfile", full)
    with pytest.raises(WarehouseError, match="is full"):
        write_report(release, PROGRESS, target)
    assert list(target.parent.iterdir()) == []


def test_a_damaged_release_makes_no_report(made: Reported, release: Release, target: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(release.folder, tmp_path / release.release_id)
    for path in (folder, folder / "CHANGES.md"):
        path.chmod(0o755)
    (folder / "CHANGES.md").write_text("other")
    with pytest.raises(ReleaseError, match="dwsc verify"):
        write_report(Release(release.release_id, folder, release.manifest), PROGRESS, target)
    assert not target.exists()


def test_errors_of_the_command_say_what_to_do(made: Reported, tmp_path: Path) -> None:
    empty = dwsc(tmp_path / "empty", "report", "progress")
    assert (empty.returncode, "dwsc run" in empty.stderr) == (1, True)
    day = dwsc(tmp_path / "empty", "report", "progress", "--as-of", AS_OF)
    assert (day.returncode, "land files" in day.stderr) == (1, True)
    wrong = dwsc(made.home, "report", "progress", "--as-of", "March")
    assert (wrong.returncode, "write it as 2026-06-30" in wrong.stderr) == (2, True)
    unknown = dwsc(made.home, "report", "progress", "--release", "20200101_000000")
    assert (unknown.returncode, "There is no release" in unknown.stderr) == (1, True)
    current = json.loads((made.home / "releases" / "current.json").read_text())["release_id"]
    mixed = dwsc(made.home, "report", "progress", "--release", current, "--as-of", AS_OF)
    assert (mixed.returncode, "Name one of them" in mixed.stderr) == (1, True)


def _template(path: Path, change: str) -> Path:
    document = docx.Document(str(STANDARD_TEMPLATE))
    body = document.paragraphs
    if change == "header":
        document.sections[0].header.paragraphs[0].runs[0].text = ""
    elif change == "first page":
        document.sections[0].different_first_page_header_footer = True
    elif change == "style":
        next(style for style in document.styles if style.name == "Quote").name = "Citation"
    else:
        body[0].runs[0].text = change
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("{{ titel }}", "'titel' is undefined. Fields are: title, subtitle"),
        ("{{ sections[0].name }}", "has no attribute 'name'"),
        ("{{ figures['strategy.primary.sold_count'] }}", "strategy.primary.sold_count"),
        ("{{ title", "cannot be read"),
        ("{% for one in sections %}{{ one.title }}", "cannot be read"),
        ("header", "lacks the field {{ sample_mark }} in the header of its section 1"),
        ("first page", "in the header of the first page"),
        ("style", "has no style 'Quote'"),
    ],
)
def test_an_unusable_template_names_what_is_wrong(
    release: Release, target: Path, tmp_path: Path, change: str, said: str
) -> None:
    template = _template(tmp_path / "ours.docx", change)
    with pytest.raises(WarehouseError, match=r"ours\.docx") as refused:
        write_report(release, PROGRESS, target, template=template)
    assert said in str(refused.value)
    assert not target.exists()


def test_a_template_that_is_no_word_file_is_refused(release: Release, target: Path, tmp_path: Path) -> None:
    template = tmp_path / "ours.docx"
    template.write_text("a letter")
    with pytest.raises(WarehouseError, match="cannot be opened as a Word file"):
        write_report(release, PROGRESS, target, template=template)


def test_an_officer_lays_the_word_file_out_anew(release: Release, target: Path, tmp_path: Path) -> None:
    words = "Due: {{ figures['strategy.primary.due_count'] }} by {{ as_of }}"
    assert write_report(release, PROGRESS, target, template=_template(tmp_path / "ours.docx", words))
    told = json.loads((target / "manifest.json").read_text())
    due = next(one["value"] for one in told["figures"] if one["figure_id"] == "strategy.primary.due_count")
    assert f"Due: {due} by 1 March 2025" in word_text(target / "report.docx")


def test_an_officer_changes_a_text(release: Release, target: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "04_commitments.txt").write_text(
        "# Promises\n\nWe made {{ rows('commitment_counts').commitment_count }}.\n"
    )
    assert write_report(release, PROGRESS, target, texts=texts)
    text = word_text(target / "report.docx")
    assert "We made 8[" in text
    assert "Restated since earlier releases" in text
    assert "We made 8[" in pdf_text(target / "report.pdf")
    assert set(json.loads((target / "manifest.json").read_text())["texts"]) == {"04_commitments.txt"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T\n\n{{ rows('strategy', reading='primary').sold_count }}", "has no column 'sold_count'"),
        ("# T\n\n{{ rows('sales') }}", "There is no query 'sales'"),
        ("# T\n\n{{ sold }}", "line 3: 'sold' is undefined"),
        ("# T\n\n{{ rows('strategy').due_count }}", "2 rows here"),
        ("# T\n\n{% if x %}", "line"),
        ("No title", "must begin with its title"),
        ("# T\n\nSee {{ table('strategy') }}.", "paragraph of its own"),
    ],
)
def test_a_wrong_text_names_file_and_field(
    release: Release, target: Path, tmp_path: Path, text: str, said: str
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "04_commitments.txt").write_text(text)
    with pytest.raises(WarehouseError) as refused:
        write_report(release, PROGRESS, target, texts=texts)
    assert said in str(refused.value)
    assert not target.exists()


def test_a_release_with_one_register_and_no_money_makes_a_whole_report(
    first_release: FirstRelease, target: Path
) -> None:
    release = pointer.current(get_settings(home=first_release.home))
    assert release is not None
    assert write_report(release, PROGRESS, target)
    text = word_text(target / "report.docx")
    assert "No commitment of money was on record." in text
    assert "No narrative was on record for this output." in text
