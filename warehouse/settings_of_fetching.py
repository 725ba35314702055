"""The settings of fetching from ILOSTAT; a part of `warehouse.settings.Settings`, which reads them.

Owns: their defaults and meaning, and that no address among them holds a password.
Never: reads the environment by itself.
"""

import re

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

CREDENTIALS = re.compile(r"://[^/?#]*@")


class FetchSettings(BaseSettings):
    """How the ILOSTAT services are reached, and how politely."""

    ilostat_address: str = Field("https://rplumber.ilo.org", description="Address of ILOSTAT's bulk data service")
    sdmx_address: str = Field("https://sdmx.ilo.org/rest", description="Address of ILOSTAT's SDMX service")
    fetch_pause_seconds: float = Field(1.0, ge=0, description="Seconds between the starts of two requests to ILOSTAT")
    fetch_parallel: int = Field(1, ge=1, le=4, description="Requests to ILOSTAT at the same time")
    fetch_attempts: int = Field(4, ge=1, le=10, description="Times that one file is asked for before it is given up")
    fetch_retry_seconds: float = Field(
        2.0, ge=0, description="First wait before asking again; it doubles each time, with some chance added"
    )
    fetch_wait_seconds: float = Field(600, ge=0, description="Longest wait that ILOSTAT may ask for (Retry-After)")
    fetch_connect_seconds: float = Field(10, gt=0, description="Seconds that a connection to ILOSTAT may take")
    fetch_read_seconds: float = Field(60, gt=0, description="Seconds that ILOSTAT may be silent within an answer")
    fetch_file_seconds: float = Field(
        1800, gt=0, description="Seconds that one file may take, all attempts together, without the waits between them"
    )
    fetch_user_agent: str = Field(
        "Mozilla/5.0 (compatible; dwsc-warehouse/0.1)",
        min_length=1,
        description="How this warehouse names itself to ILOSTAT; add an address where you can be reached",
    )

    @field_validator("ilostat_address", "sdmx_address")
    @classmethod
    def _without_credentials(cls, value: str) -> str:
        """What is fetched carries the address it came from, into each release."""
        if CREDENTIALS.search(value):
            raise ValueError("an address here has no user or password: it is published with what comes from there")
        return value
