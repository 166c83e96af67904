"""A second verifier of audit bundles: python verify.py BUNDLE.zip

Standard library alone; no line of it is the program's. Written from the draw specification (§) and the page of formats. Each
line says what was derived again and whether the log says the same. Exit code 0: it does; 1: something differs; 2: no bundle."""
import base64, bisect, calendar, functools, hashlib, itertools, json, math, re, sys, tomllib, zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
TABLES = """targets id name district category address entity owner status credit_class licences attributes gone merged_into
    items id name kind basis object subject rate frequency method requirement remark gone
    signals id target factor date count severity substantiated source ended joined
    history id target date department inspectors result level kind ground
    exclusions id target ground document begins ends tasks
    assigned id task target origin document level date inspectors gone
    inspectors id name department qualifications lead areas active certificate certificate_until limit period_limits gone
    leave id inspector begins ends ground
    conflicts id inspector subject value kind begins ends"""
OTHERS = "duplicate plan handin schedule comparison".split()  # nothing is derived of these
LATER = "objection answer correction ending".split()  # these may happen in a closed year too
CLERK = "import undo duplicate comparison check results schedule handover handin application objection".split()
OFFICER = "plan review extension absence reinforcement publication checkpoint countersignature correction ending".split()
DRAWS = ["commitment", "randomness", "draw"]
MAY = {"": [], "auditor": [], "clerk": CLERK, "officer": CLERK + OFFICER + DRAWS}  # a head may do all
TWO = [*DRAWS, "void", "person", "second"]  # what two sign where the office asks for it
FINDINGS = ("no problem|corrected|penalty|unreachable|none found|undisclosed|false disclosure|not at address|ordered|"
            "uncooperative|not engaged|shut down|pending|deregistered").split("|")
FOLLOW_UPS = ["", *"none referred ordered case notified other".split()]
class Row(dict): __getattr__ = dict.__getitem__  # an object of JSON, whose members are read as attributes
# ---- §1, §2: hashes, canonical text, numbers, days; text sorts by code points, and so do its bytes in UTF-8
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
def H(*parts): return sha("\n".join(parts))
def T(key, name): return sha(key + name)
def unit(key, name=""): return Fraction(int(T(key, name), 16), 2**256)
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def parsed(text): return json.loads(text, object_hook=Row)
def as_text(value): return value if isinstance(value, str) else "" if value is None else canonical(value).decode()
def number(text): return Fraction(str(text).rstrip(" %‰")) / {"%": 100, "‰": 1000}.get(str(text).rstrip()[-1:], 1)  # 1/20
def writable(rate): return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(math.ceil(rate * 10**9), 10**9)
def day(text): return date.fromisoformat(text) if text else None
def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))
def days_of(time): return [(datetime.fromisoformat(time) + timedelta(hours=h)).date() for h in (-12, 14)]  # on any clock
def in_force(row, first, last): return (day(row.begins) or first) <= last and (day(row.ends) or last) >= first
def meets(row, rule): return all(row.get(name, "") in (may if isinstance(may, list) else [may]) for name, may in rule.items())
def by(rows, what):  # rows by a column, or by what a function says of each
    found = defaultdict(list)
    for row in rows: found[row[what] if isinstance(what, str) else what(row)].append(row)
    return found
def root(leaves):  # RFC 6962 §2.1
    half = 1 << (len(leaves) - 1).bit_length() - 1 if len(leaves) > 1 else 0
    data = b"\1" + root(leaves[:half]) + root(leaves[half:]) if half else b"".join(b"\0" + leaf for leaf in leaves)
    return hashlib.sha256(data).digest()
def hidden(rows, master, table):  # a table's count and root from (identifier, fields)
    secret = H("double-random/table", master, table)
    found = sorted(sha("\x1f".join((sha(secret + name)[:32], *fields))) for name, fields in rows)
    ends = [bisect.bisect(found, f"{k:03x}g") for k in range(-1, 4096)]
    return {"count": len(found), "root": root([sha("".join(found[a:b])).encode() for a, b in itertools.pairwise(ends)]).hex()}
# ---- signed notes; Ed25519 (RFC 8032): points X, Y, Z with x = X/Z and y = Y/Z on −x² + y² = 1 + D·x²·y²
P, L, D = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, 2**255 - 19)
def add(one, other):
    (a, b, c), (x, y, z) = one, other
    s, t, u = a * x % P, b * y % P, c * z % P
    e, f = u * u - D * s * t, u * u + D * s * t
    return u * e * (a * y + b * x) % P, u * f * (s + t) % P, e * f % P
