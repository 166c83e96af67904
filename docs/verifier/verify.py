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
ROLES = ["auditor", "clerk", "officer", "head"]  # and who may do what: the least of them, by kind; the head all else
LEAST = dict.fromkeys("import undo duplicate comparison check results schedule handover handin application objection".split(), 1)
LEAST |= dict.fromkeys("plan commitment randomness draw review extension absence reinforcement publication".split(), 2)
LEAST |= dict.fromkeys("checkpoint countersignature correction ending".split(), 2)
TWO = "commitment randomness draw void person second".split()  # what two sign where the office asks for it
LATER = "objection answer correction ending".split()  # these may happen in a closed year too
FINDINGS = ("no problem|corrected|penalty|unreachable|none found|undisclosed|false disclosure|not at address|ordered|"
            "uncooperative|not engaged|shut down|pending|deregistered").split("|")
CLAUSES = dict.fromkeys(["commitment", "randomness", "draw"], "§2")
CLAUSES |= dict.fromkeys(["recusal", "absence", "reinforcement", "replacement", "appointment"], "§8")
# ---- §1, §2: hashes, canonical text, numbers, days; text sorts by code points, and so do its bytes in UTF-8
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
def H(*parts): return sha("\n".join(parts))
def T(key, name): return sha(key + name)
def unit(digest): return Fraction(int(digest, 16), 2**256)
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def number(text): return Fraction(str(text).rstrip(" %‰")) / {"%": 100, "‰": 1000}.get(str(text).rstrip()[-1:], 1)  # 1/20
def writable(rate): return rate if max(rate.numerator, rate.denominator) < 2**53 else Fraction(math.ceil(rate * 10**9), 10**9)
def day(text): return date.fromisoformat(str(text)) if text else None
def months_before(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, calendar.monthrange(year, month + 1)[1]))
def days_of(time): return [(datetime.fromisoformat(time) + timedelta(hours=h)).date() for h in (-12, 14)]  # on any clock
def in_force(row, first, last): return (day(row["begins"]) or first) <= last and (day(row["ends"]) or last) >= first
def as_list(value): return value if isinstance(value, list) else [value]
def root(leaves):  # RFC 6962 §2.1
    half = 1 << (len(leaves) - 1).bit_length() - 1 if len(leaves) > 1 else 0
    data = b"\1" + root(leaves[:half]) + root(leaves[half:]) if half else b"".join(b"\0" + leaf for leaf in leaves)
    return hashlib.sha256(data).digest()
# ---- Ed25519 (RFC 8032): points X, Y, Z with x = X/Z and y = Y/Z on −x² + y² = 1 + D·x²·y²
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
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
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square: x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or y >= P or len(data) != 32: raise ValueError("no point")
    return x if x % 2 == odd else P - x, y, 1
def holds(public, text, signature):
    point, s = signature[:32], int.from_bytes(signature[32:], "little")
    (a, b, _), h = decoded(public), int.from_bytes(hashlib.sha512(point + public + text).digest(), "little")
    x, y, z = add(times(s, decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), times(h % L, (P - a, b, 1)))
    x, y = (x * pow(z, -1, P) % P, y * pow(z, -1, P) % P)
    return s < L and (y + x % 2 * 2**255).to_bytes(32, "little") == point
def verifier(key):  # C2SP signed note: name and key; the key's first byte is 1, or 4 of a witness
    name, number, text = key.split("+", 2)
    public = base64.b64decode(text)
    if key != f"{name}+{sha(name.encode() + chr(10).encode() + public)[:8]}+{base64.b64encode(public).decode()}": raise ValueError("no key")
    return name, number, public
def signed(key, text, line):  # a witness signs with its time
    (name, number, public), data = verifier(key), base64.b64decode(line.rpartition(" ")[2])
    if public[0] == 4: text = f"cosignature/v1\ntime {int.from_bytes(data[4:12], 'big')}\n{text}"
    fits = len(data) == (76 if public[0] == 4 else 68) and line == f"— {name} {base64.b64encode(data).decode()}\n"
    return fits and data[:4].hex() == number and holds(public[1:], text.encode(), data[-64:])
def hidden(rows, master, table):  # a table's count and root from (identifier, fields)
    secret = H("double-random/table", master, table)
    found = sorted(sha("\x1f".join((sha(secret + name)[:32], *fields))) for name, fields in rows)
    ends = [bisect.bisect(found, f"{k:03x}g") for k in range(-1, 4096)]
    return {"count": len(found), "root": root([sha("".join(found[a:b])).encode() for a, b in itertools.pairwise(ends)]).hex()}
def as_text(value): return value if isinstance(value, str) else "" if value is None else canonical(value).decode()
def tasks_of(plan, now, given):  # ---- the plan: tasks with periods now, and the share of the year's chance that is given by then
    usual = {"scope": {}, "total": None, "mandates": [], "strata": ["district", "category", "band"], "from_above": False}
    weight = {p["id"]: p.get("weight", 1) for p in plan["period"]}
    for told in plan["task"]:
        visits = {f"{told['id']}.{k}": periods for k, periods in enumerate(told.get("visits", []), 1)}
        for name, periods in (visits or {told["id"]: told.get("periods", [*weight])}).items():
            share = Fraction(sum(weight[p] for p in periods if p in given), sum(weight[p] for p in periods))
            if mine := [p for p in now if p in periods]:
                yield usual | told | {"id": name, "of": told["id"], "periods": mine, "share": share}
