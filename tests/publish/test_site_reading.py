"""Every kind of page for everybody: axe has no objection, nothing is wider than the screen, the keyboard is enough."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect
from public_views import HOSTILE, hostile, row, whole
from reading import DESK, PHONE, WIDTHS, put, reader

from scheduler.publish import words
from scheduler.publish.numbers import visible
from scheduler.publish.places import place_name
from scheduler.publish.site import render

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGED = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, preload: false });
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html).slice(0, 3)]);
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")].filter((one) => {
  const box = one.getBoundingClientRect();
  const line = one.closest("p, li, dd, td, th, .who") && getComputedStyle(one).display === "inline";
  return box.width && !line && one.className !== "skip" && (box.width < 24 || box.height < 24);
}).map((one) => one.outerHTML)"""
REFERENCE = "2026-2-0005"


@pytest.fixture(autouse=True)
def languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real catalogues: how wide a text is decides whether it fits."""
    from scheduler.i18n import translator

    monkeypatch.setattr(words, "translator", translator)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(render(whole()), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(render(hostile()), tmp_path_factory.mktemp("attacked"))


def kinds(folder: Path) -> Iterator[Path]:
    """One page of each kind, and a target whose result was corrected and objected to."""
    names = ["index", "plan", "results", "results-2", "draws", "overdue", "statistics", "corrections", "files"]
    yield from (folder / f"{name}.html" for name in names)
    yield from sorted((folder / "draws").iterdir())
    disputed = next(one for one in whole().results if one.former)
    yield folder / place_name(disputed.place)
    yield folder / place_name(whole().ended[0].place)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_has_no_objection(site: Path, width: int, scheme: str) -> None:
    with reader(width, scheme=scheme) as page:
        for file in kinds(site):
            page.goto(file.as_uri())
            page.evaluate(AXE)
            assert page.evaluate(JUDGED, RULES) == [], file
        page.goto((site / "results.html").as_uri() + "#q=诊所&sort=name")
        page.wait_for_selector("#hits li")
        page.evaluate(AXE)
        assert page.evaluate(JUDGED, RULES) == []


def test_axe_would_object(site: Path) -> None:
    with reader(PHONE) as page:
        page.goto((site / "overdue.html").as_uri())
        page.evaluate("document.querySelector('h1').outerHTML += '<a href=\"#main\"></a><h4>x</h4>'")
        page.evaluate(AXE)
        assert {name for name, _ in page.evaluate(JUDGED, RULES)} == {"heading-order", "link-name"}


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_nothing_is_wider_than_the_screen_nor_too_small_to_touch(site: Path, attacked: Path, width: int) -> None:
    with reader(width) as page:
        for folder in (site, attacked):
            for file in kinds(folder):
                if file.exists():
                    page.goto(file.as_uri())
                    assert page.evaluate(WIDER) <= 0, file
                    assert page.evaluate(SMALL) == [], file


@pytest.mark.parametrize("width", WIDTHS)
def test_without_script_all_results_are_there(site: Path, width: int) -> None:
    with reader(width, script=False) as page:
        page.goto((site / "results.html").as_uri())
        assert not page.locator("#find").is_visible()
        shown = page.locator(".hits .name").all_inner_texts()
        while page.locator("#all a[rel=next]").count() and page.locator("#all a[rel=next]").first.is_visible():
            page.locator("#all a[rel=next]").first.click()
            shown += page.locator(".hits .name").all_inner_texts()
        assert shown == [row.target for row in whole().results]
        assert page.evaluate(WIDER) <= 0


def test_axe_without_script_sees_the_same(site: Path) -> None:
    """axe is a script itself: the page is read as it is without ours, which the address of a missing file keeps away."""
    with reader(PHONE) as page:
        page.route("**/search.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        for name in ("index.html", "results.html", "results-3.html"):
            page.goto((site / name).as_uri())
            assert not page.locator("#find").is_visible()
            page.evaluate(AXE)
            assert page.evaluate(JUDGED, RULES) == []


def found(page: Page) -> list[str]:
    return page.locator("#hits .name").all_inner_texts()


def test_the_keyboard_is_enough(site: Path) -> None:
    with reader(DESK) as page:
        page.goto((site / "results.html").as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "q"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
        page.keyboard.type("诊所")
        page.wait_for_selector("#hits li")
        expected = [row.target for row in whole().results if "诊所" in row.target]
        assert found(page) == expected[:50]
        assert str(len(expected)) in page.locator("#count").inner_text()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "found-heading"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "name"
        page.keyboard.press("Enter")
        page.wait_for_url("**/places/**")
        page.go_back()
        page.wait_for_selector("#hits li")
        assert found(page) == expected[:50]


def test_pages_of_a_search_by_keyboard(site: Path) -> None:
    with reader(PHONE) as page:
        page.goto((site / "results.html").as_uri() + "#sort=oldest")
        page.wait_for_selector("#hits li")
        backwards = [row.target for row in whole().results][::-1]
        assert found(page) == backwards[:50]
        for number in (2, 3):
            page.locator("#on").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#at")).to_contain_text(re.compile(f"^{number} "))
            assert found(page) == backwards[50 * (number - 1) : 50 * number]
            assert page.evaluate("document.activeElement.id") == "found-heading"
        assert not page.locator("#on").is_visible()


def test_a_search_can_be_sent_to_somebody(site: Path) -> None:
    with reader(DESK) as page:
        page.goto((site / "results.html").as_uri())
        page.locator(".more summary").click()
        page.select_option("#finding", "*problem")
        page.select_option("#department", "市卫生健康局")
        page.fill("#from", "2026-04-10")
        page.fill("#to", "2026-05-20")
        page.wait_for_selector("#hits li")
        shown, address = found(page), page.url
        expected = [
            one.target
            for one in whole().results
            if one.finding in ("corrected", "penalty")
            and one.department == "市卫生健康局"
            and "2026-04-10" <= one.date.isoformat() <= "2026-05-20"
        ]
        assert shown == expected
        assert expected
    with reader(PHONE) as page:
        page.goto(address)
        page.wait_for_selector("#hits li")
        assert found(page) == shown
        assert page.locator("#active").inner_text() == "(4)"
        page.locator("#clear").click()
        page.wait_for_selector("#all", state="visible")
        assert page.locator("#q").input_value() == page.locator("#from").input_value() == ""


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("９１３７１０８３ＭＡ３Ｃ０００１ＸＡ", "2026-2-0001"),
        ("仁和 未上锁", "2026-2-0001"),
        (REFERENCE, REFERENCE),
        ("仁和 没有", ""),
    ],
)
def test_what_is_typed_is_found_whatever_its_width(tmp_path: Path, typed: str, reference: str) -> None:
    rows = (row(0, problems="暂存间未上锁"), row(4, problems=""), row(5))
    folder = put(render(replace(whole(), results=rows)), tmp_path)
    with reader(DESK) as page:
        page.goto((folder / "results.html").as_uri())
        page.fill("#q", typed)
        page.wait_for_selector("#found", state="visible")
        links = page.locator("#hits a.name").evaluate_all("all => all.map((one) => one.hash.slice(1))")
        assert (links[:1] or [""]) == [reference]


def test_the_overview_leads_to_the_search(site: Path) -> None:
    with reader(PHONE) as page:
        page.goto((site / "index.html").as_uri())
        page.fill("#q", "卫生室")
        page.keyboard.press("Enter")
        page.wait_for_selector("#hits li")
        assert set(found(page)) == {"乳山市夏村镇兴村卫生室"}


def test_hostile_texts_stay_texts_where_the_script_puts_them(attacked: Path) -> None:
    with reader(PHONE) as page:
        page.goto((attacked / "results.html").as_uri() + "#sort=name")
        page.wait_for_selector("#hits li")
        shown = page.locator("#hits .name").evaluate_all("all => all.map((one) => one.textContent)")
        assert {visible(text) for text in HOSTILE} <= set(shown)
        assert page.locator("#hits img, #hits script, #hits table").count() == 0
        assert page.evaluate(WIDER) <= 0


def test_data_that_do_not_load_leave_the_pages(site: Path) -> None:
    with reader(PHONE, known="Failed to load resource") as page:
        page.route("**/index.js", lambda route: route.abort("blockedbyclient"))
        page.goto((site / "results.html").as_uri())
        page.locator("#q").focus()
        page.fill("#q", "诊所")
        page.wait_for_selector("#failed", state="visible")
        assert page.locator("#all").is_visible()
