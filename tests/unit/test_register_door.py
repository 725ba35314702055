"""What is no register, and what must not be opened: told at the door, in words, and never with a crash."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from support.registers import broken, read, rule_of, write_good
from warehouse.settings import PROJECT_ROOT, get_settings
from warehouse.sources.register.reader import read_register, recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _with_part(good: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return _archive(parts | {name: change(parts.get(name, b""))})


def _entities(content: bytes) -> bytes:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    head, _, rest = content.partition(b"?>")
    return head + b"?>" + bomb + rest


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return write_good(tmp_path / "good.xlsx").read_bytes()


@pytest.mark.fault(5)
@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (b"", "empty_file", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "not_a_workbook", "a web page"),
        (b"\xef\xbb\xbf\n<html lang='en'>", "not_a_workbook", "a web page"),
        (b"phase_id,output_id\n", "not_a_workbook", "a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook", "another kind"),
        (OLE + b"\0" * 600, "old_format", ".xls"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "has_password", "password"),
        (_archive({"content.xml": b"<office/>", "mimetype": b"x"}), "old_format", ".ods"),
        (_archive({"xl/workbook.bin": b"x"}), "old_format", ".xlsb"),
        (_archive({"word/document.xml": b"<w/>"}), "not_a_workbook", "something else"),
        (_archive({"xl/workbook.xml": b"<workbook/>"}), "damaged", "damaged"),
        (_archive({f"part{n}": b"" for n in range(2001)}), "unpacks_too_large", "2,001 parts"),
        (_archive({"xl/workbook.xml": b"\0" * 5_000_000}), "unpacks_too_large", "times its size"),
        (b"PK\x03\x04 and then nothing", "damaged", "damaged"),
    ],
)
def test_what_is_no_workbook_is_told_what_it_is(tmp_path: Path, content: bytes, rule: str, words: str) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    assert recognise(path, content[:4096])
    reading = read(path)
    assert broken(reading) == [("the file", rule)]
    assert words in reading.findings[0].rule
    assert reading.rows == []


@pytest.mark.fault(25)
def test_a_workbook_that_unpacks_to_more_than_100_mb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    noise = random.Random(1).randbytes(64) * 16_384
    path.write_bytes(_archive({f"xl/{n}": noise for n in range(101)}))
    finding = read(path).findings[0]
    assert (rule_of(finding), "101.0 MB" in finding.rule) == ("unpacks_too_large", True)


@pytest.mark.fault(25)
def test_entities_that_expand_are_refused_before_they_do(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(_with_part(good, "xl/worksheets/sheet3.xml", _entities))
    assert broken(read(path)) == [("the file", "unsafe_parts")]


@pytest.mark.fault(25)
@pytest.mark.parametrize("reference", [b"A1:XFD1048576", b"A1&#58;XFD1048576", b"B2:B200000"])
def test_a_merged_range_over_millions_of_cells_is_refused_unopened(
    tmp_path: Path, good: bytes, reference: bytes
) -> None:
    """The spreadsheet library makes an object of each merged cell: one short line of XML would fill the memory."""
    path = tmp_path / "register.xlsx"
    merged = b'<mergeCells count="1"><mergeCell ref="' + reference + b'"/></mergeCells>'
    path.write_bytes(
        _with_part(good, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged))
    )
    assert broken(read(path)) == [("the file", "merged_cells")]


@pytest.mark.fault(24, 25)
@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_a_part_in_an_encoding_that_could_hide_marks_is_refused(tmp_path: Path, good: bytes, encoding: str) -> None:
    def encode(xml: bytes) -> bytes:
        return xml.decode().replace("UTF-8", encoding).encode(encoding if encoding == "utf-16" else "utf-8")

    path = tmp_path / "register.xlsx"
    path.write_bytes(_with_part(good, "xl/worksheets/sheet1.xml", encode))
    assert broken(read(path)) == [("the file", "unsafe_parts")]


@pytest.mark.fault(25)
def test_a_file_above_the_limit_is_not_opened(tmp_path: Path, good: bytes) -> None:
    for name, content in (("register.xlsx", good), ("register.csv", b"phase_id,output_id,status\n" * 200)):
        path = tmp_path / name
        path.write_bytes(content)
        reading = read_register(path, get_settings(max_register_bytes=1000))
        assert broken(reading) == [("the file", "too_large")]


@pytest.mark.fault(3)
def test_a_cut_or_scribbled_workbook_never_crashes_the_reader(tmp_path: Path, good: bytes) -> None:
    """A truncated upload, or bytes changed on the way: a finding or a whole register, and no exception."""
    path, chance = tmp_path / "register.xlsx", random.Random(7)
    for turn in range(60):
        content = bytearray(good[: chance.randrange(4, len(good))] if turn % 2 else good)
        for _ in range(turn % 4):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        path.write_bytes(content)
        reading = read(path)
        assert bool(reading.findings) != bool(reading.rows)


@pytest.mark.fault(3)
def test_scribbled_xml_inside_a_sound_archive_never_crashes_the_reader(tmp_path: Path, good: bytes) -> None:
    path, chance = tmp_path / "register.xlsx", random.Random(11)
    names = [
        "xl/workbook.xml",
        "xl/worksheets/sheet3.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "[Content_Types].xml",
    ]

    def scribble(content: bytes) -> bytes:
        changed = bytearray(content)
        place = chance.randrange(60, len(changed) - 12)
        changed[place : place + chance.randrange(12)] = chance.choice([b"", b"9", b"<x/>", b'"', b"-1"])
        return bytes(changed)

    for turn in range(60):
        path.write_bytes(_with_part(good, names[turn % len(names)], scribble))
        reading = read(path)
        assert bool(reading.findings) != bool(reading.rows)


def test_a_register_is_recognised_by_what_is_in_it(tmp_path: Path, good: bytes) -> None:
    table = write_good(tmp_path / "good.csv").read_bytes()
    nameless = tmp_path / "upload.bin"
    for content in (good, table, table.replace(b",", b";"), table.decode("utf-8-sig").encode("utf-16")):
        nameless.write_bytes(content)
        assert recognise(nameless, content[:4096])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ilostat.csv", b'"ref_area","source","indicator","sex","time","obs_value"\nAFG,BA:1,X,SEX_T,2020,1\n'),
        ("page.csv", b"<!DOCTYPE html><html></html>"),
        ("other.csv", b"phase_id,name\n1,x\n"),
        ("letter.docx", _archive({"word/document.xml": b"<w/>"})),
        ("data.csv.gz", b"\x1f\x8b\x08\0"),
        ("empty.csv", b""),
    ],
)
def test_what_is_another_source_is_left_to_it(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert not recognise(path, content[:4096])


def test_the_strategy_tables_are_no_registers() -> None:
    for path in (PROJECT_ROOT / "seeds").rglob("*.csv"):
        assert not recognise(path, path.read_bytes()[:4096]), path.name
