#!/usr/bin/env python3
"""A second verifier of audit bundles: python verify.py BUNDLE.zip

Standard library alone; it shares no line with the program. Written from the draw specification double-random/1 (§) and the page
of formats. Each line says what was derived again and whether the log says the same. Exit code 0: it does; 1: something differs;
2: no bundle. Not verified: signatures (Ed25519, BLS), frame and draw of plans in batches or with upper limits on visits.
"""
import base64, calendar, copy, hashlib, json, re, sys, tomllib, zipfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

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
MANY = 10**9
# ---- §1, §2: hashes, canonical text, numbers, days
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
def H(*parts): return sha("\n".join(parts))
def T(key, name): return sha(key + name)
def unit(digest): return Fraction(int(digest, 16), 2**256)
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def number(value):
    """A rate or a multiplier as plans write it: 1/20, 5%, 2‰, 0.05."""
    text = str(value).strip()
    part = {"%": 100, "‰": 1000}.get(text[-1:], 1)
    return Fraction(text.rstrip("%‰")) / part
def day(text): return date.fromisoformat(str(text)) if text else None
def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))
def as_list(value): return value if isinstance(value, list) else [value]
def root(leaves):
    """RFC 6962 §2.1, in hex."""
    def over(part):
        half = 1 << (len(part) - 1).bit_length() - 1 if len(part) > 1 else 0
        return hashlib.sha256(b"\1" + over(part[:half]) + over(part[half:])).digest() if half else part[0]
    return over([hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]).hex() if leaves else sha(b"")
def hidden(rows, master, table):
    """A table's count and root from (identifier, fields)."""
    secret, buckets = H("double-random/table", master, table), [[] for _ in range(4096)]
    for name, fields in rows:
        found = sha("\x1f".join((sha(secret + name)[:32], *fields)))
        buckets[int(found[:3], 16)].append(found)
    return {"count": sum(map(len, buckets)), "root": root([sha("".join(sorted(b))).encode() for b in buckets])}
def as_text(value): return value if isinstance(value, str) else "" if value is None else canonical(value).decode()
# ---- the plan
class Task:
    def __init__(self, told, name, periods, order):
        self.id, self.of, self.periods = name, told["id"], [p for p in order if p in periods]
        self.above, self.scope, self.total = told.get("from_above", False), told.get("scope", {}), told.get("total")
        self.strata = [] if self.above else told.get("strata", ["district", "category", "band"])
        self.mandates, self.team = told.get("mandates", []), told.get("team", [])
        one = "rate" if self.total is None else "multiplier"
        self.rules = [({}, 1)] if self.above or self.total is not None else []
        self.rules += [({}, told[one])] if one in told else []
        self.rules += [({"band": [band]}, value) for band, value in told.get(one + "s", {}).items()]
        for entry in told.get(one + "_for", []):
            self.rules.append(({c: as_list(v) for c, v in entry.items() if c != one}, entry[one]))
    def rate(self, path):
        labels = dict(zip(self.strata, path, strict=True))
        return number([v for where, v in self.rules if all(labels.get(c) in may for c, may in where.items())][-1])
def tasks_of(plan):
    order, found = [p["id"] for p in plan["period"]], []
    for told in plan["task"]:
        visits = [(f".{k}", periods) for k, periods in enumerate(told.get("visits", []), 1)]
        found += [Task(told, told["id"] + k, ps, order) for k, ps in visits or [("", told.get("periods", order))]]
    return found
