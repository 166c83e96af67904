"""The audit as a page to file says what the terminal says, and is safe to open."""

import re
from pathlib import Path

import pytest
import small_office
from forger import with_body
from shop import tell

from scheduler.audit import page as pages
from scheduler.audit.checks import audit
from scheduler.bundle import collect, write


@pytest.fixture
def bundle(drawn: Path) -> Path:
    write(collect(small_office.open_office(drawn)), drawn.parent / "b.zip")
    return drawn.parent / "b.zip"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_has_every_check_and_verdict(bundle: Path, lang: str) -> None:
    file = bundle.with_name("page.html")
    said = tell(None, "audit", bundle, "--page", file, "--on", "2001-07-01", lang=lang)
    assert said.code == 0
    page = file.read_text("utf-8")
    numbers = re.findall(r'<th scope="row">([0-9.]+)</th>', page)
    assert numbers == [line.split()[1] for line in said.out.splitlines() if re.match(r"\S+ +[123]\.[0-9]{2} ", line)]
    for colour in ("green", "amber", "red"):
        terminal = {"en": colour, "zh": {"green": "绿", "amber": "黄", "red": "红"}[colour]}[lang]
        assert page.count(f'<tr class="{colour}">') == said.out.count(f"[{terminal}]")
    assert ("Verdicts" in page) == (lang == "en")


def test_the_same_audit_gives_the_same_page(bundle: Path) -> None:
    one, other = bundle.with_name("1.html"), bundle.with_name("2.html")
    for file in (one, other):
        assert tell(None, "audit", bundle, "--page", file, "--on", "2001-07-01").code == 0
    assert one.read_bytes() == other.read_bytes()


def test_what_a_bundle_says_is_text_on_the_page(drawn: Path) -> None:
    """A bundle that lies may say anything, markup too."""
    evil = "<script>alert(1)</script>"
    forged = with_body(collect(small_office.open_office(drawn)), "randomness", ("text",), lambda _: evil)
    page = pages.page(forged, evil, evil, small_office.LATER.date(), audit(forged), "en").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
