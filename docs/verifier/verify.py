#!/usr/bin/env python3
"""A second verifier of audit bundles: python verify.py BUNDLE.zip

Standard library alone, and not a line shared with the program. Written from the draw specification double-random/1 (§) and the
page of formats. Every line that is printed says what was derived again and whether it is what the log says. Exit code 0: all
of it is; 1: something is not; 2: the file cannot be read. What it does not verify it says: signatures (Ed25519, BLS), later
batches of a plan in batches, upper limits on visits.
"""

import base64
import calendar
import hashlib
import json
import re
import sys
import tomllib
import zipfile
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

FACTORS = ("complaint", "hazard", "credit", "violation")
TABLES = {
    "targets": "id name district category address entity owner status credit_class licences attributes gone merged_into",
    "items": "id name kind basis object subject rate frequency method requirement remark gone",
    "signals": "id target factor date count severity substantiated source ended joined",
    "history": "id target date department inspectors result level kind ground",
    "exclusions": "id target ground document begins ends tasks",
    "assigned": "id task target origin document level date inspectors gone",
    "inspectors": "id name department qualifications lead areas active certificate certificate_until limit period_limits gone",
    "leave": "id inspector begins ends ground",
    "conflicts": "id inspector subject value kind begins ends",
}


# ---- §1, §2: hashes, canonical text, fractions
def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def H(*parts):
    return sha("\n".join(parts))


def T(key, name):
    return sha(key + name)


def unit(digest):
    return Fraction(int(digest, 16), 2**256)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def utf8(texts):
    return [text.encode() for text in texts]


def number(value):
    """A rate or a multiplier as plans write it: 1/20, 5%, 2‰, 0.05."""
    text = str(value).strip()
    for mark, part in (("%", 100), ("‰", 1000)):
        if text.endswith(mark):
            return Fraction(text[:-1]) / part
    return Fraction(text)


def day(text):
    return None if text is None else date.fromisoformat(str(text))


def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))


# ---- trees: RFC 6962 over leaves
def root(leaves):
    hashes = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    if not hashes:
        return hashlib.sha256(b"").hexdigest()

    def over(part):
        if len(part) == 1:
            return part[0]
        half = 1 << (len(part) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + over(part[:half]) + over(part[half:])).digest()

    return over(hashes).hex()


def digest(rows, secret):
    """A table's count and root from (identifier, fields)."""
    buckets, count = [[] for _ in range(4096)], 0
    for name, fields in rows:
        count += 1
        salt = sha(secret + name)[:32]
        found = sha("\x1f".join((salt, *fields)))
        buckets[int(found[:3], 16)].append(found)
    return {"count": count, "root": root([sha("".join(sorted(b))).encode() for b in buckets])}


def as_text(value):
    return value if isinstance(value, str) else "" if value is None else canonical(value).decode()


# ---- the plan
class Task:
    def __init__(self, told, name, periods, plan):
        self.id, self.of, self.periods = name, told["id"], periods
        self.above, self.scope = told.get("from_above", False), told.get("scope", {})
        self.strata = [] if self.above else told.get("strata", ["district", "category", "band"])
        self.total, self.mandates = told.get("total"), told.get("mandates", [])
        self.items, self.team = told.get("items", []), told.get("team", [])
        one, many, cells = (
            ("rate", "rates", "rate_for") if self.total is None else ("multiplier", "multipliers", "multiplier_for")
        )
        self.rules = [({}, 1)] if self.total is not None or self.above else []
        self.rules += [({}, told[one])] if one in told else []
        self.rules += [({"band": [band]}, value) for band, value in told.get(many, {}).items()]
        for entry in told.get(cells, []):
            where = {c: v if isinstance(v, list) else [v] for c, v in entry.items() if c != one}
            self.rules.append((where, entry[one]))
        self.departments = [t["department"] for t in self.team] or [told.get("lead", "")]
        self.order = [p["id"] for p in plan["period"]]

    def rate(self, path):
        labels = dict(zip(self.strata, path, strict=True))
        found = [value for where, value in self.rules if all(labels.get(c) in allowed for c, allowed in where.items())]
        return number(found[-1])