# ---- from tables to facts
class Facts:
    def __init__(self, plan, tables):
        self.plan, self.tables, self.tasks, self.as_of = plan, tables, tasks_of(plan), day(plan["as_of"])
        self.targets = {row["id"]: row for row in tables["targets"]}
        self.people = {row["id"]: row for row in tables["inspectors"]}
        self.spans = {p["id"]: (day(p["from"]), day(p["to"])) for p in plan["period"]}
        self.begins, self.ends = min(s[0] for s in self.spans.values()), max(s[1] for s in self.spans.values())
        self.signals, self.history, self.alike = defaultdict(list), defaultdict(list), defaultdict(list)
        for kind, of in (("signals", self.signals), ("history", self.history)):
            for row in tables[kind]: of[self.stays(row["target"])].append(row)
        for row in tables["targets"]: self.alike[self.stays(row["id"])].append(row)
        self.band = {name: self.band_of(row) for name, row in self.targets.items()}
        self.frame, self.left = [], []
        for task in self.tasks: self.frame_of(task)
        self.cells = {task.id: self.cells_of(task) for task in self.tasks}
    def stays(self, name):
        for _ in self.targets: name = self.targets.get(name, {}).get("merged_into") or name
        return name
    def points(self, name):
        rules, result = self.plan.get("points", {}), 0
        for factor in (f for f in ("complaint", "hazard", "credit", "violation") if f in rules):
            rule, counted = rules[factor], 0
            for s in self.signals[name]:
                over = s["ended"] and day(s["ended"]) <= self.as_of
                if s["factor"] == factor and s["substantiated"] and s["date"] and not over:
                    if months_before(self.as_of, rule["months"]) <= day(s["date"]) <= self.as_of:
                        counted += s["count"] * s["severity"]
            result += min(rule["cap"], rule["points"] * counted)
        if rule := rules.get("recency"):
            past = [day(v["date"]) for v in self.history[name] if day(v["date"]) <= self.as_of]
            steps = 0 if past else MANY
            while past and months_before(self.as_of, rule["months"] * (steps + 1)) >= max(past): steps += 1
            result += min(rule["cap"], rule["points"] * steps) if past else rule["cap"]
        return result
    def band_of(self, row):
        bands = self.plan.get("points", {}).get("bands", {})
        if not bands: return ""
        names, points = list(bands), self.points(row["id"])
        at = max(k for k, name in enumerate(names) if points >= bands[name])
        least = self.plan["points"].get("credit_floor", {}).get(row["credit_class"])
        return names[max(at, names.index(least) if least in names else 0)]
    def label(self, name, column):
        row = {**dict(self.targets[name]["attributes"]), **self.targets[name], "band": self.band[name]}
        return row.get(column, "")
    def frame_of(self, task):
        if task.above:
            drawn = (a for a in self.tables["assigned"] if a["task"] in (task.id, task.of) and not a["gone"])
            mine = {self.stays(a["target"]) for a in drawn} & self.targets.keys()
            self.frame += [(task.id, name, ()) for name in sorted(mine, key=str.encode)]
            return
        for name in sorted(self.targets, key=str.encode):
            if all(self.label(name, column) in as_list(may) for column, may in task.scope.items()):
                if ground := self.ground(name, task): self.left.append((task.id, ground))
                else: self.frame.append((task.id, name, tuple(self.label(name, column) for column in task.strata)))
    def ground(self, name, task):
        row, found = self.targets[name], []
        if row["merged_into"]: return "merged"
        if row["status"] != "active" or row["gone"]: return row["status"] if row["status"] != "active" else "gone"
        for e in self.tables["exclusions"]:
            if e["target"] == name and (not e["tasks"] or {task.id, task.of} & {*e["tasks"]}):
                if (day(e["begins"]) or self.as_of) <= self.as_of <= (day(e["ends"]) or self.as_of):
                    found.append(e["ground"])
        return min(found, default="")
    def cells_of(self, task):
        pools = Counter(path for name, _, path in self.frame if name == task.id)
        rates = {path: task.rate(path) for path in pools}
        if task.total is not None: rates = for_total(task.total, pools, rates)
        for mandate in sorted(task.mandates, key=lambda m: -len(m.get("node", []))):
            top, told = mandate.get("node", []), mandate["least"]
            node = {p: pools[p] for p in pools if list(p[: len(top)]) == top}
            least = (told if type(told) is int else ceil(sum(node.values()) * number(told))) - mandate.get("short", 0)
            if floor(sum(node[p] * rates[p] for p in node)) < least: rates.update(for_total(least, node, rates))
        return {path: (pools[path], writable(rates[path])) for path in sorted(pools, key=lambda p: [x.encode() for x in p])}
    def barred(self, target):
        mine = [t for t in self.tasks if any(row[:2] == (t.id, target) for row in self.frame)]
        of, named, found = {x for t in mine for x in (t.id, t.of)}, defaultdict(set), set()
        for entry in self.tables["assigned"]:
            if not entry["gone"] and entry["task"] in of and self.stays(entry["target"]) == target:
                for who in (w for w in entry["inspectors"] if w in self.people):
                    named[self.people[who]["department"]].add(who)
        for c in self.tables["conflicts"]:
            column = {"target": "id", "entity": "entity", "owner": "owner"}[c["subject"]]
            if any(row[column] and row[column] == c["value"] for row in self.alike[target]):
                if (day(c["begins"]) or self.begins) <= self.ends and (day(c["ends"]) or self.ends) >= self.begins:
                    found.add(c["inspector"])
        for who, row in self.people.items():
            rules = [r.get("area", "any") for t in mine for r in t.team if r["department"] == row["department"]]
            if who not in named.get(row["department"], {who}) or not all(self.goes(row, area, target) for area in rules):
                found.add(who)
        return found
    def goes(self, who, area, target):
        district = self.targets[target]["district"]
        if isinstance(area, dict): return any(name in who["areas"] for name in area.get(district, []))
        return area == "any" or (district in who["areas"]) == (area == "own")
    def absent(self):
        found = set()
        for who, row in self.people.items():
            leave = [(day(e["begins"]), day(e["ends"])) for e in self.tables["leave"] if e["inspector"] == who]
            for period, (begins, ends) in self.spans.items():
                cut = [(max(first, begins), min(last, ends)) for first, last in leave]
                away = {first + timedelta(k) for first, last in cut for k in range((last - first).days + 1)}
                expired = (day(row["certificate_until"]) or ends) < ends
                if not row["active"] or expired or 2 * len(away) >= (ends - begins).days + 1: found.add((who, period))
        return found
    def last(self, target):
        past = [v for v in self.history[target] if day(v["date"]) <= self.as_of]
        days = sorted({v["date"] for v in past}, reverse=True)[: self.plan.get("inspectors", {}).get("rotation", 1)]
        return {who for v in past if v["date"] in days for who in v["inspectors"]}
