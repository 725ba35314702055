"""What is asked, and within which limits.

Owns: the request that goes to the child process.
Never: reads a setting; imports a heavy library, because the child waits for it.
"""

from dataclasses import dataclass

GRACE_SECONDS = 5.0
"""A statement that does not stop when it is told to is killed after so many seconds more."""


@dataclass(frozen=True)
class Asked:
    """One question.

    Attributes:
        database: the DuckDB file of a release.
        sql: the statement.
        rows: the most rows of an answer.
        seconds: after which the statement is told to stop.
        memory_bytes: the address space of the process.
        answer_bytes: the most bytes of an answer.
        threads: of DuckDB.
    """

    database: str
    sql: str
    rows: int
    seconds: float
    memory_bytes: int
    answer_bytes: int
    threads: int