def rate_of(task, path):
    labels, one = dict(zip(task["strata"], path, strict=True)), "rate" if task["total"] is None else "multiplier"
    by_band = [{"band": band, one: value} for band, value in task.get(one + "s", {}).items()]
    rules = [{one: task.get(one, None if one == "rate" else 1)}, *by_band, *task.get(one + "_for", [])]
    fits = [rule[one] for rule in rules if all(labels.get(c) in as_list(may) for c, may in rule.items() if c != one)]
    return number(fits[-1])
def visits_of(at, tasks):  # §6: the visits that these tasks make at a target
    found = []
    for task in tasks:
        if visit := next((v for v in found if {*v["allowed"]} & {*task["periods"]}), None):
            visit["tasks"].append(task["id"])
            visit["allowed"] = [p for p in visit["allowed"] if p in task["periods"]]
        else: found.append({"visit": f"{at}/{len(found) + 1}", "target": at, "tasks": [task["id"]], "allowed": task["periods"]})
    return found
class Facts:  # ---- from tables to facts
    def __init__(self, plan, planned, tables, before):
        self.plan, self.planned, self.tables, self.before = plan, planned, tables, before
        of_it, order = [d for d in before if d.plan["id"] == plan["id"]], [p["id"] for p in plan["period"]]
        batches = plan.get("batch", [plan | {"id": "", "periods": order}])
        batch, drawn = next(b for b in batches if b["id"] == planned), {planned, *(d.planned for d in of_it)}
        given, now = {p for b in batches if b["id"] in drawn for p in b["periods"]}, [p for p in order if p in batch["periods"]]
        self.as_of, self.tasks = day(batch["as_of"]), [*tasks_of(plan, now, given)]
        self.of = {task["id"]: task for task in self.tasks}
        self.targets, self.people = ({row["id"]: row for row in tables[table]} for table in ("targets", "inspectors"))
        self.spans = {p["id"]: (day(p["from"]), day(p["to"])) for p in plan["period"] if p["id"] in now}
        self.begins, self.ends = min(s[0] for s in self.spans.values()), max(s[1] for s in self.spans.values())
        self.alike = by(tables["targets"], lambda row: self.stays(row["id"]))
        self.signals, self.history = (by(tables[t], lambda row: self.stays(row["target"])) for t in ("signals", "history"))
        self.excluded, self.leave = by(tables["exclusions"], "target"), by(tables["leave"], "inspector")
        self.labels = {n: {**dict(row["attributes"]), **row, "band": self.band_of(row)} for n, row in self.targets.items()}
        self.earlier, self.rates = {(task, self.stays(name)) for d in of_it for task, name in d.had}, {}
        self.chances = [d.rates for d in of_it]
        for task in self.tasks:
            task["follows"] = task["id"] != task["of"] + ".1" and any(task["of"] + ".1" == first for first, _ in self.earlier)
            task["certain"] = task["from_above"] or task["follows"]
            if task["certain"]: task |= {"strata": [], "rate": 1, "total": None, "mandates": [], "share": 1}
        self.pools = {task["id"]: self.pool_of(task) for task in self.tasks}
        self.cap(plan.get("caps", {}))
        self.cells = {(task["id"], path): cell for task in self.tasks for path, cell in self.cells_of(task).items()}
        self.rates = {(task, name): rate for (task, _), (names, rate) in self.cells.items() for name in names}
        self.left = Counter((task, ground) for task, pool in self.pools.items() for ground in pool.values() if ground)
    def stays(self, name): return self.stays(into) if (into := self.targets.get(name, {}).get("merged_into")) else name
    def counted(self, name, factor, months):
        if factor == "recency":
            past = self.past(name)
            return next(k for k in itertools.count() if months_before(self.as_of, months * (k + 1)) < day(past[0])) if past else None
        mine = (s for s in self.signals[name] if s["factor"] == factor and s["substantiated"] and s["date"])
        mine = (s for s in mine if day(s["date"]) <= self.as_of < (day(s["ended"]) or date.max))
        return sum(s["count"] * s["severity"] for s in mine if day(s["date"]) >= months_before(self.as_of, months))
    def band_of(self, row):
        rules, points = self.plan.get("points", {}), 0
        for factor in {"complaint", "hazard", "credit", "violation", "recency"} & rules.keys():
            n, rule = self.counted(row["id"], factor, rules[factor]["months"]), rules[factor]
            points += rule["cap"] if n is None else min(rule["cap"], rule["points"] * n)
        least, bands = rules.get("credit_floor", {}).get(row["credit_class"]), rules.get("bands", {"": 0})
        return [name for name, from_ in bands.items() if points >= from_ or bands.get(least, 0) >= from_][-1]
    def pool_of(self, task):  # who is in the task's scope, each with the ground that keeps it out, or ""
        if task["from_above"]:
            told = (a for a in self.tables["assigned"] if a["task"] in (task["id"], task["of"]) and not a["gone"])
            found = {self.stays(a["target"]) for a in told} & self.targets.keys()
        else: found = [n for n, of in self.labels.items() if all(of.get(c, "") in as_list(m) for c, m in task["scope"].items())]
        first, grounds = task["of"] + ".1", {name: self.ground(name, task) for name in sorted(found)}
        return {n: ground for n, ground in grounds.items() if ground or not task["follows"] or (first, n) in self.earlier}
    def ground(self, name, task):
        row, told = self.targets[name], [e for e in self.excluded[name] if in_force(e, self.as_of, self.as_of)]
        told = [e["ground"] for e in told if not e["tasks"] or {task["id"], task["of"]} & {*e["tasks"]}]
        status = "merged" if row["merged_into"] else row["status"].replace("active", "") or min(told, default="")
        return not task["from_above"] and status or ("drawn before" if (task["id"], name) in self.earlier else "")
    def cap(self, rules):  # keeps targets out of tasks that could bring them above an upper limit
        limits = {r["department"]: rules.get("per_agency") for t in self.tasks for r in t["team"]} | {None: rules.get("all_levels")}
        skipped, seen, most = {*rules.get("not_counted", [])}, set(), functools.cache(self.most)
        def shared(name):
            entity = rules.get("unit") != "target" and self.targets[name]["entity"]
            return (entity, "") if entity else ("", name)
        for row in (row for row in self.tables["history"] if row["date"][:4] == str(self.begins.year)):
            kinds = {"individual": {"individual", row["ground"]}, "special": {"special"} if row["level"] else set()}
            if (name := self.stays(row["target"])) in self.targets and not kinds.get(row["kind"], set()) & skipped:
                seen.add((shared(name), name, row["date"], "/" if row["level"] else row["department"]))
        for d, visit in [(d, v) for d in self.before for v in d.visits.values() if d.begins.year == self.begins.year]:
            name, days = self.stays(visit["target"]), {p[1]: row["date"] for p, row in d.rows.items() if p[0] == visit["visit"]}
            for department in d.acting(visit["tasks"]) - days.keys() if visit["visit"] not in d.gone else ():
                seen.add((shared(name), name, max(days.values(), default=d.hash + visit["visit"]), department))
        used = Counter((unit, None) for unit, _, _ in {row[:3] for row in seen})
        for unit, _, _, department in seen: used.update((unit, d) for d in ([department] if department else limits.keys() - {None}))
        kept = {n: [t["id"] for t in self.tasks if t["from_above"] and self.pools[t["id"]].get(n) == ""] for n in self.targets}
        for name, tasks in kept.items(): used.update({(shared(name), d): n for d, n in most(*tasks).items()})
        for name in sorted(kept, key=lambda name: (self.past(name)[:1], name)):
            for task in (t for t in self.tasks if not t["from_above"] and self.pools[t["id"]].get(name) == ""):
                more = [t["id"] for t in self.tasks if t is task or t["id"] in kept[name]]
                rise = most(*more) - most(*kept[name])
                if any(limits[d] is not None and used[shared(name), d] + n > limits[d] for d, n in rise.items()):
                    self.pools[task["id"]][name] = "cap"
                else:
                    kept[name] = more
                    used.update({(shared(name), d): n for d, n in rise.items()})
    def acting(self, names): return {rule["department"] for name in names for rule in self.of[name]["team"]}
    def most(self, *names):  # the most visits, in all (None) and of each department, that any set of these tasks can bring
        tasks, found = [self.of[name] for name in names], Counter()
        for some in itertools.product(*([[t]] if t["from_above"] else [[], [t]] for t in tasks)):
            visits = visits_of("", sum(some, []))
            found |= Counter(d for visit in visits for d in {None, *self.acting(visit["tasks"])})
        return found
    def cells_of(self, task):  # §3: the names and the rate of each path
        def sizes(cells): return {path: len(names) for path, names in cells.items()}
        def drawn(names): return sum((task["id"], name) in self.earlier for name in names)
        def lifted(rates, pools, least, write):  # deepest nodes first
            for top, least in least:
                node = {path: n for path, n in pools.items() if path[: len(top)] == top}
                if math.floor(sum(n * rates[p] for p, n in node.items())) < least: rates |= {p: write(r) for p, r in for_total(least, node, rates).items()}
            return rates
        pool, share = self.pools[task["id"]], task["share"]
        in_year = [name for name, ground in pool.items() if not ground or drawn([name])]
        year = by(in_year, lambda name: tuple(self.labels[name].get(c, "") for c in task["strata"]))
        rates, asked, later = {path: rate_of(task, path) for path in year}, [], []
        if task["total"] is not None: rates = for_total(task["total"], sizes(year), rates)
        for mandate in sorted(task["mandates"], key=lambda m: -len(m.get("node", []))):
            top, told = tuple(mandate.get("node", [])), mandate["least"]
            names = [n for path, names in year.items() if path[: len(top)] == top for n in names]
            least = (told if type(told) is int else math.ceil(len(names) * number(told))) - mandate.get("short", 0)
            asked.append((top, least))
            later.append((top, math.floor(least * share) - drawn(names)))
        rates = {path: writable(rate) for path, rate in lifted(rates, sizes(year), asked, lambda rate: rate).items()}
        cells, now = defaultdict(list), {}
        for path, name in [(path, name) for path, names in year.items() for name in names if not pool[name]]:
            had = 0 if task["certain"] else writable(1 - math.prod(1 - r.get((task["id"], name), 0) for r in self.chances))
            rate = (rates[path] * share - had) / (1 - had)
            if rate <= 0: pool[name] = "chance had"
            else:
                cells[*path, str(had).replace("/", ":")].append(name)
                now[*path, str(had).replace("/", ":")] = writable(rate)
        if all(path[-1] == "0" for path in cells): cells, now = ({path[:-1]: x for path, x in found.items()} for found in (cells, now))
        now = lifted(now, sizes(cells), later, writable)
        return {path: (cells[path], now[path]) for path in sorted(cells)}
    def barred(self, target):
        tasks, district = [t for t in self.tasks if self.pools[t["id"]].get(target) == ""], self.targets[target]["district"]
        of, found = {x for t in tasks for x in (t["id"], t["of"])}, set()
        lists = (e for e in self.tables["assigned"] if not e["gone"] and e["task"] in of and self.stays(e["target"]) == target)
        told = {who for e in lists for who in e["inspectors"]} & self.people.keys()
        named = by(told, lambda who: self.people[who]["department"])
        for c in (c for c in self.tables["conflicts"] if in_force(c, self.begins, self.ends)):
            column = "id" if c["subject"] == "target" else c["subject"]
            if c["value"] in {row[column] for row in self.alike[target]} - {""}: found.add(c["inspector"])
        for who, row in self.people.items():
            areas = [r.get("area", "any") for t in tasks for r in t["team"] if r["department"] == row["department"]]
            if who not in named.get(row["department"], [who]) or not all(goes(row["areas"], a, district) for a in areas):
                found.add(who)
        return found
    def away(self, who, period):
        begins, ends = self.spans[period]
        days = [begins + timedelta(k) for k in range((ends - begins).days + 1)]
        return 2 * sum(any(in_force(row, d, d) for row in self.leave[who]) for d in days) >= len(days)
    def absent(self):
        until = {w: day(row["certificate_until"]) or date.max if row["active"] else date.min for w, row in self.people.items()}
        return {(w, p) for w in self.people for p, (_, ends) in self.spans.items() if until[w] < ends or self.away(w, p)}
    def past(self, name): return sorted({v["date"] for v in self.history[name] if day(v["date"]) <= self.as_of}, reverse=True)
    def last(self, target):
        days = self.past(target)[: self.plan["inspectors"].get("rotation", 1)]
        return {who for v in self.history[target] if v["date"] in days for who in v["inspectors"]}