def for_total(total, pools, weights):
    """§3: r = min(1, x·m) with the least x that gives the total."""
    free, rest = set(pools), Fraction(total)
    while True:
        x = rest / sum(pools[p] * weights[p] for p in free)
        over = {p for p in free if x * weights[p] > 1}
        if not over: return {p: x * weights[p] if p in free else Fraction(1) for p in pools}
        rest, free = rest - sum(pools[p] for p in over), free - over
def writable(rate):
    return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(ceil(rate * 10**9), 10**9)
# ---- §7: seats
class Seats:
    """Slots (visit, period, who is eligible), filled as far as limits allow; some of them decided."""
    def __init__(self, slots, limit, limit_in):
        self.slots, self.limits = slots, {**limit, **limit_in}  # by inspector, and by (inspector, period)
        self.who, self.open, self.fixed, self.used, self.filled = {}, set(range(len(slots))), set(), Counter(), 0
    def copy(self):
        other = copy.copy(self)
        other.who, other.open, other.fixed, other.used = dict(self.who), {*self.open}, {*self.fixed}, Counter(self.used)
        return other
    def count(self, who, period, by):
        for key in (who, (who, period)): self.used[key] += by
        self.filled += by
    def room(self, key): return self.limits.get(key, MANY) - self.used[key]
    def put(self, slot, who):
        """Give a slot that can still change to an inspector, or to nobody."""
        if slot in self.who: self.count(self.who.pop(slot), self.slots[slot][1], -1)
        (self.open.add if who is None else self.open.discard)(slot)
        if who is not None:
            self.who[slot] = who
            self.count(who, self.slots[slot][1], 1)
    def more(self):
        """One more slot filled, and None; else the slots that an open one can reach (§9)."""
        came, queue, seen, holds = dict.fromkeys(self.open), list(self.open), set(), defaultdict(list)
        for slot, who in self.who.items(): holds[who].append(slot)
        for slot in queue:
            visit, period, eligible = self.slots[slot]
            for who in (w for w in eligible if (w, visit) not in self.fixed):
                there = [s for s in holds[who] if self.slots[s][0] == visit]
                if not there:
                    if (who, period) in seen: continue
                    seen.add((who, period))
                    there = [s for s in holds[who] if self.slots[s][1] == period]
                    if self.room((who, period)) > 0:
                        if self.room(who) > 0: return self.shift(came, slot, who)
                        there = [] if who in seen else holds[who]
                        seen.add(who)
                found = {s: (slot, who) for s in there if s not in came}
                came.update(found)
                queue += found
        return set(came)
    def shift(self, came, slot, who):
        moves, step = [(slot, who)], (slot, who)
        while step := came[step[0]]: moves.append(step)
        for s, _ in moves: self.put(s, None)
        for s, w in moves: self.put(s, w)
    def fill(self, enough=MANY):
        reached = set()
        while self.filled < enough and (reached := self.more()) is None: pass
        return reached or set()
    def decide(self, slot, who, filled):
        """Whether as many can still be filled once the slot is this inspector's (None: open)."""
        visit, period, _ = self.slots[slot]
        self.put(slot, None)
        self.open.discard(slot)
        if who is None: return True
        self.fixed.add((who, visit))
        self.count(who, period, 1)
        mine = [s for s, w in self.who.items() if w == who]
        for s in [s for s in mine if self.slots[s][0] == visit]: self.put(s, None)
        for key, there in (((who, period), [s for s in mine if self.slots[s][1] == period]), (who, mine)):
            there = [s for s in there if s in self.who]
            if self.room(key) < 0 and not there: return False
            if self.room(key) < 0: self.put(there[0], None)
        self.fill(filled)
        return self.filled >= filled
