"""The statements of what holds inspectors back, in the office's words."""

from collections.abc import Iterable, Iterator, Sequence

from inspectors.rules import area, lead, qualification
from inventories.problems import Place, Words
from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.count import Short
from scheduler.plan.model import TeamRule
from scheduler.plan.why import messages, rules
from scheduler.plan.why.supply import Against, Alike, key
from scheduler.plan.why.written import Written

SHOWN = 8
"""How many inspectors a sentence names."""


def supply(facts: Facts, department: str, staff: Sequence[Alike], text: Written) -> Iterator[Statement]:
    """The statements about a department: roster and limits, then whatever speaks against anybody."""
    params: dict[str, object] = {"department": department}
    low, high = min((a.limit for a in staff), default=0), max((a.limit for a in staff), default=0)
    limits = {"limits": str(low) if low == high else f"{low}–{high}"}
    yield Statement(rules.ROSTER, key(rules.ROSTER), messages.ROSTER, params)
    yield Statement(rules.LIMIT, key(rules.LIMIT), messages.LIMIT, params | limits, text.place("inspectors.limit"))
    if limited := [name for alike in staff if alike.period_limits for name in alike.inspectors]:
        names = {"names": listed(facts, limited)}
        yield Statement(rules.PERIOD_LIMIT, key(rules.PERIOD_LIMIT), messages.PERIOD_LIMIT, params | names)
    for against in sorted({one for alike in staff for _, seat in alike.seats for one in seat}, key=lambda one: one.key):
        yield _against(facts, department, against, staff, text)


def described(statement: Statement, facts: Facts, short: Short) -> dict[str, object]:
    """What is known of the department's inspectors once the set is: who can take its slots, and how many."""
    everybody = [i for i in facts.tables.inspectors if i.department == statement.params["department"]]
    return {
        **statement.params,
        "all": len(everybody),
        "fit": len(short.inspectors),
        "need": short.need,
        "capacity": short.capacity,
        "names": listed(facts, short.inspectors),
    }


def listed(facts: Facts, names: Iterable[str]) -> str:
    """Inspectors by name, the first few."""
    every = [facts.inspectors[name].name for name in names]
    return ", ".join(every[:SHOWN]) + (f" … ({len(every)})" if len(every) > SHOWN else "") or "–"


def _against(facts: Facts, department: str, one: Against, staff: Sequence[Alike], text: Written) -> Statement:
    """What one rule says: who has what it asks for, or against whom it speaks."""
    whom = [name for alike in staff if any(one in seat for _, seat in alike.seats) for name in alike.inspectors]
    params: dict[str, object] = {"department": department, "says": Words(one.rule.says.text), "number": len(whom)}
    if one.rule in (qualification.RULE, lead.RULE):
        everybody = [i for i in facts.tables.inspectors if i.department == department]
        have = [i.id for i in everybody if (one.about in i.qualifications if one.about else i.lead)]
        params |= {"qualification": one.about, "all": len(everybody), "have": len(have), "names": listed(facts, have)}
        message = messages.QUALIFICATION if one.about else messages.LEAD
    else:
        params["names"], message = listed(facts, whom), messages.AGAINST
    return Statement(one.rule, one.key, message, params, _place(facts, department, one, text))


def _place(facts: Facts, department: str, one: Against, text: Written) -> Place:
    """Where the first task asks it of the department, if a team's rule does."""
    for task in facts.plan.tasks:
        for k, rule in enumerate(task.team, 1):
            member = _member(rule, one)
            if rule.department == department and member:
                return text.of_task(task, f"team[{k}].{member}")
    return Place()


def _member(rule: TeamRule, one: Against) -> str:
    """The member of a team's rule from which it comes, or nothing."""
    asks = {
        qualification.RULE.code: ("qualifications", one.about in rule.qualifications),
        lead.RULE.code: ("lead", rule.lead),
        area.RULE.code: ("area", rule.area.kind != "any"),
    }
    member, asked = asks.get(one.rule.code, ("", False))
    return member if asked else ""
