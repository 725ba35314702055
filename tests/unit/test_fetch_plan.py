"""Only what changed is asked for, and only what fits on the disk."""

import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from warehouse.errors import FetchError, HomeError
from warehouse.settings import Settings
from warehouse.snapshots import Origin
from warehouse.sources.ilostat.contents import Entry
from warehouse.sources.ilostat.service import plan as planning
from warehouse.sources.ilostat.service.addresses import data_address
from warehouse.sources.ilostat.service.catalogue import Catalogue, read_catalogue
from warehouse.sources.ilostat.service.plan import Standing, check_disk, check_names, disk_need, make_plan
from warehouse.sources.ilostat.service.state import FetchStatus, list_statuses, read_status, sweep, write_status

ONE, THEN = "SDG_0861_SEX_RT_A", datetime(2026, 9, 20, 7, 29, 34, tzinfo=UTC)


def _origin(**facts: Any) -> Origin:
    texts = dict.fromkeys(("producer", "file_name", "licence", "retrieved_at", "sha256", "file_sha256"), "")
    known = {"known_from": "2026-09-20T07:29:34Z", "known_from_rule": "source_last_update", "reader_version": "2"}
    counts = dict.fromkeys(("bytes", "content_bytes", "row_count", "key_count"), 100)
    nothing = dict.fromkeys(("indicator_code", "frequency_code", "dataset_label", "address", "partial_reason"))
    rest = {"snapshot_id": "a" * 16, "source": "ilostat", "dataset_code": ONE, "layout": "code", "warnings": []}
    marks = {"is_partial": False, "is_sample": False, "source_last_update": "2026-09-20T07:29:34Z"}
    return Origin(**texts | known | counts | nothing | rest | marks | facts)


def _status(**facts: Any) -> FetchStatus:
    return FetchStatus(**{"dataset_code": ONE, "outcome": "new", "checked_at": "2026-09-21T00:00:00Z"} | facts)


def _due(entry: Entry, standing: Standing, *, force: bool = False) -> bool:
    plan = make_plan([ONE], {ONE: entry}, standing, force=force)
    assert len(plan.due) + len(plan.unchanged) == 1
    return bool(plan.due)


def test_a_dataset_is_due_when_it_changed_or_nobody_knows_whether_it_did() -> None:
    same, standing = Entry(ONE, last_update=THEN, row_count=100), Standing({ONE: _origin()}, {})
    assert not _due(same, standing)
    assert _due(same, standing, force=True)
    assert _due(same, Standing({}, {})), "nothing stands"
    assert _due(same, Standing({}, {ONE: _status(accepted_last_update="2026-09-20T07:29:34Z")})), "its snapshot is gone"
    assert _due(Entry(ONE, last_update=THEN.replace(hour=9), row_count=100), standing)
    assert _due(Entry(ONE, last_update=THEN.replace(month=8), row_count=100), standing), "a date may go back"
    assert _due(Entry(ONE, last_update=THEN, row_count=101), standing)
    assert _due(Entry(ONE, row_count=100), standing), "the table of contents gives no date"
    assert _due(same, Standing({ONE: _origin(source_last_update=None)}, {})), "it was landed by hand"


def test_the_same_rows_under_a_new_date_are_not_asked_for_twice() -> None:
    standing = Standing({ONE: _origin()}, {ONE: _status(accepted_last_update="2026-10-01T00:00:00Z", row_count=100)})
    assert not _due(Entry(ONE, last_update=datetime(2026, 10, 1, tzinfo=UTC), row_count=100), standing)


def test_a_failed_fetch_does_not_pass_for_a_good_one() -> None:
    failed = _status(outcome="failed", source_last_update="2026-10-01T00:00:00Z", row_count=120, is_stale=True)
    assert _due(
        Entry(ONE, last_update=datetime(2026, 10, 1, tzinfo=UTC), row_count=120),
        Standing({ONE: _origin()}, {ONE: failed}),
    )