# ---- the draw
class Draw:
    def __init__(self, facts, commitment, randomness, secret):
        self.f, plan, drawn = facts, facts.plan, defaultdict(set)
        self.seed = H("double-random/1/seed", commitment, randomness, secret)
        self.tasks, self.path_of = {t.id: t for t in facts.tasks}, {row[:2]: row[2] for row in facts.frame}
        self.weight = {p["id"]: p.get("weight", 1) for p in plan["period"]}
        self.allocation, self.targets, self.reserves, self.done = [], [], {}, set()
        for task in facts.tasks:
            cells, pools = facts.cells[task.id], defaultdict(list)
            for name, target, path in facts.frame:
                if name == task.id: pools[path].append(target)
            k, u, running, n = self.K("cell/" + task.id), unit(T(self.K("start/" + task.id), "")), Fraction(0), {}
            for path in sorted(cells, key=lambda p: [T(k, "/".join(p[: j + 1])) for j in range(len(p))]):  # §4
                after = running + cells[path][0] * cells[path][1]
                n[path], running = floor(after + u) - floor(running + u), after
            key = self.K("target" if plan.get("coordination", "shared") == "shared" else "target/" + task.id)
            for path, (pool, rate) in cells.items():  # §5
                told = {"task": task.id, "path": list(path), "pool": pool, "rate": str(rate), "expected": str(pool * rate)}
                self.allocation.append({**told, "drawn": n[path]})
                ranked = sorted((T(key, target), target) for target in pools[path])
                for rank, (ticket, target) in enumerate(ranked[: n[path]], 1):
                    self.targets.append({"task": task.id, "target": target, "ticket": ticket, "rank": rank})
                    drawn[target].add(task.id)
                self.reserves[task.id, path] = [target for _, target in ranked[n[path] :]]
        self.visits = self.periods([visit for target, names in drawn.items() for visit in self.opened(target, names)])
        self.visited, self.barred, self.absent = set(drawn), {}, facts.absent()
        usual = plan.get("inspectors", {}).get("limit", 0)
        self.limit = {who: usual if row["limit"] is None else row["limit"] for who, row in facts.people.items()}
        self.limit_in = {(who, period): n for who, row in facts.people.items() for period, n in row["period_limits"]}
    def K(self, label): return H("double-random/1/" + label, self.seed)[:32]
    def opened(self, target, names):  # §6
        found = []
        for task in (t for t in self.f.tasks if t.id in names):
            if joined := next((v for v in found if {*v["allowed"]} & {*task.periods}), None):
                joined["tasks"].append(task.id)
                joined["allowed"] = [p for p in joined["allowed"] if p in task.periods]
            else:
                more = {"target": target, "tasks": [task.id], "allowed": list(task.periods)}
                found.append({"visit": f"{target}/{len(found) + 1}", **more})
        return found
    def periods(self, visits):
        groups = defaultdict(list)
        for visit in sorted(visits, key=lambda v: T(self.K("visit"), v["visit"])):
            groups["/".join(visit["allowed"])].append(visit)
        for name, group in groups.items():
            u, whole, upto, begin = unit(T(self.K("period"), name)), sum(self.weight[p] for p in name.split("/")), 0, 0
            for period in name.split("/"):
                upto += self.weight[period]
                end = floor(Fraction(len(group) * upto, whole) + u)
                for visit in group[begin:end]: visit["period"] = period
                begin = end
        return self.ordered(visits)
    def ordered(self, visits): return sorted(visits, key=lambda v: T(self.K("team-order"), v["visit"]))
    def slots(self, visits):  # §7: (visit, number, target, period, department, qualification, lead)
        found = []
        for visit in visits:
            rules, made = [rule for name in visit["tasks"] for rule in self.tasks[name].team], []
            for department in dict.fromkeys(r["department"] for r in rules):
                mine = [r for r in rules if r["department"] == department]
                asked = sorted({q for r in mine for q in r.get("qualifications", [])}, key=str.encode)
                size = max(len(asked), *(r.get("officers", 2) for r in mine))
                made += [[department, *(asked[j : j + 1] or [None]), False] for j in range(size)]
                if size and any(r.get("lead", False) for r in mine):
                    next((s for s in made[-size:] if s[1] is None), made[-size])[2] = True
            found += [(visit["visit"], j, visit["target"], visit["period"], *asked) for j, asked in enumerate(made, 1)]
        return found
    def seats(self, limit):
        def fits(who, row, target, period, department, qualification, lead):
            mine = row["department"] == department and qualification in (None, *row["qualifications"])
            return mine and (row["lead"] or not lead) and who not in self.out(target) and (who, period) not in self.absent
        people = self.f.people.items()
        return Seats([(s[0], s[3], [w for w, row in people if fits(w, row, *s[2:])]) for s in self.all], limit, self.limit_in)
    def out(self, target):
        if target not in self.barred: self.barred[target] = self.f.barred(target)
        return self.barred[target]
    def even(self, filled):
        caps = {}
        while len(caps) < len(self.limit):
            low, high, reached, seats = 0, max(self.limit.values()), set(), None
            while low <= high:  # the least level that fills as many, and what is short one below it
                middle = (low + high) // 2
                tried = self.seats({w: caps.get(w, min(n, middle)) for w, n in self.limit.items()})
                short = tried.fill(filled)
                if tried.filled >= filled: high = middle - 1
                else: low, reached, seats = middle + 1, short, tried
            able = {w for s in reached for w in seats.slots[s][2]}
            caps.update({w: min(n, low) for w, n in self.limit.items() if w not in caps and (w in able or low == 0)})
        return caps
    def seat(self, which, limit):
        work, teams, refused, key = self.seats(limit), [], [], self.K("team")
        for s in (s for s in range(len(self.all)) if s not in which): work.decide(s, self.have[s], 0)
        work.fill()
        filled = work.filled
        for s in which:
            visit, j, target = self.all[s][:3]
            team = {self.have[t] for t, slot in enumerate(self.all) if slot[0] == visit and t != s}
            last, self.have[s] = self.f.last(target), None
            for _, _, who in sorted((w in last, T(key, f"{visit}/{w}"), w) for w in work.slots[s][2] if w not in team):
                tried = work.copy()
                if tried.decide(s, who, filled):
                    work, self.have[s] = tried, who
                    break
                refused.append({"visit": visit, "slot": j, "inspector": who})
            if self.have[s] is None: work.decide(s, None, filled)
            teams.append({"visit": visit, "slot": j, "inspector": self.have[s]})
        return {"open": len(self.all) - filled, "teams": teams, "refused": refused}
    def outcome(self):
        self.all = self.slots(self.visits)
        self.have, best = [None] * len(self.all), self.seats(self.limit)
        reached, slack = best.fill(), self.f.plan["inspectors"].get("even_load_slack")
        caps = None if slack is None else self.even(best.filled)
        limit = self.limit if caps is None else {w: min(n, caps[w] + slack) for w, n in self.limit.items()}
        told = {"allocation": self.allocation, "targets": self.targets, "visits": [*map(shown, self.visits)]}
        told["even_load"] = caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps, key=str.encode)]
        told |= self.seat(range(len(self.all)), limit)
        return {**told, "shortage": [list(self.all[s][:2]) for s in sorted(reached)] if told["open"] else None}
    def after(self, kind, body):  # §8
        opened, ended, emptied, who = [], [], set(), body.get("inspector")
        mine = [s for s, w in enumerate(self.have) if w == who and self.all[s][0] not in self.done]
        if kind == "recusal":
            self.out(body["target"]).add(who)
            emptied = {s for s in mine if self.all[s][2] == body["target"]}
        elif kind == "absence":
            self.absent |= {(who, period) for period in body["periods"]}
            emptied = {s for s in mine if self.all[s][3] in body["periods"]}
        elif kind == "reinforcement":
            self.limit[who] = body["limit"]
            emptied = {s for s, holder in enumerate(self.have) if holder is None}
        elif kind == "appointment":
            self.have[[slot[:2] for slot in self.all].index((body["visit"], body["slot"]))] = who
        elif kind == "replacement":
            old, into = next(v for v in self.visits if v["visit"] == body["visit"]), defaultdict(list)
            for name in old["tasks"]:
                free = [t for t in self.reserves[name, self.path_of[name, old["target"]]] if t not in self.visited]
                (into[free[0]] if free else ended).append(name)
            more = {"allowed": old["allowed"], "period": body["period"]}
            opened = [{"visit": f"{t}/1", "target": t, "tasks": names, **more} for t, names in into.items()]
            seated, self.visited = dict(zip([slot[:2] for slot in self.all], self.have, strict=True)), self.visited | set(into)
            self.visits = self.ordered([v for v in self.visits if v is not old] + opened)
            self.all = self.slots(self.visits)
            self.have = [seated.get(slot[:2]) for slot in self.all]
            emptied = {s for s, slot in enumerate(self.all) if slot[0] in {v["visit"] for v in opened}}
        for s in emptied: self.have[s] = None
        return {"visits": [*map(shown, opened)], "ended": ended, **self.seat(sorted(emptied), self.limit)}
