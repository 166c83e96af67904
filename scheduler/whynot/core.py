"""A smallest set of statements that cannot hold together, found and confirmed. It knows no rule and no solver.

Nothing that a solver says without proof is taken over: a set "cannot hold" only if it is told so in two ways, and it is
smallest only if it holds without each of its members in turn. What is not confirmed is undecided.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from inventories.problems import Message, Problem
from inventories.rules import Statement
from scheduler.whynot import messages
from scheduler.whynot.question import Keys, Question, Verdict


@dataclass(frozen=True)
class Repair:
    """A change that was solved: with it, everything else holds. ``price`` is how much changes, in visits or slots."""

    key: str
    message: Message
    params: dict[str, object]
    price: int


@dataclass(frozen=True)
class WhyNot:
    """*yes*: everything holds. *no*: ``statements`` cannot hold together, and do without any one of them; ``repairs``
    are what would mend it, cheapest first. *undecided*: ``doubt`` says what was not confirmed, and nothing is shown."""

    verdict: Verdict
    statements: tuple[Statement, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubt: Problem | None = field(default=None)


Mend = Callable[[Sequence[Statement]], Iterable[Repair]]


def explain(question: Question, mend: Mend) -> WhyNot:
    """Why the question's statements cannot hold together, and what ``mend`` finds for the confirmed set."""
    every = frozenset(statement.key for statement in question.statements)
    if (verdict := question.holds(every)) == "yes":
        return WhyNot("yes")
    start = _start(question, every, verdict)
    if start is None:
        return _undecided(messages.ALL_UNDECIDED)
    core = _smallest(question, start, _no)
    if not _both(question, core):  # a false "no" on the way: once more, and no step without a second opinion
        core = _smallest(question, every, _both)
    if doubt := _doubt(question, core):
        return WhyNot("undecided", doubt=doubt)
    found = tuple(statement for statement in question.statements if statement.key in core)
    return WhyNot("no", found, tuple(sorted(mend(found), key=lambda repair: repair.price)))


def by_least(question: Question) -> Mend:
    """Repairs by the least that each statement has to give way, where its rule says in words how (``repair``, with {n})."""

    def mend(core: Sequence[Statement]) -> Iterable[Repair]:
        for statement in core:
            message: Message | None = getattr(statement.rule, "repair", None)
            n = None if message is None else question.least(statement.key)
            if message is not None and n is not None:
                yield Repair(statement.key, message, {**statement.params, "n": n}, n)

    return mend


def _no(question: Question, keys: Keys) -> bool:
    return question.holds(keys) == "no"


def _both(question: Question, keys: Keys) -> bool:
    return _no(question, keys) and question.holds(keys, second=True) == "no"


def _start(question: Question, every: Keys, verdict: Verdict) -> Keys | None:
    """The solver's own suggestion if it is one, else all statements; None if not even these are known not to hold."""
    suggested = question.suggested()
    if suggested <= every and _no(question, suggested):
        return suggested
    return every if verdict == "no" else None


def _smallest(question: Question, start: Keys, cannot: Callable[[Question, Keys], bool]) -> Keys:
    """A deletion filter, by halves, quarters … and then one by one: what the rest cannot hold without is left out."""
    core = [statement.key for statement in question.statements if statement.key in start]
    size = max(1, len(core) // 2)
    while True:
        for k in range((len(core) - 1) // size * size, -1, -size):  # from the last, so that what is told first stays
            rest = core[:k] + core[k + size :]
            if cannot(question, frozenset(rest)):
                core = rest
        if size == 1:
            return frozenset(core)
        size = max(1, min(size // 2, len(core) // 2))


def _doubt(question: Question, core: Keys) -> Problem | None:
    """What keeps the core from being confirmed, or None."""
    if not _both(question, core):
        return Problem(messages.NOT_CONFIRMED)
    for statement in question.statements:
        if statement.key in core and question.holds(core - {statement.key}) != "yes":
            return Problem(messages.NOT_SMALLEST, {"key": statement.key})
    return None


def _undecided(message: Message) -> WhyNot:
    return WhyNot("undecided", doubt=Problem(message))