def tasks_of(plan):
    every, found = [p["id"] for p in plan["period"]], []
    for told in plan["task"]:
        if "visits" in told:
            found += [Task(told, f"{told['id']}.{k}", periods, plan) for k, periods in enumerate(told["visits"], 1)]
        else:
            found.append(Task(told, told["id"], told.get("periods", every), plan))
    for task in found:
        task.periods = [p for p in every if p in task.periods]
    return found


# ---- from tables to facts
class Facts:
    def __init__(self, plan, tables):
        self.plan, self.tables, self.tasks = plan, tables, tasks_of(plan)
        self.as_of = day(plan["as_of"])
        self.targets = {row["id"]: row for row in tables["targets"]}
        self.spans = {p["id"]: (day(p["from"]), day(p["to"])) for p in plan["period"]}
        self.whole = (min(s[0] for s in self.spans.values()), max(s[1] for s in self.spans.values()))
        self.signals, self.history = {}, {}
        for row in tables["signals"]:
            self.signals.setdefault(self.stays(row["target"]), []).append(row)
        for row in tables["history"]:
            self.history.setdefault(self.stays(row["target"]), []).append(row)
        self.band = {name: self.band_of(row) for name, row in self.targets.items()}
        self.frame, self.left = self.frame_and_left()
        self.cells = {task.id: self.cells_of(task) for task in self.tasks}

    def stays(self, name):
        seen = set()
        while name in self.targets and self.targets[name]["merged_into"] and name not in seen:
            seen.add(name)
            name = self.targets[name]["merged_into"]
        return name

    def points(self, name):
        rules, result = self.plan.get("points", {}), 0
        for factor in FACTORS:
            if factor in rules:
                rule = rules[factor]
                since = months_before(self.as_of, rule["months"])
                counted = [
                    s
                    for s in self.signals.get(name, [])
                    if s["factor"] == factor
                    and s["substantiated"]
                    and s["date"]
                    and since <= day(s["date"]) <= self.as_of
                    and not (s["ended"] and day(s["ended"]) <= self.as_of)
                ]
                result += min(rule["cap"], rule["points"] * sum(s["count"] * s["severity"] for s in counted))
        if "recency" in rules:
            rule, past = (
                rules["recency"],
                [day(v["date"]) for v in self.history.get(name, []) if day(v["date"]) <= self.as_of],
            )
            if not past:
                return result + rule["cap"]
            steps = 0
            while months_before(self.as_of, rule["months"] * (steps + 1)) >= max(past):
                steps += 1
            result += min(rule["cap"], rule["points"] * steps)
        return result

    def band_of(self, row):
        rules = self.plan.get("points", {})
        bands = list(rules.get("bands", {}).items())
        if not bands:
            return ""
        points = self.points(row["id"])
        at = max(k for k, (_, least) in enumerate(bands) if points >= least)
        floor_ = rules.get("credit_floor", {}).get(row["credit_class"])
        names = [name for name, _ in bands]
        return names[max(at, names.index(floor_))] if floor_ in names else names[at]

    def label(self, name, column):
        row = self.targets[name]
        return (
            self.band[name]
            if column == "band"
            else row[column]
            if column in row
            else dict(row["attributes"]).get(column, "")
        )

    def frame_and_left(self):
        frame, left = [], []
        for task in self.tasks:
            if task.above:
                mine = {
                    self.stays(a["target"])
                    for a in self.tables["assigned"]
                    if a["task"] in (task.id, task.of) and not a["gone"]
                }
                frame += [(task.id, name, ()) for name in sorted(mine & self.targets.keys(), key=str.encode)]
                continue
            for name in sorted(self.targets, key=str.encode):
                if not all(self.label(name, c) in (v if isinstance(v, list) else [v]) for c, v in task.scope.items()):
                    continue
                ground = self.ground(name, task)
                if ground:
                    left.append((task.id, ground))
                else:
                    frame.append((task.id, name, tuple(self.label(name, c) for c in task.strata)))
        return frame, left

    def ground(self, name, task):
        row = self.targets[name]
        if row["merged_into"]:
            return "merged"
        if row["status"] != "active" or row["gone"]:
            return "gone" if row["gone"] and row["status"] == "active" else row["status"]
        mine = [
            e
            for e in self.tables["exclusions"]
            if e["target"] == name and (not e["tasks"] or {task.id, task.of} & {*e["tasks"]})
        ]
        grounds = sorted(
            e["ground"]
            for e in mine
            if (not e["begins"] or day(e["begins"]) <= self.as_of) and (not e["ends"] or day(e["ends"]) >= self.as_of)
        )
        return grounds[0] if grounds else ""

    def cells_of(self, task):
        pools = {}
        for name, _, path in self.frame:
            if name == task.id:
                pools[path] = pools.get(path, 0) + 1
        if not pools:
            return {}
        rates = {path: task.rate(path) for path in pools}
        if task.total is not None:
            rates = for_total(task.total, pools, rates)
        for mandate in sorted(task.mandates, key=lambda m: -len(m.get("node", []))):
            node = [path for path in pools if list(path[: len(mandate.get("node", []))]) == mandate.get("node", [])]
            pool, told = sum(pools[p] for p in node), mandate["least"]
            least = (told if type(told) is int else ceil(pool * number(told))) - mandate.get("short", 0)
            if floor(sum(pools[p] * rates[p] for p in node)) < least:
                rates.update(for_total(least, {p: pools[p] for p in node}, {p: rates[p] for p in node}))
        return {path: (pools[path], writable(rates[path])) for path in sorted(pools, key=utf8)}

    # who may sit
    def tasks_at(self, target):
        mine = {task for task, name, _ in self.frame if name == target}
        return [task for task in self.tasks if task.id in mine]

    def barred(self, target):
        row, found = self.targets[target], set()
        alike = [t for t in self.targets.values() if self.stays(t["id"]) == target]
        mine = self.tasks_at(target)
        named = {}
        for entry in self.tables["assigned"]:
            if (
                not entry["gone"]
                and self.stays(entry["target"]) == target
                and {entry["task"]} & {x for t in mine for x in (t.id, t.of)}
            ):
                for who in entry["inspectors"]:
                    named.setdefault(self.people[who]["department"], set()).add(who) if who in self.people else None
        for who in self.people.values():
            if who["department"] in named and who["id"] not in named[who["department"]]:
                found.add(who["id"])
            for c in self.tables["conflicts"]:
                begins, ends = day(c["begins"]) or self.whole[0], day(c["ends"]) or self.whole[1]
                subject = {"target": "id", "entity": "entity", "owner": "owner"}[c["subject"]]
                named_here = any(t[subject] and t[subject] == c["value"] for t in alike)
                if c["inspector"] == who["id"] and named_here and begins <= self.whole[1] and ends >= self.whole[0]:
                    found.add(who["id"])
            for task in mine:
                for rule in task.team:
                    if rule["department"] == who["department"] and not allows(
                        rule.get("area", "any"), who, row["district"]
                    ):
                        found.add(who["id"])
        return found

    @property
    def people(self):
        return {row["id"]: row for row in self.tables["inspectors"]}

    def absent(self):
        found = set()
        for who in self.tables["inspectors"]:
            for period, (begins, ends) in self.spans.items():
                away = set()
                for entry in self.tables["leave"]:
                    if entry["inspector"] == who["id"]:
                        first, last = max(day(entry["begins"]), begins), min(day(entry["ends"]), ends)
                        away |= {first + timedelta(k) for k in range((last - first).days + 1)}
                until = day(who["certificate_until"])
                if not who["active"] or (until and until < ends) or 2 * len(away) >= (ends - begins).days + 1:
                    found.add((who["id"], period))
        return found

    def last(self, target):
        past = [v for v in self.history.get(target, []) if day(v["date"]) <= self.as_of]
        days = sorted({v["date"] for v in past}, reverse=True)[: self.plan.get("inspectors", {}).get("rotation", 1)]
        return {who for v in past if v["date"] in days for who in v["inspectors"]}


