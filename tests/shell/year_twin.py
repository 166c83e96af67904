"""The way from frozen tables to cells read a second time, from the written form alone: ``docs/formats.md`` ("From tables to
facts"), ``docs/plan.md`` and §3 and §6 of the specification.

Tests compare the scheduler with this module, so it shares nothing with it: the standard library, no modules of the program.
``derive(bundle)`` takes the path of an audit bundle and gives what each of its commitments froze. It is slow, and meant to be.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
import zipfile
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Labels = tuple[str, ...]
Pair = tuple[str, str]


@dataclass
class Derived:
    """What follows from a commitment's tables, its plan and the log before it; pairs are of task and target."""

    planned: str
    points: dict[str, int] = field(default_factory=dict)
    bands: dict[str, str] = field(default_factory=dict)
    frame: dict[Pair, Labels] = field(default_factory=dict)
    left_out: dict[Pair, str] = field(default_factory=dict)
    cells: dict[tuple[str, Labels], tuple[int, Fraction]] = field(default_factory=dict)
    unreached: dict[str, int] = field(default_factory=dict)
    share: dict[str, str] = field(default_factory=dict)
    used: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    limits: dict[str, int] = field(default_factory=dict)
    """Of caps: who shares a limit, by target; visits so far, by who shares them and department ("": all); the limits."""


def derive(bundle: Path) -> dict[str, Derived]:
    """What each commitment of a bundle froze, by the commitment's hash, in the order of the log."""
    with zipfile.ZipFile(bundle) as archive:
        log = [json.loads(line) for line in archive.read("log.jsonl").splitlines()]
        frozen = {name.removeprefix("frozen/"): archive.read(name) for name in archive.namelist()}
    found: dict[str, _Commitment] = {}
    for event in log:
        if event["kind"] == "commitment":
            record = event["body"]["record"]
            tables = {
                name: [json.loads(line) for line in frozen[stated["root"]].splitlines()]
                for name, stated in record["tables"].items()
            }
            plan = tomllib.loads(frozen[record["plan"]["digest"]].decode("utf-8-sig"))
            before = log[: event["seq"] - 1]
            found[event["body"]["hash"]] = one = _Commitment(plan, record["plan"], tables, before, found)
            one.derive()
    return {name: one.out for name, one in found.items()}


# ----------------------------------------------------------------------------------------------------- small notions


def number(value: Any) -> Fraction:
    """A rate or multiplier as the plan writes it."""
    text = str(value)
    for sign, parts in (("%", 100), ("‰", 1000)):
        if text.endswith(sign):
            return Fraction(text[:-1]) / parts
    return Fraction(text)


def fit(rate: Fraction) -> Fraction:
    """The rate, or the next multiple of 10^-9 above it if its terms do not stay below 2^53."""
    if max(rate.numerator, rate.denominator) < 2**53:
        return rate
    return Fraction(math.ceil(rate * 10**9), 10**9)


