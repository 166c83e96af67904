"""The engine, against solvers that lie: a core that is shown is true, and smallest, or it is called undecided."""

from random import Random

import pytest
from systems import Row, System, impossible, random_system

from scheduler.whynot.core import by_least, explain
from scheduler.whynot.question import Keys, Verdict

# x ≤ 1 and x ≥ 2 contradict each other; y ≤ 2 and x + y ≤ 5 have no part in it
KNOWN = System((Row((1, 0), 1), Row((0, 1), 2), Row((-1, 0), -2), Row((1, 1), 5)))
EVERY = frozenset({"r0", "r1", "r2", "r3"})


def core(system: System) -> tuple[Verdict, set[str]]:
    found = explain(system, by_least(system))
    assert found.verdict == "no" or not (found.statements or found.repairs)
    assert (found.verdict == "undecided") == (found.doubt is not None)
    return found.verdict, {statement.key for statement in found.statements}


@pytest.mark.parametrize("hint", [None, {"r0", "r2"}, {"r0", "r1", "r2"}, {"r0"}, {"r1", "r3"}, set(), {"x7"}])
def test_whatever_the_solver_suggests_the_core_is_the_true_one(hint: set[str] | None) -> None:
    system = KNOWN.lying(KNOWN.lie, None if hint is None else frozenset(hint))
    assert core(system) == ("no", {"r0", "r2"})


def test_what_holds_needs_no_explanation() -> None:
    assert core(System(KNOWN.rows[1:])) == ("yes", set())


def test_a_false_infeasible_is_undecided() -> None:
    system = System(KNOWN.rows[1:])
    assert core(system.lying(lambda keys, second, true: true if second else "no")) == ("undecided", set())


def test_a_false_infeasible_on_the_way_is_found_by_the_second_opinion() -> None:
    def lie(keys: Keys, second: bool, true: Verdict) -> Verdict:
        return "no" if not second and keys == {"r1", "r3"} else true

    assert core(KNOWN.lying(lie, frozenset({"r1", "r3"}))) == ("no", {"r0", "r2"})


def test_a_member_that_is_not_known_to_be_needed_makes_it_undecided() -> None:
    def lie(keys: Keys, second: bool, true: Verdict) -> Verdict:
        return "undecided" if keys == {"r0"} else true

    verdict, _ = core(KNOWN.lying(lie))
    assert verdict == "undecided"


@pytest.mark.parametrize("silent", [EVERY, frozenset({"r0", "r2"})])
def test_no_verdict_in_time_is_undecided(silent: Keys) -> None:
    system = KNOWN.lying(lambda keys, second, true: "undecided" if keys == silent else true)
    assert core(system) == ("undecided", set())


def test_a_suggestion_can_be_confirmed_where_the_whole_was_not_decided() -> None:
    system = KNOWN.lying(lambda keys, second, true: "undecided" if keys == EVERY else true, frozenset({"r0", "r2"}))
    assert core(system) == ("no", {"r0", "r2"})


def test_what_is_no_statement_may_be_impossible_alone() -> None:
    assert core(KNOWN.lying(lambda keys, second, true: "no")) == ("no", set())


@pytest.mark.parametrize("number", range(120))
def test_a_core_is_one_of_the_smallest(number: int) -> None:
    system = SYSTEMS[number]
    verdict, found = core(system)
    assert verdict == "no"
    assert found in system.smallest()


@pytest.mark.parametrize("number", range(120))
def test_a_core_told_by_a_solver_that_lies_is_true_or_undecided(number: int) -> None:
    """The first way says what it likes of any set, except a false "yes", which no validator lets pass."""
    random = Random(number)
    said: dict[Keys, Verdict] = {}

    def lie(keys: Keys, second: bool, true: Verdict) -> Verdict:
        if second:
            return true
        choices: list[Verdict] = [true, true, true, "no", "undecided"]
        return said.setdefault(keys, random.choice(choices))

    system = SYSTEMS[number].lying(lie, frozenset(f"r{k}" for k in range(7) if random.random() < 0.5))
    verdict, found = core(system)
    assert verdict == "undecided" or found in system.smallest()


@pytest.mark.parametrize("seed", range(60))
def test_a_lying_solver_never_makes_a_contradiction_of_what_holds(seed: int) -> None:
    system = random_system(seed)
    if system.true(frozenset(s.key for s in system.statements)) == "yes":
        assert core(system.lying(lambda keys, second, true: true if second else "no"))[0] == "undecided"


SYSTEMS = impossible(120)


@pytest.mark.parametrize("number", range(40))
def test_repairs_are_the_least_and_the_cheapest_comes_first(number: int) -> None:
    system = SYSTEMS[number]
    found = explain(system, by_least(system))
    assert [r.price for r in found.repairs] == sorted(r.price for r in found.repairs)
    members = {statement.key for statement in found.statements}
    for repair in found.repairs:
        assert repair.key in members
        assert repair.params["n"] == system.least(repair.key)
