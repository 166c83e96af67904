"""What each commitment of a year froze, derived by the program and by the twin that knows the written form alone."""

from collections import Counter
from pathlib import Path

import pytest
import year_twin
from random_years import Year

from scheduler import bundle, journal
from scheduler.chain import Chain

SEEDS = range(25)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_program_and_the_written_form_agree(tmp_path: Path, seed: int) -> None:
    office = Year(tmp_path / "office", seed).live()
    found = bundle.collect(office)
    bundle.write(found, tmp_path / "bundle.zip")
    derived = year_twin.derive(tmp_path / "bundle.zip")
    chain = Chain(found.events, found.frozen.__getitem__)
    draws = journal.draws(found.events)
    assert list(derived) == [draw.hash for draw in draws]
    for draw in draws:
        facts, twin = chain.facts(draw), derived[draw.hash]
        rows = {(row.task, row.target): row.path for row in facts.frame.rows}
        assert twin.planned == facts.plan.planned
        assert twin.left_out == {(x.task, x.target): x.ground for x in facts.frame.left_out}
        assert twin.frame == rows
        cells = {(t, c.path): (c.pool, c.rate) for t, cs in facts.cells.items() for c in cs}
        assert twin.cells == cells
        assert sorted(twin.unreached.items()) == [(u["category"], u["count"]) for u in draw.record["unreached"]]
        counted = Counter((task, ground) for (task, _), ground in twin.left_out.items())
        assert {(x["task"], x["ground"]): x["count"] for x in draw.record["excluded"]} == counted
