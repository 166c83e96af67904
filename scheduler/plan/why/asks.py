"""What a plan asks for in the worst rounding, piece by piece: a task's slots of one kind at a node, in some periods."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inventories.problems import N_, Several, Words
from inventories.rules import Statement
from scheduler.facts import Facts
from scheduler.plan.demand import Demand
from scheduler.plan.model import Mandate, RateRule, TaskPlan
from scheduler.plan.rates import CellRate, Path, shown
from scheduler.plan.roster import SlotType
from scheduler.plan.rules.found import described
from scheduler.plan.why import messages, rules
from scheduler.plan.why.written import Written

MANY = 12
"""With more pieces than this, those of all nodes of a task are told as one."""


@dataclass(frozen=True)
class Ask:
    """``need`` slots of one department. ``slots`` are (share, number of what is asked in its type) of the demand."""

    key: str
    task: str
    node: Path
    slots: tuple[SlotType, ...]
    need: int


def asks(wanted: Demand, numbers: Sequence[int], short: Iterable[SlotType]) -> tuple[Ask, ...]:
    """The pieces that lie in the set ``short`` of slot types, the largest first."""
    fine = _pieces(wanted, numbers, frozenset(short), nodes=True)
    found = fine if len(fine) <= MANY else _pieces(wanted, numbers, frozenset(short), nodes=False)
    return tuple(sorted(found, key=lambda ask: -ask.need))


def _pieces(wanted: Demand, numbers: Sequence[int], short: frozenset[SlotType], nodes: bool) -> list[Ask]:
    found: defaultdict[tuple[str, Path], list[SlotType]] = defaultdict(list)
    for s, share in enumerate(wanted.shares):
        kind = wanted.types[share.type]
        if numbers[s]:
            mine = [(s, k) for k in range(len(kind.asked)) if (share.type, k) in short]
            found[kind.task, share.node if nodes else ()] += mine

    def need(slots: Iterable[SlotType]) -> int:
        return sum(numbers[s] * wanted.types[wanted.shares[s].type].asked[k][1] for s, k in slots)

    return [
        Ask(f"{rules.ASK.code} {task} {shown(node)}", task, node, tuple(slots), need(slots))
        for (task, node), slots in found.items()
        if slots
    ]


def stated(ask: Ask, facts: Facts, wanted: Demand, text: Written) -> Statement:
    """The piece in the office's words, where the plan says so."""
    task = next(task for task in facts.plan.tasks if task.id == ask.task)
    cells = under(facts.cells[task.id], ask.node)
    kinds = [(wanted.types[wanted.shares[s].type], k) for s, k in ask.slots]
    asked = list(dict.fromkeys(kind.asked[k][0] for kind, k in kinds))
    used = {period for kind, _ in kinds for period in kind.periods}
    params = {
        "task": task.name,
        "rate": rates(cells),
        "pool": sum(cell.pool for cell in cells),
        "node": where(ask.node),
        "need": ask.need,
        "department": asked[0].department,
        "asked": Several(described(one) for one in asked),
        "periods": ", ".join(period.id for period in facts.plan.periods if period.id in used),
    }
    if mandate := _lifting(task, ask.node, cells):
        more = {"least": number(mandate.least), "mandated": where(mandate.node)}
        place = text.of_task(task, f"mandates[{task.mandates.index(mandate) + 1}].least")
        return Statement(rules.ASK, ask.key, messages.ASK_MANDATE, params | more, place)
    if task.total is not None:
        return Statement(
            rules.ASK, ask.key, messages.ASK_TOTAL, params | {"total": task.total}, text.of_task(task, "total")
        )
    return Statement(rules.ASK, ask.key, messages.ASK, params, text.of_rate(task, _rule(task, cells)))


def where(node: Path) -> str:
    """A node of a task's tree in words."""
    return shown(node) if node else Words(N_("the whole task"))


def _lifting(task: TaskPlan, node: Path, cells: Sequence[CellRate]) -> Mandate | None:
    """The mandate that has lifted these rates: the deepest over the node."""
    if all(cell.rate == cell.asked for cell in cells):
        return None
    over = [mandate for mandate in task.mandates if mandate.node == node[: len(mandate.node)]]
    return max(over, key=lambda mandate: len(mandate.node), default=None)


def rates(cells: Sequence[CellRate]) -> str:
    """The rates of some cells, in per cent."""
    low, high = min(cell.rate for cell in cells), max(cell.rate for cell in cells)
    return percent(low) if low == high else f"{percent(low)}–{percent(high)}"


def percent(rate: Fraction) -> str:
    """A rate in per cent, to two places; "≈" before what was rounded."""
    hundredths = round(rate * 10000)
    digits = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    return ("" if rate * 10000 == hundredths else "≈") + digits + " %"


def under(cells: Iterable[CellRate], node: Path) -> list[CellRate]:
    """The cells of a node."""
    return [cell for cell in cells if cell.path[: len(node)] == node]


def number(least: int | Fraction) -> str:
    return str(least) if isinstance(least, int) else percent(least)


def _rule(task: TaskPlan, cells: Sequence[CellRate]) -> RateRule:
    """The rule of the largest cell: the last one that matches."""
    path = max(cells, key=lambda cell: cell.pool * cell.rate).path
    labels = dict(zip(task.strata, path, strict=False))  # a path of a later batch bears the chance had besides
    return [r for r in task.rates if all(labels.get(column) in values for column, values in r.conditions)][-1]
