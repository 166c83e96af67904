"""The plan: one row for each task; and its steps on paper, from approval to the last amendment."""

from collections.abc import Iterable, Iterator

from inventories.problems import N_
from scheduler.publish.numbers import rate
from scheduler.publish.tables.table import COUNT, TASK_NO, Book, Column, Row, Table
from scheduler.publish.view import Condition, PlanView, SiteView, TaskView
from scheduler.publish.words import Words

ALL = N_("Whole task")
TASKS = (
    Column(TASK_NO, N_("its identifier in the plan"), required=True),
    Column(N_("Task"), N_("its name"), required=True),
    Column(N_("Item class"), N_("general or key item"), required=True),
    Column(N_("Type of inspection"), N_("directed, where the scope has conditions, or undirected"), required=True),
    Column(N_("Scope of targets"), N_("the conditions that targets meet; blank: all")),
    Column(N_("Inspection items"), N_("their names in the list of items"), required=True),
    Column(N_("Lead department"), N_("who leads"), required=True),
    Column(N_("Partner departments"), N_("who takes part")),
    Column(N_("Periods"), N_("when visits may take place")),
    Column(N_("Number of targets planned"), N_("where the plan states it"), "integer", limits=COUNT),
    Column(N_("Sampling rate"), N_("exact, with its conditions; weights where a number is planned")),
    Column(N_("At least"), N_("what is drawn at least, of the whole task or of a part")),
)
STEPS = (
    Column(N_("Step"), N_("approved, filed with superiors, published or amended"), required=True),
    Column(N_("Document No."), N_("number of the document; blank where a publication has none")),
    Column(N_("Date of the step"), N_("the document's day"), "date", required=True),
    Column(N_("Filed with"), N_("the superior agency")),
    Column(N_("Ground of the amendment"), N_("why the plan was amended")),
    Column(N_("Changes"), N_("how many members of the plan the amendment changed"), "integer", True, COUNT),
)


def _tasks(view: SiteView, words: Words) -> Iterator[Row]:
    days = {p.id: f"{p.id} ({p.begins.isoformat()} – {p.ends.isoformat()})" for p in view.plan.periods}
    return (_task(task, days, words) for task in view.plan.tasks)


def _task(task: TaskView, days: dict[str, str], words: Words) -> Row:
    rates = [f"{conditions(r.conditions, words)} {rate(r.rate)}".strip() for r in task.rates]
    least = [f"{'/'.join(m.node) or words.zh(ALL)}：{rate(m.least)}" for m in task.mandates]
    return (
        task.id,
        task.name,
        words.code(task.kind)[0],
        words.code("directed" if task.scope else "undirected")[0],
        conditions(task.scope, words),
        "；".join(item.name for item in task.items),
        task.lead,
        "、".join(task.partners),
        "；".join(days.get(period, period) for period in task.periods),
        task.total,
        "；".join(rates),
        "；".join(least),
    )


def conditions(these: Iterable[Condition], words: Words) -> str:
    """Conditions as one Chinese text: 区县：甲、乙；类别：诊所."""
    return "；".join(f"{words.code(c.column)[0]}：{'、'.join(c.values)}" for c in these)


def _steps(view: SiteView, words: Words) -> Iterator[Row]:
    for step in view.plan.steps:
        changed = len(step.changes) + step.unpublished
        yield words.code(step.step)[0], step.number, step.date, step.agency, step.ground, changed


BOOK = Book(
    "plan",
    N_("Plan"),
    (
        Table("plan", N_("Plan"), N_("Every task of the plan in force."), TASKS, _tasks, (TASK_NO,)),
        Table(
            "plan-steps",
            N_("Steps of the plan"),
            N_("Every step of the plan on paper, in the log's order."),
            STEPS,
            _steps,
        ),
    ),
    "double-random/public-plan@1",
    {"plan": (PlanView, lambda view: view.plan)},
)
