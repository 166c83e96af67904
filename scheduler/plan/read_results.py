"""The plan's rules for results: ``[results]``."""

from typing import get_args

from scheduler.plan import messages
from scheduler.plan.members import choice, table_label, whole
from scheduler.plan.model import Plan, ResultRules
from scheduler.plan.section import Section
from scheduler.results.model import Vocabulary

_VOCABULARIES: tuple[Vocabulary, ...] = get_args(Vocabulary)


def read_results(section: Section | None) -> ResultRules:
    """The rules that the section states, or the usual ones."""
    usual = ResultRules()
    if section is None:
        return usual
    vocabulary = section.take("vocabulary", choice(*_VOCABULARIES), usual.vocabulary)
    within = section.take("publish_within", whole(1, 1000), usual.publish_within)
    answered = section.take("answer_within", whole(1, 1000), usual.answer_within)
    departments: list[tuple[str, Vocabulary]] = []
    if table := section.section("departments"):
        departments = [
            (table_label(table, name), table.take(name, choice(*_VOCABULARIES), vocabulary)) for name in table.others()
        ]
    section.done()
    return ResultRules(vocabulary, tuple(departments), within, answered)


def check_departments(top: Section, plan: Plan) -> None:
    """Note the departments that ``[results.departments]`` names and no task does."""
    known = dict.fromkeys(name for task in plan.tasks for name in (task.lead, *(rule.department for rule in task.team)))
    for name, _ in plan.results.departments:
        if name not in known:
            where = f"results.departments.{name}"
            top.notes.add(messages.RESULTS_DEPARTMENT, where, name, name=name, known=", ".join(known))
