"""The rules that a plan and the tables have to keep before anything is frozen, in the order in which breaches are told."""

from collections.abc import Iterator

from inventories.problems import Problem
from scheduler.facts import Facts
from scheduler.plan.rules import (
    as_of_late,
    cell_label,
    cell_without_rate,
    certificate_ends,
    district_without,
    empty_frame,
    few_places_spare,
    item_kind,
    item_unknown,
    key_limit,
    least_above_pool,
    least_above_rest,
    least_granted,
    mandate_above_limit,
    named_otherwise,
    no_choice,
    nobody_fits,
    nobody_of_department,
    nobody_present,
    none_from_above,
    one_officer,
    rate_above_limit,
    rate_falls,
    results_due_early,
    source_weak,
    sources_amber,
    targets_unreached,
    team_together,
    too_few_of_department,
    too_few_places,
    total_above_pool,
    total_exceeded,
    unsolved,
    visits_above_cap,
)
from scheduler.plan.rules.rule import FactRule, PlanRule, RateRule

RULES: tuple[PlanRule, ...] = (
    *(as_of_late.RULE, results_due_early.RULE, source_weak.RULE, sources_amber.RULE),
    *(one_officer.RULE, key_limit.RULE, visits_above_cap.RULE),
    *(empty_frame.RULE, cell_label.RULE, cell_without_rate.RULE, unsolved.RULE, total_above_pool.RULE),
    *(least_above_pool.RULE, mandate_above_limit.RULE, rate_above_limit.RULE, total_exceeded.RULE),
    *(least_granted.RULE, rate_falls.RULE, least_above_rest.RULE),
    *(item_unknown.RULE, item_kind.RULE, targets_unreached.RULE, none_from_above.RULE, named_otherwise.RULE),
    *(nobody_of_department.RULE, too_few_of_department.RULE, nobody_fits.RULE, no_choice.RULE),
    *(nobody_present.RULE, district_without.RULE, team_together.RULE, certificate_ends.RULE),
    *(too_few_places.RULE, few_places_spare.RULE),
)


def of_rates(facts: Facts) -> Iterator[Problem]:
    """Every breach of a rule about rates, task by task."""
    for rated in facts.rated:
        for rule in RULES:
            if isinstance(rule, RateRule):
                yield from (rule.problem({"task": rated.task.id, **params}) for params in rule.check(rated))


def problems(facts: Facts) -> Iterator[Problem]:
    """Every breach of a rule about rates, then about plan and tables together; the reader tells those of the text."""
    yield from of_rates(facts)
    for rule in RULES:
        if isinstance(rule, FactRule):
            yield from map(rule.problem, rule.check(facts))