def by(rows, what):  # rows by a column, or by what a function says of each
    found = defaultdict(list)
    for row in rows: found[row[what] if isinstance(what, str) else what(row)].append(row)
    return found
def goes(own, rule, district):
    if isinstance(rule, dict): return any(name in own for name in rule.get(district, []))
    return rule == "any" or (district in own) == (rule == "own")
def for_total(total, pools, weights):  # §3: r = min(1, x·m) with the least x that gives the total
    x = Fraction(total) / sum(n * weights[p] for p, n in pools.items())
    full = {p: Fraction(1) for p in pools if x * weights[p] > 1}
    rest = {p: n for p, n in pools.items() if p not in full}
    return full | for_total(total - sum(pools[p] for p in full), rest, weights) if full else {p: x * weights[p] for p in pools}
sys.setrecursionlimit(10**6)
class Seats:  # ---- §7: as many slots filled as can be, a flow from "S" by slot, inspector at it, in the period, in all, to ""
    def __init__(self, slots, held, limits):  # slots: their period and who is eligible; held: what is decided
        self.slots, self.free, self.dead = slots, defaultdict(Counter), set()
        for slot, (period, eligible) in slots.items():
            for who in eligible if slot not in held else ():
                self.free[slot][who, slot[0]] = self.free[who, slot[0]][who, period] = 1
                self.free[who, period][who], self.free[who][""] = limits.get((who, period), limits[who]), limits[who]
        for slot, who in held.items():
            way = (who, slot[0]), (who, slots[slot][0]), who, ""
            for here, there in itertools.pairwise(way): self.free[here][there] -= 1
        self.filled = sum(who is not None for who in held.values())
        for slot in slots.keys() - held.keys():
            if self.push(slot, "", seen := {"S", *self.dead}): self.filled, self.free[slot]["S"] = self.filled + 1, 1
            else: self.dead, self.free["S"][slot] = seen, 1
    def push(self, node, goal, seen):  # whether one more can go from the node to the goal; then it does
        seen.add(node)
        for there, free in self.free[node].items():
            if free > 0 and there not in seen and (there == goal or self.push(there, goal, seen)):
                self.free[node][there] -= 1
                self.free[there][node] += 1
                return True
        return False
    def close(self, slot): self.free[slot], self.free["S"][slot] = Counter(), 0
    def decide(self, slot, who):  # whether the slot can be this inspector's with as many filled; then it is decided
        here = who, slot[0]
        if self.free[slot][here] and not self.push(here, slot, set()): return False
        self.close(slot)
        self.free[here][slot] = 0
        return True
    def short(self): return [slot for slot in self.slots if slot in self.dead]
