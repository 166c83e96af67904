"""Nothing secret is on the site: every value of a full office's store is looked for in every page and file.

The rules of what is public are in ``secret_values``. That the search finds what is there is shown by planting a value of each
kind in turn.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import full_office
import pytest
import secret_values
from full_office import BANDS, DECEMBER, LATER
from secret_values import Store, Texts, leaks
from test_public import contents, everything

from scheduler import acts, journal
from scheduler.publish.acts import publish
from scheduler.publish.site import render
from scheduler.publish.view import SiteView
from scheduler.results.check import owing
from scheduler.store.office import Office

KINDS = (
    *("secret.draw", "secret.tables", "secret.of-table", "secret.salt", "secret.file", "points", "actor"),
    *("draw.outcome.seed", "draw.outcome.targets.ticket", "draw.outcome.visits.visit", "draw.outcome.teams.inspector"),
    *("targets.id", "targets.name", "targets.entity", "targets.owner", "targets.licences.number"),
    *("inspectors.id", "inspectors.name", "inspectors.certificate", "conflicts.value", "conflicts.id"),
    *("signals.id", "signals.source", "history.id", "leave.ground", "exclusions.document"),
    *("recusal.ground", "absence.ground", "reinforcement.ground", "appointment.order", "appointment.officer"),
    *(
        "application.ground",
        "application.applicant",
        "rejection.ground",
        "review.ground",
        "objection.applicant",
        "objection.words",
        "answer.ground",
        "answer.officer",
        "answer.document",
        "ending.document",
    ),
    *("results.rows.visit", "results.rows.problems", "toml.points.complaint.points", "toml.points.bands.QZC3"),
)
"""Kinds of secrets that the office must have, so that the search is known to look for them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_office.make(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[Office]:
    found = Office(folder, "wang.bookkeeper", lambda: DECEMBER)
    yield found
    found.close()


@pytest.fixture(scope="module")
def view(office: Office, tmp_path_factory: pytest.TempPathFactory) -> SiteView:
    return publish(office, None, tmp_path_factory.mktemp("site") / "site").view


@pytest.fixture(scope="module")
def files(view: SiteView) -> dict[str, bytes]:
    return _unpacked(render(view))


@pytest.fixture(scope="module")
def held(office: Office) -> Store:
    return secret_values.store(office)


def _unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    return {inner: data for name, whole in files.items() for inner, data in contents(whole, name)}


def test_the_office_has_secrets_of_every_kind(held: Store) -> None:
    assert [kind for kind in KINDS if not held.sought.get(kind)] == []
    assert sum(map(len, held.sought.values())) > 5000


def test_nothing_secret_is_on_the_site(held: Store, view: SiteView, files: dict[str, bytes]) -> None:
    assert len(files) > 100
    assert [row for row in view.results if "*" in row.target]
    assert view.ended
    assert [row for row in view.results if row.former]
    assert leaks(held, Texts(files)) == {}


def test_whatever_is_planted_is_found(held: Store, view: SiteView) -> None:
    """One value of each kind in a result each, in another column each time: on the pages, in the tables, in the search."""
    planted = {kind: str(next(iter(values))) for kind, values in held.sought.items()}
    columns = ("problems", "target", "address", "item", "department")
    rows = [
        replace(row, **{column: f"某 {value} 某"})  # type: ignore[arg-type]
        for row, value, column in zip(cycle(view.results), planted.values(), cycle(columns), strict=False)
    ]
    assert len(rows) == len(planted) > 60
    found = leaks(held, Texts(_unpacked(render(replace(view, results=tuple(rows))))))
    for kind, value in planted.items():
        names = {str(k): files for k, files in found[kind].items()}[value]
        for file in ("results.csv", "results.json", "results.xlsx", "index.js", ".html"):
            assert any(file in name for name in names), (kind, file)


def test_elsewhere_it_is_found_too(held: Store, view: SiteView) -> None:
    """In the other texts of the view, as a number, as an attribute, and as a hash of what should not be known."""
    name, phone = next(iter(held.sought["inspectors.name"])), next(iter(held.sought["points"]))
    digest = sha256(str(next(iter(held.sought["targets.owner"]))).encode()).hexdigest()[:12]
    spoilt = replace(
        view,
        title=f"{view.title}（{name}）",
        results=(replace(view.results[0], reference=digest), *view.results[1:]),
        progress=(replace(view.progress[0], withdrawn=int(phone)), *view.progress[1:]),
    )
    assert set(leaks(held, Texts(_unpacked(render(spoilt))))) >= {"inspectors.name", "points", "targets.owner"}


def test_bands_stand_in_the_plan_alone(held: Store, files: dict[str, bytes], view: SiteView) -> None:
    """The plan says at which rate each band is drawn. No other page or file has a word of bands, and the plan has none of
    targets."""
    told = {name for name, data in files.items() if any(band.encode() in data for band in BANDS.values())}
    assert told
    assert {name.partition("!")[0] for name in told} <= {
        "plan.html",
        *(f"files/plan.{s}" for s in ("csv", "json", "xlsx")),
    }
    named = {
        str(value) for kind, value in held.leaves if kind in ("targets.name", "targets.entity") and len(str(value)) > 4
    }
    texts = Texts({name: files[name] for name in told})
    assert [name for name in named if texts.holders(name)] == []


def test_only_when_it_is_too_late_undone_visits_are_named(folder: Path, tmp_path: Path) -> None:
    late = Office(Path(shutil.copytree(folder, tmp_path / "late")), "wang.bookkeeper", lambda: LATER)
    view = publish(late, None, tmp_path / "site").view
    draw = acts.find(late, None)
    undone = set(owing(draw, acts.frozen_plan(late, draw)))
    named = {journal.target_of(visit) for visit in undone}
    assert len(view.overdue) == len(undone) > 20
    texts = Texts(everything(tmp_path / "site"))
    assert leaks(secret_values.store(late, named), texts) == {}
    assert len(leaks(secret_values.store(late), texts)["targets.name"]) > 20
    late.close()


def test_with_the_drawn_list_targets_are_named_and_nothing_else(tmp_path: Path) -> None:
    """And with ``code`` a person's business has no name at all."""
    folder = full_office.make(tmp_path, 'drawn_list = true\nsole_traders = "code"')
    office = Office(folder, "wang.bookkeeper", lambda: DECEMBER)
    view = publish(office, None, tmp_path / "site").view
    drawn = {visit.target for visit in journal.standing(acts.find(office, None)).values()}
    assert len(view.drawn) == len(drawn)
    assert not [row for row in (*view.drawn, *view.results) if row.entity.startswith("92") and row.target != row.entity]
    texts = Texts(everything(tmp_path / "site"))
    assert leaks(secret_values.store(office, drawn), texts) == {}
    assert len(leaks(secret_values.store(office), texts)["targets.name"]) > 20
    office.close()
