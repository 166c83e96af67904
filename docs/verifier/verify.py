"""A second verifier of audit bundles: python verify.py BUNDLE.zip

Standard library alone; no line of it is the program's. Written from the draw specification (§) and the page of formats. Each
line says what was derived again and whether the log says the same. Exit code 0: it does; 1: something differs; 2: no bundle.
"""
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
CLERK = "import undo duplicate comparison check results schedule handover handin application objection".split()
OFFICER = """plan commitment randomness draw review extension absence reinforcement publication checkpoint countersignature
    correction ending""".split()  # what a clerk, and an officer too, may do; a head may do all
TWO = "commitment randomness draw void person second".split()  # what two sign where the office asks for it
LATER = "objection answer correction ending".split()  # these may happen in a closed year too
FINDINGS = ("no problem|corrected|penalty|unreachable|none found|undisclosed|false disclosure|not at address|ordered|"
            "uncooperative|not engaged|shut down|pending|deregistered").split("|")
CLAUSES = {"commitment": "§2", "randomness": "§2", "draw": "§2"}
# ---- §1, §2: hashes, canonical text, numbers, days; text sorts by code points, and so do its bytes in UTF-8
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
def H(*parts): return sha("\n".join(parts))
def T(key, name): return sha(key + name)
def unit(digest): return Fraction(int(digest, 16), 2**256)
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def as_text(value): return value if isinstance(value, str) else "" if value is None else canonical(value).decode()
def number(text): return Fraction(str(text).rstrip(" %‰")) / {"%": 100, "‰": 1000}.get(str(text).rstrip()[-1:], 1)  # 1/20
def writable(rate): return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(math.ceil(rate * 10**9), 10**9)
def day(text): return date.fromisoformat(str(text)) if text else None
def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))
def days_of(time): return [(datetime.fromisoformat(time) + timedelta(hours=h)).date() for h in (-12, 14)]  # on any clock
def in_force(row, first, last): return (day(row["begins"]) or first) <= last and (day(row["ends"]) or last) >= first
def as_list(value): return value if isinstance(value, list) else [value]
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
@functools.cache
def decoded(data):
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = next(x for x in (pow(square, P // 8 + 1, P) * i % P for i in (1, pow(2, P // 4, P))) if x * x % P == square and y < P)
    return x if x % 2 == odd else P - x, y, 1
def opened(key):  # name and public key, whose first byte is 1, or 4 of a witness
    name, number, text = key.split("+", 2)
    public = base64.b64decode(text, validate=True)
    if sha(name.encode() + b"\n" + public)[:8] != number or len(public) != 33: raise ValueError("no key")
    return name, public
def signed(key, text, line):  # whether the line signs the text; a witness adds the time
    (name, public), data = opened(key), base64.b64decode(line.rpartition(" ")[2])
    mark, point, s = data[:-64], data[-64:-32], int.from_bytes(data[-32:], "little")
    if public[0] == 4: text = f"cosignature/v1\ntime {int.from_bytes(mark[4:], 'big')}\n{text}"
    h = int.from_bytes(hashlib.sha512(point + public[1:] + text.encode()).digest(), "little") % L
    (a, b, c), (x, y, z) = add(decoded(point), times(h, decoded(public[1:]))), times(s, decoded(b"\x58" + 31 * b"\x66"))
    fits = line == f"— {name} {base64.b64encode(data).decode()}\n" and mark[:4].hex() == key.split("+")[1]
    return fits and len(mark) == {1: 4, 4: 12}[public[0]] and s < L and (a * z - x * c) % P == (b * z - y * c) % P == 0
# ---- the plan
def rate_of(task, path):
    labels, one = dict(zip(task["strata"], path, strict=True)), "rate" if task["total"] is None else "multiplier"
    by_band = [{"band": band, one: value} for band, value in task.get(one + "s", {}).items()]
    rules = [{one: task.get(one, None if one == "rate" else 1)}, *by_band, *task.get(one + "_for", [])]
    return number([r[one] for r in rules if all(labels.get(c) in as_list(may) for c, may in r.items() if c != one)][-1])
def for_total(total, pools, weights):  # §3: r = min(1, x·m) with the least x that gives the total
    x = Fraction(total) / sum(n * weights[p] for p, n in pools.items())
    full = {p: Fraction(1) for p in pools if x * weights[p] > 1}
    rest = {p: n for p, n in pools.items() if p not in full}
    return full | for_total(total - sum(pools[p] for p in full), rest, weights) if full else {p: x * weights[p] for p in pools}
def visits_of(at, tasks):  # §6: the visits that these tasks make at a target
    found = []
    for task in tasks:
        if visit := next((v for v in found if {*v["allowed"]} & {*task["periods"]}), None):
            visit["tasks"].append(task["id"])
            visit["allowed"] = [p for p in visit["allowed"] if p in task["periods"]]
        else: found.append({"visit": f"{at}/{len(found) + 1}", "target": at, "tasks": [task["id"]], "allowed": task["periods"]})
    return found
def goes(own, rule, district):  # whether an area rule lets somebody of these areas go to the district
    if isinstance(rule, dict): return any(name in own for name in rule.get(district, []))
    return rule == "any" or (district in own) == (rule == "own")
class Facts:  # ---- from tables to facts
    def __init__(self, plan, planned, tables, live):  # live: the draws before that count
        self.plan, self.planned, self.tables, order = plan, planned, tables, [p["id"] for p in plan["period"]]
        self.targets, self.people = ({row["id"]: row for row in tables[name]} for name in ("targets", "inspectors"))
        self.alike = by(tables["targets"], lambda row: self.stays(row["id"]))
        self.signals, self.history = (by(tables[t], lambda row: self.stays(row["target"])) for t in ("signals", "history"))
        self.excluded, self.leave = by(tables["exclusions"], "target"), by(tables["leave"], "inspector")
        self.before = [draw for draw in live if draw.plan["id"] == plan["id"]]
        self.earlier = {(task, self.stays(name)) for draw in self.before for task, name in draw.drawn}
        self.batches = {batch["id"]: batch for batch in plan.get("batch", [plan | {"id": "", "periods": order}])}
        self.as_of, now = day(self.batches[planned]["as_of"]), self.batches[planned]["periods"]
        self.spans = {p["id"]: (day(p["from"]), day(p["to"])) for p in plan["period"] if p["id"] in now}
        self.begins, self.ends = min(self.spans.values())[0], max(self.spans.values())[1]
        self.labels = {n: {**dict(row["attributes"]), **row, "band": self.band_of(row)} for n, row in self.targets.items()}
        self.of = {task["id"]: task for task in self.tasks()}
        self.pools = {name: self.pool_of(task) for name, task in self.of.items()}
        if "caps" in plan: self.cap(plan["caps"], [draw for draw in live if draw.begins.year == self.begins.year])
        self.cells = {(name, path): cell for name, task in self.of.items() for path, cell in self.cells_of(task)}
        self.rates = {(task, name): rate for (task, _), (names, rate) in self.cells.items() for name in names}
    def stays(self, name): return self.stays(into) if (into := self.targets.get(name, {}).get("merged_into")) else name
    def tasks(self):  # those with periods in this batch, each with the share of the year's chance that is given by then
        usual = {"scope": {}, "total": None, "mandates": [], "strata": ["district", "category", "band"], "from_above": False,
                 "sure": False}
        sure = {"strata": [], "rate": 1, "rates": {}, "rate_for": [], "total": None, "mandates": [], "share": 1, "sure": True}
        given, weight = {self.planned, *(draw.planned for draw in self.before)}, {p["id"]: p.get("weight", 1) for p in self.plan["period"]}
        given = {p for name, batch in self.batches.items() if name in given for p in batch["periods"]}
        for told in self.plan["task"]:
            visits = {f"{told['id']}.{k}": periods for k, periods in enumerate(told.get("visits", []), 1)}
            for name, periods in (visits or {told["id"]: told.get("periods", [*weight])}).items():
                task = usual | told | {"id": name, "of": told["id"], "periods": [p for p in self.spans if p in periods]}
                task["share"] = Fraction(sum(weight[p] for p in periods if p in given), sum(weight[p] for p in periods))
                task["follows"] = name in [*visits][1:] and {at for task, at in self.earlier if task == told["id"] + ".1"}
                if task["periods"]: yield task | (sure if task["from_above"] or task["follows"] else {})
    def past(self, name): return sorted({v["date"] for v in self.history[name] if day(v["date"]) <= self.as_of}, reverse=True)
    def points(self, name, factor, rule):
        def before(k): return months_before(self.as_of, rule["months"] * k)
        mine = (s for s in self.signals[name] if s["factor"] == factor and s["substantiated"] and s["date"])
        mine = (s for s in mine if before(1) <= day(s["date"]) <= self.as_of < (day(s["ended"]) or date.max))
        if factor != "recency": n = sum(s["count"] * s["severity"] for s in mine)
        elif past := self.past(name): n = next(k for k in itertools.count() if before(k + 1) < day(past[0]))
        else: return rule["cap"]
        return min(rule["cap"], rule["points"] * n)
    def band_of(self, row):
        rules, factors = self.plan["points"], {"complaint", "hazard", "credit", "violation", "recency"}
        points, bands = sum(self.points(row["id"], name, rules[name]) for name in factors & rules.keys()), rules["bands"]
        least = bands.get(rules.get("credit_floor", {}).get(row["credit_class"]), 0)
        return [name for name, from_ in bands.items() if max(points, least) >= from_][-1]
    def listed(self, task): return [a for a in self.tables["assigned"] if a["task"] in (task["id"], task["of"]) and not a["gone"]]
    def pool_of(self, task):  # who is in the task's scope, each with the ground that keeps it out, or ""
        scope = task["scope"].items()
        found = [name for name, labels in self.labels.items() if all(labels.get(c, "") in as_list(may) for c, may in scope)]
        if task["from_above"]: found = {self.stays(row["target"]) for row in self.listed(task)} & self.targets.keys()
        grounds = {name: self.ground(name, task) for name in sorted(found)}
        return {name: ground for name, ground in grounds.items() if ground or not task["follows"] or name in task["follows"]}
    def ground(self, name, task):
        row, now, of = self.targets[name], (self.as_of, self.as_of), {task["id"], task["of"]}
        told = sorted(e["ground"] for e in self.excluded[name] if in_force(e, *now) and (not e["tasks"] or of & {*e["tasks"]}))
        status = "merged" if row["merged_into"] else row["status"]
        own = [] if task["from_above"] else told if status == "active" else [status]
        return [*own, "drawn before" if (task["id"], name) in self.earlier else ""][0]
    def acting(self, names): return {rule["department"] for name in names for rule in self.of[name]["team"]}
    def most(self, *names):  # the most visits, of all (None) and of each department, that any set of these tasks can bring
        found = Counter()
        for some in itertools.product(*([[name]] if self.of[name]["from_above"] else [[], [name]] for name in names)):
            visits = visits_of("", [self.of[name] for name in itertools.chain(*some)])
            found |= Counter(d for visit in visits for d in {None, *self.acting(visit["tasks"])})
        return found
    def cap(self, rules, live):  # keeps targets out of tasks that could bring them above an upper limit
        limits = dict.fromkeys(self.acting(self.of), rules.get("per_agency", math.inf)) | {None: rules.get("all_levels", math.inf)}
        most, seen, used, kept = functools.cache(self.most), set(), Counter(), defaultdict(list)
        unit = {n: row["entity"] if row["entity"] and rules.get("unit") != "target" else (n,) for n, row in self.targets.items()}
        for name, row in [(name, row) for name in unit for row in self.history[name] if day(row["date"]).year == self.begins.year]:
            words = {"individual": {"individual", row["ground"]}, "special": {"special"} if row["level"] else set()}
            if not words.get(row["kind"], set()) & {*rules.get("not_counted", [])}:
                seen.add((unit[name], name, row["date"], "/" if row["level"] else row["department"]))
        for draw, visit in [(draw, visit) for draw in live for name, visit in draw.visits.items() if name not in draw.gone]:
            told = {(of, row["date"]) for (name, of, _), row in draw.rows.items() if name == visit["visit"]}
            name, when = self.stays(visit["target"]), max((when for _, when in told), default=draw.hash + visit["visit"])
            seen |= {(unit[name], name, when, of) for of in draw.acting(visit["tasks"]) - {of for of, _ in told}}
        for of, *_ in {row[:3] for row in seen}: used[of, None] += 1
        for of, *_, department in seen: used.update((of, d) for d in ([department] if department else limits.keys() - {None}))
        order = sorted(unit, key=lambda name: (self.past(name)[:1], name))
        pairs = [(name, task) for name in order for task, pool in self.pools.items() if pool.get(name) == ""]
        for name, task in sorted(pairs, key=lambda pair: not self.of[pair[1]]["from_above"]):
            more = [other for other in self.of if other == task or other in kept[name]]
            rise = most(*more) - most(*kept[name])
            if not self.of[task]["from_above"] and any(used[unit[name], d] + n > limits[d] for d, n in rise.items()):
                self.pools[task][name] = "cap"
            else:
                kept[name] = more
                used.update({(unit[name], d): n for d, n in rise.items()})
    def cells_of(self, task):  # §3: the names and the rate of each path
        def lifted(rates, cells, share, drawn, write):  # so far that mandates are kept, deepest nodes first
            for mandate in sorted(task["mandates"], key=lambda m: -len(m.get("node", []))):
                top, told = mandate.get("node", []), mandate["least"]
                pools, of_year, before = ({p: len(cell[p]) for p in cell if [*p[: len(top)]] == top} for cell in (cells, year, drawn))
                least = (told if type(told) is int else math.ceil(sum(of_year.values()) * number(told))) - mandate.get("short", 0)
                least = math.floor(least * share) - sum(before.values())
                if math.floor(sum(n * rates[p] for p, n in pools.items())) < least:
                    rates = rates | {p: write(rate) for p, rate in for_total(least, pools, rates).items()}
            return rates
        pool, gone = self.pools[task["id"]], {name for at, name in self.earlier if at == task["id"]}
        names = [name for name, ground in pool.items() if not ground or name in gone]
        year = by(names, lambda name: tuple(self.labels[name].get(column, "") for column in task["strata"]))
        drawn, sizes = {p: gone & {*names} for p, names in year.items()}, {p: len(names) for p, names in year.items()}
        rates, found = {path: rate_of(task, path) for path in year}, {}
        if task["total"] is not None: rates = for_total(task["total"], sizes, rates)
        rates = lifted(rates, year, 1, {}, lambda rate: rate)
        for path, name in [(path, name) for path, names in year.items() for name in names if not pool[name]]:
            had = 0 if task["sure"] else writable(1 - math.prod(1 - draw.rates.get((task["id"], name), 0) for draw in self.before))
            rate = writable((writable(rates[path]) * task["share"] - had) / (1 - had))
            if rate > 0: found.setdefault((*path, str(had).replace("/", ":")), (rate, []))[1].append(name)
            else: pool[name] = "chance had"
        if {path[-1] for path in found} <= {"0"}: found = {path[:-1]: cell for path, cell in found.items()}
        cells = {path: names for path, (_, names) in found.items()}
        rates = lifted({path: rate for path, (rate, _) in found.items()}, cells, task["share"], drawn, writable)
        return [(path, (cells[path], rates[path])) for path in sorted(cells)]
    def barred(self, target):
        tasks = [task for name, task in self.of.items() if self.pools[name].get(target) == ""]
        rows = [row for task in tasks for row in self.listed(task) if self.stays(row["target"]) == target]
        told = {who for row in rows for who in row["inspectors"]} & self.people.keys()
        named, found = {self.people[who]["department"] for who in told}, set()
        for c in (c for c in self.tables["conflicts"] if in_force(c, self.begins, self.ends)):
            column = "id" if c["subject"] == "target" else c["subject"]
            if c["value"] in {row[column] for row in self.alike[target]} - {""}: found.add(c["inspector"])
        for who, row in self.people.items():
            rules = [r.get("area", "any") for task in tasks for r in task["team"] if r["department"] == row["department"]]
            allowed = all(goes(row["areas"], rule, self.targets[target]["district"]) for rule in rules)
            if not allowed or (row["department"] in named and who not in told): found.add(who)
        return found
    def away(self, who, period):
        begins, ends = self.spans[period]
        days = [begins + timedelta(k) for k in range((ends - begins).days + 1)]
        return 2 * sum(any(in_force(row, d, d) for row in self.leave[who]) for d in days) >= len(days)
    def absent(self):
        until = {w: day(row["certificate_until"]) or date.max if row["active"] else date.min for w, row in self.people.items()}
        return {(w, p) for w in self.people for p, (_, ends) in self.spans.items() if until[w] < ends or self.away(w, p)}
    def last(self, target):
        days = self.past(target)[: self.plan["inspectors"].get("rotation", 1)]
        return {who for v in self.history[target] if v["date"] in days for who in v["inspectors"]}
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
        self.short = [slot for slot in draw.slots if slot in dead]  # §9: who can be reached from an open slot
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
        self.hash, record, self.office = event["body"]["hash"], event["body"]["record"], office
        self.ref, self.sources, told = f"{record['plan']['id']}-{record['plan']['batch']}", record["randomness"], record["tables"]
        secrets, text = office.secrets[self.hash], office.files[f"frozen/{record['plan']['digest']}"]
        stated = [self.hash, event["time"], event["previous"], record["plan"]["digest"], record["secret"] or sha("")]
        held = [sha(canonical(record)), record["dated"], record["previous"], sha(text), sha(secrets["draw"])]
        self.say("the commitment fits its record, its event, the plan and the secret", "§2", stated, held)
        self.secret, self.randomness, self.seed, self.since, self.void, tables = secrets["draw"], "", "", "", False, {}
        self.visits, self.have, self.state, self.asked, self.until, self.reserves, self.rows = ({} for _ in range(7))
        self.shown, self.objected, self.upheld, self.drawn, self.gone, self.cancelled = {}, {}, {}, set(), set(), set()
        for name, *fields in map(str.split, TABLES.split("\n")):
            tables[name] = [json.loads(line) for line in office.files[f"frozen/{told[name]['root']}"].splitlines()]
            rows = ((row["id"], [as_text(row[f]) for f in fields]) for row in tables[name])
            self.say(f"table {name}", "tables", told[name], hidden(rows, secrets["tables"], name))
        brought = sum((Counter(brought) for brought in office.brought.values()), Counter())
        self.say("records as many as the log brought", "tables", [told[name]["count"] for name in told], [brought[name] for name in told])
        super().__init__(tomllib.loads(text.decode(), parse_float=str), record["plan"]["planned"], tables, office.live())
        self.absent, self.barred, usual = self.absent(), functools.cache(self.barred), self.plan["inspectors"]["limit"]
        self.limits = {who: usual if row["limit"] is None else row["limit"] for who, row in self.people.items()}
        self.limits |= {(who, period): n for who, row in self.people.items() for period, n in row["period_limits"]}
        rows = [(f"{t}/{name}", [t, name, *p]) for (t, p), (names, _) in self.cells.items() for name in names]
        self.say("frame from signals, points and bands", "§3", record["frame"], hidden(rows, secrets["tables"], "frame"))
        rows = [("/".join((t, *p)), [t, *p, str(len(n)), str(r)]) for (t, p), (n, r) in self.cells.items()]
        self.say("cells, rates and mandates", "§3", record["cells"], hidden(rows, secrets["tables"], "cells"))
        left = Counter((task, ground) for task, pool in self.pools.items() for ground in pool.values() if ground)
        self.say("exclusions by ground", "§3", {(e["task"], e["ground"]): e["count"] for e in record["excluded"]}, left)
    def say(self, what, *told): say(f"{self.ref} {what}", *told)
    def K(self, label): return H("double-random/1/" + label, self.seed)[:32]
    def on_randomness(self, text, evidence, ground):
        pairs = [*zip(text.split("+"), self.sources, evidence, strict=True)]
        if self.randomness or bool(ground) == all(of_source(part, source) for part, source, _ in pairs): return False
        self.randomness = text
        return all(any(of_source(part, one) for one in [source, *source.get("fallbacks", [])]) for part, source, _ in pairs)
    def on_draw(self, outcome):
        if self.seed: raise ValueError("drawn before")
        self.since, self.seed = self.earliest, H("double-random/1/seed", self.hash, self.randomness, self.secret)
        drawn, n, parts, targets = defaultdict(list), {}, [], []
        for task in self.of:  # §4
            key, running = self.K("cell/" + task), unit(T(self.K("start/" + task), ""))
            paths = [path for name, path in self.cells if name == task]
            for path in sorted(paths, key=lambda p: [T(key, "/".join(p[: j + 1])) for j in range(len(p))]):
                before, running = running, running + len(self.cells[task, path][0]) * self.cells[task, path][1]
                n[task, path] = math.floor(running) - math.floor(before)
        for (task, path), (names, rate) in self.cells.items():  # §5
            key = self.K("target" if self.plan.get("coordination", "shared") == "shared" else "target/" + task)
            ranked, drew = sorted((T(key, name), name) for name in names), n[task, path]
            parts.append({"task": task, "path": [*path], "pool": len(names), "rate": str(rate), "drawn": drew})
            parts[-1]["expected"] = str(len(names) * rate)
            for rank, (ticket, name) in enumerate(ranked[:drew], 1):
                targets.append({"task": task, "target": name, "ticket": ticket, "rank": rank})
                drawn[name].append(self.of[task])
            self.reserves |= {(task, name): [name for _, name in ranked[drew:]] for name in names}
        self.stand(self.periods([visit for target, tasks in drawn.items() for visit in visits_of(target, tasks)]))
        best, slack = Seats(self, {}, self.limits), self.plan["inspectors"].get("even_load_slack")
        caps = None if slack is None else self.even(best.filled)
        most = self.limits | {who: min(self.limits[who], cap + slack) for who, cap in (caps or {}).items()}
        found = {"format": "double-random/outcome@1", "specification": "double-random/1", "seed": self.seed, "after": []}
        found |= {"allocation": parts, "targets": targets, "visits": shown(self.visits.values()), "shortage": self.shortage(best)}
        found |= {"even_load": caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps)], **self.seat(self.slots, most)}
        for name, clause in zip(found, "outcome outcome §2 outcome §4 §5 §6 §9 §7 §7 §7 §7".split(), strict=True):
            self.say(name.replace("_", " "), clause, outcome[name], found[name])
    def periods(self, visits):  # §6
        weight = {p["id"]: p.get("weight", 1) for p in self.plan["period"]}
        order = sorted(visits, key=lambda visit: T(self.K("visit"), visit["visit"]))
        for allowed, group in by(order, lambda visit: tuple(visit["allowed"])).items():
            u, upto = unit(T(self.K("period"), "/".join(allowed))), [*itertools.accumulate(weight[p] for p in allowed)]
            ends = [math.floor(Fraction(len(group) * w, upto[-1]) + u) for w in upto]
            for k, visit in enumerate(group): visit["period"] = allowed[next(j for j, end in enumerate(ends) if k < end)]
        return visits
    def stand(self, visits):  # §7: slots are target, period, department, qualification, lead
        visits = sorted(visits, key=lambda visit: T(self.K("team-order"), visit["visit"]))
        self.visits, self.slots = {visit["visit"]: visit for visit in visits}, {}
        self.drawn |= {(name, visit["target"]) for visit in visits for name in visit["tasks"]}
        for visit in visits:
            made, rules = [], [rule for name in visit["tasks"] for rule in self.of[name]["team"]]
            for department, mine in by(rules, "department").items():
                asked = sorted({q for r in mine for q in r.get("qualifications", [])})
                size = max(len(asked), *(r.get("officers", 2) for r in mine))
                leads = len(asked) % size if size and any(r.get("lead", False) for r in mine) else None
                made += [(department, q, j == leads) for j, q in enumerate(asked + [None] * (size - len(asked)))]
            self.slots |= {(visit["visit"], j): (visit["target"], visit["period"], *slot) for j, slot in enumerate(made, 1)}
        self.have = {slot: self.have.get(slot) for slot in self.slots}
    def able(self, slot):  # who is eligible
        target, period, department, qualification, lead = self.slots[slot]
        mine = [row for row in self.people.values() if row["department"] == department and row["lead"] >= lead]
        mine = [row["id"] for row in mine if qualification in (None, *row["qualifications"])]
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
                told = {"visit": visit, "slot": j, "inspector": who}
                if work.decide((visit, j), who): break
                found["refused"].append(told)
            found["teams"].append(told)
            self.have[visit, j] = who
        return found
    # what happened then (§8, results): whether it was allowed, and what it changes; of what draws also the slots that it empties
    def again(self, outcome, fits, emptied, visits=(), ended=()):
        for slot in emptied: self.have[slot] = None
        self.say("what it drew", "§8", outcome, {"visits": shown(visits), "ended": [*ended], **self.seat(emptied, self.limits)})
        return fits
    def done(self): return self.gone | {visit for visit, *_ in self.rows}
    def held(self, who): return [slot for slot, held in self.have.items() if held == who and slot[0] not in self.done()]
    def team(self, visit, of=None): return {w for s, w in self.have.items() if s[0] == visit and of in (None, self.slots[s][2])}
    def owed(self, visit):
        tasks = [self.of[name] for name in self.visits[visit]["tasks"] if name not in self.cancelled]
        places = {(visit, rule["department"], item) for task in tasks for rule in task["team"] for item in task["items"]}
        return {place for place in places if self.state.get(place, "returned") == "returned"}
    def days(self, visit): return (span := self.spans[self.visits[visit]["period"]])[0], self.until.get(visit, span[1])
    def on_application(self, **paper):
        again = any((a["inspector"], a["target"]) == (paper["inspector"], paper["target"]) for a, _ in self.asked.values())
        self.asked[self.seq] = paper, []
        return not again and any(self.slots[s][0] == paper["target"] for s in self.held(paper["inspector"]))
    def on_rejection(self, application, officer, date, ground):
        asked, no = self.asked[application]
        no.append(self.seq)
        return len(no) <= 2 and asked["date"] <= date
    def on_recusal(self, application, officer, **paper):
        asked, no = (paper, []) if application is None else self.asked[application]
        self.barred(paper["target"]).add(paper["inspector"])
        fits = paper | {"date": asked["date"]} == asked and asked["date"] <= paper["date"] and len(no) < 2
        forms = (paper["on"], bool(paper["applicant"])) in (("own", False), ("party", True))
        fits = fits and forms and paper["relation"] in ("kin", "interest", "other")
        return fits, [s for s in self.held(paper["inspector"]) if self.slots[s][0] == paper["target"]]
    def on_absence(self, inspector, kind, begins, ends, periods, ground):
        told = {"begins": begins, "ends": ends}
        if begins and ends: self.leave[inspector].append(told)
        away = [p for p, span in self.spans.items() if in_force(told, *span) and (not ends or self.away(inspector, p))]
        self.absent |= {(inspector, period) for period in periods}
        fits = kind in ("leave", "sick", "left") and {*periods} <= {*away} and (periods == away or not begins)
        return fits, [s for s in self.held(inspector) if self.slots[s][1] in periods]
    def on_reinforcement(self, inspector, limit, ground):
        before, self.limits[inspector] = self.limits[inspector], limit
        return limit > before, [slot for slot, who in self.have.items() if who is None]
    def on_replacement(self, visit, period, ground):
        old, met = self.visits[visit], {target for _, target in self.drawn}
        fits = visit not in self.done() and period in old["allowed"] and ground in self.plan["replacement"]["grounds"]
        kept = any(self.of[name]["from_above"] or name in self.cancelled for name in old["tasks"])
        into = by(old["tasks"], lambda task: next((t for t in self.reserves[task, old["target"]] if t not in met), None))
        ended = into.pop(None, [])
        opened = [{**old, "visit": f"{t}/1", "target": t, "tasks": names, "period": period} for t, names in into.items()]
        self.stand([v for v in self.visits.values() if v is not old] + opened)
        return fits and not kept, [s for s in self.slots if self.visits[s[0]] in opened], opened, ended
    def on_appointment(self, visit, slot, inspector, name, department, order, officer):
        fits = visit not in self.done() and self.have[visit, slot] is None and inspector not in self.team(visit)
        row, self.have[visit, slot] = self.people.get(inspector, {"name": name, "department": department}), inspector
        return fits and (name, department) == (row["name"], row["department"]), []
    def on_cancellation(self, task, document, agency, ground, visits):
        owing, new = [v for v in self.visits if self.owed(v) and v not in self.gone], task in self.of.keys() - self.cancelled
        self.cancelled |= {task}
        ended = [v for v in owing if self.cancelled >= {*self.visits[v]["tasks"]}]
        self.gone |= {*ended}
        return new and sorted(visits) == sorted(ended)
    def on_results(self, file, sha256, rows):
        fits = []
        for row in rows:
            place = row["visit"], row["department"], row["item"]
            fits += [place in self.owed(row["visit"]), self.fits(row)]
            self.rows[place], self.state[place], self.office.brought[self.hash, *place[:2]] = row, "entered", ["history"]
        return all(fits)
    def fits(self, row):
        when, team, (begins, ends) = day(row["date"]), self.team(row["visit"], row["department"]), self.days(row["visit"])
        fits = {*row["inspectors"]} <= team and None not in team and max(self.since, begins) <= when <= min(self.today, ends)
        known = row["finding"] in FINDINGS and row["follow_up"] in ("", *"none referred ordered case notified other".split())
        return fits and known and when <= (day(row["recheck_due"]) or when)
    def on_review(self, decision, rows, ground):
        places, before = [*map(tuple, rows)], {"checked": ["entered"], "returned": ["entered", "checked"], "released": ["checked"]}
        fits = all(self.state[place] in before[decision] for place in places)
        self.state |= dict.fromkeys(places, decision)
        if decision == "released": self.shown |= dict.fromkeys(places, self.earliest)
        return fits and bool(ground) == (decision == "returned")
    def on_objection(self, row, applicant, words, date):
        self.objected[self.seq] = place, received = tuple(row), day(date)
        return self.shown[place] <= received
    def on_answer(self, objection, decision, ground, officer, document, date):
        place, received = self.objected.pop(objection)
        if decision == "upheld": self.upheld[objection] = place
        return decision in ("upheld", "rejected") and received <= day(date)
    def on_correction(self, row, ground, officer, objection):
        place = row["visit"], row["department"], row["item"]
        before, self.rows[place] = self.rows[place], row
        return self.fits(row) and place in self.shown and row != before and objection in (None, *(k for k in [objection] if self.upheld.pop(k, None) == place))
    def on_ending(self, rows, ground, document, officer):
        for place in rows: del self.shown[tuple(place)]
        return bool(rows) and (bool(document.strip()) if ground in ("credit repair", "order") else ground == "retention")
    def on_extension(self, visit, until, ground, officer):
        (_, before), self.until[visit] = self.days(visit), day(until)
        return before < day(until) and visit not in self.gone
    def on_void(self, ground): self.void = bool(ground)
    def on_handover(self, visits, file, sha256, key, **told):
        head, *rows = map(json.loads, self.office.files[f"frozen/{sha256}"].decode().split("\n\n")[0].split("\n")[1:])
        seated = all(self.have[row["visit"], place["slot"]] == place["id"] for row in rows for place in row["team"])
        stands = all(self.visits[row["visit"]]["period"] == row["period"]["id"] for row in rows) and len(rows) == visits
        told = (told | {"commitment": self.hash, "draw": self.ref}).items() <= head.items()
        return seated and stands and told and key == self.office.keys[-1]
def shown(visits): return [{name: visit[name] for name in ("visit", "tasks", "period")} for visit in visits]
def of_source(text, source):  # whether a text has the form of a source
    form = {6: "dice:6:[1-6]{throws}", 10: "dice:10:[0-9]{throws}"}.get(source.get("faces"), source["kind"] + ":[ -~]*")
    return bool(re.fullmatch(form.replace("throws", str(source.get("throws"))), text))
SAID = Counter()  # ---- the bundle
def say(what, clause, told, derived=True):
    word = "ok" if told == derived else "FAILED"
    SAID[word] += 1
    print(f"{word:6} {what} ({clause})")
class Office:  # what the log has said so far: each kind of event by its members
    def __init__(self, files):
        self.files, self.secrets, self.leaves, self.keys, self.texts = files, json.loads(files["secrets.json"]), [], [], []
        self.draws, self.trusted, self.brought, self.persons, self.closed, self.second = {}, {}, {}, {}, Counter(), False
    def live(self): return [draw for draw in self.draws.values() if draw.seed and not draw.void]
    def on_commitment(self, hash, record):
        waits = any(not draw.void and not draw.seed for draw in self.draws.values())
        number = 1 + sum(draw.plan["id"] == record["plan"]["id"] for draw in self.draws.values())
        self.draws[hash] = Draw(self, self.event)
        return not waits and record["plan"]["batch"] == number
    def on_publication(self, draw, files, results, manifest):
        plan = next(one.plan["id"] for one in self.draws.values() if one.ref == draw)
        return results == sum(len(one.shown) for one in self.live() if one.plan["id"] == plan)
    def on_import(self, kind, new, tables=None, **told):
        self.brought[self.seq] = {kind: new} | {table: number["new"] for table, number in (tables or {}).items()}
    def on_undo(self, event, kind): return kind in self.brought.pop(event)
    def on_check(self, **row): self.brought[self.seq] = ["history"]
    def on_key(self, key):
        self.keys.append(key)
        return opened(key)[1][0] == 1
    def on_trust(self, key, name, agency, department):
        self.trusted[key] = department
        return opened(key)[0] == name and (opened(key)[1][0] == 4) == (department == "")
    def on_distrust(self, key, ground): del self.trusted[key]
    def on_person(self, name, role, key, ground):
        (before, was), others = self.persons.get(name, ("", "")), {k for n, (k, _) in self.persons.items() if n != name}
        fits = role in ("", "clerk", "officer", "head", "auditor") and role != was and (self.persons or role == "head")
        self.persons[name] = key, role
        return fits and (opened(key)[0], opened(key)[1][0]) == (name, 1) and key not in others and (key == before if was else not ground) 
    def on_second(self, on, ground):
        before, self.second = self.second, on
        return on != before and bool(ground)
    def signs(self, event):  # whether those sign it who are registered, with a role that permits it
        kind, body = event["kind"], event["body"]
        if not self.persons and kind != "person": return "signatures" not in event
        known = self.persons or {body["name"]: (body["key"], body["role"])}
        may = {"head": [kind], "officer": CLERK + OFFICER, "clerk": CLERK, "auditor": [], "": []}
        text = canonical({k: v for k, v in event.items() if k not in ("hash", "signatures")}).decode() + "\n"
        lines = {line.split(" ")[1]: line + "\n" for line in event["signatures"]}
        fits = all(kind in may[known[name][1]] and signed(known[name][0], text, line) for name, line in lines.items())
        return fits and [*lines][0] == event["actor"] and len(lines) == len(event["signatures"]) > (self.second and kind in TWO)
    def on_checkpoint(self, text, line, key):
        self.texts.append(text)
        told = [self.keys[0].split("+")[0], str(len(self.leaves)), base64.b64encode(root(self.leaves)).decode(), ""]
        return text.split("\n") == told and key == self.keys[-1] and signed(key, text, line)
    def on_countersignature(self, text, line, key):
        return text in self.texts and self.trusted[key] == "" and signed(key, text, line)
    def on_year(self, step, year, rechecks, settled, **told):
        self.closed[year] += step == "closed"
        rows = [(draw.ref, p, row) for draw in self.live() for p, row in draw.rows.items() if draw.state[p] != "returned"]
        last = {(p[0].rpartition("/")[0], p[1]): row["date"] for _, p, row in sorted(rows, key=lambda row: row[2]["date"])}
        due = [[ref, *p, row["recheck_due"]] for ref, p, row in rows if row["recheck_due"] and row["date"] == last[p[0].rpartition("/")[0], p[1]]]
        known = self.closed[year] < 2 and sorted(due) == sorted(rechecks + [row[:-1] for row in settled])
        if step != "closed": return known and step == "opened"
        mine = [draw for draw in self.draws.values() if draw.begins.year == year]
        live = [draw for draw in mine if draw in self.live()]
        undrawn = {(draw.plan["id"], name) for draw in mine for name in draw.batches} - {(draw.plan["id"], draw.planned) for draw in live}
        owing = [[draw.ref, visit] for draw in live for visit in draw.visits if draw.owed(visit)]
        left = [*map(list, undrawn)], owing, [[draw.ref, *p] for draw in live for p, at in draw.state.items() if at in ("entered", "checked")]
        drawn = told["drawn"] == sum(len(draw.visits) - len(draw.gone) for draw in live) == told["done"] + told["closed"] + len(owing)
        same = [*map(sorted, left)] == [sorted(told[name]) for name in ("undrawn", "open", "unreleased")]
        return known and drawn and same and told["commitments"] == [draw.hash for draw in mine] and bool(told["ground"]) == any(left)
    def read(self, event):
        kind, body, one, self.event, signs = event["kind"], dict(event["body"]), self, event, self.signs(event)
        if "commitment" in body: one = self.draws[body.pop("commitment")]
        one.seq, (one.earliest, one.today) = event["seq"], days_of(event["time"])
        if one is not self:
            if one.void or (self.closed[one.begins.year] and kind not in LATER): raise ValueError("it is over")
            if one.seed and "date" in body and not one.since <= day(body["date"]) <= one.today: raise ValueError("no such day")
        if kind in LATER and not all(body[name].strip() for name in {"applicant", "words", "ground", "officer"} & body.keys()): return False
        if kind in OTHERS: return signs
        outcome = body.pop("outcome", None) if kind != "draw" else None
        answer = getattr(one, "on_" + kind)(**body)
        if outcome: answer = one.again(outcome, *answer)
        return signs and (True if answer is None else answer)
def verify(path):  # how many checks fail
    SAID.clear()
    with zipfile.ZipFile(path) as archive: files = {name: archive.read(name) for name in archive.namelist()}
    found = {name: sha(data) for name, data in files.items() if name != "bundle.json"}
    say("files have the digests stated", "bundle", json.loads(files["bundle.json"])["files"], found)
    events = [json.loads(line) for line in files["log.jsonl"].splitlines() if line]
    before, office = {"hash": "0" * 64}, Office(files)
    say("the log is there, and canonical", "log", files["log.jsonl"], b"".join(canonical(e) + b"\n" for e in events) or None)
    for k, event in enumerate(events, 1):
        bare = {name: value for name, value in event.items() if name != "hash"}
        chained = (event["seq"], event["previous"], event["hash"]) == (k, before["hash"], sha(canonical(bare)))
        if not chained or event["time"] < before.get("time", ""): say(f"event {k} is numbered, dated and chained", "log", False)
        what, before = f"{event['kind']} of event {k}", event
        clause = CLAUSES.get(event["kind"], "§8" if "outcome" in event["body"] else "log")
        try: say(what, clause, office.read(event))  # a bundle that lies may raise anything
        except Exception as error: say(f"{what} cannot be followed, {type(error).__name__}", clause, False)
        office.leaves.append(bytes.fromhex(event["hash"]))
    return SAID["FAILED"]
if __name__ == "__main__":
    try: sys.exit(1 if verify(sys.argv[1]) else 0)
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError) as error:
        print(f"no bundle: {type(error).__name__} {error}" if len(sys.argv) > 1 else __doc__)
        sys.exit(2)