def shown(visit): return {name: visit[name] for name in ("visit", "tasks", "period")}
# ---- the bundle
FAILED = []
def say(what, clause, told, derived=True):
    at = "" if told == derived else differ(told, derived)
    print(f"{'ok    ' if told == derived else 'FAILED'} {what} ({clause})" + (f": differs at {at}" if at else ""))
    FAILED.extend([what] if told != derived else [])
def differ(told, derived):
    """Where two documents differ first."""
    pairs = {}
    if type(told) is type(derived) is dict: pairs = {k: (told.get(k), derived.get(k)) for k in {**told, **derived}}
    elif type(told) is type(derived) is list and len(told) == len(derived):
        pairs = dict(enumerate(zip(told, derived, strict=True)))
    return next((f"/{k}{differ(*pair)}" for k, pair in pairs.items() if pair[0] != pair[1]), "")
def verify(path):
    """How many checks fail."""
    FAILED.clear()
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    found = {name: sha(data) for name, data in files.items() if name != "bundle.json"}
    say("files have the digests stated", "bundle", json.loads(files["bundle.json"])["files"], found)
    events, before = [json.loads(line) for line in files["log.jsonl"].decode().split("\n") if line], {"hash": "0" * 64}
    for k, event in enumerate(events, 1):
        body = {name: value for name, value in event.items() if name != "hash"}
        chained = (event["seq"], event["previous"], event["hash"]) == (k, before["hash"], sha(canonical(body)))
        if not chained or event["time"] < before.get("time", ""):
            say(f"event {k} is numbered, dated and chained", "log", False)
        before = event
        if event["kind"] == "checkpoint":
            tree = root([bytes.fromhex(e["hash"]) for e in events[: k - 1]])
            state = [str(k - 1), base64.b64encode(bytes.fromhex(tree)).decode()]
            say(f"checkpoint of event {k}", "log", event["body"]["text"].split("\n")[1:3], state)
    say("the log was read", "log", bool(events))
    secrets = json.loads(files["secrets.json"])
    for event in (e for e in events if e["kind"] == "commitment"):
        try:
            one_draw(events, event, files, secrets.get(event["body"]["hash"], {}))
        except Exception as error:  # a bundle that lies may raise anything
            say(f"the draw of event {event['seq']} can be derived: {type(error).__name__} {error}", "§1", False)
    return len(FAILED)