def minus_months(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last day."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, min(day.day, monthrange(at // 12, at % 12 + 1)[1]))


def of_total(total: int | Fraction, cells: dict[Labels, tuple[int, Fraction]]) -> dict[Labels, Fraction]:
    """The rates of a total (§3): by path, from N and multiplier."""
    fixed: set[Labels] = set()
    while True:
        rest = {path: cell for path, cell in cells.items() if path not in fixed}
        left = total - sum(cells[path][0] for path in fixed)
        weight = sum((n * m for n, m in rest.values()), Fraction(0))
        x = Fraction(left) / weight if weight else Fraction(0)
        lifted = {path for path, (_, m) in rest.items() if x * m > 1}
        if not lifted:
            return {path: Fraction(1) if path in fixed else x * m for path, (_, m) in cells.items()}
        fixed |= lifted


def visits_of(tasks: Iterable[Json]) -> list[list[Json]]:
    """The visits that tasks of one target make (§6): each a list of tasks."""
    made: list[tuple[set[str], list[Json]]] = []
    for task in tasks:
        for k, (allowed, served) in enumerate(made):
            if both := allowed & set(task["now"]):
                made[k] = (both, [*served, task])
                break
        else:
            made.append((set(task["now"]), [task]))
    return [served for _, served in made]


def past_visit(commitment: str, visit: str, department: str) -> str:
    """The identifier of the past visit that the results of a department make."""
    text = "\n".join(("double-random/past-visit", commitment, visit, department))
    return "v" + hashlib.sha256(text.encode()).hexdigest()[:32]


def day_of(text: Any) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


# ----------------------------------------------------------------------------------------------------- the draws before


def drawn_before(log: list[Json]) -> list[Json]:
    """The draws of a log that are drawn and not void: each with its plan, and all that was drawn and stands."""
    found: dict[str, Json] = {}
    for event in log:
        kind, body = event["kind"], event["body"]
        if kind == "commitment":
            found[body["hash"]] = {"hash": body["hash"], "plan": body["record"]["plan"], "drawn": None}
        elif kind == "draw":
            draw = found[body["commitment"]]
            draw["drawn"] = {(t["task"], t["target"]) for t in body["outcome"]["targets"]}
            draw["visits"] = {v["visit"]: v for v in body["outcome"]["visits"]}
        elif kind == "replacement":
            draw = found[body["commitment"]]
            del draw["visits"][body["visit"]]
            for visit in body["outcome"]["visits"]:
                draw["visits"][visit["visit"]] = visit
                draw["drawn"] |= {(task, visit["visit"].rsplit("/", 1)[0]) for task in visit["tasks"]}
        elif kind == "cancellation":
            for name in body["visits"]:
                del found[body["commitment"]]["visits"][name]
        elif kind == "void":
            del found[body["commitment"]]
    return [draw for draw in found.values() if draw["drawn"] is not None]


# ----------------------------------------------------------------------------------------------------- one commitment


class _Commitment:
    def __init__(
        self, plan: Json, stated: Json, tables: dict[str, list[Json]], log: list[Json], before: dict[str, _Commitment]
    ):
        self.plan, self.stated, self.tables = plan, stated, tables
        self.targets = {target["id"]: target for target in tables["targets"]}
        self.counting = drawn_before(log)
        self.same = [d for d in self.counting if d["plan"]["id"] == stated["id"]]
        self.before = before
        periods = {p["id"]: p for p in plan["period"]}
        whole = {"id": "", "periods": list(periods), "as_of": plan.get("as_of")}
        self.batches = {b["id"]: b for b in plan.get("batch", [whole])}
        now = self.batches[stated["planned"]]
        self.as_of = day_of(now["as_of"])
        self.weights = {name: p.get("weight", 1) for name, p in periods.items()}
        self.order = [name for name in periods if name in now["periods"]]
        self.first_day = day_of(periods[next(iter(periods))]["from"])
        self.day = {name: day_of(p["from"]) for name, p in periods.items()}
        self.every = list(self._tasks(list(periods)))
        self.tasks = [t for t in self.every if set(t["periods"]) & set(self.order)]
        for task in self.tasks:
            task["now"] = [p for p in self.order if p in task["periods"]]
        self.out = Derived(stated["planned"])

    def _tasks(self, periods: list[str]) -> Iterator[Json]:
        """The plan's tasks; one of several visits is several."""
        for task in self.plan["task"]:
            base = {"strata": ["district", "category", "band"], **task, "first": None, "whole": task["id"]}
            if "visits" in task:
                for k, names in enumerate(task["visits"], 1):
                    first = f"{task['id']}.1" if k > 1 else None
                    yield {**base, "id": f"{task['id']}.{k}", "periods": names, "first": first}
            else:
                yield {**base, "periods": task.get("periods", periods)}

    def derive(self) -> None:
        self._points()
        self.drawn = {(task, self.stands(target)) for draw in self.same for task, target in draw["drawn"]}
        self.above = {task["id"] for task in self.tasks if task.get("from_above")}
        self.second = {task["id"] for task in self.tasks if task["first"] in {name for name, _ in self.drawn}}
        year = {task["id"]: self._scope(task) for task in self.tasks}
        if "caps" in self.plan:
            self._caps()
        for task in self.tasks:
            self._rates(task, year[task["id"]])
        self._unreached()

    def stands(self, target: str) -> str:
        """The target itself, or the one that it is merged into at the end."""
        while self.targets.get(target, {}).get("merged_into"):
            target = self.targets[target]["merged_into"]
        return target

    # points and bands

    def _points(self) -> None:
        rules = self.plan["points"]
        self.last: dict[str, date] = {}
        for row in self.tables["history"]:
            target, day = self.stands(row["target"]), day_of(row["date"])
            if day <= self.as_of:
                self.last[target] = max(day, self.last.get(target, day))
        for target in self.targets:
            points = sum(self._factor(target, factor, rules[factor]) for factor in
                         ("complaint", "hazard", "credit", "violation") if factor in rules)  # fmt: skip
            if recency := rules.get("recency"):
                points += min(recency["cap"], self._steps(target, recency["months"]) * recency["points"]) if (
                    target in self.last) else recency["cap"]  # fmt: skip
            self.out.points[target] = points
            self.out.bands[target] = self._band(points, self.targets[target]["credit_class"])

    def _factor(self, target: str, factor: str, rule: Json) -> int:
        begins = minus_months(self.as_of, rule["months"])
        counted = sum(
            s["count"] * s["severity"]
            for s in self.tables["signals"]
            if self.stands(s["target"]) == target
            and s["factor"] == factor
            and s["substantiated"]
            and begins <= day_of(s["date"]) <= self.as_of
            and not (s["ended"] and day_of(s["ended"]) <= self.as_of)
        )
        return min(rule["cap"], counted * int(rule["points"]))

    def _steps(self, target: str, months: int) -> int:
        steps = 0
        while minus_months(self.as_of, (steps + 1) * months) >= self.last[target]:
            steps += 1
        return steps

    def _band(self, points: int, credit: str) -> str:
        bands = self.plan["points"]["bands"]
        names = list(bands)
        reached = max(k for k, name in enumerate(names) if points >= bands[name])
        floor = self.plan["points"].get("credit_floor", {}).get(credit)
        return names[max(reached, names.index(floor) if floor else 0)]

    # the frame

    def label(self, target: str, column: str) -> str:
        if column == "band":
            return self.out.bands[target]
        row = self.targets[target]
        return str(row[column] if column in ("district", "category") else dict(row["attributes"]).get(column, ""))

    def _in_scope(self, task: Json, target: str) -> bool:
        scope = task.get("scope", {})
        return all(self.label(target, c) in ([v] if isinstance(v, str) else v) for c, v in scope.items())

    def _assigned(self, task: str) -> set[str]:
        """The targets that lists from above name for a task."""
        rows = [row for row in self.tables["assigned"] if row["task"] == task and row["gone"] is None]
        return {target for row in rows if (target := self.stands(row["target"])) in self.targets}

    def _scope(self, task: Json) -> dict[str, Labels]:
        """Put the task's targets into the frame or leave them out; those drawn before by their labels, for the year."""
        name, drawn = task["id"], dict[str, Labels]()
        above, second = name in self.above, name in self.second
        for target in self._assigned(name) if above else [t for t in self.targets if self._in_scope(task, t)]:
            path = () if above or second else tuple(self.label(target, column) for column in task["strata"])
            ground = None if above else next(self._grounds(task, target), None)
            if (name, target) in self.drawn:
                ground, drawn[target] = ground or "drawn before", path
            if ground is not None:
                self.out.left_out[name, target] = ground
            elif not second or (task["first"], target) in self.drawn:
                self.out.frame[name, target] = path
        return drawn

    def _grounds(self, task: Json, target: str) -> Iterator[str]:
        row = self.targets[target]
        if row["merged_into"]:
            yield "merged"
        if row["status"] != "active":
            yield row["status"]
        for e in sorted(self.tables["exclusions"], key=lambda e: e["ground"].encode()):
            begun = e["begins"] is None or day_of(e["begins"]) <= self.as_of
            over = e["ends"] is not None and day_of(e["ends"]) < self.as_of
            if (
                e["target"] == target
                and begun
                and not over
                and (not e["tasks"] or {task["id"], task["whole"]} & {*e["tasks"]})
            ):
                yield e["ground"]

    def _unreached(self) -> None:
        for target, row in self.targets.items():
            reached = any(
                target in self._assigned(t["id"]) if t.get("from_above") else self._in_scope(t, target)
                for t in self.every
            )
            if row["status"] == "active" and not row["merged_into"] and not reached:
                self.out.unreached[row["category"]] = self.out.unreached.get(row["category"], 0) + 1

    # caps

    def _caps(self) -> None:
        caps = self.plan["caps"]
        unit = caps.get("unit", "entity")
        share = {
            t: (row["entity"] if unit == "entity" and row["entity"] else f"/{t}") for t, row in self.targets.items()
        }
        departments = {rule["department"] for task in self.tasks for rule in task["team"]}
        limits = {d: caps["per_agency"] for d in departments if "per_agency" in caps}
        if "all_levels" in caps:
            limits[""] = caps["all_levels"]
        number = self.out.used
        self.out.share, self.out.limits = share, limits
        for target, acting in self._counted(caps.get("not_counted", []), departments):
            for name in acting:
                number[share.get(target, target), name] += 1
        kept: dict[str, list[Json]] = defaultdict(list)
        for name, target in self.out.frame:
            if name in self.above:
                kept[target].append(next(t for t in self.tasks if t["id"] == name))
        most = {(target, name): self._most(kept[target], name) for target in list(kept) for name in limits}
        for target in sorted(self.targets, key=lambda t: (t in self.last, self.last.get(t, date.min), t.encode())):
            for task in self.tasks:
                if (task["id"], target) not in self.out.frame or task["id"] in self.above:
                    continue
                acting = ["", *(rule["department"] for rule in task["team"])]
                more = {name: self._most([*kept[target], task], name) for name in limits}
                above = False
                for name in (n for n in acting if n in limits):
                    others = sum(
                        v for (t, n), v in most.items() if n == name and t != target and share[t] == share[target]
                    )
                    rises = more[name] > most.get((target, name), 0)
                    above |= rises and number[share[target], name] + others + more[name] > limits[name]
                if above:
                    del self.out.frame[task["id"], target]
                    self.out.left_out[task["id"], target] = "cap"
                else:
                    kept[target].append(task)
                    most.update({(target, name): value for name, value in more.items()})

    def _most(self, tasks: list[Json], department: str) -> int:
        """The most visits, of a department or ("") of all, that any set of a target's tasks makes, those certain in it."""
        tasks = [t for t in self.tasks if t in tasks]
        free = [t for t in tasks if t["id"] not in self.above]
        found = 0
        for k in range(len(free) + 1):
            for some in combinations(free, k):
                visits = visits_of(t for t in tasks if t in some or t["id"] in self.above)
                acting = [{rule["department"] for t in served for rule in t["team"]} for served in visits]
                found = max(found, sum(department == "" or department in names for names in acting))
        return found

    def _counted(self, not_counted: list[str], every: set[str]) -> Iterator[tuple[str, set[str]]]:
        """The year's visits of each target, with what they count for: departments, and "" for all."""
        days: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for row in self.tables["history"]:
            if day_of(row["date"]).year != self.first_day.year:
                continue
            if row["kind"] == "individual" and ("individual" in not_counted or row["ground"] in not_counted):
                continue
            if row["kind"] == "special" and row["level"] and "special" in not_counted:
                continue
            days[self.stands(row["target"]), row["date"]].add((row["level"], row["department"]))
        for (target, _), names in days.items():
            yield target, {"", *(department for level, department in names if not level)}
            if ("", "") in names:
                yield target, {*every}
        yield from self._standing()

    def _standing(self) -> Iterator[tuple[str, set[str]]]:
        """The visits that stand from draws before; what of them is done stands in the history."""
        known = {row["id"] for row in self.tables["history"]}
        for draw in self.counting:
            then = self.before[draw["hash"]]
            for name, visit in draw["visits"].items():
                if then.first_day.year != self.first_day.year:
                    continue
                acting = {rule["department"] for t in then.tasks if t["id"] in visit["tasks"] for rule in t["team"]}
                done = {d for d in acting if past_visit(draw["hash"], name, d) in known}
                if acting - done:
                    yield self.stands(name.rsplit("/", 1)[0]), acting - done if done else {"", *acting}

    # rates

    def _had(self, task: str, target: str) -> Fraction:
        """The chance that a target has had in the draws before."""
        missed = Fraction(1)
        for draw in self.same:
            known = self.before[draw["hash"]].out
            for (name, other), path in known.frame.items():
                if name == task and other == target:
                    missed *= 1 - known.cells[task, path][1]
        return fit(1 - missed)

    def _rates(self, task: Json, drawn: dict[str, Labels]) -> None:
        name = task["id"]
        frame = {target: path for (t, target), path in self.out.frame.items() if t == name}
        if name in self.above | self.second:
            if frame:
                self.out.cells[name, ()] = (len(frame), Fraction(1))
            return
        pools: dict[Labels, int] = defaultdict(int)
        for path in [*frame.values(), *drawn.values()]:
            pools[path] += 1
        asked = self._planned(task, dict(pools))
        year = self._mandated(task, dict(pools), asked, lambda least, _: least)
        year = {path: fit(rate) for path, rate in year.items()}
        had = {target: self._had(name, target) for target in frame}
        named = [draw["plan"]["planned"] for draw in self.same]
        so_far = {p for b in [*named, self.stated["planned"]] if b in self.batches for p in self.batches[b]["periods"]}
        share = Fraction(
            sum(self.weights[p] for p in task["periods"] if p in so_far), sum(self.weights[p] for p in task["periods"])
        )
        rates: dict[Labels, Fraction] = {}
        sizes: dict[Labels, int] = defaultdict(int)
        remains = {t: (year[path] * share - had[t]) / (1 - had[t]) for t, path in frame.items()}
        told = any(had[target] for target in frame if remains[target] > 0)
        for target, path in frame.items():
            if remains[target] <= 0:
                del self.out.frame[name, target]
                self.out.left_out[name, target] = "chance had"
                continue
            full = (*path, str(had[target]).replace("/", ":")) if told else path
            self.out.frame[name, target] = full
            sizes[full] += 1
            rates[full] = fit(remains[target])

        def still(least: int, node: Labels) -> int:
            done = sum(path[: len(node)] == node for path in drawn.values())
            return math.floor(least * share) - done

        rates = self._mandated(task, dict(sizes), rates, still, dict(pools))
        for path, rate in rates.items():
            self.out.cells[name, path] = (sizes[path], rate)

    def _planned(self, task: Json, pools: dict[Labels, int]) -> dict[Labels, Fraction]:
        if "total" in task:
            weights = {path: (n, self._rule(task, path, "multiplier") or Fraction(1)) for path, n in pools.items()}
            return of_total(task["total"], weights)
        return {path: self._rule(task, path, "rate") for path in pools}  # type: ignore[misc]

    def _rule(self, task: Json, path: Labels, what: str) -> Fraction | None:
        """The last rule that matches a cell."""
        labels = dict(zip(task["strata"], path, strict=True))
        found = task.get(what)
        found = task.get(f"{what}s", {}).get(labels.get("band"), found)
        for rule in task.get(f"{what}_for", []):
            wanted = {column: v for column, v in rule.items() if column != what}
            if all(labels[column] in ([v] if isinstance(v, str) else v) for column, v in wanted.items()):
                found = rule[what]
        return None if found is None else number(found)

    def _mandated(
        self, task: Json, pools: dict[Labels, int], rates: dict[Labels, Fraction], asked: Any, whole: Any = None
    ) -> dict[Labels, Fraction]:
        """The rates lifted by the mandates; ``asked`` gives a node's least number now, from that of the year."""
        rates = dict(rates)
        for mandate in sorted(task.get("mandates", []), key=lambda m: -len(m.get("node", []))):
            node = tuple(mandate.get("node", []))
            inside = {path for path in pools if path[: len(node)] == node}
            size = sum(n for path, n in (whole or pools).items() if path[: len(node)] == node)
            least = mandate["least"]
            share = isinstance(least, (str, float))
            least = asked(math.ceil(number(least) * size) if share else least, node)
            if math.floor(sum((pools[p] * rates[p] for p in inside), Fraction(0))) < least:
                lifted = of_total(least, {path: (pools[path], rates[path]) for path in inside})
                rates.update({path: fit(rate) if whole else rate for path, rate in lifted.items()})
        return rates
