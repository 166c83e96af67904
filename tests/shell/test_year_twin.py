"""What each commitment of a year froze, derived by the program and by the twin that knows the written form alone."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import small_office
import year_twin
from forger import red
from random_years import Year

from scheduler import acts, bundle, journal
from scheduler.bundle import Bundle
from scheduler.chain import Chain
from scheduler.draw.notation import is_label
from scheduler.facts import Facts
from scheduler.journal import Draw

SEEDS = range(30)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Bundle, dict[str, year_twin.Derived]]]:
    """The bundles of some random years, each with what the twin derives from it."""
    found = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp("year")
        year = Year(folder / "office", seed)
        found.append((bundle.collect(year.live()), folder / "bundle.zip"))
        year.office.close()
        bundle.write(*found[-1])
    return [(whole, year_twin.derive(path)) for whole, path in found]


def commitments(
    years: list[tuple[Bundle, dict[str, year_twin.Derived]]],
) -> Iterator[tuple[Draw, Facts, year_twin.Derived]]:
    for found, derived in years:
        chain = Chain(found.events, found.frozen.__getitem__)
        draws = journal.draws(found.events)
        assert list(derived) == [draw.hash for draw in draws]
        yield from ((draw, chain.facts(draw), derived[draw.hash]) for draw in draws)


def test_the_program_and_the_written_form_agree(years: list[tuple[Bundle, dict[str, year_twin.Derived]]]) -> None:
    for draw, facts, twin in commitments(years):
        rows = {(row.task, row.target): row.path for row in facts.frame.rows}
        assert twin.planned == facts.plan.planned
        assert twin.left_out == {(x.task, x.target): x.ground for x in facts.frame.left_out}
        assert twin.frame == rows
        cells = {(t, c.path): (c.pool, c.rate) for t, cs in facts.cells.items() for c in cs}
        assert twin.cells == cells
        assert sorted(twin.unreached.items()) == [(u["category"], u["count"]) for u in draw.record["unreached"]]
        counted = Counter((task, ground) for (task, _), ground in twin.left_out.items())
        assert {(x["task"], x["ground"]): x["count"] for x in draw.record["excluded"]} == counted


def test_everything_that_keeps_targets_out_has_happened(
    years: list[tuple[Bundle, dict[str, year_twin.Derived]]],
) -> None:
    """The test above would show little if its offices had not lived through it."""
    grounds = {ground for _, _, twin in commitments(years) for ground in twin.left_out.values()}
    assert grounds == {"merged", "closed", "suspended", "zoned", "a ground", "drawn before", "chance had", "cap"}
    kinds = {event.kind for found, _ in years for event in found.events}
    assert kinds >= {"void", "replacement", "cancellation", "results", "check", "duplicate"}
    cells = [cell for _, _, twin in commitments(years) for cell in twin.cells.items()]
    assert any(path and ":" in path[-1] for (_, path), _ in cells)
    assert ("twice.2", ()) in {cell for cell, (_, rate) in cells if rate == 1}


def test_no_draw_exceeds_a_limit_but_by_lists_from_above(
    years: list[tuple[Bundle, dict[str, year_twin.Derived]]],
) -> None:
    """Counted from what was drawn and replaced, against what the year had seen before the commitment."""
    bound = 0
    for draw, facts, twin in commitments(years):
        acting = {task.id: {rule.department for rule in task.team} for task in facts.plan.tasks}
        above = {task.id for task in facts.plan.tasks if task.from_above}
        made, certain = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for visit in journal.standing(draw).values():
            names = {"", *(d for task in visit.tasks for d in acting[task])}
            share = twin.share.get(visit.target, "")
            made.update((share, name) for name in names)
            certain.update((share, name) for name in names if above & {*visit.tasks})
        for (share, name), number in made.items():
            if name in twin.limits:
                used = twin.used.get((share, name), 0)
                assert used + number <= max(twin.limits[name], used + certain[share, name])
                bound += used + number == twin.limits[name]
    assert bound


def test_a_chance_is_its_part_of_the_rate_where_nothing_intervened(
    years: list[tuple[Bundle, dict[str, year_twin.Derived]]],
) -> None:
    """Of each target that kept its cell, its rate and its place in the frame from batch to batch."""
    checked = 0
    for found, derived in years:
        missed: dict[tuple[str, str], list[tuple[Fraction | None, Fraction, Fraction]]] = {}
        chain = Chain(found.events, found.frozen.__getitem__)
        for draw in (d for d in journal.draws(found.events) if d.state == "drawn"):
            facts = chain.facts(draw)
            shares = {task.id: task.share for task in facts.plan.tasks}
            cells = {(t, c.path): c for t, cs in facts.cells.items() for c in cs}
            for row in facts.frame.rows:
                cell = cells[row.task, row.path]
                before = missed.setdefault((row.task, row.target), [])
                before.append((cell.year, shares[row.task], derived[draw.hash].cells[row.task, row.path][1]))
                rates = {year for year, _, _ in before}
                if cell.rate == cell.asked and len(rates) == 1 and None not in rates and len(before) > 1:
                    chance = Fraction(1)
                    for _, _, rate in before:
                        chance *= 1 - rate
                    checked += 1
                    assert abs(1 - chance - next(iter(rates)) * shares[row.task]) < Fraction(1, 10**8)  # type: ignore[operator]
    assert checked


MONTHS = range(1, 8)
LONG = f"""
format = "double-random/plan@1"
id = "2001"
title = "Plan"
office = "Office"
randomness = [{{ kind = "dice", faces = 10, throws = 20 }}]
period = [{", ".join(f'{{ id = "p{m}", from = 2001-0{m}-08, to = 2001-0{m}-28, weight = {m + 140} }}' for m in MONTHS)}]
batch = [
{",".join(f'{{ id = "b{m}", periods = ["p{m}"], as_of = 2001-01-05, results_due = 2001-12-31 }}' for m in MONTHS)}
]
[points]
bands = {{ A = 0 }}
[inspectors]
limit = 90
[[task]]
id = "t"
name = "T"
items = ["K1"]
kind = "general"
strata = ["district"]
rate = "0.1234567890123"
team = [{{ department = "health" }}]
""".encode()


def test_chances_of_many_batches_can_still_be_written(filled: Path, tmp_path: Path) -> None:
    """Their terms would grow with every batch whose rate has to be rounded; a label has 64 characters at most."""
    office = small_office.open_office(filled)
    for month in MONTHS:
        small_office.commit(office, LONG)
        acts.draw(office, f"dice:10:{month}2345678901234567890")
    whole = bundle.collect(office)
    bundle.write(whole, tmp_path / "b.zip")
    derived = year_twin.derive(tmp_path / "b.zip")
    found = [path[-1] for twin in derived.values() for _, path in twin.cells]
    assert max(map(len, found)) > 12
    assert all(is_label(label) for label in found)
    for draw, facts, twin in commitments([(whole, derived)]):
        assert twin.cells == {(t, c.path): (c.pool, c.rate) for t, cs in facts.cells.items() for c in cs}, draw.ref


def test_honest_years_are_not_red(years: list[tuple[Bundle, dict[str, year_twin.Derived]]]) -> None:
    for found, _ in [year for year in years if year[1]][:8]:
        assert red(found) == set()
