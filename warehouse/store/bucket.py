"""One prefix of a bucket, over the API of S3.

Owns: asking the object store, putting only where nothing stands, and the plain sentence when it does not answer.
Never: deletes; knows what an object means; sees a key (botocore finds it in the variables and files of AWS).
"""

import base64
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from warehouse.disk import refuse_full_disk
from warehouse.errors import StoreError
from warehouse.settings import Settings
from warehouse.settings_of_store import S3

_PIECE = 2**20
_LARGEST = 5 * 2**30  # of one put
_CONNECT_SECONDS = 10
_STANDS = {"PreconditionFailed", "412"}
_AT_ONCE = {"ConditionalRequestConflict", "409"}  # two puts at the same moment: ask again who was first
_KEYS = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "403", "401"}
_WRONG = "Correct the variables or files of AWS with the keys (docs/scale.md), and what these allow: list, get, put."


@dataclass(frozen=True)
class Found:
    """An object as the store lists it; `etag` changes with its content."""

    etag: str
    size: int


class Bucket:
    """What lies under the prefix that DWSC_SNAPSHOTS names; names are relative to it.

    Every method raises StoreError when the store does not answer as it should.
    """

    def __init__(self, settings: Settings) -> None:
        self.address = settings.snapshots
        self.bucket, _, prefix = settings.snapshots.removeprefix(S3).partition("/")
        self._prefix = f"{prefix}/" if prefix else ""
        self._home = settings.home
        self._endpoint = settings.snapshots_endpoint
        with self._told("opened"):
            self._client = _client(settings)

    def list(self) -> dict[str, Found]:
        """Every object, by name."""
        found = {}
        with self._told("listed"):
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._prefix)
            for page in pages:
                for one in page.get("Contents", []):
                    found[one["Key"].removeprefix(self._prefix)] = Found(one["ETag"], one["Size"])
        return found

    def read(self, name: str) -> bytes:
        """A small object."""
        return b"".join(self._pieces(name))

    def fetch(self, name: str, path: Path) -> str:
        """Write an object to a file; gives its SHA-256."""
        digest = hashlib.sha256()
        with path.open("wb") as handle:
            for piece in self._pieces(name):
                digest.update(piece)
                handle.write(piece)
        return digest.hexdigest()

    def sha256(self, name: str) -> str:
        """SHA-256 of an object, read as it lies there: what a store says of it was said by whoever put it."""
        digest = hashlib.sha256()
        for piece in self._pieces(name):
            digest.update(piece)
        return digest.hexdigest()

    def put_absent(self, name: str, content: bytes | Path) -> str | None:
        """Put an object where none stands; gives its etag, or None where one stands, which is left as it is."""
        from botocore.exceptions import ClientError

        tries = Retrying(
            stop=stop_after_attempt(5), wait=wait_exponential_jitter(multiplier=0.1, max=2), reraise=True,
            retry=retry_if_exception(lambda error: _code(error) in _AT_ONCE),
        )  # fmt: skip
        with self._told(f"written ({name})"):
            try:
                return str(tries(partial(self._put, name, content, IfNoneMatch="*"))["ETag"])
            except ClientError as error:
                if _code(error) in _STANDS:
                    return None
                raise

    def put(self, name: str, content: bytes | Path) -> None:
        """Put an object, whatever stands there; not for snapshots."""
        with self._told(f"written ({name})"):
            self._put(name, content)

    def _put(self, name: str, content: bytes | Path, **condition: str) -> Any:
        with _opened(content) as (body, digest):
            checksum = base64.b64encode(digest).decode()
            return self._client.put_object(
                Bucket=self.bucket, Key=self._prefix + name, Body=body, ChecksumSHA256=checksum, **condition
            )

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._told(f"read ({name})"):
            answer = self._client.get_object(Bucket=self.bucket, Key=self._prefix + name)
            with contextlib.closing(answer["Body"]) as body:
                yield from iter(partial(body.read, _PIECE), b"")

    @contextlib.contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (BotoCoreError, ClientError) as error:
            where = f"{self.address}{f' at {self._endpoint}' if self._endpoint else ''}"
            raise StoreError(
                f"{where} cannot be {doing}: {str(error).splitlines()[0]} {_remedy(error)} Snapshots of this home stay "
                "in it, and are put there next time."
            ) from error

    def need_room(self, size: int) -> None:
        """Stop before anything is fetched where the home's disk is too full for it."""
        refuse_full_disk(self._home, size, f"fetching snapshots from {self.address}")


@contextlib.contextmanager
def _opened(content: bytes | Path) -> Iterator[tuple[bytes | BinaryIO, bytes]]:
    """What is sent, and its SHA-256."""
    if isinstance(content, bytes):
        yield content, hashlib.sha256(content).digest()
        return
    if content.stat().st_size > _LARGEST:
        raise StoreError(f"{content} is larger than 5 GiB, which one put to an object store takes at most.")
    with content.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").digest()
        handle.seek(0)
        yield handle, digest


def _client(settings: Settings) -> Any:
    from botocore.config import Config
    from botocore.session import Session

    config = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=settings.snapshots_seconds,
        retries={"total_max_attempts": 3, "mode": "standard"},
        max_pool_connections=16,
        request_checksum_calculation="when_required",  # SHA-256 is sent; other stores know no other sums
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if settings.snapshots_endpoint else "auto"},
    )
    return Session().create_client(
        "s3", region_name=settings.snapshots_region, endpoint_url=settings.snapshots_endpoint or None, config=config
    )


def _code(error: BaseException) -> str:
    """What the store answered with; empty where it did not answer."""
    answer = getattr(error, "response", None)
    return str(answer.get("Error", {}).get("Code", "")) if isinstance(answer, dict) else ""


def _remedy(error: Exception) -> str:
    code = _code(error)
    if code in _KEYS or "redentials" in type(error).__name__:
        return _WRONG
    if code == "NoSuchBucket":
        return "Make the bucket, or correct DWSC_SNAPSHOTS."
    if code:
        return "Look at the store, then do the same again."
    return "Is it up, and is DWSC_SNAPSHOTS_ENDPOINT right? Then do the same again."