def allows(area, who, district):
    if area == "any":
        return True
    if isinstance(area, dict):
        return any(name in who["areas"] for name in area.get(district, []))
    return (district in who["areas"]) == (area == "own")


def for_total(total, pools, weights):
    """§3: r = min(1, x·m) with the least x that gives the total."""
    free, rest = list(pools), Fraction(total)
    while True:
        x = rest / sum(pools[p] * weights[p] for p in free)
        over = [p for p in free if x * weights[p] > 1]
        if not over:
            return {p: x * weights[p] if p in free else Fraction(1) for p in pools}
        rest -= sum(pools[p] for p in over)
        free = [p for p in free if p not in over]


def writable(rate):
    return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(ceil(rate * 10**9), 10**9)


# ---- §7: seats
class Seats:
    """Slots (visit, period, who is eligible), filled as far as limits allow; some of them decided."""

    def __init__(self, slots, limit, limit_in):
        self.slots, self.limit, self.limit_in = slots, limit, limit_in
        self.who, self.open, self.fixed = {}, set(range(len(slots))), set()
        self.used, self.used_in, self.holds, self.filled = {}, {}, {}, 0

    def copy(self):
        other = Seats(self.slots, self.limit, self.limit_in)
        other.who, other.open, other.fixed = dict(self.who), set(self.open), set(self.fixed)
        other.used, other.used_in, other.filled = dict(self.used), dict(self.used_in), self.filled
        other.holds = {who: set(slots) for who, slots in self.holds.items()}
        return other

    def count(self, who, period, by):
        self.used[who] = self.used.get(who, 0) + by
        self.used_in[who, period] = self.used_in.get((who, period), 0) + by
        self.filled += by

    def room(self, who):
        return self.limit.get(who, 10**9) - self.used.get(who, 0)

    def room_in(self, who, period):
        return self.limit_in.get((who, period), 10**9) - self.used_in.get((who, period), 0)

    def take(self, slot, who):
        self.who[slot] = who
        self.holds.setdefault(who, set()).add(slot)
        self.open.discard(slot)
        self.count(who, self.slots[slot][1], 1)

    def leave(self, slot):
        if slot in self.who:
            who = self.who.pop(slot)
            self.holds[who].discard(slot)
            self.open.add(slot)
            self.count(who, self.slots[slot][1], -1)

    def more(self):
        """One more slot filled, and None; else the slots that an open one can reach (§9)."""
        came, queue, seen, seen_in = dict.fromkeys(self.open), list(self.open), set(), set()
        for slot in queue:
            visit, period, eligible = self.slots[slot]
            for who in eligible:
                if (who, visit) in self.fixed:
                    continue
                mine = self.holds.get(who, set())
                there = [s for s in mine if self.slots[s][0] == visit]
                if not there:
                    if (who, period) in seen_in:
                        continue
                    seen_in.add((who, period))
                    if self.room_in(who, period) <= 0:
                        there = [s for s in mine if self.slots[s][1] == period]
                    elif who in seen:
                        continue
                    else:
                        seen.add(who)
                        if self.room(who) > 0:
                            step, moves = (slot, who), []
                            while step:
                                moves.append(step)
                                step = came[step[0]]
                            for s, _ in moves:
                                self.leave(s)
                            for s, w in moves:
                                self.take(s, w)
                            return None
                        there = list(mine)
                for s in there:
                    if s not in came:
                        came[s] = (slot, who)
                        queue.append(s)
        return set(came)

    def fill(self, enough=10**9):
        while self.filled < enough:
            reached = self.more()
            if reached is not None:
                return reached
        return set()

    def decide(self, slot, who, filled):
        """Whether as many can still be filled once the slot is this inspector's (None: open)."""
        visit, period, _ = self.slots[slot]
        self.leave(slot)
        self.open.discard(slot)
        if who is None:
            return True
        for s in [s for s in self.holds.get(who, ()) if self.slots[s][0] == visit]:
            self.leave(s)
        self.fixed.add((who, visit))
        self.count(who, period, 1)
        for short, mine in ((self.room_in(who, period), period), (self.room(who), None)):
            if short < 0:
                there = [s for s in self.holds.get(who, ()) if mine in (None, self.slots[s][1])]
                if not there:
                    return False
                self.leave(there[0])
        self.fill(filled)
        return self.filled >= filled


