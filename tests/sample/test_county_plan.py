"""The sample county's plan: it reads without a word, its bands are lifelike, and it can be staffed with room to spare."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.draw.draw import draw
from scheduler.draw.model import Outcome
from scheduler.facts import Facts, case, derive
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.plan.rules import of_rates
from scheduler.sample import RANDOMNESS
from scheduler.tables import Tables

SECRETS = ("a" * 64, "b" * 64, "c" * 64, "d" * 64, "e" * 64)


@pytest.fixture(scope="module")
def facts(plan: Plan, tables: Tables) -> Facts:
    return derive(plan, tables)


def drawn(facts: Facts, secret: str) -> Outcome:
    return draw(case(facts, "0" * 64, RANDOMNESS, secret))


def test_rates_and_mandates_agree(facts: Facts) -> None:
    assert list(of_rates(facts)) == []


def test_the_items_of_the_plan_are_in_the_list(plan: Plan, tables: Tables) -> None:
    listed = {item.id: item.kind for item in tables.items}
    named = {(item, task.kind) for task in plan.tasks for item in task.items}
    assert named == set(listed.items())


def test_towns_departments_and_categories_of_the_plan_exist(plan: Plan, tables: Tables) -> None:
    categories = {category for task in plan.tasks for _, values in task.scope.conditions for category in values}
    assert categories == {target.category for target in tables.targets}
    assert {rule.department for task in plan.tasks for rule in task.team} == {i.department for i in tables.inspectors}
    towns = {target.district for target in tables.targets}
    pairs = [rule.area.pairs for task in plan.tasks for rule in task.team if rule.area.kind == "pairs"]
    assert [{town for town, _ in rule} for rule in pairs] == [towns]
    infection = plan.tasks[1]
    assert {mandate.node[0] for mandate in infection.mandates} == towns


def test_bands_are_mixed_as_in_life(facts: Facts) -> None:
    bands = Counter(assessment.band for assessment in facts.frame.assessments.values())
    share = {band: number / bands.total() for band, number in bands.items()}
    assert 0.55 < share["A"] < 0.75
    assert 0.15 < share["B"] < 0.3
    assert 0.05 < share["C"] < 0.2
    assert 0.005 < share["D"] < 0.03


def test_an_exclusion_for_one_task_counts_for_that_task_alone(facts: Facts) -> None:
    tasks = {left.task for left in facts.frame.left_out if left.target == "ZS0019"}
    assert tasks == {"medical"}


@pytest.mark.parametrize("secret", SECRETS)
def test_110_to_150_visits_that_tasks_share(facts: Facts, secret: str) -> None:
    outcome = drawn(facts, secret)
    assert 110 <= len(outcome.visits) <= 150
    assert sum(len(visit.tasks) > 1 for visit in outcome.visits) >= 30
    assert {task for visit in outcome.visits for task in visit.tasks} == {"medical", "infection", "places"}


@pytest.mark.parametrize("secret", SECRETS)
def test_every_team_is_full_with_a_tenth_of_all_places_to_spare(facts: Facts, secret: str) -> None:
    assert drawn(facts, secret).open == 0
    limit = facts.plan.inspectors.limit * 9 // 10
    fewer = replace(facts.plan, inspectors=replace(facts.plan.inspectors, limit=limit))
    assert drawn(derive(fewer, facts.tables), secret).open == 0


def test_what_stands_commented_out_in_the_example_is_a_plan(folder: Path) -> None:
    """Its batches and limits, uncommented as the example says."""
    text = (folder / "plan.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("as_of", "results_due"))]
    member = re.compile(r"# (\[\[?\w+\]?\]$|\w+ = )")
    plan, problems = read_plan(
        "\n".join(line[2:] if member.match(line) else line for line in lines).encode(), "plan.toml"
    )
    assert plan is not None, problems
    assert [batch.id for batch in plan.batches] == ["spring", "autumn"]
    assert plan.caps is not None
    assert (plan.caps.per_agency, plan.caps.all_levels) == (2, 4)