def test_a_misspelt_name_is_told_with_what_it_may_mean() -> None:
    contents, nothing = {ONE: Entry(ONE)}, Standing({}, {})
    catalogue = Catalogue((), frozenset(), {"EAR_4MMN_CUR_NB_A": ("EAR_INEE_NOC_NB_A",)})
    assert check_names([" sdg_0861_sex_rt_a "], contents, nothing, catalogue) == (ONE,)
    assert check_names(["EAR_4MMN_CUR_NB_A"], contents, nothing, catalogue), "a retired id is no typing mistake"
    with pytest.raises(planning.UnknownDatasetError) as caught:
        check_names(["SDG_0861_SEX_RT", "SGD_0861_SEX_RT_A", "NOTHING"], contents, nothing, catalogue)
    assert str(caught.value).count(f"Did you mean {ONE}?") == 2
    assert "'NOTHING'" in str(caught.value), "all of them at once"


def test_the_disk_is_judged_before_anything_comes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan([ONE], {ONE: Entry(ONE, row_count=400_000_000)}, Standing({}, {}))
    need = disk_need(settings, plan, Standing({}, {}))
    assert not need.is_measured
    assert need.needed_bytes > 400_000_000 * need.bytes_per_row
    usage = shutil.disk_usage(settings.home.parent)._replace(free=2**30)
    monkeypatch.setattr(planning.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(FetchError, match=r"1\.0 GB free; 1 datasets with 400,000,000 rows need about"):
        check_disk(settings, plan, disk_need(settings, plan, Standing({}, {})))


def test_no_blank_or_odd_parameter_is_ever_sent(settings: Settings) -> None:
    for odd in ("", " ", "A+B", "A&lang=fr", "../etc"):
        with pytest.raises(Exception, match="ILOSTAT is not asked for"):
            data_address(settings, odd)


def test_a_status_that_was_cut_off_counts_as_none_and_sweeping_leaves_what_is_wanted(settings: Settings) -> None:
    write_status(settings, _status())
    assert read_status(settings, ONE) == _status()
    (settings.fetch / "status" / "SDG_0852_SEX_AGE_RT_A.json").write_text('{"dataset_code": "SDG')
    assert [status.dataset_code for status in list_statuses(settings)] == [ONE]
    folder = settings.fetch / "incoming"
    folder.mkdir()
    for name in ("half.csv.gz.part", "whole.csv.gz", "old.csv.gz"):
        (folder / name).touch()
    sweep(settings, {"whole.csv.gz"})
    assert [path.name for path in folder.iterdir()] == ["whole.csv.gz"]


def test_the_catalogue_of_the_project_can_be_asked_for(settings: Settings) -> None:
    catalogue = read_catalogue(settings)
    assert len(catalogue.followed) >= 60
    assert "EAR_INEE_CUR_NB_A" in catalogue.successor_words("EAR_4MMN_CUR_NB_A")
    assert all(data_address(settings, code) for code in catalogue.followed)


def test_real_data_are_not_asked_for_in_a_home_with_sample_data(settings: Settings) -> None:
    from warehouse.home import refuse_sample_home

    refuse_sample_home(settings, "dwsc fetch")
    folder = settings.snapshots_folder / "ilostat" / ONE
    folder.mkdir(parents=True)
    (folder / f"{'a' * 16}.origin.json").write_text(_origin(is_sample=True).model_dump_json())
    with pytest.raises(HomeError, match=r"DWSC_HOME=.*main dwsc fetch --all"):
        refuse_sample_home(settings, "dwsc fetch --all")


def test_a_run_of_a_past_day_does_not_depend_on_what_was_fetched_since(settings: Settings) -> None:
    from warehouse.fetches import fetch_rows, known_fetches, what_decides

    today = datetime.now(UTC).date()
    write_status(settings, _status(is_stale=True, stale_rule="empty", stale_reason="Nothing came.", attempts=4))
    assert what_decides(known_fetches(settings, today)) == [[ONE, True, "empty"]]
    assert fetch_rows(known_fetches(settings, today))[0]["attempts"] == "4"
    assert not known_fetches(settings, today - timedelta(days=1))
