"""The worst rounding, as one CP-SAT model: a largest flow is a least cut, so the worst demand and its cut are chosen at once.

Maximise, over the numbers of visits that rounding can bring and over all cuts, the slots asked on the source's side less
the capacity of the cut. A type's visits are split into blocks that are there or not (at least its least number; then
blocks of 1, 2, 4, …), so that no product of a number and a choice is left: a block's slots can be on the source's side
only if the block is there. This is exact, since splitting visits of one type changes nothing (see ``count``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.plan.demand import Bound, Demand, Share
from scheduler.plan.roster import Crew

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar


@dataclass(frozen=True)
class Attack:
    """The numbers of visits by share that leave most slots open: ``open`` of them, and no rounding more than ``at_most``.

    ``numbers`` is empty if none was found in time.
    """

    numbers: tuple[int, ...]
    open: int
    at_most: int


def worst(demand: Demand, crews: Sequence[Crew], seconds: int, any_will_do: bool = False) -> Attack:
    """The worst rounding, or the first found that leaves a slot open, if ``any_will_do``. One worker and a fixed seed; what is
    not decided in time has ``at_most`` above ``open``."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    numbers = [model.new_int_var(s.least, s.most, "") for s in demand.shares]
    for bound in demand.bounds:
        model.add_linear_constraint(sum(numbers[s] for s in bound.shares), bound.least, bound.most)
    blocks = _blocks(model, demand, numbers)
    model.maximize(_Cut(model, demand, crews, blocks).shortage())
    solver = cp_model.CpSolver()
    _set(solver, seconds)

    class _First(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            if self.objective_value >= 1:
                self.stop_search()

    status = solver.solve(model, _First() if any_will_do else None)
    limit = sum(m * _most(demand, v) for v, kind in enumerate(demand.types) for _, m in kind.asked)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Attack((), 0, limit)
    found = tuple(solver.value(number) for number in numbers)
    return Attack(found, round(solver.objective_value), min(limit, round(solver.best_objective_bound)))


def _set(solver: "CpSolver", seconds: int) -> None:
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_presolve = False  # takes longer than solving: the relaxation is nearly exact as it is
    solver.parameters.max_time_in_seconds = seconds


@dataclass(frozen=True)
class _Block:
    """``size`` visits of a type that are all there or all not; ``there`` is None for those that always are."""

    type: int
    size: int
    there: "IntVar | None"


def _most(demand: Demand, v: int) -> int:
    return sum(share.most for share in demand.shares if share.type == v)


def _blocks(model: "CpModel", demand: Demand, numbers: Sequence["IntVar"]) -> list[_Block]:
    """The blocks of all types: their sizes add up to the sum of the type's shares."""
    result: list[_Block] = []
    members: list[list[int]] = [[] for _ in demand.types]
    for s, share in enumerate(demand.shares):
        members[share.type].append(s)
    for v, mine in enumerate(members):
        least, most = _range(mine, demand.shares, demand.bounds)
        blocks = [_Block(v, size, model.new_bool_var("")) for size in _sizes(most - least)]
        model.add(sum(numbers[s] for s in mine) == least + sum(b.size * b.there for b in blocks if b.there is not None))
        result += [_Block(v, least, None)] * (least > 0) + blocks
    return result


def _range(mine: Sequence[int], shares: Sequence[Share], bounds: Sequence[Bound]) -> tuple[int, int]:
    """Least and most visits of a type, by its shares and by every bound that holds them all."""
    least, most = sum(shares[s].least for s in mine), sum(shares[s].most for s in mine)
    for bound in bounds:
        if set(mine) <= set(bound.shares):
            others = [shares[s] for s in bound.shares if s not in mine]
            least = max(least, bound.least - sum(share.most for share in others))
            most = min(most, bound.most - sum(share.least for share in others))
    return least, most


def _sizes(total: int) -> list[int]:
    """1, 2, 4, … and a rest, which add up to ``total``: every number up to it is a sum of some of them."""
    result, size = list[int](), 1
    while total > 0:
        result.append(min(size, total))
        total -= result[-1]
        size *= 2
    return result


@dataclass(frozen=True)
class _Joint:
    """Types of one task that together have at most ``most`` visits, less than each alone would allow."""

    types: frozenset[int]
    most: int


def _joints(demand: Demand) -> list[_Joint]:
    """What the bounds say about whole types."""
    members: list[set[int]] = [set() for _ in demand.types]
    for s, share in enumerate(demand.shares):
        members[share.type].add(s)
    least: dict[frozenset[int], int] = {}
    for bound in demand.bounds:
        inside = set(bound.shares)
        types = frozenset(v for v in {demand.shares[s].type for s in inside} if members[v] <= inside)
        rest = sum(demand.shares[s].least for s in inside if demand.shares[s].type not in types)
        most = bound.most - rest
        if types and sum(_most(demand, v) for v in types) > most:
            least[types] = min(most, least.get(types, most))
    return [_Joint(types, most) for types, most in least.items()]


class _Cut:
    """The choice of a cut: which slots of each block, and which inspectors and places, lie on the source's side."""

    def __init__(self, model: "CpModel", demand: Demand, crews: Sequence[Crew], blocks: Sequence[_Block]) -> None:
        self.model, self.demand, self.crews, self.blocks = model, demand, crews, blocks
        self.slots = [[model.new_bool_var("") for _ in demand.types[b.type].asked] for b in blocks]
        self.joints = _joints(demand)
        self.of_type: dict[int, list[int]] = {}
        for b, block in enumerate(blocks):
            self.of_type.setdefault(block.type, []).append(b)
            if block.there is not None:
                for slot in self.slots[b]:
                    model.add_implication(slot, block.there)

    def shortage(self) -> Any:
        """Slots on the source's side less the capacity of the cut."""
        gain = sum(
            block.size * m * slot
            for block, chosen in zip(self.blocks, self.slots, strict=True)
            for slot, (_, m) in zip(chosen, self.demand.types[block.type].asked, strict=True)
        )
        return gain - sum(self._cost(crew) for crew in self.crews)

    def _cost(self, crew: Crew) -> Any:
        """What the crew adds to the cut: its limit, its period limits, or its seats in the visits of the chosen slots."""
        model = self.model
        home = model.new_bool_var("")
        places, cost = {}, crew.size * crew.limit * home
        for period, limit in crew.period_limits:
            places[period] = model.new_bool_var("")
            paid = model.new_bool_var("")
            model.add_bool_or(places[period].negated(), home, paid)
            cost += crew.size * limit * paid
        seats: dict[int, IntVar] = {}
        beyond: dict[int, IntVar] = {}
        for v, kinds in crew.eligible:
            beyond[v] = places.get(self.demand.types[v].periods[0], home)
            for b in self.of_type.get(v, ()):
                seats[b] = model.new_bool_var("")
                for k in kinds:
                    model.add_bool_or(self.slots[b][k].negated(), beyond[v], seats[b])
                cost += crew.size * self.blocks[b].size * seats[b]
        self._strengthen(crew, seats, beyond)
        return cost

    def _strengthen(self, crew: Crew, seats: dict[int, "IntVar"], beyond: dict[int, "IntVar"]) -> None:
        """Of types that have at most K visits together, the chosen slots of one kind without a seat paid are at most K.

        With the place they lead to on the source's side they are at most K, else none. This is implied, but not by the
        linear relaxation, where every block could be half there and the limit of the inspectors half paid.
        """
        for joint in self.joints:
            kinds = {
                k: [v for v, mine in crew.eligible if v in joint.types and k in mine] for k in range(self._kinds(joint))
            }
            for k, types in kinds.items():
                led_to = {beyond[v].index: beyond[v] for v in types}
                if len(led_to) == 1:
                    mine = [b for v in types for b in self.of_type.get(v, ())]
                    free = sum(self.blocks[b].size * (self.slots[b][k] - seats[b]) for b in mine)
                    self.model.add(free <= joint.most * next(iter(led_to.values())))

    def _kinds(self, joint: _Joint) -> int:
        return len(self.demand.types[next(iter(joint.types))].asked)
