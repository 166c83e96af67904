"""One draw from facts to outcome (§2–§7), then its events (§8)."""

from scheduler.draw.allocation import allocate, rank
from scheduler.draw.assignment import Assignment, Kind
from scheduler.draw.events import State, happen
from scheduler.draw.frame import pools
from scheduler.draw.model import Allocated, Case, Outcome, Path, Row, Selected
from scheduler.draw.notation import Keys
from scheduler.draw.teams import Place, Rules, TeamDraw, in_order, visits_in_order
from scheduler.draw.visits import give_periods, open_visits, slots


def draw(case: Case, kind: Kind = Assignment) -> Outcome:
    """The outcome of ``case``: the same facts give the same outcome, whatever the order of rows that has no meaning, and
    whichever ``kind`` of assignment answers.

    Raises InvalidCase for an event that cannot happen to what stands; all else is to be valid.
    """
    keys = Keys(case.commitment, case.randomness, case.secret)
    allocation, selected, reserves = _targets(case, keys)
    tasks = {task.id: task for task in case.tasks}
    drawn = [(s.task, s.target) for s in selected]
    visits = give_periods(open_visits(drawn, case.tasks, case.periods), case.periods, keys)
    places = in_order((Place(visit, slot) for visit in visits for slot in slots(visit, tasks)), keys)
    limits = {inspector.id: inspector.limit for inspector in case.inspectors}
    in_period = {inspector.id: inspector.period_limits for inspector in case.inspectors}
    nobody: frozenset[str] = frozenset()
    team = TeamDraw(
        places,
        case.inspectors,
        Rules(lambda t: case.barred.get(t, nobody), lambda t: case.last.get(t, nobody), case.absent),
        case.periods,
        limits,
        lambda inspector, period: in_period[inspector].get(period, limits[inspector]),
        {},
        kind,
    )
    shortage = team.shortage()
    caps = None if case.even_load_slack is None else team.even_load()
    level = limits if caps is None else {i: min(limits[i], caps[i] + (case.even_load_slack or 0)) for i in limits}
    filling = team.draw(keys, level)
    state = State.begin(case, keys, visits, places, filling, reserves, kind)
    return Outcome(
        seed=keys.seed,
        allocation=tuple(allocation),
        targets=tuple(selected),
        visits=tuple(visits_in_order(visits, keys)),
        even_load=caps,
        open=team.open,
        filling=filling,
        shortage=shortage,
        after=tuple(happen(state, event) for event in case.events),
    )


def _targets(case: Case, keys: Keys) -> tuple[list[Allocated], list[Selected], dict[tuple[str, str], tuple[str, ...]]]:
    """What each cell gives (§4), the drawn targets (§5), and for each frame row (task, target) its cell's reserves."""
    rows: dict[str, list[Row]] = {task.id: [] for task in case.tasks}
    for row in case.frame:
        rows[row.task].append(row)
    allocation: list[Allocated] = []
    selected: list[Selected] = []
    reserves: dict[tuple[str, str], tuple[str, ...]] = {}
    for task in case.tasks:
        cells = pools(task, rows[task.id])
        numbers: dict[Path, int] = allocate(task.id, cells, keys)
        for cell in cells:
            n = numbers[cell.path]
            allocation.append(Allocated(task.id, cell.path, len(cell.targets), cell.rate, n))
            tickets = rank(task.id, cell.targets, keys, case.coordination)
            selected += [Selected(task.id, target, ticket, k) for k, (ticket, target) in enumerate(tickets[:n], 1)]
            waiting = tuple(target for _, target in tickets[n:])
            reserves.update(((task.id, target), waiting) for target in cell.targets)
    return allocation, selected, reserves
