"""A published site held against a bundle: each way in which it is not what the log says, and the check that says so."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import small_year
from forger import with_body
from shop import tell
from small_office import LATER, open_office, results_of

from inventories.problems import Exit
from inventories.records import canonical
from scheduler.audit.checks import Checked, Colour, audit
from scheduler.audit.replay import Outside
from scheduler.audit.site import LOG_CHECKS
from scheduler.bundle import Bundle, collect
from scheduler.publish import held
from scheduler.publish.acts import publish
from scheduler.publish.folder import manifest

RESULTS = Path("files") / "results.json"


@pytest.fixture
def published(drawn: Path, tmp_path: Path) -> tuple[Bundle, Path]:
    """A bundle with results, some of them released, and the site that was published of it."""
    office = open_office(drawn)
    small_year.staff(office)
    first, second, third, *_ = small_year.visits(office)
    small_year.release(office, results_of(office, first.name, second.name))
    small_year.enter(office, results_of(office, third.name))
    publish(office, None, tmp_path / "site")
    return collect(office), tmp_path / "site"


def found(bundle: Bundle, site: Path) -> dict[str, Checked]:
    """What the checks of the site say."""
    every = {c.number: c for c in audit(bundle, known=Outside(site=held.read(site)))}
    return {number: every[number] for number, *_ in LOG_CHECKS}


def colours(bundle: Bundle, site: Path) -> list[Colour]:
    return [checked.finding.colour for checked in found(bundle, site).values()]


G, A, R = Colour


def test_an_honest_site_is_green(published: tuple[Bundle, Path]) -> None:
    assert colours(*published) == [G, G, G, G]


def test_without_a_site_nothing_is_said_of_it(published: tuple[Bundle, Path]) -> None:
    assert not {c.number for c in audit(published[0])} & {number for number, *_ in LOG_CHECKS}


def test_a_site_altered_by_hand_is_red(published: tuple[Bundle, Path]) -> None:
    bundle, site = published
    (site / "plan.html").write_bytes(b"other")
    (site / "style.css").unlink()
    (site / "more.html").write_bytes(b"more")
    assert colours(bundle, site) == [G, R, G, G]
    said = found(bundle, site)["3.31"].finding.detail
    assert said == "plan.html was altered; style.css is missing; more.html is not listed"


def test_a_site_that_was_never_published_is_red(published: tuple[Bundle, Path]) -> None:
    bundle, site = published
    (site / held.MARKER).write_bytes((site / held.MARKER).read_bytes() + b"0  more.html\n")
    assert colours(bundle, site) == [R, R, R, R]


def test_an_empty_folder_is_red(published: tuple[Bundle, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert colours(published[0], tmp_path / "empty") == [R, R, R, R]


def test_an_earlier_site_is_amber(published: tuple[Bundle, Path], drawn: Path, tmp_path: Path) -> None:
    _, site = published
    shutil.copytree(site, tmp_path / "kept")
    office = open_office(drawn, LATER.replace(day=16))
    small_year.release(office, results_of(office, small_year.visits(office)[3].name))
    publish(office, None, site)
    assert colours(collect(office), tmp_path / "kept") == [A, G, G, G]
    assert colours(collect(office), site) == [G, G, G, G]


def forged(published: tuple[Bundle, Path], change: Callable[[list[dict[str, Any]]], object]) -> tuple[Bundle, Path]:
    """An office that publishes other results than its log has, and logs what it has published."""
    bundle, site = published
    document = json.loads((site / RESULTS).read_bytes())
    change(document["results"])
    (site / RESULTS).write_bytes(canonical(document))
    listing = manifest({path: (site / path).read_bytes() for path in held.paths(site)})
    (site / held.MARKER).write_bytes(listing)
    return with_body(bundle, "publication", ("manifest",), lambda _: held.read(site).manifest), site


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[0].update(finding="penalty"), "is shown otherwise: finding"),
        (lambda rows: rows[0].update(target="x", date="2001-04-30"), "is shown otherwise: date, target"),
        (lambda rows: rows[0].update(more=1), "is shown otherwise: more"),
        (lambda rows: rows.append({**rows[0], "reference": "0" * 12}), "000000000000 was not released"),
        (lambda rows: rows.pop(), "was released and is not shown"),
        (lambda rows: rows.clear(), "was released and is not shown"),
    ],
)
def test_an_office_that_publishes_other_results_than_its_log_has_is_caught(
    published: tuple[Bundle, Path], change: Callable[[list[dict[str, Any]]], object], said: str
) -> None:
    bundle, site = forged(published, change)
    assert colours(bundle, site) == [G, G, R, A]
    assert said in found(bundle, site)["3.32"].finding.detail
    assert found(bundle, site)["3.33"].finding.detail.startswith("files/results.json")


def test_a_page_that_shows_something_else_is_amber(published: tuple[Bundle, Path]) -> None:
    """The program of the office may be another version; what it would have made is named."""
    bundle, site = published
    (site / "plan.html").write_bytes(b"other")
    bundle, site = forged((bundle, site), lambda _: None)
    assert colours(bundle, site) == [G, G, G, A]
    assert found(bundle, site)["3.33"].finding.detail == "plan.html is made otherwise by this version of the program"


def test_a_publication_that_counts_other_files_is_red(published: tuple[Bundle, Path]) -> None:
    bundle, site = published
    assert colours(with_body(bundle, "publication", ("files",), lambda n: n + 1), site)[0] == R


def test_a_publication_of_a_draw_that_is_not_there_is_red_and_no_crash(published: tuple[Bundle, Path]) -> None:
    bundle, site = published
    assert colours(with_body(bundle, "publication", ("draw",), lambda _: "2001-9"), site) == [G, G, R, R]
    assert colours(replace(bundle, secrets={}), site) == [G, G, R, R]


def test_the_verb_tells_and_exits(published: tuple[Bundle, Path], drawn: Path, tmp_path: Path) -> None:
    _, site = published
    assert tell(drawn, "export", "bundle", tmp_path / "b.zip").code == 0
    words = tell(None, "audit", tmp_path / "b.zip", "--site", site, "--on", "2001-04-30")
    assert words.code == 0, words.all
    assert "3.33 [green]" in words.out
    (site / "index.html").write_bytes(b"other")
    words = tell(None, "audit", tmp_path / "b.zip", "--site", site, "--json")
    assert words.code == Exit.VERIFICATION
    (check,) = [c for c in json.loads(words.out)["checks"] if c["number"] == "3.31"]
    assert (check["colour"], check["detail"]) == ("red", "index.html was altered")
    assert tell(None, "audit", tmp_path / "b.zip", "--site", tmp_path / "nowhere").code == Exit.USAGE
