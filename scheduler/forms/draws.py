"""The papers of a draw: the announcement (抽取公告) before it, the witnessed record (抽取记录) after it. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from scheduler.forms import mark, words
from scheduler.forms.fields import Drawn, DrawPaper, Ground, Total
from scheduler.forms.material import heading
from scheduler.forms.sources import sources
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.plan.model import Plan
from scheduler.publish.numbers import span


@dataclass(frozen=True)
class Occasion:
    """What the log does not know: when and where the draw takes place, and whom to ask."""

    at: str = ""
    place: str = ""
    contact: str = ""


def draw_paper(
    draw: Draw, plan: Plan, events: Iterable[Event], occasion: Occasion, ground: Callable[[str], str]
) -> DrawPaper:
    """What stands on the papers of a draw, before it or after. ``ground`` gives the official words for a ground's code."""
    record = draw.record
    counted: Counter[str] = Counter()
    for entry in record["excluded"]:
        counted[ground(entry["ground"])] += entry["count"]
    return DrawPaper(
        office=plan.office,
        plan=heading(draw, plan, events),
        mark=mark.mark(replace(draw, after=[])),
        batch=str(record["plan"]["batch"]),
        commitment=draw.hash,
        committed=words.moment(record["dated"]),
        specification=record["specification"],
        at=occasion.at,
        place=occasion.place,
        contact=occasion.contact,
        sources=tuple(sources(record["randomness"], str(draw.randomness.body["text"]) if draw.randomness else "")),
        tasks=tuple(_totals(draw, plan)),
        excluded=tuple(Ground(name, str(counted[name])) for name in counted),
        drawn=(_drawn(draw),) if draw.draw else (),
    )


def _totals(draw: Draw, plan: Plan) -> Iterable[Total]:
    tasks = {task.id: task for task in plan.tasks}
    drawn = Counter(row["task"] for row in draw.outcome["targets"]) if draw.draw else None
    for entry in draw.record["tasks"]:
        task = tasks[entry["task"]]
        number = "" if drawn is None else str(drawn[task.id])
        yield Total(task.name, task.lead, str(entry["pool"]), span(entry["least"], entry["most"]), number)


def _drawn(draw: Draw) -> Drawn:
    """The outcome in numbers. The seed of a closed draw stays inside: whoever has it can compute every ticket (§2)."""
    outcome, thrown = draw.outcome, draw.randomness
    assert thrown is not None
    assert draw.draw is not None
    return Drawn(
        time=words.moment(thrown.time),
        randomness=str(thrown.body["text"]),
        seed=outcome["seed"] if draw.record["draw"] == "open" else "",
        digest=draw.draw.hash,
        targets=str(len({row["target"] for row in outcome["targets"]})),
        visits=str(len(outcome["visits"])),
        slots=str(len(outcome["teams"])),
        open=str(outcome["open"]),
        void=str(draw.void.body["ground"]) if draw.void else "",
    )