class Draw(Facts):  # ---- a commitment, what it froze, what was drawn, and what happened then: each kind of event by its members
    def __init__(self, office, event):
        record, self.hash, self.office = event["body"]["record"], event["body"]["hash"], office
        self.ref, told = f"{record['plan']['id']}-{record['plan']['batch']}", record["tables"]
        secrets, text = office.secrets.get(self.hash, {}), office.files.get(f"frozen/{record['plan']['digest']}", b"")
        self.secret, master, self.sources = secrets.get("draw", ""), secrets.get("tables", ""), record["randomness"]
        self.randomness, self.seed, self.since, self.void, tables = "", "", "", False, {}
        self.visits, self.have, self.state, self.asked, self.until, self.reserves, self.rows = ({} for _ in range(7))
        self.shown, self.objected, self.upheld, self.had, self.done, self.gone, self.cancelled = {}, {}, {}, *map(set, [()] * 4)
        stated = [self.hash, event["time"], event["previous"], record["plan"]["digest"], record["secret"] or sha("")]
        held = [sha(canonical(record)), record["dated"], record["previous"], sha(text), sha(self.secret)]
        self.say("the commitment fits its record, its event, the plan and the secret", "§2", stated, held)
        for name, *fields in map(str.split, TABLES.split("\n")):
            tables[name] = [json.loads(line) for line in office.files.get(f"frozen/{told[name]['root']}", b"").splitlines()]
            rows = ((row["id"], [as_text(row[f]) for f in fields]) for row in tables[name])
            self.say(f"table {name}", "tables", told[name], hidden(rows, master, name))
        counts = Counter({name: 0 for name in told})
        for brought in office.brought.values(): counts.update(brought)
        self.say("as many records as the log brought", "tables", {name: told[name]["count"] for name in told}, {name: counts[name] for name in told})
        plan, live = tomllib.loads(text.decode(), parse_float=str), [d for d in office.draws.values() if d.seed and not d.void]
        super().__init__(plan, record["plan"]["planned"], tables, live)
        self.absent, self.barred, usual = self.absent(), functools.cache(self.barred), self.plan["inspectors"]["limit"]
        self.limits = {who: usual if row["limit"] is None else row["limit"] for who, row in self.people.items()}
        self.limits |= {(who, period): n for who, row in self.people.items() for period, n in row["period_limits"]}
        rows = [(f"{t}/{name}", [t, name, *p]) for (t, p), (names, _) in self.cells.items() for name in names]
        self.say("frame from signals, points and bands", "§3", record["frame"], hidden(rows, master, "frame"))
        rows = [("/".join((t, *p)), [t, *p, str(len(n)), str(r)]) for (t, p), (n, r) in self.cells.items()]
        self.say("cells, rates and mandates", "§3", record["cells"], hidden(rows, master, "cells"))
        left = {(e["task"], e["ground"]): e["count"] for e in record["excluded"]}
        self.say("exclusions by ground", "§3", left, dict(self.left))
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
        drawn, parts, targets, shared = defaultdict(list), [], [], self.plan.get("coordination", "shared") == "shared"
        for task in self.tasks:
            cells, running, n = {p: cell for (t, p), cell in self.cells.items() if t == task["id"]}, Fraction(0), {}
            k, u = self.K("cell/" + task["id"]), unit(T(self.K("start/" + task["id"]), ""))
            for path in sorted(cells, key=lambda p: [T(k, "/".join(p[: j + 1])) for j in range(len(p))]):  # §4
                before, running = running, running + len(cells[path][0]) * cells[path][1]
                n[path] = math.floor(running + u) - math.floor(before + u)
            key = self.K("target" if shared else "target/" + task["id"])
            for path, (names, rate) in cells.items():  # §5
                told = {"task": task["id"], "path": list(path), "pool": len(names), "rate": str(rate), "drawn": n[path]}
                parts.append({**told, "expected": str(len(names) * rate)})
                ranked = sorted((T(key, name), name) for name in names)
                for rank, (ticket, name) in enumerate(ranked[: n[path]], 1):
                    targets.append({"task": task["id"], "target": name, "ticket": ticket, "rank": rank})
                    drawn[name].append(task)
                self.reserves |= {(task["id"], name): ranked[n[path] :] for name in names}
        self.stand(self.periods([visit for target, tasks in drawn.items() for visit in visits_of(target, tasks)]))
        best, slack = self.seats({}, self.limits), self.plan["inspectors"].get("even_load_slack")
        caps = None if slack is None else self.even(best.filled)
        most = self.limits | {who: min(self.limits[who], cap + slack) for who, cap in (caps or {}).items()}
        found = {"format": "double-random/outcome@1", "specification": "double-random/1", "seed": self.seed, "after": []}
        found |= {"allocation": parts, "targets": targets, "visits": shown(self.visits.values()), "shortage": self.short(best)}
        found |= {"even_load": caps and [{"inspector": w, "cap": caps[w]} for w in sorted(caps)], **self.seat(self.slots, most)}
        for name, clause in zip(found, "outcome outcome §2 outcome §4 §5 §6 §9 §7 §7 §7 §7".split(), strict=True):
            self.say(name.replace("_", " "), clause, outcome[name], found[name])
    def periods(self, visits):  # §6
        groups, weight = defaultdict(list), {p["id"]: p.get("weight", 1) for p in self.plan["period"]}
        for visit in sorted(visits, key=lambda v: T(self.K("visit"), v["visit"])): groups[tuple(visit["allowed"])].append(visit)
        for allowed, group in groups.items():
            u, upto = unit(T(self.K("period"), "/".join(allowed))), [*itertools.accumulate(weight[p] for p in allowed)]
            ends = [math.floor(Fraction(len(group) * w, upto[-1]) + u) for w in upto]
            for k, visit in enumerate(group): visit["period"] = allowed[next(j for j, end in enumerate(ends) if k < end)]
        return visits
    def stand(self, visits):  # §7: slots are target, period, department, qualification, lead
        visits = sorted(visits, key=lambda v: T(self.K("team-order"), v["visit"]))
        self.visits, self.slots, seated = {v["visit"]: v for v in visits}, {}, self.have
        self.had |= {(name, visit["target"]) for visit in visits for name in visit["tasks"]}
        for visit in visits:
            rules, made = [rule for name in visit["tasks"] for rule in self.of[name]["team"]], []
            for department, mine in by(rules, "department").items():
                asked = sorted({q for r in mine for q in r.get("qualifications", [])})
                size = max(len(asked), *(r.get("officers", 2) for r in mine))
                leads = (len(asked) < size and len(asked)) if any(r.get("lead", False) for r in mine) else None
                made += [(department, (asked + [None] * size)[j], j == leads) for j in range(size)]
            self.slots |= {(visit["visit"], j): (visit["target"], visit["period"], *slot) for j, slot in enumerate(made, 1)}
        self.have = {slot: seated.get(slot) for slot in self.slots}
    def seats(self, held, limits):
        def fits(row, target, period, department, qualification, lead):
            mine = row["department"] == department and qualification in (None, *row["qualifications"]) and row["lead"] >= lead
            return mine and row["id"] not in self.barred(target) and (row["id"], period) not in self.absent
        slots = {s: (of[1], [w for w, row in self.people.items() if fits(row, *of)]) for s, of in self.slots.items()}
        return Seats(slots, held, limits)
    def even(self, filled):
        caps, limits = {}, {who: self.limits[who] for who in self.people}
        def at(level): return self.seats({}, self.limits | {w: caps.get(w, min(n, level)) for w, n in limits.items()})
        while len(caps) < len(limits):
            least = bisect.bisect_left(range(max(limits.values())), True, key=lambda level: at(level).filled >= filled)
            below = at(least - 1)
            able = {w for s in below.short() for w in below.slots[s][1]} if least else limits
            caps |= {w: min(n, least) for w, n in limits.items() if w not in caps and w in able}
        return caps
    def short(self, best):  # §9
        short, capacity = best.short(), 0
        for who in self.people:
            each = Counter(period for period, _ in {(best.slots[s][0], s[0]) for s in short if who in best.slots[s][1]})
            capacity += min(self.limits[who], sum(min(n, self.limits.get((who, p), n)) for p, n in each.items()))
        return {"slots": [*map(list, short)], "need": len(short), "capacity": capacity} if short else None
    def seat(self, which, limits):
        work = self.seats({s: who for s, who in self.have.items() if s not in which}, limits)
        found, key = {"open": len(self.slots) - work.filled, "teams": [], "refused": []}, self.K("team")
        for visit, j in which:
            last, free = self.last(self.slots[visit, j][0]), {*work.slots[visit, j][1]} - self.team(visit)
            for _, _, who in sorted((w in last, T(key, f"{visit}/{w}"), w) for w in free):
                if work.decide((visit, j), who): break
                found["refused"].append({"visit": visit, "slot": j, "inspector": who})
            else: who = work.close((visit, j))
            self.have[visit, j] = who
            found["teams"].append({"visit": visit, "slot": j, "inspector": who})
        return found
    # what happened then (§8, results): whether it was allowed, and what it changes
    def again(self, outcome, emptied, visits=(), ended=()):
        for slot in emptied: self.have[slot] = None
        derived = {"visits": shown(visits), "ended": list(ended), **self.seat(emptied, self.limits)}
        self.say("what it drew", "§8", outcome, derived)
    def held(self, who): return [s for s, w in self.have.items() if w == who and s[0] not in self.done]
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
    def on_recusal(self, application, officer, outcome, **paper):
        asked, no = (paper, []) if application is None else self.asked[application]
        self.barred(paper["target"]).add(paper["inspector"])
        self.again(outcome, [s for s in self.held(paper["inspector"]) if self.slots[s][0] == paper["target"]])
        fits = paper | {"date": asked["date"]} == asked and asked["date"] <= paper["date"] and len(no) < 2
        forms = (paper["on"], bool(paper["applicant"])) in (("own", False), ("party", True))
        return fits and forms and paper["relation"] in ("kin", "interest", "other")
    def on_absence(self, inspector, kind, begins, ends, periods, ground, outcome):
        told = {"begins": begins, "ends": ends}
        if begins and ends: self.leave[inspector].append(told)
        away = [p for p, span in self.spans.items() if in_force(told, *span) and (not ends or self.away(inspector, p))]
        self.absent |= {(inspector, period) for period in periods}
        self.again(outcome, [s for s in self.held(inspector) if self.slots[s][1] in periods])
        return kind in ("leave", "sick", "left") and {*periods} <= {*away} and (periods == away or not begins)
    def on_reinforcement(self, inspector, limit, ground, outcome):
        before, self.limits[inspector] = self.limits[inspector], limit
        self.again(outcome, [s for s, who in self.have.items() if who is None])
        return limit > before
    def on_replacement(self, visit, period, ground, outcome):
        old = self.visits[visit]
        fits = visit not in self.done and period in old["allowed"] and ground in self.plan["replacement"]["grounds"]
        kept = any(self.of[name]["from_above"] or name in self.cancelled for name in old["tasks"])
        def free(name): return next((t for _, t in self.reserves[name, old["target"]] if t not in {target for _, target in self.had}), None)
        into = by(old["tasks"], free)
        ended = into.pop(None, [])
        opened = [{**old, "visit": f"{t}/1", "target": t, "tasks": names, "period": period} for t, names in into.items()]
        self.stand([v for v in self.visits.values() if v is not old] + opened)
        self.again(outcome, [s for s in self.slots if self.visits[s[0]] in opened], opened, ended)
        return fits and not kept
    def on_appointment(self, visit, slot, inspector, name, department, order, officer, outcome):
        fits = visit not in self.done and self.have[visit, slot] is None and inspector not in self.team(visit)
        row, self.have[visit, slot] = self.people.get(inspector, {"name": name, "department": department}), inspector
        self.again(outcome, [])
        return fits and (name, department) == (row["name"], row["department"])
    def on_cancellation(self, task, document, agency, ground, visits):
        owing, new = [v for v in self.visits if self.owed(v) and v not in self.gone], task in self.of.keys() - self.cancelled
        self.cancelled |= {task}
        ended = [v for v in owing if self.cancelled >= {*self.visits[v]["tasks"]}]
        self.gone, self.done = self.gone | {*ended}, self.done | {*ended}
        return new and sorted(visits) == sorted(ended)
    def on_results(self, file, sha256, rows):
        fits = []
        for row in rows:
            place = row["visit"], row["department"], row["item"]
            fits += [place in self.owed(row["visit"]), self.fits(row)]
            self.office.brought[self.hash, *place[:2]] = {"history": 1}
            self.rows[place], self.state[place], self.done = row, "entered", self.done | {row["visit"]}
        return all(fits)
    def fits(self, row):
        when, team, (begins, ends) = day(row["date"]), self.team(row["visit"], row["department"]), self.days(row["visit"])
        fits = {*row["inspectors"]} <= team and None not in team and max(self.since, begins) <= when <= min(self.today, ends)
        known = row["finding"] in FINDINGS and row["follow_up"] in ("", *"none referred ordered case notified other".split())
        return fits and known and when <= (day(row["recheck_due"]) or when)
    def on_review(self, decision, rows, ground):
        before = {"checked": ["entered"], "returned": ["entered", "checked"], "released": ["checked"]}[decision]
        fits = [self.state[tuple(place)] in before for place in rows]
        self.state |= {tuple(place): decision for place in rows}
        if decision == "released": self.shown |= {tuple(place): self.earliest for place in rows}
        return all(fits) and bool(ground) == (decision == "returned")
    def on_objection(self, row, applicant, words, date):
        self.objected[self.seq] = place, received = tuple(row), day(date)
        return self.shown[place] <= received and bool(applicant.strip() and words.strip())
    def on_answer(self, objection, decision, ground, officer, document, date):
        place, received = self.objected.pop(objection)
        if decision == "upheld": self.upheld[objection] = place
        return decision in ("upheld", "rejected") and received <= day(date) and bool(ground.strip() and officer.strip())
    def on_correction(self, row, ground, officer, objection):
        place = row["visit"], row["department"], row["item"]
        before, self.rows[place] = self.rows[place], row
        fits = place in self.shown and row != before and (objection is None or self.upheld.pop(objection) == place)
        return fits and self.fits(row) and bool(ground.strip() and officer.strip())
    def on_ending(self, rows, ground, document, officer):
        for place in rows: del self.shown[tuple(place)]
        told = document.strip() if ground in ("credit repair", "order") else ground == "retention"
        return bool(rows and told and officer.strip())
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
        self.files, self.secrets, self.leaves, self.draws = files, json.loads(files["secrets.json"]), [], {}
        self.keys, self.trusted, self.texts, self.closed = [], {}, set(), Counter()
        self.brought, self.persons, self.second = {}, {}, False
    def on_commitment(self, hash, record):
        waits = any(not draw.void and not draw.seed for draw in self.draws.values())
        number = 1 + sum(draw.plan["id"] == record["plan"]["id"] for draw in self.draws.values())
        self.draws[hash] = Draw(self, self.event)
        return not waits and record["plan"]["batch"] == number
    def on_publication(self, draw, files, results, manifest):
        plan = next(d.plan["id"] for d in self.draws.values() if d.ref == draw)
        mine = [d for d in self.draws.values() if d.plan["id"] == plan and d.seed and not d.void]
        return results == sum(len(d.shown) for d in mine)
    def on_import(self, kind, new, tables=None, **told):
        self.brought[self.event["seq"]] = {kind: new} | {table: number["new"] for table, number in (tables or {}).items()}
    def on_undo(self, event, kind): return kind in self.brought.pop(event)
    def on_check(self, **row): self.brought[self.event["seq"]] = {"history": 1}
    def on_key(self, key):
        self.keys.append(key)
        return verifier(key)[2][0] == 1
    def on_trust(self, key, name, agency, department):
        self.trusted[key] = department
        return verifier(key)[0] == name
    def on_distrust(self, key, ground): del self.trusted[key]
    def on_person(self, name, role, key, ground):
        (before, was), others = self.persons.get(name, ("", "")), {k for n, (k, _) in self.persons.items() if n != name}
        first, self.persons[name] = not self.persons, (key, role)
        fits = verifier(key)[0] == name and verifier(key)[2][0] == 1 and key not in others and (not was or key == before)
        return fits and role != was and role in ("", *ROLES) and bool(ground) == bool(was) and (role == "head" or not first)
    def on_second(self, on, ground):
        before, self.second = self.second, on
        return on != before and bool(ground)
    def signs(self, event):  # whether those sign it who are registered, with a role that permits it
        known, kind, body = self.persons, event["kind"], event["body"]
        if not known and kind != "person": return "signatures" not in event
        known = known or {body["name"]: (body["key"], body["role"])}
        text = canonical({k: v for k, v in event.items() if k not in ("hash", "signatures")}).decode() + "\n"
        names = [line.split(" ")[1] for line in event["signatures"]]
        for name, line in zip(names, event["signatures"], strict=True):
            key, role = known[name]
            if ROLES.index(role) < LEAST.get(kind, 3) or not signed(key, text, line + "\n"): return False
        return names[0] == event["actor"] and len({*names}) == len(names) > (self.second and kind in TWO)
    def on_checkpoint(self, text, line, key):
        self.texts.add(text)
        lines = [self.keys[0].split("+")[0], str(len(self.leaves)), base64.b64encode(root(self.leaves)).decode(), ""]
        return text.split("\n") == lines and key == self.keys[-1] and signed(key, text, line)
    def on_countersignature(self, text, line, key): return text in self.texts and self.trusted[key] == "" and signed(key, text, line)
    def on_year(self, step, year, rechecks, settled, **told):
        self.closed[year] += step == "closed"
        live = [d for d in self.draws.values() if d.seed and not d.void]
        rows = [(d.ref, p, r["date"], r["recheck_due"]) for d in live for p, r in d.rows.items() if d.state[p] != "returned"]
        last = {(visit.rpartition("/")[0], of): when for _, (visit, of, _), when, _ in sorted(rows, key=lambda row: row[2])}
        due = [[ref, *p, to] for ref, p, when, to in rows if to and when == last[p[0].rpartition("/")[0], p[1]]]
        known = self.closed[year] < 2 and sorted(due) == sorted(rechecks + [row[:-1] for row in settled])
        if step != "closed": return known and step == "opened"
        mine = [d for d in self.draws.values() if d.begins.year == year]
        live = [d for d in mine if d in live]
        undrawn = sorted([plan, ""] for plan in {d.plan["id"] for d in mine} - {d.plan["id"] for d in live})
        owing = sorted([d.ref, visit] for d in live for visit in d.visits if d.owed(visit))
        left = undrawn, owing, sorted([d.ref, *p] for d in live for p, at in d.state.items() if at in ("entered", "checked"))
        drawn = told["drawn"] == sum(len(d.visits) - len(d.gone) for d in live) == told["done"] + told["closed"] + len(owing)
        stated = told["commitments"], *(sorted(told[name]) for name in ("undrawn", "open", "unreleased"))
        return known and drawn and stated == ([d.hash for d in mine], *left) and bool(told["ground"]) == any(left)
    def read(self, event):
        kind, body, one, self.event, signs = event["kind"], dict(event["body"]), self, event, self.signs(event)
        if "commitment" in body:
            one = self.draws[body.pop("commitment")]
            if one.void or (self.closed[one.begins.year] and kind not in LATER): raise ValueError("it is over")
            one.seq, (one.earliest, one.today) = event["seq"], days_of(event["time"])
            if one.seed and "date" in body and not one.since <= day(body["date"]) <= one.today: raise ValueError("no such day")
        answer = kind in OTHERS or getattr(one, "on_" + kind)(**body)
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
        what, clause, before = f"{event['kind']} of event {k}", CLAUSES.get(event["kind"], "log"), event
        try: say(what, clause, office.read(event))  # a bundle that lies may raise anything
        except Exception as error: say(f"{what} cannot be followed, {type(error).__name__}", clause, False)
        office.leaves.append(bytes.fromhex(event["hash"]))
    return SAID["FAILED"]
if __name__ == "__main__":
    try: sys.exit(1 if verify(sys.argv[1]) else 0)
    except (OSError, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError) as error:
        print(f"no bundle: {type(error).__name__} {error}" if len(sys.argv) > 1 else __doc__)
        sys.exit(2)
