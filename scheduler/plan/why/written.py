"""Where a plan's text says something: file and row of a task's member, so that an explanation can point at it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from inventories.problems import Place
from scheduler.plan.document import document
from scheduler.plan.model import RateRule, TaskPlan
from scheduler.plan.section import Notes, Section

MEMBERS = (("rate", "rates", "rate_for"), ("multiplier", "multipliers", "multiplier_for"))


@dataclass(frozen=True)
class Written:
    """A plan's text by its places; of no text (a plan that was made otherwise) none is known."""

    notes: Notes
    paths: dict[str, str] = field(default_factory=dict)
    tasks: dict[str, Section] = field(default_factory=dict)

    def place(self, member: str) -> Place:
        """The place of a member of the plan."""
        return Place(self.notes.file, self.notes.row(member)) if self.paths else Place()

    def of_task(self, task: TaskPlan, member: str) -> Place:
        """The place of a task's member."""
        path = self.paths.get(task.visit_of or task.id)
        return Place() if path is None else self.place(f"{path}.{member}")

    def of_rates(self, task: TaskPlan) -> Place:
        """The place of the first of the task's rules about rates."""
        return self.of_rate(task, task.rates[0])

    def of_rate(self, task: TaskPlan, rule: RateRule) -> Place:
        """The place of the last of the task's rules that is this one: the general one, a band's, a particular one."""
        section = self.tasks.get(task.visit_of or task.id)
        if section is None:
            return Place()
        names = list(_rules(section))
        known = [name for name, one in zip(names, task.rates, strict=False) if one == rule]
        return self.of_task(task, known[-1] if known else names[0] if names else "id")


def written(text: bytes, file: str) -> Written:
    """The places of a plan's text that can be read."""
    section, notes = document(text, file)
    if section is None:
        return Written(notes)
    tasks = section.sections("task")
    ids = [str(one.value.get("id", "")) for one in tasks]
    return Written(
        notes, {name: one.where for name, one in zip(ids, tasks, strict=True)}, dict(zip(ids, tasks, strict=True))
    )


def _rules(section: Section) -> Iterable[str]:
    """The members that state rates, or multipliers, in the order of ``TaskPlan.rates``."""
    one, by_band, particular = MEMBERS["total" in section.value]
    if one in section.value:
        yield one
    yield from (f"{by_band}.{band}" for band in section.value.get(by_band, ()))
    yield from (f"{particular}[{k}].{one}" for k in range(1, len(section.value.get(particular, ())) + 1))