# ---- the draw
class Draw:
    def __init__(self, facts, commitment, randomness, secret):
        self.f, plan = facts, facts.plan
        self.seed = H("double-random/1/seed", commitment, randomness, secret)
        self.tasks = {t.id: t for t in facts.tasks}
        self.path_of = {(task, name): path for task, name, path in facts.frame}
        self.weight = {p["id"]: p.get("weight", 1) for p in plan["period"]}
        shared = plan.get("coordination", "shared") == "shared"
        self.allocation, self.targets, self.reserves, drawn = [], [], {}, {}
        for task in facts.tasks:
            cells, pools = facts.cells[task.id], {}
            for (name, target), path in self.path_of.items():
                if name == task.id:
                    pools.setdefault(path, []).append(target)
            k, u, running, number_of = (
                self.K("cell/" + task.id),
                unit(T(self.K("start/" + task.id), "")),
                Fraction(0),
                {},
            )
            for path in sorted(cells, key=lambda p: [T(k, "/".join(p[: j + 1])) for j in range(len(p))]):  # §4
                after = running + cells[path][0] * cells[path][1]
                number_of[path], running = floor(after + u) - floor(running + u), after
            key = self.K("target" if shared else "target/" + task.id)
            for path, (pool, rate) in cells.items():  # §5
                n, ranked = number_of[path], sorted((T(key, target), target) for target in pools[path])
                head = {"task": task.id, "path": list(path), "pool": pool, "rate": str(rate)}
                self.allocation.append({**head, "expected": str(pool * rate), "drawn": n})
                for j, (ticket, target) in enumerate(ranked[:n], 1):
                    self.targets.append({"task": task.id, "target": target, "ticket": ticket, "rank": j})
                    drawn.setdefault(target, set()).add(task.id)
                self.reserves[task.id, path] = [target for _, target in ranked[n:]]
        self.visits = self.periods({target: self.opened(target, names) for target, names in drawn.items()})
        self.visited = {v["target"] for v in self.visits}
        self.barred, self.absent = {}, facts.absent()
        self.limit = {
            w: r["limit"] if r["limit"] is not None else plan.get("inspectors", {}).get("limit", 0)
            for w, r in facts.people.items()
        }
        self.limit_in = {(w, p): n for w, row in facts.people.items() for p, n in row["period_limits"]}
        self.done = set()

    def K(self, label):
        return H("double-random/1/" + label, self.seed)[:32]

    def opened(self, target, names):  # §6
        found = []
        for task in (t for t in self.f.tasks if t.id in names):
            joined = next((v for v in found if {*v["allowed"]} & {*task.periods}), None)
            if joined:
                joined["tasks"].append(task.id)
                joined["allowed"] = [p for p in joined["allowed"] if p in task.periods]
            else:
                name = f"{target}/{len(found) + 1}"
                found.append({"visit": name, "target": target, "tasks": [task.id], "allowed": list(task.periods)})
        return found

    def periods(self, of_target):
        groups = {}
        for visit in (v for found in of_target.values() for v in found):
            groups.setdefault("/".join(visit["allowed"]), []).append(visit)
        for name, group in groups.items():
            u, whole, upto, begin = unit(T(self.K("period"), name)), sum(self.weight[p] for p in name.split("/")), 0, 0
            group.sort(key=lambda v: T(self.K("visit"), v["visit"]))
            for period in name.split("/"):
                upto += self.weight[period]
                end = floor(Fraction(len(group) * upto, whole) + u)
                for visit in group[begin:end]:
                    visit["period"] = period
                begin = end
        return self.ordered([v for group in groups.values() for v in group])

    def ordered(self, visits):
        return sorted(visits, key=lambda v: T(self.K("team-order"), v["visit"]))

    def slots(self, visit):  # §7
        rules, found = [rule for name in visit["tasks"] for rule in self.tasks[name].team], []
        for department in dict.fromkeys(r["department"] for r in rules):
            mine = [r for r in rules if r["department"] == department]
            asked = sorted({q for r in mine for q in r.get("qualifications", [])}, key=str.encode)
            size = max(len(asked), *(r.get("officers", 2) for r in mine))
            made = [[department, asked[j] if j < len(asked) else None, False] for j in range(size)]
            if any(r.get("lead", False) for r in mine) and made:
                next((s for s in made if s[1] is None), made[0])[2] = True
            found += made
        return [(visit["visit"], j, visit["target"], visit["period"], *asked) for j, asked in enumerate(found, 1)]

    def eligible(self, slot):
        _, _, target, period, department, qualification, lead = slot
        if target not in self.barred:
            self.barred[target] = self.f.barred(target)
        return [
            who
            for who, row in self.f.people.items()
            if row["department"] == department
            and qualification in (None, *row["qualifications"])
            and (row["lead"] or not lead)
            and who not in self.barred[target]
            and (who, period) not in self.absent
        ]

    def seats(self, slots, limit):
        return Seats([(s[0], s[3], self.eligible(s)) for s in slots], limit, self.limit_in)

    def even(self, slots, filled):
        caps = {}

        def tried(level):
            seats = self.seats(slots, {w: caps.get(w, min(n, level)) for w, n in self.limit.items()})
            reached = seats.fill(filled)
            return seats.filled >= filled, reached, seats

        while len(caps) < len(self.limit):
            low, high = 0, max(self.limit.values())
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if tried(middle)[0] else (middle + 1, high)
            if low == 0:
                caps.update((w, 0) for w in self.limit if w not in caps)
                break
            _, reached, seats = tried(low - 1)
            able = {w for s in reached for w in seats.slots[s][2]}
            caps.update([(w, min(self.limit[w], low)) for w in self.limit if w not in caps and w in able])
        return caps

    def seat(self, slots, which, limit, have):
        work, teams, refused, key = self.seats(slots, limit), [], [], self.K("team")
        for s in range(len(slots)):
            if s not in which:
                work.decide(s, have[s], 0)
        work.fill()
        filled = work.filled
        for s in which:
            visit, j, target = slots[s][:3]
            team, last = {have[t] for t in range(len(slots)) if slots[t][0] == visit and t != s}, self.f.last(target)
            order = sorted((w in last, T(key, f"{visit}/{w}"), w) for w in work.slots[s][2] if w not in team)
            have[s] = None
            for _, _, who in order:
                tried = work.copy()
                if tried.decide(s, who, filled):
                    work, have[s] = tried, who
                    break
                refused.append({"visit": visit, "slot": j, "inspector": who})
            if have[s] is None:
                work.decide(s, None, filled)
            teams.append({"visit": visit, "slot": j, "inspector": have[s]})
        return {"open": len(slots) - filled, "teams": teams, "refused": refused}

    def outcome(self):
        self.all = [slot for visit in self.visits for slot in self.slots(visit)]
        self.have, best = [None] * len(self.all), self.seats(self.all, self.limit)
        reached, slack = best.fill(), self.f.plan.get("inspectors", {}).get("even_load_slack")
        caps = None if slack is None else self.even(self.all, best.filled)
        limit = self.limit if caps is None else {w: min(n, caps[w] + slack) for w, n in self.limit.items()}
        told = {"allocation": self.allocation, "targets": self.targets, "visits": [self.shown(v) for v in self.visits]}
        told["even_load"] = caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps, key=str.encode)]
        told |= self.seat(self.all, list(range(len(self.all))), limit, self.have)
        short = [self.all[s][:2] for s in sorted(reached)] if told["open"] else None
        return told, short

    @staticmethod
    def shown(visit):
        return {"visit": visit["visit"], "tasks": visit["tasks"], "period": visit["period"]}

    def after(self, kind, body):  # §8
        opened, ended, emptied = [], [], set()
        mine = [s for s, w in enumerate(self.have) if w == body.get("inspector") and self.all[s][0] not in self.done]
        if kind == "recusal":
            self.barred.setdefault(body["target"], self.f.barred(body["target"])).add(body["inspector"])
            emptied = {s for s in mine if self.all[s][2] == body["target"]}
        elif kind == "absence":
            self.absent |= {(body["inspector"], p) for p in body["periods"]}
            emptied = {s for s in mine if self.all[s][3] in body["periods"]}
        elif kind == "reinforcement":
            self.limit[body["inspector"]] = body["limit"]
            emptied = {s for s, w in enumerate(self.have) if w is None}
        elif kind == "appointment":
            self.have[[s[:2] for s in self.all].index((body["visit"], body["slot"]))] = body["inspector"]
        elif kind == "replacement":
            old, into = next(v for v in self.visits if v["visit"] == body["visit"]), {}
            for name in old["tasks"]:
                free = [t for t in self.reserves[name, self.path_of[name, old["target"]]] if t not in self.visited]
                into.setdefault(free[0], []).append(name) if free else ended.append(name)
            fresh = {"allowed": old["allowed"], "period": body["period"]}
            opened = [{"visit": f"{t}/1", "target": t, "tasks": names, **fresh} for t, names in into.items()]
            self.visited |= set(into)
            seated = {slot[:2]: who for slot, who in zip(self.all, self.have, strict=True)}
            self.visits = self.ordered([v for v in self.visits if v is not old] + opened)
            self.all = [slot for visit in self.visits for slot in self.slots(visit)]
            self.have = [seated.get(slot[:2]) for slot in self.all]
            emptied = {s for s, slot in enumerate(self.all) if slot[0] in {v["visit"] for v in opened}}
        for s in emptied:
            self.have[s] = None
        return {
            "visits": [self.shown(v) for v in opened],
            "ended": ended,
            **self.seat(self.all, sorted(emptied), self.limit, self.have),
        }


