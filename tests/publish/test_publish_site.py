"""The pages: the same bytes always, text always text, nothing from outside, every link a file."""

import json
import os
import posixpath
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from freezegun import freeze_time
from html_reader import pages, read
from public_views import (
    COMMITMENT,
    DRAW,
    HASH,
    HOSTILE,
    OLD_HASH,
    THROWN,
    VOID,
    committed,
    hostile,
    planned,
    row,
    whole,
)

from scheduler.publish import search_data, words
from scheduler.publish.numbers import moment, percent, rate, span, visible
from scheduler.publish.paging import PAGE_SIZE, page_links
from scheduler.publish.places import place_name, place_pages
from scheduler.publish.site import render
from scheduler.publish.view import OutcomeView, RandomnessView, SiteView, TaskProgress
from scheduler.results.model import FINDINGS, wordings

VIEWS = {"whole": whole, "hostile": hostile, "planned": planned, "committed": committed}
HERE = Path(__file__).parent
DIGEST = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from scheduler.publish import search_data, words
words.translator = lambda language: (lambda text: language + text)
import public_views, scheduler.publish.site as site
files = site.render(public_views.hostile())
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest) -> SiteView:
    return VIEWS[request.param]()


def test_same_bytes_at_any_time(view: SiteView) -> None:
    with freeze_time("2026-01-01"):
        first = render(view)
    with freeze_time("2031-07-05 12:34:56"):
        second = render(view)
    assert first == second
    assert list(first) == list(second) == sorted(first)


def test_same_bytes_in_any_process() -> None:
    def digest(**environment: str) -> str:
        run = [sys.executable, "-c", DIGEST, str(HERE)]
        return subprocess.run(run, env=os.environ | environment, check=True, capture_output=True, text=True).stdout

    here = digest(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert here == digest(PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")


def test_hostile_texts_are_texts() -> None:
    harmless = {name: page.tags for name, page in pages(render(whole())).items()}
    known = {tag for tags in harmless.values() for tag, _ in tags}
    attributes = {name for tags in harmless.values() for _, values in tags for name in values}
    found = pages(render(hostile()))
    for page in found.values():
        assert {tag for tag, _ in page.tags} <= known
        assert {name for _, values in page.tags for name in values} <= attributes
    for name, at_least in {
        "results.html": 8,
        "plan.html": 5,
        "draws/2026-01-2.html": 3,
        "corrections.html": 5,
        "overdue.html": 3,
    }.items():
        for text in HOSTILE:
            assert found[name].text.count(visible(text)) >= at_least, (name, text)


def test_nothing_hidden_reaches_a_page() -> None:
    for page in pages(render(hostile())).values():
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\u2028]", page.text)
    assert "[U+202E]" in read(render(hostile())["results.html"]).text


def test_one_script_no_style_nothing_from_outside(view: SiteView) -> None:
    files = render(view)
    for name, page in pages(files).items():
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"style", "img", "iframe", "object", "embed", "base"}, name
        root = "../" * name.count("/")
        assert [v["href"] for t, v in page.tags if t == "link"] == [f"{root}style.css", f"{root}print.css"]
        searched = name.startswith("results") or name == "index.html"
        assert [v for t, v in page.tags if t == "script"] == [{"src": "search.js", "defer": ""}] * searched
        assert not [a for _, values in page.tags for a in values if a == "style" or a.startswith("on")]
        assert not [v for a in ("src", "href", "action", "xlink:href") for v in page.values(a) if ":" in v or "//" in v]
        policy = next(v["content"] for t, v in page.tags if v.get("http-equiv") == "Content-Security-Policy")
        allowed = "script-src 'self' file:; " * searched
        assert policy == f"default-src 'none'; style-src 'self' file:; {allowed}base-uri 'none'; form-action 'none'"
    for sheet in ("style.css", "print.css"):
        assert not re.search(r"url\(|@import|https?:|expression", files[sheet].decode())
    if view == whole():
        assert not [name for name, data in files.items() if name.endswith(".html") and re.search(rb"https?:", data)]


def test_the_script_writes_text_alone() -> None:
    script = render(planned())["search.js"].decode()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|cookie|Storage", script
    )
    assert not re.search("[\u4e00-\u9fff]", script)


