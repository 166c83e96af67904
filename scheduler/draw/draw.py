"""One draw from facts to outcome (§2–§7), then its events (§8)."""

from scheduler.draw.allocation import allocate
from scheduler.draw.assignment import Assignment, Kind
from scheduler.draw.events import State, happen
from scheduler.draw.frame import counted
from scheduler.draw.model import Allocated, Case, Outcome, Replacement, Selected
from scheduler.draw.notation import Keys
from scheduler.draw.offices import Each, Office, filled
from scheduler.draw.pool import Frame, Pool, Ranked
from scheduler.draw.teams import Place, in_order, visits_in_order
from scheduler.draw.visits import give_periods, open_visits, slots


def draw(case: Case, kind: Kind = Assignment, pool: Pool | None = None, each: Each | None = None) -> Outcome:
    """The outcome of ``case``: the same facts give the same outcome, whatever the order of rows that has no meaning,
    whichever ``kind`` of assignment answers, wherever the ``pool`` lies (without one: in the case's frame), and whether its
    teams are drawn at once or by ``each`` department, wherever that is.

    Raises InvalidCase for an event that cannot happen to what stands; all else is to be valid.
    """
    keys = Keys(case.commitment, case.randomness, case.secret)
    allocation, selected, ranked = _targets(case, keys, pool or Frame(case.frame))
    tasks = {task.id: task for task in case.tasks}
    drawn = [(s.task, s.target) for s in selected]
    visits = give_periods(open_visits(drawn, case.tasks, case.periods), case.periods, keys)
    places = in_order((Place(visit, slot) for visit in visits for slot in slots(visit, tasks)), keys)
    office = Office(tuple(places), case.inspectors, case.periods, case.barred, case.last, case.absent, keys, kind)
    limits = {inspector.id: inspector.limit for inspector in case.inspectors}
    caps = None if case.even_load_slack is None else office.team.even_load()
    level = limits if caps is None else {i: min(limits[i], caps[i] + (case.even_load_slack or 0)) for i in limits}
    teams = filled(office, level, each)
    state = State.begin(case, keys, visits, places, teams.filling, ranked.reserves, kind)
    return Outcome(
        seed=keys.seed,
        allocation=tuple(allocation),
        targets=tuple(selected),
        visits=tuple(visits_in_order(visits, keys)),
        even_load=caps,
        open=teams.open,
        filling=teams.filling,
        shortage=teams.shortage,
        after=tuple(happen(state, event) for event in case.events),
    )


def _targets(case: Case, keys: Keys, pool: Pool) -> tuple[list[Allocated], list[Selected], Ranked]:
    """What each cell gives (§4), the drawn targets (§5), and what knows their reserves."""
    allocation = allocated(case, keys, pool)
    spare = sum(isinstance(event, Replacement) for event in case.events)
    ranked = Ranked(pool, ticket_keys(case, keys), {(cell.task, cell.path): cell.drawn for cell in allocation}, spare)
    selected = [
        Selected(cell.task, target, ticket, k)
        for cell in allocation
        for k, (ticket, target) in enumerate(ranked.drawn((cell.task, cell.path)), 1)
    ]
    return allocation, selected, ranked


def allocated(case: Case, keys: Keys, pool: Pool) -> list[Allocated]:
    """The cells of all tasks with what each gives (§4), tasks in the plan's order, paths sorted."""
    numbers = pool.numbers()
    result: list[Allocated] = []
    for task in case.tasks:
        cells = counted(task, {path: n for (name, path), n in numbers.items() if name == task.id})
        drawn = allocate(task.id, cells, keys)
        result += [Allocated(task.id, cell.path, cell.number, cell.rate, drawn[cell.path]) for cell in cells]
    return result


def ticket_keys(case: Case, keys: Keys) -> dict[str, str]:
    """For each task the key of its tickets (§5)."""
    shared = case.coordination == "shared"
    return {task.id: keys("target" if shared else "target/" + task.id) for task in case.tasks}