# ---- the bundle
class Report:
    def __init__(self):
        self.bad = 0

    def say(self, what, clause, fine, why=""):
        self.bad += not fine
        print(f"{'ok    ' if fine else 'FAILED'} {what} ({clause})" + ("" if fine else f": {why}" if why else ""))


def differ(told, derived):
    """Where two documents differ first."""
    if type(told) is type(derived) is dict:
        for k in {**told, **derived}:
            if k not in told or k not in derived or differ(told[k], derived[k]):
                return f"/{k}" + (differ(told[k], derived[k]) if k in told and k in derived else "")
    elif type(told) is type(derived) is list and len(told) == len(derived):
        return next(
            (f"/{k}{at}" for k, (a, b) in enumerate(zip(told, derived, strict=True)) if (at := differ(a, b))), ""
        )
    return "" if told == derived else " "


def verify(path):
    report = Report()
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stated = json.loads(files["bundle.json"])["files"]
    wrong = sorted(
        {n for n in files if n != "bundle.json" and stated.get(n) != sha(files[n])} | (stated.keys() - files.keys())
    )
    report.say("files have the digests stated", "bundle", not wrong, ", ".join(wrong))
    events = [json.loads(line) for line in files["log.jsonl"].decode().split("\n") if line]
    before, broken = None, []
    for k, event in enumerate(events, 1):
        body = {name: value for name, value in event.items() if name != "hash"}
        sound = event["seq"] == k and event["previous"] == (before["hash"] if before else "0" * 64)
        if not sound or event["hash"] != sha(canonical(body)) or (before and event["time"] < before["time"]):
            broken.append(f"event {event['seq']}")
        before = event
    report.say("events are numbered and chained", "log", not broken, ", ".join(broken[:5]))
    for k, event in enumerate(events):
        if event["kind"] == "checkpoint":
            lines, leaves = event["body"]["text"].split("\n"), [bytes.fromhex(e["hash"]) for e in events[:k]]
            same = lines[1:3] == [str(k), base64.b64encode(bytes.fromhex(root(leaves))).decode()]
            report.say(
                f"checkpoint of event {event['seq']} (signatures are not verified here)", "log", same, "another root"
            )
    secrets = json.loads(files["secrets.json"])
    for event in events:
        if event["kind"] == "commitment":
            try:
                one_draw(report, events, event["body"], files, secrets.get(event["body"]["hash"], {}))
            except Exception as error:  # a bundle that lies may raise anything
                report.say(
                    f"the draw of event {event['seq']} can be derived", "§1", False, f"{type(error).__name__}: {error}"
                )
    return report.bad


