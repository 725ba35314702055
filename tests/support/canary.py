"""A secret that nobody uses, planted wherever one may stand, and the search for it in all that a command leaves behind.

Owns: the places, and a search that also looks into packed and columnar files, in which no plain search finds a word.
Never: decides what may hold it: nothing may.
"""

import base64
import gzip
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import duckdb
import pyarrow.parquet as parquet

CANARY = "Canary/7ZqK+xW3vT9pLmN2"
_SHUT = "127.0.0.1:9"
_FORMS = {
    CANARY,
    quote(CANARY, safe=""),
    quote(CANARY),
    CANARY.replace("/", "\\/"),
    base64.b64encode(CANARY.encode()).decode().rstrip("="),
    base64.b64encode(f"reader:{CANARY}".encode()).decode().rstrip("="),
}
_BYTES = {form.encode(code) for form in _FORMS for code in ("utf-8", "utf-16-le")}


def environment() -> dict[str, str]:
    """Variables in which a person, a proxy, a database or a cloud keeps a secret."""
    proxy = f"http://reader:{quote(CANARY, safe='')}@{_SHUT}"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), proxy)
    others = ("DBT_ENV_SECRET_PASSWORD", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "GITHUB_TOKEN", "motherduck_token")
    return proxies | dict.fromkeys(others, CANARY)


def holds(content: bytes) -> bool:
    """Whether the canary stands in it, plain, quoted for an address, or in base 64."""
    return any(form in content for form in _BYTES)


def leaks(folder: Path) -> list[str]:
    """Every file under a folder that holds it, also packed, in columns or in a table."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and any(map(holds, _contents(path)))]
    named = [path for path in sorted(folder.rglob("*")) if holds(path.name.encode())]
    return [str(path.relative_to(folder)) for path in [*found, *named]]


def _contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what it holds in another form."""
    content = path.read_bytes()
    yield content
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if path.suffix == ".parquet":
        yield str(parquet.read_metadata(path).metadata).encode()
        yield parquet.read_table(path).to_pandas().to_csv().encode()
    if content[8:12] == b"DUCK":
        yield from _tables(path)
    if content[:15] == b"SQLite format 3":
        with sqlite3.connect(path) as connection:
            yield "\n".join(connection.iterdump()).encode()


def _tables(path: Path) -> Iterator[bytes]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name, sql, comment from duckdb_tables()").fetchall()
        yield str(tables).encode()
        yield str(connection.execute("select sql from duckdb_views() where not internal").fetchall()).encode()
        for schema, name, *_ in tables:
            yield connection.execute(f'from "{schema}"."{name}"').df().to_csv().encode()
