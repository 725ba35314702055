"""Files that went wrong on their way here, each with the fault it tries and what the message must name.

Owns: how each is made from a good file, and the good file in its place.
Never: lands anything; uses the code of the warehouse.
"""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet

HEADER = "ref_area,source,indicator,sex,classif1,time,obs_value,obs_status,note_source"
DATASET = "SDG_0852_SEX_AGE_RT_A"
# Z0:1 marks invented data, as the sample does: the home of these tests holds a sample.
ROW = "{area},BA:1,SDG_0852_SEX_AGE_RT,{sex},AGE_YTHADULT_YGE15,{time},{value},{status},Z0:1"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Spoilt:
    """A spoilt file: its name, its bytes, the fault of the catalogue, and words that the message must hold."""

    case: str
    fault: int
    name: str
    content: bytes
    words: tuple[str, ...]


def rows(count: int = 4, value: str = "8.1") -> list[str]:
    """Good rows; those of another value are another content."""
    return [
        ROW.format(area="FRA", sex=("SEX_T", "SEX_F")[number % 2], time=2010 + number // 2, value=value, status="")
        for number in range(count)
    ]


def text(lines: list[str] | None = None, header: str = HEADER) -> str:
    """A file of these rows."""
    return "\n".join([header, *(rows() if lines is None else lines)]) + "\n"


def good(value: str) -> bytes:
    """A whole file, another one for each value."""
    return text(rows(value=value)).encode()


def spoilt() -> Iterator[Spoilt]:
    """All of them."""
    for made in (_gzip, _pages, _headers, _values, _codes, _times, _empty, _encodings, _packed):
        yield from made()


def _csv(case: str, fault: int, content: str | bytes, *words: str, name: str = f"{DATASET}.csv") -> Spoilt:
    return Spoilt(case, fault, name, content.encode() if isinstance(content, str) else content, words)


def _with(area: str = "FRA", sex: str = "SEX_T", time: str = "2019", value: str = "1", status: str = "") -> str:
    return text([*rows(), ROW.format(area=area, sex=sex, time=time, value=value, status=status)])


def _renamed(**names: str) -> str:
    return text(header=",".join(names.get(name, name) for name in HEADER.split(",")))


def _gzip() -> Iterator[Spoilt]:
    whole, name = gzip.compress(text(rows(4000)).encode(), mtime=0), f"{DATASET}.csv.gz"
    for place in range(1, 21):
        yield _csv(f"gzip cut at {place}/21", 3, whole[: len(whole) * place // 21], "cut off", name=name)
    engine = zlib.compressobj(wbits=31)
    flushed = engine.compress(text(rows(4000)).encode()) + engine.flush(zlib.Z_FULL_FLUSH)
    yield _csv("gzip cut after a flushed line end", 3, flushed, "cut off", name=name)
    yield _csv("gzip without its end mark", 3, whole[:-8], "cut off", name=name)
    yield _csv("gzip with half its end mark", 3, whole[:-4], "cut off", name=name)
    yield _csv("gzip with a wrong checksum", 3, whole[:-8] + bytes(4) + whole[-4:], "damaged", name=name)
    yield _csv("gzip with a wrong length", 3, whole[:-4] + bytes(4), "damaged", name=name)
    yield _csv("junk after gzip", 3, whole + b"junk", "something else follows", name=name)
    yield _csv("gzip twice", 3, gzip.compress(whole), "gzip file inside a gzip file", name=name)
    yield from _parquet()


def _parquet() -> Iterator[Spoilt]:
    names = HEADER.split(",")
    columns = zip(*(line.split(",") for line in rows(200)), strict=True)
    buffer = io.BytesIO()
    parquet.write_table(pa.table(dict(zip(names, map(list, columns), strict=True))), buffer)
    whole = buffer.getvalue()
    for place in range(1, 6):
        cut = whole[: len(whole) * place // 6]
        yield _csv(f"Parquet cut at {place}/6", 3, cut, "Parquet", "damaged", name=f"{DATASET}.parquet")


def _pages() -> Iterator[Spoilt]:
    page = "<!DOCTYPE html><html><head><title>Sign in</title></head></html>"
    yield _csv("web page", 5, page, "web page", "Sign in")
    yield _csv("web page in gzip", 5, gzip.compress(page.encode()), "web page", "Sign in", name=f"{DATASET}.csv.gz")
    yield _csv("error in XML", 5, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "AccessDenied")
    yield _csv("error in JSON", 5, '{"error": "500 - Internal server error"}', "500 - Internal server error")
    yield _csv("message in JSON", 5, '{"message": "Too many requests"}', "JSON, not CSV", "Too many requests")
    yield _csv("error in words", 5, "upstream connect error", "upstream connect error")


def _headers() -> Iterator[Spoilt]:
    for missing in ("ref_area", "time", "obs_value"):
        at = HEADER.split(",").index(missing)
        cut = [",".join(cell for n, cell in enumerate(line.split(",")) if n != at) for line in (HEADER, *rows())]
        yield _csv(f"without {missing}", 6, "\n".join(cut) + "\n", "line 1", missing, "missing")
    yield _csv("renamed", 6, _renamed(obs_value="value"), "line 1", "'value'", "obs_value")
    yield _csv("added", 6, text([line + ",x" for line in rows()], HEADER + ",remark"), "line 1", "'remark'")
    yield _csv("named twice", 6, _renamed(note_source="time"), "line 1", "stands 2 times")
    yield _csv("sex and age swapped", 6, _renamed(sex="classif1", classif1="sex"), "line 2", "wrong name")
    yield _csv("status and note swapped", 6, _renamed(obs_status="note_source", note_source="obs_status"), "line 2")
    yield _csv("time and value swapped", 6, _renamed(time="obs_value", obs_value="time"), "line 2", "'8.1'")
    yield _csv("source and indicator swapped", 6, _renamed(source="indicator", indicator="source"), "line 2", "source")
    yield _csv("semicolons", 6, text().replace(",", ";"), "semicolons")


def _values() -> Iterator[Spoilt]:
    for value in ("NaN", "inf", "-inf", "1e400", "n/a", '"1,5"', "text", "1 5", "٣", "--1"):
        yield _csv(f"value {value}", 8, _with(value=value), "line 6", "obs_value", value.strip('"'), "finite number")
    yield _csv("comma without quotes", 8, _with(value="1,5"), "line 6", "10 cells; the header has 9")
    late = [f"FRA,BA:{n},SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,2019,1,,Z0:1" for n in range(30_001)]
    late[-1] = late[-1].replace(",1,,", ",8.1x,,")
    yield _csv("value after row 20,000", 8, text(late), "line 30002", "8.1x")
    many = [f"FRA,BA:{n},SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,2019,1,,Z0:1" for n in range(100_000)]
    many[70_000] = many[123]
    yield _csv("one row twice among 100,000", 7, text(many), "line 70002", "BA:123", "already stands on line 125")
    yield _csv("one row twice, another value", 7, text([*rows(), rows(value="9")[0]]), "line 6", "stands on line 2")


def _codes() -> Iterator[Spoilt]:
    for area in ("ZZZ", "fra", "NA", "ＦＲＡ", "FRА", ""):
        yield _csv(f"area {area!a}", 10, _with(area=area), "line 6", "ref_area")
    yield _csv("two indicators", 10, text([*rows(), rows()[0].replace("0852", "0861")]), "more than one dataset")
    for case, sex in (("Cyrillic", "SEX_Т"), ("zero width", "SEX_T\u200b"), ("full width", "SEX＿T")):
        yield _csv(f"look-alike: {case}", 40, _with(sex=sex), "line 6", "sex", "U+")
    yield _csv("look-alike status", 40, _with(status="В"), "line 6", "obs_status", "U+0412")
    yield _csv("look-alike source", 40, _with().replace("BA:1", "ВA:1"), "line 2", "source", "U+0412")
    yield _csv("look-alike indicator", 40, text().replace("SDG_0", "SDG_О"), "indicator code")


def _times() -> Iterator[Spoilt]:
    for time in ("2020Q5", "2020Q0", "2020M13", "2020M00", "2020-Q1", "20", "1899", "2101", "2020.0", "", "29/02/2023"):
        yield _csv(f"time {time}", 9 if time in {"1899", "2101"} else 11, _with(time=time), "line 6", "time")
    yield _csv("quarters among years", 11, _with(time="2020Q1"), "line 6", "2020Q1", "annual")
    yield _csv("months among years", 11, _with(time="2020M02"), "line 6", "2020M02", "annual")


def _empty() -> Iterator[Spoilt]:
    yield _csv("empty", 12, b"", "0 bytes")
    yield _csv("empty in gzip", 12, gzip.compress(b""), "holds nothing", name=f"{DATASET}.csv.gz")
    yield _csv("header only", 12, HEADER + "\n", "no rows")
    yield _csv("line ends only", 12, "\n\n\n", "file")
    yield _csv("nothing but zero bytes", 12, bytes(5000), "zero bytes")


def _encodings() -> Iterator[Spoilt]:
    accent = text().replace("Z0:1", "Z0:1_é")
    yield _csv("Latin-1", 24, accent.encode("latin-1"), "line 2", "0xE9")
    yield _csv("Windows-1252", 24, text().replace("Z0:1", "Z0:1_€").encode("cp1252"), "line 2", "0x80")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield _csv(encoding, 24, text().encode(encoding), "UTF-16")
    yield _csv("NUL in a cell", 24, _with(sex="SEX_T\0"), "line 6", "sex", "control character")
    yield _csv("NUL in the header", 24, text(header=HEADER.replace("sex", "s\0ex")), "not a text file")
    yield _csv("mixed line ends", 24, text().replace("\n", "\r\n", 2), "different ways")
    yield _csv("carriage returns alone", 24, text().replace("\n", "\r"), "carriage return")
    yield _csv("two byte order marks", 24, b"\xef\xbb\xbf" * 2 + text().encode(), "line 1", "ref_area")
    yield _csv("line break in a cell", 24, _with(sex='"SEX_\nT"'), "line 6", "sex", "line break")
    yield _csv("quotation mark left open", 24, _with(sex='"SEX_T'), "line 6", "quotation mark")


def _packed() -> Iterator[Spoilt]:
    book = openpyxl.Workbook()
    for line in (HEADER, *rows()):
        book.active.append(line.split(","))
    made = io.BytesIO()
    book.save(made)
    whole, name = made.getvalue(), f"{DATASET}.xlsx"
    yield _csv("cell of 3 MB", 25, _with(status="x" * 3_000_000), "line 6", "2 million characters")
    yield _csv("bomb", 25, _zipped({"xl/media/a.bin": bytes(150_000_000)}, whole), "times its size", name=name)
    yield _csv("3,000 parts", 25, _zipped({f"xl/p{n}.xml": b"" for n in range(3000)}, whole), "parts", name=name)
    entities = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><z>&b;</z>'
    yield _csv("entities", 25, _zipped({"xl/x.xml": entities}, whole), "document type", name=name)
    yield _csv("archive in an archive", 25, _zipped({"a.zip": whole}), "zip archive", name="a.zip")
    yield _csv("workbook in gzip", 25, gzip.compress(whole), "inside a gzip file", name=f"{name}.gz")
    yield _csv("workbook cut", 3, whole[:-300], "damaged", name=name)
    yield _csv("workbook with a damaged part", 3, _scribbled(whole), "damaged", name=name)
    yield _csv("old Excel", 5, OLD_EXCEL + bytes(600), ".xls", name=f"{DATASET}.xls")


def _zipped(parts: dict[str, bytes], whole: bytes | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if whole:
            with zipfile.ZipFile(io.BytesIO(whole)) as old:
                for entry in old.infolist():
                    archive.writestr(entry.filename, old.read(entry))
        for part, content in parts.items():
            archive.writestr(part, content)
    return made.getvalue()


def _scribbled(whole: bytes) -> bytes:
    changed, chance = bytearray(whole), random.Random(3)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = next(one for one in archive.infolist() if one.filename.endswith("sheet1.xml"))
    for _ in range(20):
        changed[sheet.header_offset + 60 + chance.randrange(sheet.compress_size - 60)] ^= 0xFF
    return bytes(changed)


def bomb() -> bytes:
    """A gzip file of a tenth of a megabyte that unpacks to some hundred times as much."""
    return gzip.compress(text().encode() + b"0" * 30_000_000, 9, mtime=0)


def with_row(time: str, value: str, status: str) -> str:
    """A good file with one row more."""
    return _with(time=time, value=value, status=status)
