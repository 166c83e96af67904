"""A second verifier of audit bundles, of the standard library alone: python verify.py BUNDLE.zip
Written from the draw specification (§) and the page of formats. Each line says what was derived again, and whether the log says
the same. Exit code 0: it does; 1: something differs; 2: no bundle; 3: nothing differs, but plans with upper limits are left."""
import base64, bisect, calendar, functools, hashlib, itertools, json, math, re, sys, tomllib, zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
TABLES = """targets id name district category address entity owner status credit_class licences attributes gone merged_into
    items id name kind basis object subject rate frequency method requirement remark gone
    signals id target factor date count severity substantiated source ended joined
    assigned id task target origin document level date inspectors gone | exclusions id target ground document begins ends tasks
    inspectors id name department qualifications lead areas active certificate certificate_until limit period_limits gone
    history id target date department inspectors result level kind ground | leave id inspector begins ends ground
    conflicts id inspector subject value kind begins ends"""
UNDERIVED, LOOK = "duplicate plan handin schedule comparison".split(), object()
CLERK = "import undo duplicate comparison check results schedule handover handin application objection".split()
OFFICER = "plan review extension absence reinforcement publication checkpoint countersignature correction ending".split()
TWO = "commitment randomness draw void person second".split()  # what two sign where the office asks for it
MAY = {"": [], "auditor": [], "clerk": CLERK, "officer": CLERK + OFFICER + TWO[:3]}  # a head may do all
FINDINGS = ("no problem|corrected|penalty|unreachable|none found|undisclosed|false disclosure|not at address|ordered|"
            "uncooperative|not engaged|shut down|pending|deregistered").split("|")
LATER, FOLLOW_UPS = "objection answer correction ending".split(), ["", *"none referred ordered case notified other".split()]
class Row(dict): __getattr__ = dict.__getitem__  # an object of JSON, whose members are read as attributes
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()  # ---- §1, §2
def H(*parts): return sha("\n".join(parts))
def T(key, name): return sha(key + name)
def unit(key, name=""): return Fraction(int(T(key, name), 16), 2**256)
def parsed(text, hook=Row): return json.loads(text, object_hook=hook)
def tidied(row):  # a plan may write a single value of a list without brackets
    lists = row.keys() & {"items", "periods", "strata", "qualifications", "grounds", "node"}
    return Row(row, **{name: row[name] if isinstance(row[name], list) else [row[name]] for name in lists})
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def as_text(value): return value if isinstance(value, str) else "" if value is None else canonical(value).decode()
def number(text): return Fraction(str(text).rstrip(" %‰")) / {"%": 100, "‰": 1000}.get(str(text).rstrip()[-1:], 1)  # 1/20
def writable(rate): return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(math.ceil(rate * 10**9), 10**9)
def day(text): return date(*map(int, re.fullmatch(r"(\d{4})\D?(\d\d?)\D?(\d\d?)日?", text).groups())) if text else None
def days_of(time): return [(datetime.fromisoformat(time) + timedelta(hours=h)).date() for h in (-12, 14)]  # on any clock
def in_force(row, first, last): return (day(row.begins) or first) <= last and (day(row.ends) or last) >= first
def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))
def meets(row, rule): return all(row.get(name, "") in (may if isinstance(may, list) else [may]) for name, may in rule.items())
def by(rows, what):  # rows by a column, or by what a function says of each
    found = defaultdict(list)
    for row in rows: found[row[what] if isinstance(what, str) else what(row)].append(row)
    return found
def root(leaves):  # RFC 6962 §2.1
    half = 1 << (len(leaves) - 1).bit_length() - 1 if len(leaves) > 1 else 0
    text = b"\1" + root(leaves[:half]) + root(leaves[half:]) if half else b"".join(b"\0" + leaf for leaf in leaves)
    return hashlib.sha256(text).digest()
def hidden(rows, master, table):  # a table's count and root from (identifier, fields); text sorts by code points, as its UTF-8
    found = sorted(sha("\x1f".join((T(H("double-random/table", master, table), name)[:32], *fields))) for name, fields in rows)
    buckets = by(found, lambda digest: digest[:3])
    return {"count": len(found), "root": root([sha("".join(buckets[f"{k:03x}"])).encode() for k in range(4096)]).hex()}
P, L, D = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, 2**255 - 19)
def add(one, other):  # ---- Ed25519 (RFC 8032): points X, Y, Z with x = X/Z and y = Y/Z on −x² + y² = 1 + D·x²·y²
    (a, b, c), (x, y, z) = one, other
    s, t, u = a * x % P, b * y % P, c * z % P
    e, f = u * u - D * s * t, u * u + D * s * t
    return u * e * (a * y + b * x) % P, u * f * (s + t) % P, e * f % P
