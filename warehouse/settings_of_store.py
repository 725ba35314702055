"""The settings of where snapshots lie; a part of `warehouse.settings.Settings`, which reads them.

Owns: their defaults and meaning, which addresses there are, and that none of them holds a password.
Never: reads the environment by itself; knows a key of a store (the libraries of the store find it).
"""

import re
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from warehouse.settings_of_fetching import CREDENTIALS

S3 = "s3://"
_ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.=-]+)*/?")


class StoreSettings(BaseSettings):
    """Where snapshots lie, beside or instead of the home."""

    snapshots: str = Field(
        "",
        description="Where snapshots lie: a folder that several machines reach, or s3://bucket/prefix, which the "
        "home then holds a copy of; empty: snapshots/ in the home",
    )
    snapshots_endpoint: str = Field(
        "", description="Address of the service that keeps s3:// addresses, such as https://host:9000; empty: AWS"
    )
    snapshots_region: str = Field("us-east-1", min_length=1, description="Region of the bucket")
    snapshots_seconds: float = Field(
        60, gt=0, le=3600, description="Seconds that the object store may be silent before it is given up"
    )

    @field_validator("snapshots")
    @classmethod
    def _is_a_place(cls, value: str) -> str:
        """A relative folder would be another one for each command that is started elsewhere."""
        if CREDENTIALS.search(value):
            raise ValueError("an address here has no user or password: docs/scale.md says where keys belong")
        if "://" not in value:
            if value and not Path(value).is_absolute():
                raise ValueError("a folder is named from the root, such as /mnt/shared/snapshots")
            return value
        if not _ADDRESS.fullmatch(value) or "/." in value:
            raise ValueError("an object store is named as s3://bucket/prefix, in letters, digits and . _ = -")
        return value.rstrip("/")

    @field_validator("snapshots_endpoint")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if CREDENTIALS.search(value):
            raise ValueError("an address here has no user or password: docs/scale.md says where keys belong")
        if value and not re.fullmatch(r"https?://[^/\s]+/?", value):
            raise ValueError("an address is written as https://host:port")
        return value

    @property
    def are_snapshots_elsewhere(self) -> bool:
        """Whether snapshots lie in a folder of their own, which other homes may use too."""
        return bool(self.snapshots) and not self.is_object_store

    @property
    def is_object_store(self) -> bool:
        """Whether snapshots are kept in an object store, of which the home holds a copy."""
        return self.snapshots.startswith(S3)
