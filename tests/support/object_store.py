"""A stand-in for an object store: moto's server on loopback, which heeds `If-None-Match`.

Owns: starting it, wrong keys on demand, and looking behind the back of the code under test.
Never: is asked by the code under test for anything but the API of S3.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from botocore.config import Config
from botocore.session import Session
from moto.server import ThreadedMotoServer

from warehouse.settings import Settings, get_settings

BUCKET = "snapshots-of-tests"
KEYS = {
    "AWS_ACCESS_KEY_ID": "of-tests",
    "AWS_SECRET_ACCESS_KEY": "not-secret",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
}


@dataclass(frozen=True)
class ObjectStore:
    """A server with one bucket, of which each test takes a prefix."""

    address: str
    prefix: str = "all"

    def settings(self, home: Path) -> Settings:
        """A home whose snapshots are kept here."""
        return get_settings(home=home, **self.variables())

    def variables(self) -> dict[str, str]:
        """What the settings of such a home say."""
        return {"snapshots": f"s3://{BUCKET}/{self.prefix}", "snapshots_endpoint": self.address}

    def environment(self) -> dict[str, str]:
        """The same for a process of its own."""
        return {f"DWSC_{name.upper()}": value for name, value in self.variables().items()} | KEYS

    def names(self) -> list[str]:
        """What lies under the prefix, but what the code tries a store by."""
        answer = self.client().list_objects_v2(Bucket=BUCKET, Prefix=f"{self.prefix}/")
        names = [one["Key"].removeprefix(f"{self.prefix}/") for one in answer.get("Contents", [])]
        return [name for name in names if not name.startswith(".dwsc/")]

    def read(self, name: str) -> bytes:
        """One object."""
        return bytes(self.client().get_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}")["Body"].read())

    def overwrite(self, name: str, content: bytes) -> None:
        """What a stranger, or a failing disk, does."""
        self.client().put_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}", Body=content)

    def remove(self, name: str) -> None:
        """What an operator does by hand."""
        self.client().delete_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}")

    @contextmanager
    def no_key_is_right(self) -> Iterator[None]:
        """Every key is unknown meanwhile."""
        requests.post(f"{self.address}/moto-api/reset-auth", data="0", timeout=10)
        try:
            yield
        finally:
            requests.post(f"{self.address}/moto-api/reset-auth", data="inf", timeout=10)

    def client(self) -> Any:
        """A client of its own."""
        return Session().create_client(
            "s3",
            region_name="us-east-1",
            endpoint_url=self.address,
            aws_access_key_id="of-tests",
            aws_secret_access_key="not-secret",
            config=Config(s3={"addressing_style": "path"}),
        )


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """A server that is gone after the block."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        store = ObjectStore(f"http://{host}:{port}")
        store.client().create_bucket(Bucket=BUCKET)
        yield store
    finally:
        server.stop()
