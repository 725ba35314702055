"""What can go wrong with a request, in words and with what follows from it.

Owns: the rules by which a body is not taken, and whether asking again may help.
Never: waits or asks.
"""

from warehouse.errors import FetchError

# Trouble of the service as a whole and not of one dataset: several in a row, and the rest is left for another time.
OF_THE_SERVICE = frozenset(
    {"turned_away", "bot_check", "web_page", "empty", "server_error", "connection", "too_slow", "moved"}
)
ASKS_TO_STOP = frozenset({"turned_away", "bot_check"})
# The body does not fit the table of contents: perhaps the service changed the dataset in between.
OUT_OF_STEP = frozenset({"row_count", "not_as_asked"})


class TroubleError(FetchError):
    """Raised when one file did not come whole; `rule` names the reason in a word, the message in a sentence.

    Attributes:
        rule: the same word for the same reason.
        may_pass: whether asking again at once may help.
        wait_seconds: how long the service asks to wait; None when it does not say.
        attempts: how often the file was asked for.
    """

    def __init__(self, rule: str, reason: str, *, may_pass: bool = False, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.rule, self.reason, self.may_pass, self.wait_seconds = rule, reason, may_pass, wait_seconds
        self.attempts = 1


class TurnedAwayError(FetchError):
    """Raised when the service turns everything away; nothing more is asked of it this time."""