def times(n, point): return add(times(n - 1, point), point) if n % 2 else times(n // 2, add(point, point)) if n else (0, 1, 1)
def decoded(data):
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = next(x for x in (pow(square, P // 8 + 1, P) * i % P for i in (1, pow(2, P // 4, P))) if x * x % P == square and y < P)
    return x if x % 2 == odd else P - x, y, 1
def opened(key):  # C2SP signed note: a key's name, kind (1, or 4 of a witness) and 32 bytes
    (name, number, _), public = key.split("+", 2), base64.b64decode(key.split("+", 2)[2], validate=True)
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
    labels, one, told = dict(zip(task.strata, path, strict=True)), "rate" if task.total is None else "multiplier", task.get
    rules = [{one: told(one, 1)}, *({"band": b, one: rate} for b, rate in told(one + "s", {}).items()), *told(one + "_for", [])]
    return number([rule[one] for rule in rules if meets(labels | {one: rule[one]}, rule)][-1])
def for_total(total, cells):  # §3: r = min(1, x·m) with the least x that gives the total; a cell is its names and its m, or r
    x = Fraction(total) / sum(len(names) * m for names, m in cells.values())
    full = {path: (names, Fraction(1)) for path, (names, m) in cells.items() if x * m > 1}
    rest = {path: (names, x * m) for path, (names, m) in cells.items() if path not in full}
    return full | for_total(total - sum(len(names) for names, _ in full.values()), rest) if full else rest
def visits_of(at, tasks):  # §6: the visits that these tasks make at a target
    found = {}
    for task in tasks:
        new = Row(visit=f"{at}/{len(found) + 1}", target=at, tasks=[], allowed=task.periods)
        old = next((visit for visit in found.values() if {*visit.allowed} & {*task.periods}), new)
        found[old.visit] = Row(old, tasks=[*old.tasks, task.id], allowed=[p for p in old.allowed if p in task.periods])
    return [*found.values()]
def goes(own, rule, at):  # whether an area rule lets somebody of these areas go to the district
    return {*own} & {*rule.get(at, [])} if isinstance(rule, dict) else rule in ("any", "own" if at in own else "not own")
class Seats:  # ---- §7: as many slots filled as can be, a flow from "S" by slot, inspector at it, in the period, in all, to ""
    def __init__(self, draw, held, limits):  # held: the slots that are decided, and by whom
        self.free, self.filled, dead = defaultdict(Counter), sum(who is not None for who in held.values()), set()
        for slot, (_, period, *_) in draw.slots.items():
            for who in draw.able(slot) if slot not in held else ():
                self.free[slot][who, slot[0]] = self.free[who, slot[0]][who, period] = 1
                self.free[who, period][who], self.free[who][""] = limits.get((who, period), limits[who]), limits[who]
        for slot, who in held.items():
            for a, b in itertools.pairwise([(who, slot[0]), (who, draw.slots[slot][1]), who, ""]): self.free[a][b] -= 1
        for slot in draw.slots.keys() - held.keys():
            if self.push(slot, "", seen := {"S", *dead}): self.filled, self.free[slot]["S"] = self.filled + 1, 1
            else: dead, self.free["S"][slot] = seen, 1
        self.short = [slot for slot in draw.slots if slot in dead]  # §9: what can be reached from an open slot
    def push(self, node, goal, seen):  # whether one more can go from the node to the goal; then it does
        seen.add(node)
        for there, free in self.free[node].items():
            if free > 0 and there not in seen and (there == goal or self.push(there, goal, seen)):
                self.free[node][there], self.free[there][node] = free - 1, self.free[there][node] + 1
                return True
    def decide(self, slot, who):  # whether the slot can be this inspector's, or nobody's, with as many filled; then it is
        if self.free[slot][who, slot[0]] and not self.push((who, slot[0]), slot, set()): return False
        self.free[slot], self.free["S"][slot], self.free[who, slot[0]][slot] = Counter(), 0, 0
        return True
class Draw:  # ---- a commitment, what it froze, what was drawn, and what happened then: each kind of event by its members
    def __init__(self, office, event):
        self.hash, record, self.office, secrets = event.body.hash, event.body.record, office, office.secrets[event.body.hash]
        self.ref, self.sources, self.planned = f"{record.plan.id}-{record.plan.batch}", record.randomness, record.plan.planned
        self.secret, master, text = secrets.draw, secrets.tables, office.files[f"frozen/{record.plan.digest}"]
        stated = [self.hash, event.time, event.previous, record.plan.digest, record.secret or sha("")]
        held = [sha(canonical(record)), record.dated, record.previous, sha(text), sha(self.secret)]
        self.say("the commitment fits its record, its event, the plan and the secret", "§2", stated, held)
        self.seed, self.void, self.tables, self.drawn, self.gone, self.cancelled = "", False, {}, set(), set(), set()
        self.visits, self.have, self.state, self.until, self.reserves, self.rows, self.shown = ({} for _ in range(7))
        for name, *fields in map(str.split, re.split("[|\n]", TABLES)):
            self.tables[name] = [*map(parsed, office.files[f"frozen/{record.tables[name].root}"].splitlines())]
            rows = ((row.id, [as_text(row[field]) for field in fields]) for row in self.tables[name])
            self.say(f"table {name}", "tables", record.tables[name], hidden(rows, master, name))
        self.plan = plan = parsed(json.dumps(tomllib.loads(text.decode("utf-8-sig"), parse_float=str), default=str), tidied)
        if "caps" in plan or plan.id in office.lost: office.lost |= {self.hash, self.ref, plan.id}
        if self.hash in office.lost: return self.say("frame, and all that follows of this draw", "§3", LOOK)
        visits = Counter(history=len({(draw.hash, *place[:2]) for draw in office.draws.values() for place in draw.rows}))
        sizes, new = {n: len(rows) for n, rows in self.tables.items()}, sum(map(Counter, office.brought.values()), visits)
        if not office.lost: self.say("records are as many as the log has brought", "tables", sizes, {n: new[n] for n in sizes})
        self.targets, self.people = ({row.id: row for row in self.tables[name]} for name in ("targets", "inspectors"))
        self.signals, self.history = (by(self.tables[t], lambda row: self.stays(row.target)) for t in ("signals", "history"))
        self.excluded, self.leave = by(self.tables["exclusions"], "target"), by(self.tables["leave"], "inspector")
        self.before = [draw for draw in office.live() if draw.plan.id == plan.id]
        self.earlier = {(task, self.stays(name)) for draw in self.before for task, name in draw.drawn}
        self.batches = {batch.id: batch for batch in plan.get("batch", [Row(plan, id="", periods=[p.id for p in plan.period])])}
        self.as_of, now = day(self.batches[self.planned].as_of), self.batches[self.planned].periods
        self.spans = {p.id: (day(p["from"]), day(p.to)) for p in plan.period if p.id in now}
        self.begins, self.ends = min(self.spans.values())[0], max(self.spans.values())[1]
        self.labels = {n: {**dict(row.attributes), **row, "band": self.band_of(row)} for n, row in self.targets.items()}
        self.of = {task.id: task for task in self.tasks() if task.periods}
        self.pools = {name: self.pool_of(task) for name, task in self.of.items()}
        self.cells = {(name, path): cell for name, task in self.of.items() for path, cell in self.cells_of(task)}
        self.rates = {(task, name): rate for (task, _), (names, rate) in self.cells.items() for name in names}
        until = {who: day(row.certificate_until) or date.max if row.active else date.min for who, row in self.people.items()}
        self.absent = {(w, p) for w in self.people for p, (_, ends) in self.spans.items() if until[w] < ends or self.away(w, p)}
        self.barred, self.told = functools.cache(self.barred), functools.partial(office.told, commitment=self.hash)
        self.limits = {who: plan.inspectors.limit if row.limit is None else row.limit for who, row in self.people.items()}
        self.limits |= {(who, period): n for who, row in self.people.items() for period, n in row.period_limits}
        frame = [(f"{t}/{name}", [t, name, *p]) for (t, p), (names, _) in self.cells.items() for name in names]
        cells = [("/".join((t, *p)), [t, *p, str(len(names)), str(r)]) for (t, p), (names, r) in self.cells.items()]
        for name, rows in (("frame", frame), ("cells", cells)): self.say(name, "§3", record[name], hidden(rows, master, name))
        left = Counter((task, ground) for task, pool in self.pools.items() for ground in pool.values() if ground)
        self.say("exclusions by ground", "§3", {(row.task, row.ground): row["count"] for row in record.excluded}, left)
    def stays(self, name): return self.stays(into) if (into := self.targets.get(name, {}).get("merged_into")) else name
    def tasks(self):  # those with periods in this batch, each with the share of the year's chance that is given by then
        sure = {"strata": [], "rate": 1, "rates": {}, "rate_for": [], "total": None, "mandates": [], "share": 1}
        usual = {**sure, "rate": None, "scope": {}, "from_above": False, "strata": ["district", "category", "band"]}
        self.weight, drawn = {p.id: p.get("weight", 1) for p in self.plan.period}, {d.planned for d in [self, *self.before]}
        given = {p for name, batch in self.batches.items() if name in drawn for p in batch.periods}
        for told in self.plan.task:
            visits = {f"{told.id}.{k}": periods for k, periods in enumerate(told.get("visits", []), 1)}
            for name, periods in (visits or {told.id: told.get("periods", [*self.weight])}).items():
                share = Fraction(sum(self.weight[p] for p in periods if p in given), sum(self.weight[p] for p in periods))
                follows = {at for task, at in self.earlier if task == told.id + ".1" and name in [*visits][1:]}
                task = usual | told | {"share": share} | (sure if told.get("from_above") or follows else {})
                yield Row(task, id=name, of=told.id, periods=[p for p in self.spans if p in periods], follows=follows)
    def past(self, name): return sorted({row.date for row in self.history[name] if day(row.date) <= self.as_of}, reverse=True)
    def points(self, name, factor, rule):
        def before(k): return months_before(self.as_of, rule.months * k)
        mine = [s for s in self.signals[name] if s.factor == factor and s.substantiated and s.date]
        n = sum(s["count"] * s.severity for s in mine if before(1) <= day(s.date) <= self.as_of < (day(s.ended) or date.max))
        if factor == "recency" and not self.past(name): return rule.cap
        if factor == "recency": n = next(k for k in itertools.count() if before(k + 1) < day(self.past(name)[0]))
        return min(rule.cap, rule.points * n)
    def band_of(self, row):
        rules, bands = self.plan.points, self.plan.points.bands
        least = bands.get(rules.get("credit_floor", {}).get(row.credit_class), 0)
        points = sum(self.points(row.id, name, rules[name]) for name in rules.keys() - {"bands", "credit_floor"})
        return [name for name, from_ in bands.items() if max(points, least) >= from_][-1]
    def listed(self, task): return [row for row in self.tables["assigned"] if row.task in (task.id, task.of) and not row.gone]
    def pool_of(self, task):  # who is in the task's scope, each with the ground that keeps it out, or ""
        found = {name for name, labels in self.labels.items() if meets(labels, task.scope)}
        if task.from_above: found = {self.stays(row.target) for row in self.listed(task)} & self.targets.keys()
        may = task.follows or found
        return {name: ground for name in sorted(found) if (ground := self.ground(name, task)) or name in may}
    def ground(self, name, task):
        row, now, of = self.targets[name], (self.as_of, self.as_of), {task.id, task.of}
        told = sorted(e.ground for e in self.excluded[name] if in_force(e, *now) and (not e.tasks or of & {*e.tasks}))
        own = ["merged"] if row.merged_into else told if row.status == "active" else [row.status]
        return [*([] if task.from_above else own), "drawn before" if (task.id, name) in self.earlier else ""][0]
    def cells_of(self, task):  # §3: by path the names and the rate
        def lifted(cells, share, old, write):  # so far that mandates are kept, deepest nodes first
            for mandate in sorted(task.mandates, key=lambda mandate: -len(mandate.get("node", []))):
                top, least = mandate.get("node", []), mandate.least
                names = [name for path in year if [*path[: len(top)]] == top for name in year[path]]
                node = {path: cell for path, cell in cells.items() if [*path[: len(top)]] == top}
                least = (least if type(least) is int else math.ceil(len(names) * number(least))) - mandate.get("short", 0)
                least, now = math.floor(least * share) - len(old & {*names}), sum(len(cell) * r for cell, r in node.values())
                if math.floor(now) < least: cells |= {p: (cell, write(r)) for p, (cell, r) in for_total(least, node).items()}
            return cells
        pool, old, found = self.pools[task.id], {name for at, name in self.earlier if at == task.id}, {}
        year = by([n for n in pool if not pool[n] or n in old], lambda n: tuple(self.labels[n].get(c, "") for c in task.strata))
        cells = {path: (names, rate_of(task, path)) for path, names in year.items()}
        cells = lifted(cells if task.total is None else for_total(task.total, cells), 1, set(), lambda rate: rate)
        for path, name in [(path, name) for path, names in year.items() for name in names if not pool[name]]:
            had = 0 if task.follows else writable(1 - math.prod(1 - draw.rates.get((task.id, name), 0) for draw in self.before))
            now = writable((writable(cells[path][1]) * task.share - had) / (1 - had))
            if now > 0: found.setdefault((*path, str(had).replace("/", ":")), ([], now))[0].append(name)
            else: pool[name] = "chance had"
        if {path[-1] for path in found} <= {"0"}: found = {path[:-1]: cell for path, cell in found.items()}
        return sorted(lifted(found, task.share, old, writable).items())
    def barred(self, target):
        tasks, at = [task for n, task in self.of.items() if self.pools[n].get(target) == ""], self.targets[target].district
        told = {w for task in tasks for row in self.listed(task) if self.stays(row.target) == target for w in row.inspectors}
        named, team = {p.department for p in self.people.values() if p.id in told}, [r for task in tasks for r in task.team]
        alike = [row for row in self.targets.values() if self.stays(row.id) == target]
        found = {c.inspector for c in self.tables["conflicts"] if in_force(c, self.begins, self.ends) and c.value in
                 {row["id" if c.subject == "target" else c.subject] for row in alike} - {""}}
        return found | {who for who, row in self.people.items() if (row.department in named and who not in told) or not
                        all(goes(row.areas, rule.get("area", "any"), at) for rule in team if rule.department == row.department)}
    def away(self, who, period):
        begins, ends = self.spans[period]
        days = [begins + timedelta(k) for k in range((ends - begins).days + 1)]
        return 2 * sum(any(in_force(row, d, d) for row in self.leave[who]) for d in days) >= len(days)
    def last(self, target):
        days = self.past(target)[: self.plan.inspectors.get("rotation", 1)]
        return {who for row in self.history[target] if row.date in days for who in row.inspectors}
    def say(self, what, *told): self.office.say(f"{self.ref} {what}", *told)
    def K(self, label): return H("double-random/1/" + label, self.seed)[:32]
    def on_randomness(self, text, evidence, ground):
        self.randomness, parts = text, zip(text.split("+"), self.sources, evidence, strict=True)
        used = [[of_source(part, one) for one in [first, *first.get("fallbacks", [])]].index(True) for part, first, _ in parts]
        return not self.told("randomness") and any(used) == bool(ground)
    def on_draw(self, outcome):
        self.since, self.seed = self.earliest, H("double-random/1/seed", self.hash, self.randomness, self.secret)
        def place(task, path): return [T(self.K("cell/" + task), "/".join(path[: j + 1])) for j in range(len(path))]
        parts, targets, n, sums = [], [], {}, {task: unit(self.K("start/" + task)) for task in self.of}
        for task, path in sorted(self.cells, key=lambda at: place(*at)):  # §4
            before, sums[task] = sums[task], sums[task] + len(self.cells[task, path][0]) * self.cells[task, path][1]
            n[task, path] = math.floor(sums[task]) - math.floor(before)
        for (task, path), (names, r) in self.cells.items():  # §5
            key = self.K("target" if self.plan.get("coordination", "shared") == "shared" else "target/" + task)
            ranked, told = sorted((T(key, name), name) for name in names), {"task": task, "path": [*path], "pool": len(names)}
            parts.append(told | {"rate": str(r), "expected": str(len(names) * r), "drawn": (drew := n[task, path])})
            targets += [Row(task=task, target=t, ticket=ticket, rank=rank) for rank, (ticket, t) in enumerate(ranked[:drew], 1)]
            self.reserves |= dict.fromkeys([(task, name) for name in names], tuple(name for _, name in ranked[drew:]))
        drawn = by(targets, "target").items()
        self.stand(self.periods([visit for at, rows in drawn for visit in visits_of(at, [self.of[row.task] for row in rows])]))
        best, slack = Seats(self, {}, self.limits), self.plan.inspectors.get("even_load_slack")
        caps = None if slack is None else self.even(best.filled)
        most = self.limits | {who: min(self.limits[who], cap + slack) for who, cap in (caps or {}).items()}
        found = {"format": "double-random/outcome@1", "specification": "double-random/1", "seed": self.seed, "after": []}
        found |= {"allocation": parts, "targets": targets, "visits": shown(self.visits), "shortage": self.shortage(best)}
        found |= {"even_load": caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps)], **self.seat(self.slots, most)}
        for name, clause in zip(found, "outcome outcome §2 outcome §4 §5 §6 §9 §7 §7 §7 §7".split(), strict=True):
            self.say(name.replace("_", " "), clause, outcome[name], found[name])
    def periods(self, visits):  # §6
        order = sorted(visits, key=lambda visit: T(self.K("visit"), visit.visit))
        for allowed, group in by(order, lambda visit: tuple(visit.allowed)).items():
            u, weights = unit(self.K("period"), "/".join(allowed)), [self.weight[period] for period in allowed]
            ends = [math.floor(Fraction(len(group) * w, sum(weights)) + u) for w in itertools.accumulate(weights)]
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
        out = self.barred(target) | {row.id for row in mine if qualification not in (None, *row.qualifications)}
        return [row.id for row in mine if row.id not in out and (row.id, period) not in self.absent]
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
    def again(self, outcome, fits, emptied=(), visits=None, ended=()):  # §8: whether an act was allowed and drew what it says
        self.have |= dict.fromkeys(emptied)
        return fits and outcome == {"visits": shown(visits or {}), "ended": [*ended], **self.seat(emptied, self.limits)}
    def done(self): return self.gone | {visit for visit, *_ in self.rows}
    def held(self, who, k, of):  # the slots of somebody at these targets (0) or in these periods (1), in visits not done
        return [s for s, w in self.have.items() if w == who and self.slots[s][k] in of and s[0] not in self.done()]
    def team(self, visit, of=None): return {w for s, w in self.have.items() if s[0] == visit and of in (None, self.slots[s][2])}
    def owed(self, visit):
        tasks = [self.of[name] for name in self.visits[visit].tasks if name not in self.cancelled]
        places = {(visit, rule.department, item) for task in tasks for rule in task.team for item in task["items"]}
        return {place for place in places if self.state.get(place, "returned") == "returned"}
    def days(self, visit): return (span := self.spans[self.visits[visit].period])[0], self.until.get(visit, span[1])
    def on_application(self, inspector, target, **paper):
        return not self.told("application", inspector=inspector, target=target) and self.held(inspector, 0, [target]) != []
    def on_rejection(self, application, officer, date, ground):
        return self.told("application", application)[0].date <= date and not self.told("rejection", application=application)[1:]
    def on_recusal(self, application, officer, date, **paper):
        asked = self.told("application", application)[0] if application else {**paper, "date": date}
        self.barred(paper["target"]).add(paper["inspector"])
        forms = paper["on"] == ("party" if paper["applicant"] else "own") and paper["relation"] in ("kin", "interest", "other")
        fits = forms and paper.items() <= asked.items() and len(self.told("rejection", application=application)) < 2
        return fits and asked["date"] <= date, self.held(paper["inspector"], 0, [paper["target"]])
    def on_absence(self, inspector, kind, begins, ends, periods, ground):
        told, fits = Row(begins=begins, ends=ends), kind in ("leave", "sick", "left")
        if begins and ends: self.leave[inspector].append(told)
        away = [p for p, span in self.spans.items() if in_force(told, *span) and (not ends or self.away(inspector, p))]
        self.absent |= {(inspector, period) for period in periods}
        return fits and (periods == away if begins else {*periods} <= {*away}), self.held(inspector, 1, periods)
    def on_reinforcement(self, inspector, limit, ground):
        before, self.limits[inspector] = self.limits[inspector], limit
        return limit > before, [slot for slot, who in self.have.items() if who is None]
    def on_replacement(self, visit, period, ground):
        old, met = self.visits[visit], {target for _, target in self.drawn}
        fits = visit not in self.done() and period in old.allowed and ground in self.plan.replacement.grounds
        fits = fits and not any(self.of[name].from_above or name in self.cancelled for name in old.tasks)
        into = by(old.tasks, lambda task: next((t for t in self.reserves[task, old.target] if t not in met), None))
        ended = into.pop(None, [])
        opened = {f"{t}/1": Row(old, visit=f"{t}/1", target=t, tasks=names, period=period) for t, names in into.items()}
        self.stand([*opened.values(), *(other for other in self.visits.values() if other is not old)])
        return fits, [slot for slot in self.slots if slot[0] in opened], opened, ended
    def on_appointment(self, visit, slot, inspector, name, department, order, officer):
        fits = visit not in self.done() and self.have[visit, slot] is None and inspector not in self.team(visit)
        row, self.have[visit, slot] = self.people.get(inspector, Row(name=name, department=department)), inspector
        return (fits and (name, department) == (row.name, row.department),)
    def on_cancellation(self, task, document, agency, ground, visits):
        now, new = self.cancelled | {task}, task in self.of.keys() - self.cancelled
        ended = {v for v, visit in self.visits.items() if self.owed(v) and v not in self.gone and now >= {*visit.tasks}}
        self.cancelled, self.gone = now, self.gone | ended
        return new and sorted(visits) == sorted(ended)
    def on_results(self, file, sha256, rows):
        places = [*map(place_of, rows)]
        fits = all(place_of(row) in self.owed(row.visit) and self.fits(row) for row in rows) and len({*places}) == len(rows)
        self.rows, self.state = self.rows | dict(zip(places, rows, strict=True)), self.state | dict.fromkeys(places, "entered")
        return fits
    def fits(self, row):
        when, team, (begins, ends) = day(row.date), self.team(row.visit, row.department), self.days(row.visit)
        fits = {*row.inspectors} <= team and None not in team and max(self.since, begins) <= when <= min(self.today, ends)
        return fits and row.finding in FINDINGS and row.follow_up in FOLLOW_UPS and when <= (day(row.recheck_due) or when)
    def on_review(self, decision, rows, ground):
        before = {"checked": ["entered"], "returned": ["entered", "checked"], "released": ["checked"]}[decision]
        fits = all(self.state[tuple(place)] in before for place in rows)
        self.state |= dict.fromkeys(map(tuple, rows), decision)
        if decision == "released": self.shown |= dict.fromkeys(map(tuple, rows), self.earliest)
        return fits and bool(ground) == (decision == "returned")
    def on_objection(self, row, applicant, words, date): return self.shown[tuple(row)] <= day(date)
    def on_answer(self, objection, decision, ground, officer, document, date):
        fits = decision in ("upheld", "rejected") and not self.told("answer", objection=objection)
        return fits and self.told("objection", objection)[0].date <= date
    def on_correction(self, row, ground, officer, objection):
        place, corrected = place_of(row), self.told("correction", objection=objection)
        upheld = self.told("answer", objection=objection, decision="upheld") and self.told("objection", objection, row=[*place])
        before, self.rows[place] = self.rows[place], row
        return self.fits(row) and place in self.shown and row != before and (objection is None or upheld != [] == corrected)
    def on_ending(self, rows, ground, document, officer):
        for place in rows: del self.shown[tuple(place)]
        return rows != [] and ground in (["credit repair", "order"] if document.strip() else ["retention"])
    def on_extension(self, visit, until, ground, officer):
        (_, before), self.until[visit] = self.days(visit), day(until)
        return before < day(until) and visit not in self.gone
    def on_void(self, ground): self.void = bool(ground)
    def on_handover(self, visits, file, sha256, key, **told):
        head, *rows = map(parsed, self.office.files[f"frozen/{sha256}"].decode().split("\n\n")[0].split("\n")[1:])
        seated = all(self.have[row.visit, place.slot] == place.id for row in rows for place in row.team) and len(rows) == visits
        stands = all(self.visits[row.visit].period == row.period.id for row in rows) and key == self.office.told("key")[-1].key
        return seated and stands and (told | {"commitment": self.hash, "draw": self.ref}).items() <= head.items()
def unsigned(event, *without): return canonical({name: told for name, told in event.items() if name not in without})
def place_of(row): return row.visit, row.department, row.item
def shown(visits): return [{"visit": name, "tasks": visit.tasks, "period": visit.period} for name, visit in visits.items()]
def of_source(text, source):  # whether a text has the form of a source
    form = {6: "dice:6:[1-6]{throws}", 10: "dice:10:[0-9]{throws}"}.get(source.get("faces"), source.kind + ":[ -~]*")
    return bool(re.fullmatch(form.replace("throws", str(source.get("throws"))), text))
class Office:  # ---- what the log has said so far: each kind of event by its members
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive: self.files = {name: archive.read(name) for name in archive.namelist()}
        self.draws, self.log, self.trusted, self.brought, self.closed, self.lost = {}, [], {}, {}, Counter(), set()
        index, self.secrets, self.said = parsed(self.files.pop("bundle.json")), parsed(self.files["secrets.json"]), []
        self.say("files have the digests stated", "bundle", index.files, {name: sha(data) for name, data in self.files.items()})
        log, events = self.files["log.jsonl"], [parsed(line) for line in self.files["log.jsonl"].splitlines() if line]
        self.say("the log is there, and canonical", "log", log, b"".join(canonical(event) + b"\n" for event in events) or None)
        for k, (before, event) in enumerate(itertools.pairwise([Row(hash="0" * 64, time=""), *events]), 1):
            clause = "§2" if event.kind in TWO[:3] else "§8" if "outcome" in event.body else "log"
            try:  # a bundle that lies may raise anything
                chained = [event.seq, event.previous, event.hash] == [k, before.hash, sha(unsigned(event, "hash"))]
                self.say(f"event {k} is chained and signed", "log", chained and event.time >= before.time and self.signs(event))
                self.say(f"{event.kind} of event {k}", clause, self.read(event))
            except Exception as error: self.say(f"{event.kind} of event {k}: {type(error).__name__}", clause, False)
            self.log.append(event)
    def say(self, what, clause, told, derived=True):
        self.said.append("look" if told is LOOK else "ok" if told == derived else "FAILED")
        print(f"{self.said[-1]:6} {what} ({clause})")
    def told(self, kind, seq=None, **members):  # what events of a kind have said, that of a number, those with these members
        return [e.body for e in self.log if e.kind == kind and seq in (None, e.seq) and members.items() <= e.body.items()]
    def live(self): return [draw for draw in self.draws.values() if draw.seed and not draw.void]
    def on_commitment(self, hash, record):
        rest, self.draws[hash] = [*self.draws.values()], Draw(self, self.event)
        number = 1 + sum(str(draw.plan.id) == record.plan.id for draw in rest)
        return record.plan.batch == number and all(draw.void or draw.seed or draw.hash in self.lost for draw in rest)
    def on_publication(self, draw, files, results, manifest):
        plan = next(one.plan.id for one in self.draws.values() if one.ref == draw)
        return results == sum(len(one.shown) for one in self.live() if one.plan.id == plan)
    def on_import(self, kind, new, tables=None, **told):
        self.brought[self.event.seq] = {kind: new} | {table: number.new for table, number in (tables or {}).items()}
    def on_undo(self, event, kind): return kind in self.brought.pop(event)
    def on_check(self, **row): self.brought[self.event.seq] = {"history": 1}
    def on_key(self, key): return opened(key)[1] == 1
    def on_trust(self, key, name, agency, department):
        self.trusted[key] = department
        return opened(key)[0] == name and (opened(key)[1] == 4) == (department == "")
    def on_distrust(self, key, ground): del self.trusted[key]
    def persons(self): return {person.name: person for person in self.told("person")}
    def on_person(self, name, role, key, ground):
        known, fits = self.persons(), opened(key)[:2] == (name, 1) and role in ("head", *(MAY if self.told("person") else ()))
        before = known.pop(name, Row(key="", role=""))
        fits = fits and role != before.role and key not in [other.key for other in known.values()]
        return fits and (key == before.key if before.role else not ground)
    def two(self): return [False, *(body.on for body in self.told("second"))][-1]
    def on_second(self, on, ground): return on != self.two() and ground != ""
    def signs(self, event):  # whether those sign it who are registered, with a role that permits it
        kind, text, known = event.kind, unsigned(event, "hash", "signatures").decode() + "\n", self.persons()
        if kind == "person" and not known: known = {event.body.name: event.body}
        if not known: return "signatures" not in event
        lines = {line.split(" ")[1]: line + "\n" for line in event.get("signatures", [])}
        fits = all(kind in MAY.get(known[n].role, [kind]) and signed(known[n].key, text, line) for n, line in lines.items())
        return fits and [*lines, ""][0] == event.actor and len(lines) == len(event.signatures) > (self.two() and kind in TWO)
    def on_checkpoint(self, text, line, key):
        keys, leaves = [body.key for body in self.told("key")], [bytes.fromhex(event.hash) for event in self.log]
        state = f"{opened(keys[0])[0]}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"
        return text == state and key == keys[-1] and signed(key, text, line)
    def on_countersignature(self, text, line, key):
        return self.told("checkpoint", text=text) != [] and self.trusted[key] == "" and signed(key, text, line)
    def on_year(self, step, year, rechecks, settled, **told):
        self.closed[year] += step == "closed"
        found = [(row, d.ref, p) for d in self.live() for p, row in d.rows.items() if d.state[p] != "returned"]
        def at(row): return row.visit.rpartition("/")[0], row.department
        last = {at(row): row.date for row, *_ in sorted(found, key=lambda one: one[0].date)}
        due = [[ref, *place, row.recheck_due] for row, ref, place in found if row.recheck_due and row.date == last[at(row)]]
        known = self.closed[year] < 2 and sorted(due) == sorted(rechecks + [row[:-1] for row in settled])
        if step != "closed": return known and step == "opened"
        mine = [draw for draw in self.draws.values() if draw.begins.year == year]
        live = [draw for draw in mine if draw in self.live()]
        left = {"undrawn": {(str(d.plan.id), n) for d in mine for n in d.batches} - {(str(d.plan.id), d.planned) for d in live},
                "open": {(d.ref, visit) for d in live for visit in d.visits if d.owed(visit)},
                "unreleased": {(d.ref, *place) for d in live for place, at in d.state.items() if at in ("entered", "checked")}}
        sums = {told["drawn"], told["done"] + told["closed"] + len(left["open"]), sum(len({*d.visits} - d.gone) for d in live)}
        same = told["commitments"] == [d.hash for d in mine] and {n: {*map(tuple, told[n])} for n in left} == left
        return known and len(sums) == 1 and same and bool(told["ground"]) == any(left.values())
    def read(self, event):  # whether an event was allowed
        if self.lost & {event.body.get(n) for n in ("commitment", "draw")} or (self.lost and event.kind == "year"): return LOOK
        kind, body, one, self.event = event.kind, dict(event.body), self, event
        if "commitment" in body:
            one = self.draws[body.pop("commitment")]
            if one.void or (one.seed and kind in TWO[:3]) or (self.closed[one.begins.year] and kind not in LATER): return False
            if kind in LATER and not all(body.get(n, n).strip() for n in "applicant words ground officer".split()): return False
            if one.seed and "date" in body and not one.since <= day(body["date"]) <= days_of(event.time)[1]: return False
        one.earliest, one.today = days_of(event.time)
        drew = [body.pop("outcome")] if "outcome" in body and kind != "draw" else []
        fits = kind in UNDERIVED or getattr(one, "on_" + kind)(**body)
        return one.again(*drew, *fits) if drew else fits in (True, None)
if __name__ == "__main__":
    sys.setrecursionlimit(10**6)
    try: sys.exit(1 if "FAILED" in (said := Office(sys.argv[1]).said) else 3 if "look" in said else 0)
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError) as error:
        print(f"no bundle: {type(error).__name__} {error}" if len(sys.argv) > 1 else __doc__)
        sys.exit(2)