def one_draw(events, event, files, secrets):
    record, commitment, master, tables = event["body"]["record"], event["body"]["hash"], secrets.get("tables", ""), {}
    ref = f"{record['plan']['id']}-{record['plan']['batch']}"
    held = [sha(canonical(record)), record["dated"], record["previous"]]
    say(f"{ref} the commitment fits its record and its event", "§2", [commitment, event["time"], event["previous"]], held)
    say(f"{ref} the secret is the one committed", "§2", record["secret"] or sha(""), sha(secrets.get("draw", "")))
    text = files.get(f"frozen/{record['plan']['digest']}", b"")
    say(f"{ref} the plan is the one committed", "§2", record["plan"]["digest"], sha(text))
    plan = tomllib.loads(text.decode(), parse_float=str)
    for name, fields in TABLES.items():
        tables[name] = [json.loads(line) for line in files.get(f"frozen/{record['tables'][name]['root']}", b"").splitlines()]
        rows = ((row["id"], [as_text(row[f]) for f in fields.split()]) for row in tables[name])
        say(f"{ref} table {name}", "tables", record["tables"][name], hidden(rows, master, name))
    if "batch" in plan or "caps" in plan:
        print(f"       {ref}: a plan in batches or with upper limits: frame and draw are not verified here")
        return
    facts = Facts(plan, tables)
    rows = [(f"{task}/{name}", [task, name, *path]) for task, name, path in facts.frame]
    say(f"{ref} frame from signals, points and bands", "§3", record["frame"], hidden(rows, master, "frame"))
    rows = [("/".join((t, *p)), [t, *p, str(n), str(r)]) for t, cells in facts.cells.items() for p, (n, r) in cells.items()]
    say(f"{ref} cells, rates and mandates", "§3", record["cells"], hidden(rows, master, "cells"))
    told = {(e["task"], e["ground"]): e["count"] for e in record["excluded"]}
    say(f"{ref} exclusions by ground", "§3", told, dict(Counter(facts.left)))
    mine = [e for e in events if e["body"].get("commitment") == commitment]
    thrown, drawn = ([e["body"] for e in mine if e["kind"] == kind] for kind in ("randomness", "draw"))
    if not drawn: return
    parts, sources = thrown[0]["text"].split("+"), [[s, *s.get("fallbacks", [])] for s in record["randomness"]]
    fits = len(parts) == len(sources) and all(any(map(of_source, [p] * len(s), s)) for p, s in zip(parts, sources, strict=True))
    say(f"{ref} one randomness, from the sources named, and one draw", "§2", fits and len(thrown) == len(drawn) == 1)
    draw = Draw(facts, commitment, thrown[0]["text"], secrets.get("draw", ""))
    told, outcome = drawn[0]["outcome"], {"seed": draw.seed, **draw.outcome()}
    told = {**told, "shortage": told["shortage"] and told["shortage"]["slots"]}
    for name, clause in zip(outcome, ["§2", "§4", "§5", "§6", "§7", "§7", "§7", "§7", "§9"], strict=True):
        say(f"{ref} {name.replace('_', ' ')}", clause, told[name], outcome[name])
    for kind, seq, body in ((e["kind"], e["seq"], e["body"]) for e in mine):
        if kind == "results":
            visits = {row["visit"] for row in body["rows"]}
            say(f"{ref} results of event {seq}: visits that stand", "results", visits <= {v["visit"] for v in draw.visits})
        draw.done |= visits if kind == "results" else {*body["visits"]} if kind == "cancellation" else set()
        if kind in ("recusal", "absence", "reinforcement", "replacement", "appointment"):
            say(f"{ref} {kind} of event {seq}", "§8", body["outcome"], draw.after(kind, body))
def of_source(text, source):
    """Whether a text has the form of a source."""
    if source["kind"] != "dice": return text.startswith(source["kind"] + ":") and text.isascii()
    faces = "[1-6]" if source["faces"] == 6 else "[0-9]"
    return bool(re.fullmatch(f"dice:{source['faces']}:{faces}{{{source['throws']}}}", text))

if __name__ == "__main__":
    try:
        sys.exit(1 if verify(sys.argv[1]) else 0)
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError) as error:
        print(f"no bundle: {type(error).__name__} {error}" if len(sys.argv) > 1 else __doc__)
        sys.exit(2)
