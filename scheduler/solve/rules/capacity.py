"""What inspectors can take: the slots that they alone may fill are, in every rounding, no more than their places."""

from collections.abc import Iterator

from inventories.problems import N_, Message
from scheduler.solve.case import Answer, Case, Cut
from scheduler.solve.model import Model
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.words import cut_params

STATED = Message(
    "solve-capacity",
    N_("{asks} ({districts}; {periods}): the {people} inspectors who can take it have {capacity} places"),
)
RAISE = Message(
    "solve-raise-capacity", N_("{asks} ({districts}; {periods}): raise the limits of its inspectors by {n} in all")
)


def _state(case: Case) -> Iterator[Ask]:
    return (Ask(RULE, cut.key, STATED, cut_params(cut), about=cut) for cut in case.cuts)


def build(model: Model, ask: Ask) -> None:
    """What is needed in the worst rounding is no more than the capacity."""
    cut: Cut = ask.about
    need = sum(term.number * model.most(term.ways) for term in cut.terms)
    model.never_above(need, cut.capacity + model.slack(ask.key), ask.key)


def kept(case: Case, ask: Ask, answer: Answer) -> bool:
    """Whether the worst rounding leaves none open."""
    cut: Cut = ask.about
    return case.need(cut, answer) <= cut.capacity


BASIS = N_("draw specification, §9; the roster's limits")
RULE = PlanRule("capacity", N_("places of inspectors"), BASIS, _state, build, kept, RAISE)
