"""Small systems of integer inequalities, solved by trying everything, and solvers that lie about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, product
from random import Random

from inventories.problems import Message
from inventories.rules import Rule, Statement
from scheduler.whynot.question import Keys, Verdict

VALUES = range(4)


@dataclass(frozen=True)
class Mendable(Rule):
    """A rule that can give way."""

    repair: Message


RULE = Mendable("sum", "sum", "made up", Message("raise", "raise {key} by {n}"))


@dataclass(frozen=True)
class Row:
    """Σ factor·x ≤ limit."""

    factors: tuple[int, ...]
    limit: int

    def holds(self, values: Sequence[int], slack: int = 0) -> bool:
        return sum(f * x for f, x in zip(self.factors, values, strict=True)) <= self.limit + slack


@dataclass(frozen=True)
class System:
    """An honest question; ``lie`` may put another verdict in the place of the true one, ``hint`` another suggestion."""

    rows: tuple[Row, ...]
    lie: Callable[[Keys, bool, Verdict], Verdict] = field(default=lambda keys, second, true: true)
    hint: Keys | None = None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(Statement(RULE, f"r{k}", Message("row", "{key}"), {"key": f"r{k}"}) for k in range(len(self.rows)))

    def true(self, keys: Keys) -> Verdict:
        return "yes" if self._solvable({int(key[1:]): 0 for key in keys}) else "no"

    def holds(self, keys: Keys, second: bool = False) -> Verdict:
        return self.lie(keys, second, self.true(keys))

    def suggested(self) -> Keys:
        return frozenset(s.key for s in self.statements) if self.hint is None else self.hint

    def least(self, key: str) -> int | None:
        for n in range(1, 40):
            if self._solvable({k: n * (f"r{k}" == key) for k in range(len(self.rows))}):
                return n
        return None

    def smallest(self) -> set[Keys]:
        """All sets that cannot hold together, and do without any one of their members."""
        names = [s.key for s in self.statements]
        bad = [
            frozenset(c)
            for n in range(len(names) + 1)
            for c in combinations(names, n)
            if self.true(frozenset(c)) == "no"
        ]
        return {one for one in bad if not any(other < one for other in bad)}

    def lying(self, lie: Callable[[Keys, bool, Verdict], Verdict], hint: Keys | None = None) -> "System":
        return replace(self, lie=lie, hint=hint)

    def _solvable(self, slack: dict[int, int]) -> bool:
        width = len(self.rows[0].factors)
        return any(
            all(self.rows[k].holds(values, n) for k, n in slack.items()) for values in product(VALUES, repeat=width)
        )


def random_system(seed: int) -> System:
    random = Random(seed)
    width = random.randint(1, 3)
    rows = (
        Row(tuple(random.randint(-2, 2) for _ in range(width)), random.randint(-4, 5))
        for _ in range(random.randint(2, 7))
    )
    return System(tuple(rows))


def impossible(number: int) -> list[System]:
    """The first ``number`` random systems that cannot hold."""
    found: list[System] = []
    seed = 0
    while len(found) < number:
        system = random_system(seed)
        if system.true(frozenset(s.key for s in system.statements)) == "no":
            found.append(system)
        seed += 1
    return found