def resolved(page: str, href: str) -> str:
    """Where a link of a page leads, as a path in the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), href))


def test_every_link_resolves(view: SiteView) -> None:
    files = render(view)
    read_pages = pages(files)
    linked = {"index.html"}
    for name, page in read_pages.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), name
        for reference in ("aria-labelledby", "aria-describedby", "for"):
            assert set(page.values(reference)) <= set(ids)
        for href in [*page.values("href"), *page.values("src"), *page.values("data-index")]:
            path, _, fragment = href.partition("#")
            to = resolved(name, path) if path else name
            assert to in files, (name, href)
            assert not fragment or fragment in read_pages[to].values("id"), (name, href)
            linked.add(to)
    ended = {place_name(one.place) for one in view.ended}
    assert linked | ended == set(files)  # an ended publication stands where it stood, and nobody is sent there


def test_landmarks_languages_and_captions(view: SiteView) -> None:
    for name, page in pages(render(view)).items():
        tags = [tag for tag, _ in page.tags]
        assert [tags.count(tag) for tag in ("main", "header", "footer", "h1", "title")] == [1] * 5
        assert tags.count("caption") == tags.count("table")
        assert page.tags[0] == ("html", {"lang": "zh-CN"})
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags
        assert page.values("aria-current")[0] == ("true" if "/" in name else "page"), name
        assert all(v.get("scope") for t, v in page.tags if t == "th")
        assert all(v.get("aria-label") for t, v in page.tags if t == "nav")
        charts = [v for t, v in page.tags if t == "svg"]
        assert all(v["aria-hidden"] == "true" for v in charts)  # their numbers stand beside them


def test_every_visible_text_is_translated(view: SiteView) -> None:
    english = re.compile("[A-Za-z]{3,}")
    for name, page in pages(render(view)).items():
        left = {word for text in page.ours for word in english.findall(text)} - {
            "XLSX",
            "CSV",
            "JSON",
            "TXT",
            "UTC",
            "SHA",
        }
        if view != hostile():
            assert not left, name


def test_a_translation_missing_is_not_shown_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "translator", lambda language: str)
    assert read(render(whole())["plan.html"]).text.count("Lead department") == 2  # two tasks


@pytest.mark.parametrize(("rows", "numbers"), [(0, [0]), (1, [1]), (50, [50]), (51, [50, 1]), (123, [50, 50, 23])])
def test_pages_of_fifty(rows: int, numbers: list[int]) -> None:
    found = pages(render(whole(rows)))
    names = ["results.html", *(f"results-{n}.html" for n in range(2, len(numbers) + 1))]
    assert sorted(names) == sorted(name for name in found if name.startswith("results"))
    hrefs = {
        name: [v["href"] for _, v in found[name].tags if v.get("class") == "name" and "href" in v] for name in names
    }
    assert [len(hrefs[name]) for name in names] == numbers
    assert PAGE_SIZE == 50
    shown = [href.split("#")[1] for name in names for href in hrefs[name]]
    assert shown == [f"2026-2-{n + 1:04d}" for n in range(rows)]


def test_page_links() -> None:
    assert page_links(1, 1) == [1]
    assert page_links(1, 2000) == [1, 2, 3, None, 2000]
    assert page_links(9, 20) == [1, None, 7, 8, 9, 10, 11, None, 20]


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("task[water].rate", "Sampling rate"),
        ("period[q1].to", "Periods"),
        ("task[water]", "Task"),
        ("coordination", "coordination"),
    ],
)
def test_what_was_amended_has_a_name(member: str, said: str) -> None:
    assert words.words().member(member)[1] == said


def test_each_finding_has_its_official_words_and_its_shape() -> None:
    page = render(whole(4))["results.html"].decode()
    shapes = re.findall(
        r'<span class="finding ([a-z-]+)"><svg[^>]*>(.*?)</svg><span><span class="zh">(.*?)</span>', page
    )
    assert [wording for _, _, wording in shapes[:4]] == wordings("health")
    assert len({shape for _, shape, _ in shapes}) == 4
    assert [name for name, _, _ in shapes[:4]] == ["clean", "problem", "penalty", "closed"]


def test_both_vocabularies_are_counted_and_a_wording_they_share_once() -> None:
    rows = tuple(row(k, finding=finding) for k, finding in enumerate((*FINDINGS, "ordered")))
    page = render(SiteView(**{**vars(whole(0)), "results": rows}))["results.html"].decode()
    counted = dict(re.findall(r'<span class="zh">([^<]*)</span>.*?<span class="number">(\d+)</span></li>', page))
    every = {wording.text for wording in FINDINGS.values()}
    assert {text: counted[text] for text in every} == dict.fromkeys(every, "1") | {"发现问题已责令改正": "3"}


def test_not_yet_drawn_and_no_results_yet() -> None:
    for view in (planned(), committed()):
        found = pages(render(view))
        assert "Not yet drawn" in found["index.html"].text
        assert "Not yet drawn" in found["draws/2026-01-2.html" if view.draws else "index.html"].text
        assert "No results yet." in found["results.html"].text
        assert "Nothing has been drawn yet" in found["index.html"].text
    assert "No commitment yet" in read(render(planned())["draws.html"]).text
    assert HASH in read(render(committed())["draws.html"]).text
    assert HASH in read(render(committed())["draws/2026-01-2.html"]).text


def test_void_draws_stay_visible() -> None:
    files = render(whole())
    for name in ("draws.html", "draws/2026-01-1.html"):
        page = read(files[name]).text
        assert OLD_HASH in page
        assert "名录库导入有误" in page
    assert THROWN.text in read(files["draws/2026-01-1.html"]).text
    assert "See what is void" not in read(render(committed())["index.html"]).text


@pytest.mark.parametrize("known", [(THROWN, DRAW.outcome), (THROWN, None), (None, None)])
def test_a_commitment_shown_that_is_void_says_so(known: tuple[RandomnessView | None, OutcomeView | None]) -> None:
    """Also one that was set aside when its randomness was known, or before: nothing then is "not yet drawn"."""
    randomness, outcome = known
    shown = replace(DRAW, randomness=randomness, outcome=outcome, void=VOID.void)
    files = render(replace(whole(0), draws=(shown,), progress=(), overall=None))
    for name in ("index.html", "draws.html", "draws/2026-01-2.html"):
        text = read(files[name]).text
        assert "Not yet drawn" not in text
        assert "eclared void" in text
        assert "名录库导入有误" in text
    text = read(files["draws/2026-01-2.html"]).text
    assert (THROWN.text in text) == (randomness is not None)
    assert ("Not yet known when it was declared void" in text) == (randomness is None)


def test_every_commitment_is_listed_and_has_its_page_whatever_its_plan() -> None:
    other = replace(VOID, plan="2025-special", commitment="ee" * 32, randomness=None, outcome=None)
    files = render(replace(whole(), draws=(other, *whole().draws)))
    for name in ("draws.html", "draws/2025-special-1.html"):
        assert "ee" * 32 in read(files[name]).text


def test_each_draw_has_what_its_own_commitment_fixed() -> None:
    first = replace(COMMITMENT, hash=OLD_HASH, unreached=4711)
    files = render(replace(whole(), commitments=(COMMITMENT, first)))
    assert "4711" in read(files["draws/2026-01-1.html"]).text
    assert "4711" not in read(files["draws/2026-01-2.html"]).text


def test_verdicts_are_the_offices_own_and_say_which_check() -> None:
    files = render(whole())
    draw, whole_log = read(files["draws/2026-01-2.html"]).text, read(files["draws.html"]).text
    assert "the source is not the office's own" in draw
    assert "Does not hold" in draw
    assert "the log continues every checkpoint held outside" in whole_log
    assert "Does not hold" not in whole_log
    assert "office's own audit" not in read(files["draws/2026-01-1.html"]).text
    assert "office's own audit" not in read(render(planned())["draws.html"]).text


def test_changes_after_the_draw_are_counted() -> None:
    text = " ".join(read(render(whole())["draws/2026-01-2.html"]).text.split())
    assert "Recusals ：3" in text or "Recusals：3" in text


def test_a_target_keeps_its_page_and_what_it_said_before() -> None:
    files = render(whole(9))
    disputed = next(row for row in whole(9).results if row.former)
    page = read(files[place_name(disputed.place)])
    for text in (
        "当日消毒剂未过期",
        "经核对进货单属实",
        "使用过期消毒剂",
        "检查记录录入有误",
        "2026-04-20",
        "2026-07-02",
        "Upheld",
    ):
        assert text in page.text, text
    assert disputed.reference in page.values("id")
    rows = [row for row in whole(9).results if row.place == disputed.place]
    assert [row.reference for row in rows] == [v for v in page.values("id") if v.startswith("2026-2-")]
    fewer = render(replace(whole(9), results=whole(9).results[:8]))
    assert (
        fewer[place_name(disputed.place)] == files[place_name(disputed.place)]
    )  # others' results change nothing there


def test_what_was_wrong_stands_first() -> None:
    rows = [row(k, place="ab" * 6, date=date(2026, 5, 1), finding=f) for k, f in enumerate(FINDINGS)]
    (page,) = place_pages(rows, ())
    kinds = [FINDINGS[one.finding].kind for one in page.rows]
    assert kinds == sorted(kinds, key=["problem", "closed", "clean"].index)
    assert {one.reference for one in page.rows} == {one.reference for one in rows}


def test_an_ended_publication_leaves_its_mark_and_no_name() -> None:
    files = render(whole(9))
    page = read(files[place_name("00" * 6)])
    assert "ab" * 32 in page.text
    assert "Publication ended" in page.text
    named = replace(whole(9), ended=(replace(whole(9).ended[0], place=whole(9).results[0].place),))
    again = render(named)
    assert "ab" * 32 not in read(again[place_name(whole(9).results[0].place)]).text
    assert "ab" * 32 in read(again["corrections.html"]).text


def test_charts_stand_beside_their_numbers() -> None:
    page = render(whole())["statistics.html"].decode()
    told = read(page.encode())
    assert "5–15%" in told.text
    assert "exact" in told.text
    parts = re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"', page)
    assert all(float(left) + float(width) <= 100.02 for left, width in parts)
    assert {"fill-problem", "fill-closed"} <= set(told.values("id"))
    assert "An estimate for all units" in read(render(replace(whole(), estimates=()))["statistics.html"]).text


def test_paper_bears_the_checkpoint() -> None:
    signed = render(whole())["print.css"].decode()
    assert "office.example/draws 57 u4qGY0Yk0dPq0yPp3vX2oAq2o1p0rB7q5h0Yz0d1c2M=" in signed
    unsigned = replace(whole(), check=replace(whole().check, checkpoint=""))
    assert f"{DRAW.position} {DRAW.commitment}" in render(unsigned)["print.css"].decode()
    foot = render(hostile())["print.css"].decode().splitlines()[-1]
    assert re.fullmatch(r'@page \{ @bottom-left \{ content: "[^"<>{}]*"; \} \}', foot)


def test_what_changes_touches_only_the_pages_that_show_it() -> None:
    before = render(whole(200))
    rows = list(whole(200).results)
    rows[120] = replace(rows[120], problems="另查明一处问题")
    after = render(replace(whole(200), results=tuple(rows)))
    changed = {name for name in after if after[name] != before.get(name) and not name.startswith("files/")}
    assert changed == {"results-3.html", place_name(rows[120].place)}


def test_the_data_of_the_search_are_the_results() -> None:
    written = render(hostile())[search_data.PATH].decode()
    assert written.startswith(search_data.HEAD)
    assert not re.search("[<\u2028\u2029\u202e]", written)
    data = json.loads(written.removeprefix(search_data.HEAD).removesuffix(";\n"))
    rows = hostile().results
    assert data.pop("reference") == [visible(row.reference) for row in rows]
    told = {name: [column["values"][at] for at in column["at"]] for name, column in data.items()}
    assert told["target"] == [[visible(t) for t in (r.place, r.target, r.entity, r.address)] for r in rows]
    assert told["problems"] == [visible(row.problems) for row in rows]
    assert told["date"] == [row.date.isoformat() for row in rows]
    assert told["objected"] == [int(bool(row.objections)) for row in rows]


def test_rates_of_completion() -> None:
    view = replace(whole(0), overall=TaskProgress("", 861, 843, 18), progress=())
    text = read(render(view)["index.html"]).text
    assert "97.91%" in text
    assert "100.00%" in text


def test_numbers_as_shown() -> None:
    assert [percent(*p) for p in [(0, 0), (1, 3), (2, 3), (3, 3), (1, 8)]] == [
        "—",
        "33.33%",
        "66.67%",
        "100.00%",
        "12.50%",
    ]
    assert [rate(r) for r in ["1/20", "3/200", "1/3", "31", "0/0", "x"]] == [
        "5% (1/20)",
        "1.5% (3/200)",
        "1/3",
        "31",
        "0/0",
        "x",
    ]
    assert [span(1, 1), span(1, 2)] == ["1", "1–2"]
    assert moment("2026-03-20T18:30:00Z") == "2026-03-21 02:30:00 (UTC+8)"
    assert moment("2026-03-20T18:30:00+00:00") == "2026-03-21 02:30:00 (UTC+8)"
    assert [moment("soon"), moment("2026-03-20")] == ["soon", "2026-03-20"]


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_enough_in_both_schemes() -> None:
    css = render(planned())["style.css"].decode()
    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in css.split("@media (prefers-color", 1))
    for colours in (light, dark):
        for paper in (colours["paper"], colours["wash"]):
            for ink in ("ink", "soft", "accent", "good", "warn", "bad"):
                assert contrast(colours[ink], paper) >= 4.5, (ink, paper)
            for edge in ("edge", "focus"):
                assert contrast(colours[edge], paper) >= 3, (edge, paper)
        assert contrast(colours["ink"], colours["note"]) >= 4.5
        assert contrast(colours["accent"], colours["note"]) >= 4.5
        assert contrast(colours["paper"], colours["accent"]) >= 4.5
    assert len(dark) == len(light) > 10
