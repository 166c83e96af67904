"""The page that draws again in a browser, written from the specification alone, agrees with the vectors and sees changes."""

import base64
import hashlib
import html
import json
import re
import sys
from pathlib import Path
from typing import Any

import browser
import pytest

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "verifier" / "draw.html"
TEXT = PAGE.read_text("utf-8")
SCRIPT = re.findall(r"<script>(.*?)</script>", TEXT, re.DOTALL)
DRAWS: list[Json] = json.loads((ROOT / "docs" / "vectors" / "draws.json").read_text("utf-8"))["draws"]
RANDOM = 150
"""So many random cases besides the vectors."""


def with_case(case: Json, outcome: Json | None, to: Path) -> Path:
    """The page with a case in it, as it can be put on a web server."""
    data = json.dumps({"case": case, "outcome": outcome}).replace("<", "\\u003c")
    to.write_text(TEXT.replace('id="given"></script>', f'id="given">{data}</script>'), "utf-8")
    return to


def verdict(page: str) -> tuple[str, str]:
    """The colour and words of the verdict."""
    found = re.search(r'<p id="verdict" role="status"(?: class="(\w*)")?>(.*?)</p>', page)
    assert found is not None
    return found[1] or "", html.unescape(found[2])


def test_all_vectors_and_random_cases_come_out_the_same(tmp_path: Path) -> None:
    """In one page: the part of the script that draws, and a loop over the cases."""
    sys.path.insert(0, str(ROOT / "tests" / "draw"))
    import random_cases
    import twin

    cases = [(vector["case"], vector["outcome"]) for vector in DRAWS]
    cases += [(case, twin.outcome(case)) for case in map(random_cases.random_case, range(1000, 1000 + RANDOM))]
    draws, rest = SCRIPT[0].split("// ---- the page")
    assert "function draw(" in draws
    assert "function run(" in rest
    loop = (
        "const found = JSON.parse(document.getElementById('cases').textContent).map(([given, told], k) => {"
        " try { return differences(JSON.parse(JSON.stringify(draw(given).outcome)), told).slice(0, 3); }"
        " catch (error) { return [String(error)]; } });"
        "document.getElementById('found').textContent = JSON.stringify(found);"
    )
    data = json.dumps(cases).replace("<", "\\u003c")
    file = tmp_path / "all.html"
    file.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><p id="found"></p><script type="application/json" id="cases">{data}</script>'
        f"<script>{draws}{loop}</script>",
        "utf-8",
    )
    told = re.search(r'<p id="found">(.*?)</p>', browser.opened(file), re.DOTALL)
    assert told is not None
    found = json.loads(html.unescape(told[1]))
    assert len(found) == len(cases)
    assert {k: differs for k, differs in enumerate(found) if differs} == {}


def test_the_page_says_that_an_outcome_is_the_same(tmp_path: Path) -> None:
    vector = max(DRAWS, key=lambda v: len(v["flags"]))
    page = browser.opened(with_case(vector["case"], vector["outcome"], tmp_path / "p.html"))
    assert verdict(page)[0] == "good"
    assert vector["outcome"]["seed"] in page
    for row in vector["outcome"]["targets"]:
        assert row["ticket"][:16] in page


@pytest.mark.parametrize("member", ["seed", "allocation", "targets", "visits", "open", "teams", "refused", "after"])
def test_the_page_says_that_an_outcome_differs(tmp_path: Path, member: str) -> None:
    vector = next(
        v for v in DRAWS if all(v["outcome"][m] not in ([], None) for m in ("targets", "teams", "refused", "after"))
    )
    outcome = json.loads(json.dumps(vector["outcome"]))
    outcome[member] = outcome[member][:-1] if isinstance(outcome[member], list | str) else outcome[member] + 1
    page = browser.opened(with_case(vector["case"], outcome, tmp_path / "p.html"))
    colour, words = verdict(page)
    assert colour == "bad"
    assert f"/{member}" in words


@pytest.mark.parametrize("case", [{}, {"format": "x"}, {"format": "double-random/case@1"}])
def test_what_is_no_case_is_said_to_be_none(tmp_path: Path, case: Json) -> None:
    assert verdict(browser.opened(with_case(case, None, tmp_path / "p.html")))[0] == "bad"


def test_names_are_text_on_the_page(tmp_path: Path) -> None:
    vector = json.loads(json.dumps(DRAWS[0]).replace("health", "<b>x</b>"))
    page = browser.opened(with_case(vector["case"], None, tmp_path / "p.html"))
    assert "<b>x" not in page.split('id="steps"')[1].split("<script")[0]


def test_the_page_asks_nothing_of_any_network_and_runs_its_own_script_alone() -> None:
    digest = base64.b64encode(hashlib.sha256(SCRIPT[0].encode()).digest()).decode()
    assert len(SCRIPT) == 1
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in TEXT
    assert not re.findall(r"https?:|//[a-z]+\.|fetch\(|XMLHttp|import\(|src=|@import|url\(", TEXT)
    assert "crypto.subtle" not in TEXT
    assert "Math.random" not in TEXT
