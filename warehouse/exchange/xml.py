"""Texts as XML can hold them.

Owns: which signs XML 1.0 does not allow, and what stands in their place.
Never: changes any other sign; escapes (lxml does).
"""

import re
from functools import lru_cache

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=100_000)
def xml_text(text: str) -> str:
    """A text in which each sign that XML does not allow is U+FFFD, the sign for one that could not be kept."""
    return _NOT_XML.sub("\ufffd", text)