def times(n, point):
    half = times(n // 2, add(point, point)) if n else (0, 1, 1)
    return add(half, point) if n % 2 else half
def decoded(data):
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = next(x for x in (pow(square, P // 8 + 1, P) * i % P for i in (1, pow(2, P // 4, P))) if x * x % P == square and y < P)
    return x if x % 2 == odd else P - x, y, 1
def opened(key):  # name, kind (1, or 4 of a witness) and public key
    name, number, text = key.split("+", 2)
    public = base64.b64decode(text, validate=True)
    if sha(name.encode() + b"\n" + public)[:8] != number or len(public) != 33: raise ValueError("no key")
    return name, public[0], public[1:]
def signed(key, text, line):  # whether the line signs the text; a witness adds the time
    (name, kind, public), data = opened(key), base64.b64decode(line.rpartition(" ")[2])
    mark, point, s = data[:-64], data[-64:-32], int.from_bytes(data[-32:], "little")
    if kind == 4: text = f"cosignature/v1\ntime {int.from_bytes(mark[4:], 'big')}\n{text}"
    h = int.from_bytes(hashlib.sha512(point + public + text.encode()).digest(), "little") % L
    x, y, z = add(add(decoded(point), times(h, decoded(public))), times(-s % L, decoded(b"\x58" + 31 * b"\x66")))
    fits = line == f"— {name} {base64.b64encode(data).decode()}\n" and mark[:4].hex() == key.split("+")[1]
    return fits and len(mark) == {1: 4, 4: 12}[kind] and s < L and x == 0 and y == z
def rate_of(task, path):  # ---- the plan: by the last rule that fits
    labels, one = dict(zip(task.strata, path, strict=True)), "rate" if task.total is None else "multiplier"
    by_band = [{"band": band, one: value} for band, value in task.get(one + "s", {}).items()]
    rules = [{one: task.get(one)}, *by_band, *task.get(one + "_for", [])]
    return number([rule[one] for rule in rules if meets(labels | {one: rule[one]}, rule)][-1])
def for_total(total, cells):  # §3: r = min(1, x·m) with the least x that gives the total; a cell is its names and its m, or r
    x = Fraction(total) / sum(len(names) * m for names, m in cells.values())
    full = {path: (names, Fraction(1)) for path, (names, m) in cells.items() if x * m > 1}
    if not full: return {path: (names, x * m) for path, (names, m) in cells.items()}
    return full | for_total(total - sum(len(names) for names, _ in full.values()), {p: cells[p] for p in cells if p not in full})
def visits_of(at, tasks):  # §6: the visits that these tasks make at a target
    found = []
    for task in tasks:
        if visit := next((visit for visit in found if {*visit.allowed} & {*task.periods}), None):
            visit.tasks.append(task.id)
            visit["allowed"] = [p for p in visit.allowed if p in task.periods]
        else: found.append(Row(visit=f"{at}/{len(found) + 1}", target=at, tasks=[task.id], allowed=task.periods))
    return found
def goes(own, rule, district):  # whether an area rule lets somebody of these areas go to the district
    if isinstance(rule, dict): return bool({*own} & {*rule.get(district, [])})
    return rule == "any" or (district in own) == (rule == "own")
class Facts:  # ---- from tables to facts
    def __init__(self, plan, planned, tables, live):  # live: the draws before that count
        self.plan, self.planned, self.tables = plan, planned, tables
        self.targets, self.people = ({row.id: row for row in tables[name]} for name in ("targets", "inspectors"))
        self.alike = by(tables["targets"], lambda row: self.stays(row.id))
        self.signals, self.history = (by(tables[t], lambda row: self.stays(row.target)) for t in ("signals", "history"))
        self.excluded, self.leave = by(tables["exclusions"], "target"), by(tables["leave"], "inspector")
        self.before = [draw for draw in live if draw.plan.id == plan.id]
        self.earlier = {(task, self.stays(name)) for draw in self.before for task, name in draw.drawn}
        usual = Row(plan, id="", periods=[p.id for p in plan.period])
        self.batches = {batch.id: batch for batch in plan.get("batch", [usual])}
        self.as_of, now = day(self.batches[planned].as_of), self.batches[planned].periods
        self.spans = {p.id: (day(p["from"]), day(p.to)) for p in plan.period if p.id in now}
        self.begins, self.ends = min(self.spans.values())[0], max(self.spans.values())[1]
        self.labels = {n: {**dict(row.attributes), **row, "band": self.band_of(row)} for n, row in self.targets.items()}
        self.of = {task.id: task for task in self.tasks()}
        self.pools = {name: self.pool_of(task) for name, task in self.of.items()}
        if "caps" in plan: self.cap(plan.caps, [draw for draw in live if draw.begins.year == self.begins.year])
        self.cells = {(name, path): cell for name, task in self.of.items() for path, cell in self.cells_of(task)}
        self.rates = {(task, name): rate for (task, _), (names, rate) in self.cells.items() for name in names}
    def stays(self, name): return self.stays(into) if (into := self.targets.get(name, {}).get("merged_into")) else name
    def tasks(self):  # those with periods in this batch, each with the share of the year's chance that is given by then
        usual = {"scope": {}, "total": None, "multiplier": 1, "mandates": [], "strata": ["district", "category", "band"], "from_above": False}
        sure = {"strata": [], "rate": 1, "rates": {}, "rate_for": [], "total": None, "mandates": [], "share": 1}
        weight, drawn = {p.id: p.get("weight", 1) for p in self.plan.period}, {self.planned, *(draw.planned for draw in self.before)}
        given = {p for name, batch in self.batches.items() if name in drawn for p in batch.periods}
        for told in self.plan.task:
            visits = {f"{told.id}.{k}": periods for k, periods in enumerate(told.get("visits", []), 1)}
            for name, periods in (visits or {told.id: told.get("periods", [*weight])}).items():
                share = Fraction(sum(weight[p] for p in periods if p in given), sum(weight[p] for p in periods))
                follows = {at for task, at in self.earlier if task == told.id + ".1" and name in [*visits][1:]}
                task = Row(usual | told, id=name, of=told.id, periods=[p for p in self.spans if p in periods], share=share, follows=follows)
                if task.periods: yield Row(task, **sure) if task.from_above or follows else task
    def past(self, name): return sorted({row.date for row in self.history[name] if day(row.date) <= self.as_of}, reverse=True)
    def points(self, name, factor, rule):
        def before(k): return months_before(self.as_of, rule.months * k)
        mine = (s for s in self.signals[name] if s.factor == factor and s.substantiated and s.date)
        mine = (s for s in mine if before(1) <= day(s.date) <= self.as_of < (day(s.ended) or date.max))
        if factor != "recency": n = sum(s["count"] * s.severity for s in mine)
        elif past := self.past(name): n = next(k for k in itertools.count() if before(k + 1) < day(past[0]))
        else: return rule.cap
        return min(rule.cap, rule.points * n)
    def band_of(self, row):
        rules, factors = self.plan.points, {"complaint", "hazard", "credit", "violation", "recency"}
        least = rules.bands.get(rules.get("credit_floor", {}).get(row.credit_class), 0)
        points = max(least, sum(self.points(row.id, name, rules[name]) for name in factors & rules.keys()))
        return [name for name, from_ in rules.bands.items() if points >= from_][-1]
    def listed(self, task): return [row for row in self.tables["assigned"] if row.task in (task.id, task.of) and not row.gone]
    def pool_of(self, task):  # who is in the task's scope, each with the ground that keeps it out, or ""
        found = {name for name, labels in self.labels.items() if meets(labels, task.scope)}
        if task.from_above: found = {self.stays(row.target) for row in self.listed(task)} & self.targets.keys()
        grounds = {name: self.ground(name, task) for name in sorted(found)}
        return {name: ground for name, ground in grounds.items() if ground or not task.follows or name in task.follows}
    def ground(self, name, task):
        row, now, of = self.targets[name], (self.as_of, self.as_of), {task.id, task.of}
        told = sorted(e.ground for e in self.excluded[name] if in_force(e, *now) and (not e.tasks or of & {*e.tasks}))
        status = "merged" if row.merged_into else row.status
        own = [] if task.from_above else told if status == "active" else [status]
        return [*own, "drawn before" if (task.id, name) in self.earlier else ""][0]
    def acting(self, names): return {rule.department for name in names for rule in self.of[name].team}
    def most(self, *names):  # the most visits, of all (None) and of each department, that any set of these tasks can bring
        found = Counter()
        for some in itertools.product(*([[name]] if self.of[name].from_above else [[], [name]] for name in names)):
            visits = visits_of("", [self.of[name] for name in itertools.chain(*some)])
            found |= Counter(d for visit in visits for d in {None, *self.acting(visit.tasks)})
        return found
    def cap(self, rules, live):  # keeps targets out of tasks that could bring them above an upper limit
        limits = dict.fromkeys(self.acting(self.of), rules.get("per_agency", math.inf)) | {None: rules.get("all_levels", math.inf)}
        most, used, kept, skipped = functools.cache(self.most), Counter(), defaultdict(list), {*rules.get("not_counted", [])}
        unit = {n: row.entity if row.entity and rules.get("unit") != "target" else (n,) for n, row in self.targets.items()}
        rows = [(name, row) for name in unit for row in self.history[name] if day(row.date).year == self.begins.year]
        seen = {(unit[name], name, row.date, "/" if row.level else row.department) for name, row in rows  # "/": another level
                if not skipped & ({"individual", row.ground} if row.kind == "individual" else {row.level and row.kind})}
        for draw, visit in [(draw, visit) for draw in live for name, visit in draw.visits.items() if name not in draw.gone]:
            told = {(of, row.date) for (name, of, _), row in draw.rows.items() if name == visit.visit}
            name, when = self.stays(visit.target), max((when for _, when in told), default=draw.hash + visit.visit)
            seen |= {(unit[name], name, when, of) for of in draw.acting(visit.tasks) - {of for of, _ in told}}
        for of, *_ in {row[:3] for row in seen}: used[of, None] += 1
        for of, *_, department in seen: used.update((of, d) for d in ([department] if department else limits.keys() - {None}))
        order = sorted(unit, key=lambda name: (self.past(name)[:1], name))
        pairs = [(name, task) for name in order for task, pool in self.pools.items() if pool.get(name) == ""]
        for name, task in sorted(pairs, key=lambda pair: not self.of[pair[1]].from_above):
            more = [other for other in self.of if other == task or other in kept[name]]
            rise = most(*more) - most(*kept[name])
            over = not self.of[task].from_above and any(used[unit[name], d] + n > limits[d] for d, n in rise.items())
            if over: self.pools[task][name] = "cap"
            else: kept[name] = more
            for d, n in rise.items(): used[unit[name], d] += 0 if over else n
    def cells_of(self, task):  # §3: by path the names and the rate
        def lifted(cells, share, gone, write):  # so far that mandates are kept, deepest nodes first
            for mandate in sorted(task.mandates, key=lambda mandate: -len(mandate.get("node", []))):
                top, least = mandate.get("node", []), mandate.least
                names = [name for path in year if [*path[: len(top)]] == top for name in year[path]]
                if type(least) is not int: least = math.ceil(len(names) * number(least))
                least = math.floor((least - mandate.get("short", 0)) * share) - len(gone & {*names})
                node = {path: cell for path, cell in cells.items() if [*path[: len(top)]] == top}
                if math.floor(sum(len(names) * rate for names, rate in node.values())) < least:
                    cells = cells | {path: (names, write(rate)) for path, (names, rate) in for_total(least, node).items()}
            return cells
        pool, gone, found = self.pools[task.id], {name for at, name in self.earlier if at == task.id}, {}
        names = [name for name, ground in pool.items() if not ground or name in gone]
        year = by(names, lambda name: tuple(self.labels[name].get(column, "") for column in task.strata))
        cells = {path: (names, rate_of(task, path)) for path, names in year.items()}
        if task.total is not None: cells = for_total(task.total, cells)
        for path, (names, rate) in lifted(cells, 1, set(), lambda rate: rate).items():
            for name in (name for name in names if not pool[name]):
                chances = [draw.rates.get((task.id, name), 0) for draw in self.before if not task.from_above and not task.follows]
                had = writable(1 - math.prod(1 - Fraction(chance) for chance in chances))
                now = writable((writable(rate) * task.share - had) / (1 - had))
                if now > 0: found.setdefault((*path, str(had).replace("/", ":")), ([], now))[0].append(name)
                else: pool[name] = "chance had"
        if {path[-1] for path in found} <= {"0"}: found = {path[:-1]: cell for path, cell in found.items()}
        return sorted(lifted(found, task.share, gone, writable).items())
    def barred(self, target):
        tasks = [task for name, task in self.of.items() if self.pools[name].get(target) == ""]
        rows = [row for task in tasks for row in self.listed(task) if self.stays(row.target) == target]
        told = {who for row in rows for who in row.inspectors} & self.people.keys()
        named, found = {self.people[who].department for who in told}, set()
        for c in (c for c in self.tables["conflicts"] if in_force(c, self.begins, self.ends)):
            column = "id" if c.subject == "target" else c.subject
            if c.value in {row[column] for row in self.alike[target]} - {""}: found.add(c.inspector)
        for who, row in self.people.items():
            rules = [rule.get("area", "any") for task in tasks for rule in task.team if rule.department == row.department]
            allowed = all(goes(row.areas, rule, self.targets[target].district) for rule in rules)
            if not allowed or (row.department in named and who not in told): found.add(who)
        return found
    def away(self, who, period):
        begins, ends = self.spans[period]
        days = [begins + timedelta(k) for k in range((ends - begins).days + 1)]
        return 2 * sum(any(in_force(row, d, d) for row in self.leave[who]) for d in days) >= len(days)
    def absent(self):
        until = {who: day(row.certificate_until) or date.max if row.active else date.min for who, row in self.people.items()}
        return {(w, p) for w in self.people for p, (_, ends) in self.spans.items() if until[w] < ends or self.away(w, p)}
    def last(self, target):
        days = self.past(target)[: self.plan.inspectors.get("rotation", 1)]
        return {who for row in self.history[target] if row.date in days for who in row.inspectors}
sys.setrecursionlimit(10**6)
class Seats:  # ---- §7: as many slots filled as can be, a flow from "S" by slot, inspector at it, in the period, in all, to ""
    def __init__(self, draw, held, limits):  # held: the slots that are decided, and by whom
        self.free, self.filled, dead = defaultdict(Counter), sum(who is not None for who in held.values()), set()
        for slot, (_, period, *_) in draw.slots.items():
            for who in draw.able(slot) if slot not in held else ():
                self.free[slot][who, slot[0]] = self.free[who, slot[0]][who, period] = 1
                self.free[who, period][who], self.free[who][""] = limits.get((who, period), limits[who]), limits[who]
        for slot, who in held.items():
            way = (who, slot[0]), (who, draw.slots[slot][1]), who, ""
            for here, there in itertools.pairwise(way): self.free[here][there] -= 1
        for slot in draw.slots.keys() - held.keys():
            if self.push(slot, "", seen := {"S", *dead}): self.filled, self.free[slot]["S"] = self.filled + 1, 1
            else: dead, self.free["S"][slot] = seen, 1
        self.short = [slot for slot in draw.slots if slot in dead]  # §9: what can be reached from an open slot
    def push(self, node, goal, seen):  # whether one more can go from the node to the goal; then it does
        seen.add(node)
        for there, free in self.free[node].items():
            if free > 0 and there not in seen and (there == goal or self.push(there, goal, seen)):
                self.free[node][there] -= 1
                self.free[there][node] += 1
                return True
        return False
    def decide(self, slot, who):  # whether the slot can be this inspector's, or nobody's, with as many filled; then it is
        here = who, slot[0]
        if self.free[slot][here] and not self.push(here, slot, set()): return False
        self.free[slot], self.free["S"][slot], self.free[here][slot] = Counter(), 0, 0
        return True
class Draw(Facts):  # ---- a commitment, what it froze, what was drawn, and what happened then: each kind of event by its members
    def __init__(self, office, event):
        self.hash, record, self.office, master = event.body.hash, event.body.record, office, office.secrets[event.body.hash].tables
        self.ref, self.sources = f"{record.plan.id}-{record.plan.batch}", record.randomness
        self.secret, text = office.secrets[self.hash].draw, office.files[f"frozen/{record.plan.digest}"]
        stated = [self.hash, event.time, event.previous, record.plan.digest, record.secret or sha("")]
        held = [sha(canonical(record)), record.dated, record.previous, sha(text), sha(self.secret)]
        self.say("the commitment fits its record, its event, the plan and the secret", "§2", stated, held)
        self.randomness, self.seed, self.since, self.void, tables = "", "", "", False, {}
        self.visits, self.have, self.state, self.until, self.reserves, self.rows, self.shown = ({} for _ in range(7))
        self.drawn, self.gone, self.cancelled = set(), set(), set()
        for name, *fields in map(str.split, TABLES.split("\n")):
            tables[name] = [*map(parsed, office.files[f"frozen/{record.tables[name].root}"].splitlines())]
            rows = ((row.id, [as_text(row[field]) for field in fields]) for row in tables[name])
            self.say(f"table {name}", "tables", record.tables[name], hidden(rows, master, name))
        brought = sum(map(Counter, office.brought.values()), Counter())
        self.say("as many records as the log brought", "tables", {n: len(tables[n]) for n in tables}, {n: brought[n] for n in tables})
        plan = parsed(json.dumps(tomllib.loads(text.decode(), parse_float=str), default=str))
        super().__init__(plan, record.plan.planned, tables, office.live())
        self.absent, self.barred, usual = self.absent(), functools.cache(self.barred), plan.inspectors.limit
        self.limits = {who: usual if row.limit is None else row.limit for who, row in self.people.items()}
        self.limits |= {(who, period): n for who, row in self.people.items() for period, n in row.period_limits}
        rows = [(f"{t}/{name}", [t, name, *p]) for (t, p), (names, _) in self.cells.items() for name in names]
        self.say("frame from signals, points and bands", "§3", record.frame, hidden(rows, master, "frame"))
        rows = [("/".join((t, *p)), [t, *p, str(len(names)), str(r)]) for (t, p), (names, r) in self.cells.items()]
        self.say("cells, rates and mandates", "§3", record.cells, hidden(rows, master, "cells"))
        left = Counter((task, ground) for task, pool in self.pools.items() for ground in pool.values() if ground)
        self.say("exclusions by ground", "§3", {(row.task, row.ground): row["count"] for row in record.excluded}, left)
    def say(self, what, *told): say(f"{self.ref} {what}", *told)
    def K(self, label): return H("double-random/1/" + label, self.seed)[:32]
    def on_randomness(self, text, evidence, ground):
        before, self.randomness, parts = self.randomness, text, zip(text.split("+"), self.sources, evidence, strict=True)
        used = [[of_source(part, one) for one in [first, *first.get("fallbacks", [])]].index(True) for part, first, _ in parts]
        return not before and any(used) == bool(ground)
    def on_draw(self, outcome):
        if self.seed: return False
        self.since, self.seed = self.earliest, H("double-random/1/seed", self.hash, self.randomness, self.secret)
        drawn, n, parts, targets = defaultdict(list), {}, [], []
        for task in self.of:  # §4
            key, running = self.K("cell/" + task), unit(self.K("start/" + task))
            paths = [path for name, path in self.cells if name == task]
            for path in sorted(paths, key=lambda path: [T(key, "/".join(path[: j + 1])) for j in range(len(path))]):
                before, running = running, running + len(self.cells[task, path][0]) * self.cells[task, path][1]
                n[task, path] = math.floor(running) - math.floor(before)
        for (task, path), (names, r) in self.cells.items():  # §5
            key = self.K("target" if self.plan.get("coordination", "shared") == "shared" else "target/" + task)
            ranked, told = sorted((T(key, name), name) for name in names), {"task": task, "path": [*path], "pool": len(names)}
            parts.append(told | {"rate": str(r), "expected": str(len(names) * r), "drawn": n[task, path]})
            for rank, (ticket, name) in enumerate(ranked[: n[task, path]], 1):
                targets.append({"task": task, "target": name, "ticket": ticket, "rank": rank})
                drawn[name].append(self.of[task])
            self.reserves |= dict.fromkeys([(task, name) for name in names], [name for _, name in ranked[n[task, path] :]])
        self.stand(self.periods([visit for target, tasks in drawn.items() for visit in visits_of(target, tasks)]))
        best, slack = Seats(self, {}, self.limits), self.plan.inspectors.get("even_load_slack")
        caps = None if slack is None else self.even(best.filled)
        most = self.limits | {who: min(self.limits[who], cap + slack) for who, cap in (caps or {}).items()}
        found = {"format": "double-random/outcome@1", "specification": "double-random/1", "seed": self.seed, "after": []}
        found |= {"allocation": parts, "targets": targets, "visits": shown(self.visits.values()), "shortage": self.shortage(best)}
        found |= {"even_load": caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps)], **self.seat(self.slots, most)}
        for name, clause in zip(found, "outcome outcome §2 outcome §4 §5 §6 §9 §7 §7 §7 §7".split(), strict=True):
            self.say(name.replace("_", " "), clause, outcome[name], found[name])
    def periods(self, visits):  # §6
        weight = {p.id: p.get("weight", 1) for p in self.plan.period}
        order = sorted(visits, key=lambda visit: T(self.K("visit"), visit.visit))
        for allowed, group in by(order, lambda visit: tuple(visit.allowed)).items():
            u, upto = unit(self.K("period"), "/".join(allowed)), [*itertools.accumulate(weight[p] for p in allowed)]
            ends = [math.floor(Fraction(len(group) * w, upto[-1]) + u) for w in upto]
            for k, visit in enumerate(group): visit["period"] = allowed[bisect.bisect(ends, k)]
        return visits
    def stand(self, visits):  # §7: slots are target, period, department, qualification, lead
        visits = sorted(visits, key=lambda visit: T(self.K("team-order"), visit.visit))
        self.visits, self.slots = {visit.visit: visit for visit in visits}, {}
        self.drawn |= {(name, visit.target) for visit in visits for name in visit.tasks}
        for visit in visits:
            made, rules = [], [rule for name in visit.tasks for rule in self.of[name].team]
            for department, mine in by(rules, "department").items():
                asked = sorted({q for rule in mine for q in rule.get("qualifications", [])})
                size = max(len(asked), *(rule.get("officers", 2) for rule in mine))
                leads = len(asked) % size if size and any(rule.get("lead", False) for rule in mine) else None
                made += [(department, q, j == leads) for j, q in enumerate(asked + [None] * (size - len(asked)))]
            self.slots |= {(visit.visit, j): (visit.target, visit.period, *slot) for j, slot in enumerate(made, 1)}
        self.have = {slot: self.have.get(slot) for slot in self.slots}
    def able(self, slot):  # who is eligible
        target, period, department, qualification, lead = self.slots[slot]
        mine = [row for row in self.people.values() if row.department == department and row.lead >= lead]
        mine = [row.id for row in mine if qualification in (None, *row.qualifications)]
        return [who for who in mine if who not in self.barred(target) and (who, period) not in self.absent]
    def even(self, filled):
        caps, limits = {}, {who: self.limits[who] for who in self.people}
        def at(level): return Seats(self, {}, self.limits | {w: caps.get(w, min(n, level)) for w, n in limits.items()})
        while len(caps) < len(limits):
            least = bisect.bisect_left(range(max(limits.values())), True, key=lambda level: at(level).filled >= filled)
            able = {who for slot in at(least - 1).short for who in self.able(slot)} if least else limits
            caps |= {w: min(n, least) for w, n in limits.items() if w not in caps and w in able}
        return caps
    def shortage(self, best):  # §9
        able, capacity = {slot: self.able(slot) for slot in best.short}, 0
        for who in self.people:
            each = Counter(period for _, period in {(s[0], self.slots[s][1]) for s in able if who in able[s]})
            capacity += min(self.limits[who], sum(min(n, self.limits.get((who, p), n)) for p, n in each.items()))
        return {"slots": [*map(list, able)], "need": len(able), "capacity": capacity} if able else None
    def seat(self, which, limits):
        work = Seats(self, {slot: who for slot, who in self.have.items() if slot not in which}, limits)
        found, key = {"open": len(self.slots) - work.filled, "teams": [], "refused": []}, self.K("team")
        for visit, j in which:
            last, free = self.last(self.slots[visit, j][0]), {*self.able((visit, j))} - self.team(visit)
            for who in [*(who for *_, who in sorted((who in last, T(key, f"{visit}/{who}"), who) for who in free)), None]:
                self.have[visit, j], told = who, {"visit": visit, "slot": j, "inspector": who}
                if work.decide((visit, j), who): break
                found["refused"].append(told)
            found["teams"].append(told)
        return found
    # what happened then (§8, results): whether it was allowed, and what it changes; of what draws also the slots that it empties
    def again(self, outcome, fits, emptied, visits=(), ended=()):
        self.have |= dict.fromkeys(emptied)
        return fits and outcome == {"visits": shown(visits), "ended": [*ended], **self.seat(emptied, self.limits)}
    def done(self): return self.gone | {visit for visit, *_ in self.rows}
    def held(self, who, k, of):  # the slots of somebody at these targets (0) or in these periods (1), in visits not done
        return [s for s, w in self.have.items() if w == who and self.slots[s][k] in of and s[0] not in self.done()]
    def team(self, visit, of=None): return {w for s, w in self.have.items() if s[0] == visit and of in (None, self.slots[s][2])}
    def owed(self, visit):
        tasks = [self.of[name] for name in self.visits[visit].tasks if name not in self.cancelled]
        places = {(visit, rule.department, item) for task in tasks for rule in task.team for item in task["items"]}
        return {place for place in places if self.state.get(place, "returned") == "returned"}
    def days(self, visit): return (span := self.spans[self.visits[visit].period])[0], self.until.get(visit, span[1])
    def told(self, kind, seq=None, **members): return self.office.told(kind, seq, commitment=self.hash, **members)
    def on_application(self, inspector, target, **paper):
        return not self.told("application", inspector=inspector, target=target) and self.held(inspector, 0, [target]) != []
    def on_rejection(self, application, officer, date, ground):
        return self.told("application", application)[0].date <= date and len(self.told("rejection", application=application)) < 2
    def on_recusal(self, application, officer, date, **paper):
        asked = self.told("application", application)[0] if application else {**paper, "date": date}
        self.barred(paper["target"]).add(paper["inspector"])
        fits = paper.items() <= asked.items() and asked["date"] <= date and len(self.told("rejection", application=application)) < 2
        forms = paper["on"] == ("party" if paper["applicant"] else "own") and paper["relation"] in ("kin", "interest", "other")
        return fits and forms, self.held(paper["inspector"], 0, [paper["target"]])
    def on_absence(self, inspector, kind, begins, ends, periods, ground):
        told = Row(begins=begins, ends=ends)
        if begins and ends: self.leave[inspector].append(told)
        away = [p for p, span in self.spans.items() if in_force(told, *span) and (not ends or self.away(inspector, p))]
        self.absent |= {(inspector, period) for period in periods}
        fits = kind in ("leave", "sick", "left") and (periods == away if begins else {*periods} <= {*away})
        return fits, self.held(inspector, 1, periods)
    def on_reinforcement(self, inspector, limit, ground):
        before, self.limits[inspector] = self.limits[inspector], limit
        return limit > before, [slot for slot, who in self.have.items() if who is None]
    def on_replacement(self, visit, period, ground):
        old, met = self.visits[visit], {target for _, target in self.drawn}
        fits = visit not in self.done() and period in old.allowed and ground in self.plan.replacement.grounds
        fits = fits and not any(self.of[name].from_above or name in self.cancelled for name in old.tasks)
        into = by(old.tasks, lambda task: next((t for t in self.reserves[task, old.target] if t not in met), None))
        ended = into.pop(None, [])
        opened = [Row(old, visit=f"{t}/1", target=t, tasks=names, period=period) for t, names in into.items()]
        self.stand([v for v in self.visits.values() if v is not old] + opened)
        return fits, [s for s in self.slots if self.visits[s[0]] in opened], opened, ended
    def on_appointment(self, visit, slot, inspector, name, department, order, officer):
        fits = visit not in self.done() and self.have[visit, slot] is None and inspector not in self.team(visit)
        row, self.have[visit, slot] = self.people.get(inspector, Row(name=name, department=department)), inspector
        return fits and (name, department) == (row.name, row.department), []
    def on_cancellation(self, task, document, agency, ground, visits):
        owing, new = [v for v in self.visits if self.owed(v) and v not in self.gone], task in self.of.keys() - self.cancelled
        self.cancelled |= {task}
        ended = [v for v in owing if self.cancelled >= {*self.visits[v].tasks}]
        self.gone |= {*ended}
        return new and sorted(visits) == sorted(ended)
    def on_results(self, file, sha256, rows):
        fits = []
        for row in rows:
            fits += [place_of(row) in self.owed(row.visit), self.fits(row)]
            self.rows[place_of(row)], self.state[place_of(row)] = row, "entered"
            self.office.brought[self.hash, row.visit, row.department] = ["history"]
        return all(fits)
    def fits(self, row):
        when, team, (begins, ends) = day(row.date), self.team(row.visit, row.department), self.days(row.visit)
        fits = {*row.inspectors} <= team and None not in team and max(self.since, begins) <= when <= min(self.today, ends)
        return fits and row.finding in FINDINGS and row.follow_up in FOLLOW_UPS and when <= (day(row.recheck_due) or when)
    def on_review(self, decision, rows, ground):
        places, before = [*map(tuple, rows)], {"checked": ["entered"], "returned": ["entered", "checked"], "released": ["checked"]}
        fits = all(self.state[place] in before[decision] for place in places)
        self.state |= dict.fromkeys(places, decision)
        if decision == "released": self.shown |= dict.fromkeys(places, self.earliest)
        return fits and bool(ground) == (decision == "returned")
    def on_objection(self, row, applicant, words, date): return self.shown[tuple(row)] <= day(date)
    def on_answer(self, objection, decision, ground, officer, document, date):
        fits = decision in ("upheld", "rejected") and not self.told("answer", objection=objection)
        return fits and self.told("objection", objection)[0].date <= date
    def on_correction(self, row, ground, officer, objection):
        upheld = self.told("answer", objection=objection, decision="upheld") and self.told("objection", objection, row=[*place_of(row)])
        before, self.rows[place_of(row)] = self.rows[place_of(row)], row
        answers = objection is None or (upheld and not self.told("correction", objection=objection))
        return self.fits(row) and place_of(row) in self.shown and row != before and bool(answers)
    def on_ending(self, rows, ground, document, officer):
        for place in rows: del self.shown[tuple(place)]
        return rows != [] and ground in (["credit repair", "order"] if document.strip() else ["retention"])
    def on_extension(self, visit, until, ground, officer):
        (_, before), self.until[visit] = self.days(visit), day(until)
        return before < day(until) and visit not in self.gone
    def on_void(self, ground): self.void = bool(ground)
    def on_handover(self, visits, file, sha256, key, **told):
        head, *rows = map(parsed, self.office.files[f"frozen/{sha256}"].decode().split("\n\n")[0].split("\n")[1:])
        seated = all(self.have[row.visit, place.slot] == place.id for row in rows for place in row.team)
        stands = all(self.visits[row.visit].period == row.period.id for row in rows) and len(rows) == visits
        told = (told | {"commitment": self.hash, "draw": self.ref}).items() <= head.items()
        return seated and stands and told and key == self.office.told("key")[-1].key
def unsigned(event, *without): return canonical({name: told for name, told in event.items() if name not in without})
def place_of(row): return row.visit, row.department, row.item
def shown(visits): return [{name: visit[name] for name in ("visit", "tasks", "period")} for visit in visits]
def of_source(text, source):  # whether a text has the form of a source
    form = {6: "dice:6:[1-6]{throws}", 10: "dice:10:[0-9]{throws}"}.get(source.get("faces"), source.kind + ":[ -~]*")
    return bool(re.fullmatch(form.replace("throws", str(source.get("throws"))), text))
class Office:  # ---- what the log has said so far: each kind of event by its members
    def __init__(self, files):
        self.files, self.secrets, self.draws, self.log = files, parsed(files["secrets.json"]), {}, []
        self.trusted, self.brought, self.closed = {}, {}, Counter()
    def told(self, kind, seq=None, **members):  # what events of a kind have said, that of a number, those with these members
        mine = (event for event in self.log if event.kind == kind and seq in (None, event.seq))
        return [event.body for event in mine if members.items() <= event.body.items()]
    def live(self): return [draw for draw in self.draws.values() if draw.seed and not draw.void]
    def on_commitment(self, hash, record):
        others = [*self.draws.values()]
        self.draws[hash] = Draw(self, self.event)
        number = 1 + sum(draw.plan.id == record.plan.id for draw in others)
        return record.plan.batch == number and all(draw.void or draw.seed for draw in others)
    def on_publication(self, draw, files, results, manifest):
        plan = next(one.plan.id for one in self.draws.values() if one.ref == draw)
        return results == sum(len(one.shown) for one in self.live() if one.plan.id == plan)
    def on_import(self, kind, new, tables=None, **told):
        self.brought[self.event.seq] = {kind: new} | {table: number.new for table, number in (tables or {}).items()}
    def on_undo(self, event, kind): return kind in self.brought.pop(event)
    def on_check(self, **row): self.brought[self.event.seq] = ["history"]
    def on_key(self, key): return opened(key)[1] == 1
    def on_trust(self, key, name, agency, department):
        self.trusted[key] = department
        return opened(key)[0] == name and (opened(key)[1] == 4) == (department == "")
    def on_distrust(self, key, ground): del self.trusted[key]
    def persons(self): return {person.name: person for person in self.told("person")}
    def on_person(self, name, role, key, ground):
        known, first = self.persons(), not self.log or not self.told("person")
        before = known.pop(name, Row(key="", role=""))
        fits = opened(key)[:2] == (name, 1) and role in ("head", *MAY) and role != before.role and (role == "head" or not first)
        return fits and key not in [other.key for other in known.values()] and (key == before.key if before.role else not ground)
    def two(self): return [False, *(body.on for body in self.told("second"))][-1]
    def on_second(self, on, ground): return on != self.two() and ground != ""
    def signs(self, event):  # whether those sign it who are registered, with a role that permits it
        known, kind, text = self.persons(), event.kind, unsigned(event, "hash", "signatures").decode() + "\n"
        if not known and kind != "person": return "signatures" not in event
        known, lines = known or {event.body.name: event.body}, {line.split(" ")[1]: line + "\n" for line in event.signatures}
        fits = all(signed(known[name].key, text, line) for name, line in lines.items())
        fits = fits and all(known[name].role == "head" or kind in MAY[known[name].role] for name in lines)
        return fits and [*lines][0] == event.actor and len(lines) == len(event.signatures) > (self.two() and kind in TWO)
    def on_checkpoint(self, text, line, key):
        keys, leaves = [body.key for body in self.told("key")], [bytes.fromhex(event.hash) for event in self.log]
        state = f"{opened(keys[0])[0]}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"
        return text == state and key == keys[-1] and signed(key, text, line)
    def on_countersignature(self, text, line, key):
        return self.told("checkpoint", text=text) != [] and self.trusted[key] == "" and signed(key, text, line)
    def on_year(self, step, year, rechecks, settled, **told):
        self.closed[year] += step == "closed"
        rows = [(row.date, d.ref, *p, row.recheck_due) for d in self.live() for p, row in d.rows.items() if d.state[p] != "returned"]
        last = {(visit.rpartition("/")[0], of): when for when, _, visit, of, *_ in sorted(rows, key=lambda row: row[0])}
        due = [rest for when, *rest in rows if rest[-1] and when == last[rest[1].rpartition("/")[0], rest[2]]]
        known = self.closed[year] < 2 and sorted(due) == sorted(rechecks + [row[:-1] for row in settled])
        if step != "closed": return known and step == "opened"
        mine = [draw for draw in self.draws.values() if draw.begins.year == year]
        live = [draw for draw in mine if draw in self.live()]
        undrawn = {(d.plan.id, name) for d in mine for name in d.batches} - {(d.plan.id, d.planned) for d in live}
        open_ = [[d.ref, visit] for d in live for visit in d.visits if d.owed(visit)]
        entered = [[d.ref, *place] for d in live for place, at in d.state.items() if at in ("entered", "checked")]
        left = {"undrawn": [*map(list, undrawn)], "open": open_, "unreleased": entered, "commitments": [d.hash for d in mine]}
        drawn = told["drawn"] == sum(len(d.visits) - len(d.gone) for d in live) == told["done"] + told["closed"] + len(open_)
        same = all(sorted(left[name]) == sorted(told[name]) for name in left)
        return known and drawn and same and bool(told["ground"]) == bool(undrawn or open_ or entered)
    def read(self, event):  # whether an event was allowed
        kind, body, one, self.event = event.kind, dict(event.body), self, event
        if "commitment" in body:
            one = self.draws[body.pop("commitment")]
            if one.void or (self.closed[one.begins.year] and kind not in LATER): return False
            if one.seed and "date" in body and not one.since <= day(body["date"]) <= days_of(event.time)[1]: return False
        if kind in LATER and not all(body[name].strip() for name in {"applicant", "words", "ground", "officer"} & {*body}): return False
        one.earliest, one.today = days_of(event.time)
        drew = [body.pop("outcome")] if "outcome" in body and kind != "draw" else []
        fits = kind in OTHERS or getattr(one, "on_" + kind)(**body)
        return one.again(*drew, *fits) if drew else fits in (True, None)
FAILED = []
def say(what, clause, told, derived=True):
    if told != derived: FAILED.append(what)
    print(f"{'ok' if told == derived else 'FAILED':6} {what} ({clause})")
def verify(path):  # how many checks fail
    FAILED.clear()
    with zipfile.ZipFile(path) as archive: files = {name: archive.read(name) for name in archive.namelist()}
    found = {name: sha(data) for name, data in files.items() if name != "bundle.json"}
    say("files have the digests stated", "bundle", parsed(files["bundle.json"]).files, found)
    office, events = Office(files), [parsed(line) for line in files["log.jsonl"].splitlines() if line]
    say("the log is there, and canonical", "log", files["log.jsonl"], b"".join(canonical(e) + b"\n" for e in events) or None)
    before = Row(hash="0" * 64, time="")
    for k, event in enumerate(events, 1):
        clause = "§2" if event.kind in DRAWS else "§8" if "outcome" in event.body else "log"
        try:  # a bundle that lies may raise anything
            chained = [event.seq, event.previous, event.hash] == [k, before.hash, sha(unsigned(event, "hash"))]
            fits = chained and event.time >= before.time and office.signs(event)
            say(f"event {k} is numbered, dated, chained and signed", "log", fits)
            say(f"{event.kind} of event {k}", clause, office.read(event))
        except Exception as error: say(f"{event.kind} of event {k} cannot be followed, {type(error).__name__}", clause, False)
        office.log.append(before := event)
    return len(FAILED)
if __name__ == "__main__":
    try: sys.exit(1 if verify(sys.argv[1]) else 0)
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError) as error:
        print(f"no bundle: {type(error).__name__} {error}" if len(sys.argv) > 1 else __doc__)
        sys.exit(2)
