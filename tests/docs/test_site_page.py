"""The page on the public site names every page there is, and what it says of numbers is so."""

import re

from pages import DOCS

from scheduler.publish.estimates import FEWEST
from scheduler.publish.paging import PAGE_SIZE
from scheduler.publish.search_data import PATH
from scheduler.publish.site import SINGLE

TEXT = (DOCS / "site.md").read_text("utf-8")


def test_every_page_is_named() -> None:
    named = {
        name for line in TEXT.splitlines() if line.startswith("| `") for name in re.findall(r"`([a-z]+)\.html`", line)
    }
    assert named == {*SINGLE, "results"}
    assert f"`{PATH}`" in TEXT


def test_numbers_are_those_of_the_program() -> None:
    assert f"of at least {FEWEST} targets" in " ".join(TEXT.split())
    assert f"in pages of {PAGE_SIZE}" in TEXT


def test_the_header_allows_no_more_than_the_pages() -> None:
    header = re.search(r"Content-Security-Policy: (.*)", TEXT)
    assert header
    assert "unsafe" not in header[1]
    assert {"script-src 'self'", "style-src 'self'", "default-src 'none'"} <= set(header[1].split("; "))
