"""A plan that cannot be solved as the question why not: every statement of every rule, and whether some hold together."""

from scheduler.solve.case import Answer, Case
from scheduler.solve.model import Keys, Model
from scheduler.solve.rule import Ask, PlanRule
from scheduler.solve.rules import RULES
from scheduler.whynot.checked import Checked, Refuted

SECONDS = 5.0
"""How long one answer may take."""


def question(case: Case, seconds: float = SECONDS) -> Checked[Answer]:
    """The question of a case; what inspectors can carry is in it as far as the case knows it."""
    asks = [(rule, ask) for rule in RULES for ask in rule.state(case)]
    every = frozenset(ask.key for _, ask in asks)

    def solve(keys: Keys, second: bool) -> Answer | Refuted | None:
        found = _model(case, asks).solve(None, seconds, keys=keys, second=second)
        return Refuted() if found.status == "none" else found.answer

    def accepts(keys: Keys, answer: Answer) -> bool:
        return all(rule.kept(case, ask, answer) for rule, ask in asks if ask.key in keys)

    def least(key: str) -> int | None:
        model = _model(case, asks, key)
        found = model.solve(model.slack(key), seconds, keys=every)
        known = found.status == "optimal" and found.answer is not None and accepts(every - {key}, found.answer)
        return found.value if known else None

    def suggest() -> Keys:
        return _model(case, asks).cannot(seconds) or every

    return Checked([ask for _, ask in asks], solve, accepts, suggest, least)


def _model(case: Case, asks: list[tuple[PlanRule, Ask]], soft: str = "") -> Model:
    model = Model(case, [soft])
    for rule, ask in asks:
        rule.build(model, ask)
    return model
