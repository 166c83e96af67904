"""The statements of what holds inspectors back, in the office's words."""

from collections.abc import Iterable, Sequence

from inspectors.model import Inspector
from inventories.problems import N_, Place, Words
from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.count import Short
from scheduler.plan.why import messages, rules
from scheduler.plan.why.supply import Alike, key
from scheduler.plan.why.written import Written

SHOWN = 8
AREAS = {"own": Words(N_("their own districts")), "not own": Words(N_("not their own districts"))}


def supply(facts: Facts, staff: Sequence[Alike], text: Written) -> tuple[Statement, ...]:
    """The statements about the departments of ``staff``: roster and limits, then whatever speaks against anybody."""
    found: list[Statement] = []
    for department in dict.fromkeys(alike.department for alike in staff):
        mine = [alike for alike in staff if alike.department == department]
        against = sorted({name for alike in mine for _, keys in alike.seats for name in keys})
        limited = [name for alike in mine if alike.period_limits for name in alike.inspectors]
        found.append(Statement(rules.ROSTER, key("roster", department), messages.ROSTER, {"department": department}))
        found.append(_limit(department, mine, text))
        if limited:
            params: dict[str, object] = {"department": department, "names": listed(facts, limited)}
            found.append(Statement(rules.PERIOD_LIMIT, key("period-limit", department), messages.PERIOD_LIMIT, params))
        for name in against:
            found.append(
                _against(facts, name, department, [n for a in mine if _speaks(a, name) for n in a.inspectors], text)
            )
    return tuple(found)


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
    return ", ".join(every[:SHOWN]) + (f" … ({len(every)})" if len(every) > SHOWN else "")


def _limit(department: str, mine: Sequence[Alike], text: Written) -> Statement:
    low, high = min(alike.limit for alike in mine), max(alike.limit for alike in mine)
    params: dict[str, object] = {"department": department, "limits": str(low) if low == high else f"{low}–{high}"}
    return Statement(rules.LIMIT, key("limit", department), messages.LIMIT, params, text.place("inspectors.limit"))


def _speaks(alike: Alike, name: str) -> bool:
    return any(name in keys for _, keys in alike.seats)


def _against(facts: Facts, name: str, department: str, whom: Sequence[str], text: Written) -> Statement:
    """The statement of one key that speaks against somebody."""
    everybody = [i for i in facts.tables.inspectors if i.department == department]
    params: dict[str, object] = {"department": department, "all": len(everybody), "names": listed(facts, whom)}
    rule, about = name.split(" ")[0], name.removeprefix(key("qualification", department)).strip()
    if rule == "qualification":
        have = [i for i in everybody if about in i.qualifications]
        return Statement(
            rules.QUALIFICATION,
            name,
            messages.QUALIFICATION,
            params | {"qualification": about} | _have(facts, have),
            _asking(facts, department, text, about),
        )
    if rule == "lead":
        have = [i for i in everybody if i.lead]
        return Statement(
            rules.LEAD, name, messages.LEAD, params | _have(facts, have), _asking(facts, department, text, None)
        )
    if rule == "area":
        return _area(facts, name, department, params, text)
    known = {
        "conflict": (rules.CONFLICT, messages.CONFLICT),
        "assigned": (rules.ASSIGNED, messages.ASSIGNED),
        "absence": (rules.ABSENCE, messages.ABSENCE),
    }
    return Statement(known[rule][0], name, known[rule][1], params)


def _have(facts: Facts, have: Sequence[Inspector]) -> dict[str, object]:
    return {"have": len(have), "names": listed(facts, (i.id for i in have)) or "–"}


def _asking(facts: Facts, department: str, text: Written, qualification: str | None) -> Place:
    """Where the first task asks the qualification (None: the lead) of the department."""
    for task in facts.plan.tasks:
        for k, rule in enumerate(task.team, 1):
            asks = rule.lead if qualification is None else qualification in rule.qualifications
            if rule.department == department and asks:
                return text.of_task(task, f"team[{k}].{'lead' if qualification is None else 'qualifications'}")
    return Place()


def _area(facts: Facts, name: str, department: str, params: dict[str, object], text: Written) -> Statement:
    task = next(task for task in facts.plan.tasks if key("area", task.id, department) == name)
    k, rule = next((k, rule) for k, rule in enumerate(task.team, 1) if rule.department == department)
    area = AREAS.get(rule.area.kind, Words(N_("the pairs of districts it names")))
    place = text.of_task(task, f"team[{k}].area")
    return Statement(rules.AREA, name, messages.AREA, params | {"task": task.name, "area": area}, place)