def one_draw(report, events, body, files, secrets):
    record, commitment = body["record"], body["hash"]
    ref = f"{record['plan']['id']}-{record['plan']['batch']}"

    def say(what, clause, told, derived):
        report.say(f"{ref} {what}", clause, told == derived, f"differs at {differ(told, derived)}")

    say("the commitment is its record's hash", "§2", commitment, sha(canonical(record)))
    if record["draw"] == "closed":
        say("the secret is the one committed", "§2", record["secret"], sha(secrets.get("draw", "")))
    text = files.get(f"frozen/{record['plan']['digest']}", b"")
    say("the plan is the one committed", "§2", record["plan"]["digest"], sha(text))
    plan, tables, master = tomllib.loads(text.decode(), parse_float=str), {}, secrets.get("tables", "")
    for name, fields in TABLES.items():
        lines = files.get(f"frozen/{record['tables'][name]['root']}", b"").decode().split("\n")
        tables[name] = rows = [json.loads(line) for line in lines if line]
        found = digest(
            ((r["id"], [as_text(r[f]) for f in fields.split()]) for r in rows), H("double-random/table", master, name)
        )
        say(f"table {name}", "tables", record["tables"][name], found)
    if "batch" in plan or "caps" in plan:
        print(f"       {ref}: a plan in batches, or with upper limits: its frame and draw are not verified here")
        return
    facts = Facts(plan, tables)
    frame = digest(((f"{t}/{n}", [t, n, *p]) for t, n, p in facts.frame), H("double-random/table", master, "frame"))
    say("frame from signals, points and bands", "§3", record["frame"], frame)
    rows = [
        ("/".join((t, *p)), [t, *p, str(n), str(r)]) for t, cells in facts.cells.items() for p, (n, r) in cells.items()
    ]
    say("cells, rates and mandates", "§3", record["cells"], digest(rows, H("double-random/table", master, "cells")))
    counted = {}
    for task, ground in facts.left:
        counted[task, ground] = counted.get((task, ground), 0) + 1
    say("exclusions by ground", "§3", {(e["task"], e["ground"]): e["count"] for e in record["excluded"]}, counted)
    mine = [e for e in events if e["body"].get("commitment") == commitment]
    thrown = [e["body"]["text"] for e in mine if e["kind"] == "randomness"]
    drawn = [e for e in mine if e["kind"] == "draw"]
    if not drawn:
        return
    say("one randomness, one draw", "§2", [len(thrown), len(drawn)], [1, 1])
    parts = thrown[0].split("+")
    named = [[s, *s.get("fallbacks", [])] for s in record["randomness"]]
    fits = len(parts) == len(named) and all(
        any(of_source(p, s) for s in places) for p, places in zip(parts, named, strict=True)
    )
    say("the randomness comes from the sources named", "§2", True, fits)
    draw = Draw(facts, commitment, thrown[0], secrets.get("draw", ""))
    outcome, short = draw.outcome()
    told = drawn[0]["body"]["outcome"]
    say("seed", "§2", told["seed"], draw.seed)
    for name, clause in (
        ("allocation", "§4"),
        ("targets", "§5"),
        ("visits", "§6"),
        ("even_load", "§7"),
        ("open", "§7"),
        ("teams", "§7"),
    ):
        say(name.replace("_", " "), clause, told[name], outcome[name])
    say("refused candidates", "§7", told["refused"], outcome["refused"])
    say("why slots stay open", "§9", told["shortage"] and told["shortage"]["slots"], short and [list(s) for s in short])
    for event in mine:
        body = event["body"]
        if event["kind"] == "results":
            names = {v["visit"] for v in draw.visits}
            report.say(
                f"{ref} results of event {event['seq']} are of visits that stand",
                "results",
                {r["visit"] for r in body["rows"]} <= names,
            )
            draw.done |= {row["visit"] for row in body["rows"]}
        elif event["kind"] == "cancellation":
            draw.done |= set(body["visits"])
        elif event["kind"] in ("recusal", "absence", "reinforcement", "replacement", "appointment"):
            say(f"{event['kind']} of event {event['seq']}", "§8", body["outcome"], draw.after(event["kind"], body))


def of_source(text, source):
    """Whether a text has the form of a source; a beacon's signature is not verified here."""
    kind = source["kind"]
    if kind == "dice":
        digits = "[1-6]" if source["faces"] == 6 else "[0-9]"
        return bool(re.fullmatch(f"dice:{source['faces']}:{digits}{{{source['throws']}}}", text))
    return text.startswith(f"{kind}:") and text.isascii()


if __name__ == "__main__":
    try:
        sys.exit(1 if verify(sys.argv[1]) else 0)
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        sys.exit(f"{type(error).__name__}: {error}\n{__doc__}" if len(sys.argv) < 2 else 2)
