"""What may not enter: names, addresses, numbers of people, and their own words.

Owns: which headings and which values look like that.
Never: repeats such a value in a message: the reason file is read by more people than the survey.
"""

import re
from collections.abc import Iterator

from warehouse.rejected import Finding
from warehouse.sources.survey.columns import plain
from warehouse.sources.survey.rule_words import finding

_HEADINGS = (
    ("an e-mail address", re.compile(r"(^|_)(e_?mails?|mail|correo|courriel)($|_)|email")),
    (
        "a name",
        re.compile(r"(^|_)(names?|surname|firstname|lastname|forename|nom|prenom|nombre|apellidos?|contact)($|_)"),
    ),
    ("a telephone number", re.compile(r"(^|_)(tel|telephone|phones?|mobile|fax|whatsapp)($|_)")),
    ("an address", re.compile(r"(^|_)(address|street|postcode|zip|ip|ip_address|latitude|longitude)($|_)")),
    ("a date of birth or an identity number", re.compile(r"(^|_)(birth|dob|born|passport|ssn|national_id)($|_)")),
    (
        "free text",
        re.compile(
            r"(^|_)(comments?|remarks?|free_?text|text|notes?|verbatim|open|explain|why|reason|other_specify)($|_)"
        ),
    ),
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONG = 60


def heading_finding(place: str, heading: str) -> Finding | None:
    """Why a heading that is no column of a survey file may not stay."""
    for what, pattern in _HEADINGS:
        if pattern.search(plain(heading)):
            return finding("personal_column", place, heading, what=what)
    return None


def value_findings(place: str, column: str, value: str) -> Iterator[Finding]:
    """A value that nobody may read here, whatever its column is."""
    if _MAIL.search(value):
        yield finding("personal_value", place, column, what="an e-mail address")
    elif len(value) > _LONG and column != "item_label":
        yield finding("personal_value", place, column, what="free text")
