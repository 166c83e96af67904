"""Conformance cases made from a number, and one case for every way of being invalid.

`random_case(number)` is the same case for ever. Small cases have up to 4 tasks, 30 targets and 8 inspectors and look
for trouble: shortages, refusals, rounds of the even-load rule, events. `invalid_cases()` changes one thing of a valid
case each.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import twin

Json = dict[str, Any]

# UTF-8 sorts the labels beyond U+FFFF (𠮷, 🏥) after the full-width ones from U+FF00 on; UTF-16 sorts them before.
LABELS = ["𠮷村", "\uff21区", "ﾊ町", "夏村镇", "d1", "d.1", "D-2", "X ray 2", "a+b", "é", "🏥", "诊所", "+"]
LABELS += ["x" * 64, "𠮷" * 64]
QUALIFICATIONS = ["放射", "𠮷", "X ray", "ﾊ", "学校", "学 校"]
DEPARTMENTS = ["health", "市监", "消防 1", "b"]
TASKS = ["t1", "t2", "t-3", "T_4", "t.1", "0"]
PERIODS = ["q1", "q2", "s-1", "H.2", "q_4", "10"]
SHORT_TARGETS = ["x", "X", "x.1", "x-1", "x_1", "x.1_Z", "0", "00", "1", "a" * 64, "i0", "t1", "91370000000000001A"]
RATES = ["1", "1", "1/2", "2/3", "9/10", "1/5", "17/41", "1/97", "1/3", "5/7"]
MULTIPLIERS = ["1", "1", "3", "1/7", "9/2", "50", "1/100", "8/7", "12", "2/3"]
LARGEST = 2**53 - 1

SLOTS_AT_MOST = {"small": 60, "medium": 400}


def random_case(number: int, size: str = "small") -> Json:
    """A valid case, a function of its number and size ("small", or "medium": some 60 visits, 12 inspectors) alone."""
    rng = random.Random(number)
    while True:
        case = a_case(rng, size)
        slots = open_problem(case).slots
        if len(slots) <= SLOTS_AT_MOST[size]:
            break
    mood = rng.choice(["ample", "tight", "tight", "tight", "as it comes"])
    case["inspectors"] = some_inspectors(rng, case, size, slots, mood)
    add_pairs(rng, case)
    if mood == "tight":
        tighten(rng, case, attempts=4 * len(case["inspectors"]))
    if size == "medium":
        add_events(rng, case, rng.randint(1, 4))
    elif rng.random() < 0.85:
        add_events(rng, case, rng.randint(0, 6))
    return case


def a_case(rng: random.Random, size: str) -> Json:
    """A case without inspectors and events."""
    periods: list[Json] = [
        {"id": period, "weight": rng.randint(1, 5)} for period in rng.sample(PERIODS, rng.choice([1, 2, 3, 3, 4]))
    ]
    if rng.random() < 0.03:
        periods[0]["weight"] = LARGEST
    names = [period["id"] for period in periods]
    departments = rng.sample(DEPARTMENTS, rng.choice([1, 1, 2, 2, 3]))
    number_of_tasks = rng.randint(1, 4) if size == "small" else 3
    tasks = [a_task(rng, task, names, departments) for task in rng.sample(TASKS, number_of_tasks)]
    targets = some_targets(rng, rng.choice([0, 1, 3, 5, 8, 12, 15, 20, 30]) if size == "small" else 120)
    often = rng.choice([0.3, 0.7, 1.0]) if size == "small" else 0.5
    low = rng.random() < 0.4  # low rates leave reserves
    frame = [
        {"task": task["id"], "target": target, "path": rng.choice(task["cells"])["path"]}
        for task in tasks
        for target in targets
        if rng.random() < often
    ]
    for task in tasks:
        rows = len([row for row in frame if row["task"] == task["id"]])
        add_rates(rng, task, rows, size, low)
    rng.shuffle(frame)
    return {
        "format": "double-random/case@1",
        "commitment": hex_digits(rng, 64),
        "randomness": some_randomness(rng),
        "secret": rng.choice(["", hex_digits(rng, 64)]),
        "coordination": rng.choice(["shared", "shared", "independent"]),
        "periods": periods,
        "tasks": tasks,
        "frame": copy.deepcopy(frame),
        "inspectors": [],
        "barred": [],
        "last": [],
        "absent": [],
        "even_load_slack": rng.choice([None, 0, 0, 1, 3]),
    }


def a_task(rng: random.Random, name: str, periods: list[str], departments: list[str]) -> Json:
    """A task whose cells have no rates yet."""
    paths: list[tuple[str, ...]] = [()]
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        paths = [(*path, label) for path in paths for label in rng.sample(LABELS, rng.randint(1, 3))]
    paths = rng.sample(paths, rng.randint(1, min(6, len(paths))))
    team = []
    for department in rng.sample(departments, rng.choice([1, 1, len(departments), 0 if rng.random() < 0.3 else 1])):
        asked = rng.sample(QUALIFICATIONS[:4], rng.choice([0, 0, 0, 1, 1, 2]))
        if asked and rng.random() < 0.1:
            asked.append(asked[0])
        officers = rng.choice([0, 1, 1, 2, 2, 2, 3])
        team.append(
            {"department": department, "officers": officers, "qualifications": asked, "lead": rng.random() < 0.3}
        )
    return {
        "id": name,
        "periods": rng.sample(periods, min(len(periods), rng.choice([1, 2, 2, 3, 4]))),
        "cells": [{"path": list(path)} for path in paths],
        "team": team,
    }


def add_rates(rng: random.Random, task: Json, rows: int, size: str, low: bool) -> None:
    if size == "medium":
        task["total"] = 25
        for cell in task["cells"]:
            cell["multiplier"] = rng.choice(MULTIPLIERS)
    elif rows and rng.random() < 0.4:
        task["total"] = rng.choice([1, rows, rng.randint(1, rows), (rows + 2) // 3])
        for cell in task["cells"]:
            cell["multiplier"] = rng.choice([*MULTIPLIERS, str(Fraction(rng.randint(1, 30), rng.randint(1, 30)))])
    else:
        for cell in task["cells"]:
            below = rng.randint(4 if low else 1, 120)
            any_rate = str(Fraction(rng.randint(1, below // 4 if low else below), below))
            cell["rate"] = any_rate if low else rng.choice([*RATES, any_rate])


def some_targets(rng: random.Random, number: int) -> list[str]:
    short = rng.sample(SHORT_TARGETS, rng.randint(0, min(number, len(SHORT_TARGETS))))
    return short + [hex_digits(rng, 18).upper() for _ in range(number - len(short))]


def hex_digits(rng: random.Random, length: int) -> str:
    return "".join(rng.choice("0123456789abcdef") for _ in range(length))


def some_randomness(rng: random.Random) -> str:
    texts = [
        f"drand:{hex_digits(rng, 64)}:{rng.randint(1, 9_999_999)}:{hex_digits(rng, 96)}",
        f"dice:10:{rng.randint(0, 10**9)}",
        "lottery:ssq:2024001:01-02-33-04-25-06-07",
        f"shares:{hex_digits(rng, 64)}",
    ]
    return "+".join(rng.sample(texts, rng.choice([1, 1, 1, 2])))


def open_problem(case: Json) -> twin.Problem:
    """The teams of this case with nothing decided."""
    draw = twin.Draw(case)
    draw.allocate()
    draw.open_visits()
    return draw.problem(draw.limits)


# ----------------------------------------------------------------------------------------------- inspectors and facts


def some_inspectors(rng: random.Random, case: Json, size: str, slots: list[twin.Slot], mood: str) -> list[Json]:
    periods = [period["id"] for period in case["periods"]]
    departments = sorted({rule["department"] for task in case["tasks"] for rule in task["team"]})
    number = rng.randint(0, 8) if mood == "as it comes" else rng.randint(5, 8)
    inspectors = []
    for at in range(number if size == "small" else 12):
        department = departments[at % len(departments)] if departments else "health"
        if mood == "as it comes" and rng.random() < 0.1:
            department = "elsewhere"
        able = 0.95 if mood != "as it comes" else 0.6
        fair = len(slots) * max(1, len(departments)) // number + 1 if number else 0
        limit = rng.choice([0, 1, 2, fair, fair, 2 * fair]) if mood == "as it comes" else rng.randint(fair, 3 * fair)
        inspector = {
            "id": f"i{at:02}" if rng.random() < 0.9 else f"{at}.I_-{at}",
            "department": department,
            "qualifications": [name for name in QUALIFICATIONS if rng.random() < able],
            "lead": rng.random() < able,
            "limit": limit if rng.random() < 0.95 else LARGEST,
        }
        if rng.random() < 0.7:
            inspector["period_limits"] = {
                period: rng.choice([0, 1, 2, limit, LARGEST]) if mood == "as it comes" else limit
                for period in periods
                if rng.random() < 0.3
            }
        if rng.random() < 0.1:
            inspector["note"] = "an unknown member"
        inspectors.append(inspector)
    rng.shuffle(inspectors)
    return inspectors


def add_pairs(rng: random.Random, case: Json) -> None:
    inspectors = [inspector["id"] for inspector in case["inspectors"]]
    periods = [period["id"] for period in case["periods"]]
    targets = [row["target"] for row in case["frame"]] + ["outside-the-frame"]
    for inspector in inspectors:
        for _ in range(rng.choice([0, 0, 1, 2, 4])):
            case["last"].append([rng.choice(targets), inspector])
        if rng.random() < 0.3:
            case["barred"].append([rng.choice(targets), inspector])
        if rng.random() < 0.1 / len(periods):
            case["absent"].append([inspector, rng.choice(periods)])
    for pairs in (case["barred"], case["last"], case["absent"]):
        if pairs and rng.random() < 0.2:
            pairs.append(list(pairs[0]))


def tighten(rng: random.Random, case: Json, attempts: int) -> None:
    """Take away what can be taken without another slot staying open; in one case in four, something more."""
    before = twin.fewest_open(open_problem(case))
    for _ in range(attempts if case["inspectors"] else 0):
        tighter = copy.deepcopy(case)
        take_something(rng, tighter)
        if twin.fewest_open(open_problem(tighter)) == before:
            case.update(tighter)
    if case["inspectors"] and rng.random() < 0.25:
        for _ in range(4):
            take_something(rng, case)


def take_something(rng: random.Random, case: Json) -> None:
    inspector = rng.choice(case["inspectors"])
    period = rng.choice(case["periods"])["id"]
    what = rng.choice(["limit", "limit", "period limit", "qualification", "lead", "barred", "absent"])
    if what == "limit":
        limit = min(inspector["limit"], len(case["frame"]))
        inspector["limit"] = rng.choice([limit // 2, max(0, limit - 1), 2 * limit // 3])
    elif what == "period limit":
        limits = inspector.setdefault("period_limits", {})
        limits[period] = min(limits.get(period, LARGEST), inspector["limit"], len(case["frame"])) // 2
    elif what == "qualification" and inspector["qualifications"]:
        inspector["qualifications"].remove(rng.choice(inspector["qualifications"]))
    elif what == "lead":
        inspector["lead"] = False
    elif what == "barred" and case["frame"]:
        for row in rng.sample(case["frame"], min(3, len(case["frame"]))):
            case["barred"].append([row["target"], inspector["id"]])
    elif what == "absent":
        case["absent"].append([inspector["id"], period])


# ------------------------------------------------------------------------------------------------------------- events


def add_events(rng: random.Random, case: Json, number: int) -> None:
    """Append valid events, each chosen for what stands after the ones before."""
    draw = twin.Draw(case)
    draw.first()
    events: list[Json] = []
    for at in range(number):
        event = an_event(rng, case, draw, at)
        if event is not None:
            events.append(event)
            draw.after(len(events) - 1, event)
    case["events"] = events


def an_event(rng: random.Random, case: Json, draw: twin.Draw, at: int) -> Json | None:
    inspectors = list(draw.inspector)
    visits = list(draw.standing.values())
    filled = [(slot, who) for slot, who in draw.holds.items() if who is not None]
    some_open = None in draw.holds.values()
    kinds = ["recusal", "absence", "replacement", "replacement"] + ["reinforcement"] * (3 if some_open and at else 1)
    kind = rng.choice(kinds)

    if kind == "replacement":
        if not visits:
            return None
        newest = rng.random() < 0.3
        visit = visits[-1] if newest else rng.choice(visits)
        return {"kind": kind, "visit": visit.name, "period": rng.choice(visit.allowed)}
    if not inspectors:
        return None
    slot, who = rng.choice(filled) if filled else (None, rng.choice(inspectors))
    if slot is None or rng.random() < 0.2:
        who = rng.choice(inspectors)
    if kind == "recusal":
        target = slot.target if slot is not None else "nowhere.1"
        return {"kind": kind, "inspector": who, "target": target}
    if kind == "absence":
        periods = rng.sample(draw.periods, rng.randint(0 if rng.random() < 0.2 else 1, len(draw.periods)))
        if slot is not None and slot.period not in periods and rng.random() < 0.7:
            periods.insert(0, slot.period)
        return {"kind": kind, "inspector": who, "periods": periods}
    useful = sorted({name for slot, held in draw.holds.items() if held is None for name in draw.candidates(slot)})
    who = rng.choice(useful) if useful and rng.random() < 0.8 else rng.choice(inspectors)
    limit = draw.limits[who] + rng.randint(1, 4)
    return {"kind": kind, "inspector": who, "limit": limit} if limit <= LARGEST else None


# ------------------------------------------------------------------------------------------------------ invalid cases


def a_valid_case() -> Json:
    """The case that the invalid ones are made from. Its rates are 1, so that the visits are known: a/1, b/1, c/1."""
    return {
        "format": "double-random/case@1",
        "commitment": "0" * 64,
        "randomness": "dice:10:1234567890",
        "secret": "f" * 64,
        "coordination": "shared",
        "periods": [{"id": "q1", "weight": 1}, {"id": "q2", "weight": 3}, {"id": "unused", "weight": 1}],
        "tasks": [
            {
                "id": "t1",
                "periods": ["q1", "q2"],
                "cells": [{"path": ["d1", "A"], "rate": "1"}, {"path": ["d1", "empty"], "rate": "1/2"}],
                "team": [
                    {"department": "health", "officers": 2, "qualifications": ["X ray"], "lead": True},
                    {"department": "market", "officers": 0, "qualifications": [], "lead": False},
                ],
            },
            {
                "id": "t2",
                "periods": ["q2"],
                "total": 2,
                "cells": [{"path": ["d1"], "multiplier": "3"}, {"path": ["empty"], "multiplier": "1/2"}],
                "team": [],
            },
            {"id": "unused", "periods": ["q1"], "cells": [{"path": [], "rate": "1/2"}], "team": []},
        ],
        "frame": [
            {"task": "t1", "target": "a", "path": ["d1", "A"]},
            {"task": "t1", "target": "b", "path": ["d1", "A"]},
            {"task": "t2", "target": "b", "path": ["d1"]},
            {"task": "t2", "target": "c", "path": ["d1"]},
        ],
        "inspectors": [
            {
                "id": "i1",
                "department": "health",
                "qualifications": ["X ray"],
                "lead": True,
                "limit": 4,
                "period_limits": {"q1": 2},
            },
            {"id": "i2", "department": "health", "qualifications": ["X ray"], "lead": True, "limit": 4},
            {"id": "unused", "department": "health", "qualifications": [], "lead": False, "limit": 4},
        ],
        "barred": [["a", "i1"], ["a", "i1"]],
        "last": [["b", "i2"]],
        "absent": [["i2", "q1"]],
        "even_load_slack": 1,
        "events": [
            {"kind": "recusal", "inspector": "i1", "target": "b"},
            {"kind": "absence", "inspector": "i2", "periods": ["q2"]},
            {"kind": "reinforcement", "inspector": "i2", "limit": 5},
            {"kind": "replacement", "visit": "a/1", "period": "q2"},
        ],
    }


def a_valid_case_with_a_reserve() -> Json:
    """Task t1 draws a and has the reserve b. As a/1 also serves t2, only q2 is allowed, for a/1 and then for b/1."""
    case = a_valid_case()
    case["randomness"] = "dice:10:1234567891"  # one that draws a
    case["tasks"][0]["cells"][0]["rate"] = "1/2"
    case["tasks"][1]["total"] = 1
    case["frame"] = [
        {"task": "t1", "target": "a", "path": ["d1", "A"]},
        {"task": "t1", "target": "b", "path": ["d1", "A"]},
        {"task": "t2", "target": "a", "path": ["d1"]},
    ]
    case["events"] = [
        {"kind": "replacement", "visit": "a/1", "period": "q2"},
        {"kind": "replacement", "visit": "b/1", "period": "q2"},
    ]
    return case


# What is wrong with a text as a label, and as an identifier.
BAD_LABELS = {
    "empty": "",
    "65 code points": "x" * 65,
    "65 code points beyond U+FFFF": "𠮷" * 65,
    "not in NFC: combining acute": "e\u0301",
    "not in NFC: singleton": "\u212b",
    "not in NFC: CJK compatibility ideograph": "\uf900",
    "not in NFC: Hangul jamo": "\u1100\u1161",
    "slash": "a/b",
    "tab": "a\tb",
    "line feed at the end": "a\n",
    "NUL": "a\x00b",
    "C1 control": "a\x85b",
    "DEL": "a\x7fb",
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "byte order mark": "\ufeffa",
    "soft hyphen": "a\u00adb",
    "right-to-left override": "a\u202eb",
    "format character beyond U+FFFF": "a\U000e0020b",
    "space at the start": " a",
    "space at the end": "a ",
    "ideographic space at the end": "a\u3000",
    "no-break space at the start": "\u00a0a",
    "line separator at the end": "a\u2028",
    "only a space": " ",
    "high surrogate alone": "a\ud842",
    "low surrogate alone": "\udfb7a",
}
BAD_IDENTIFIERS = {
    "empty": "",
    "65 characters": "a" * 65,
    "dot first": ".a",
    "underscore first": "_a",
    "hyphen first": "-a",
    "slash": "a/b",
    "space": "a b",
    "line feed at the end": "a\n",
    "not ASCII": "é",
    "full-width digit": "\uff11",
    "Arabic digit": "a\u0661",
    "long s": "\u017f",
    "plus": "a+b",
    "lone surrogate": "a\ud800",
}
BAD_FRACTIONS = {
    "2/4": "2/4",
    "3/1": "3/1",
    "01/2": "01/2",
    "1/02": "1/02",
    "00": "00",
    "01": "01",
    "0/1": "0/1",
    "0": "0",
    "0/2": "0/2",
    "-1/2": "-1/2",
    "-1": "-1",
    "+1/2": "+1/2",
    "1/-2": "1/-2",
    "1/0": "1/0",
    "0/0": "0/0",
    "1/": "1/",
    "/2": "/2",
    "empty": "",
    "decimal": "0.5",
    "percent": "50%",
    "exponent": "1e-1",
    "spaces": "1 / 2",
    "space at the start": " 1/2",
    "line feed at the end": "1/2\n",
    "two slashes": "1/2/3",
    "underscore": "1/1_0",
    "full-width digits": "\uff11/\uff12",
    "vulgar fraction": "½",
    "number below too large": "1/9007199254740992",
    "very long": "1/" + "3" * 5000,
}
BAD_NUMBERS = {
    "2^53": 2**53,
    "very large": 10**30,
    "-1": -1,
    "true": True,
    "false": False,
    "1.0": 1.0,
    "1.5": 1.5,
    "text": "1",
    "list": [1],
    "object": {},
}

# What the names end in of invalid cases that rest on a reading of the text: a whole number inside a fraction is a whole
# number; a member that may be missing is not to be null; what is written as a float is not a whole number.
READINGS = ("number below too large", "number above too large", "very long", "1.0", "null in place of nothing")

Change = Callable[[Json], Any]


def invalid_cases() -> list[tuple[str, Json]]:
    """Name and case for every way of being invalid, each one change away from a valid case."""
    cases = []
    for name, change in [
        *structure(),
        *texts_and_numbers(),
        *seeds(),
        *rates_and_totals(),
        *twice(),
        *references(),
        *events(),
    ]:
        case = a_valid_case()
        change(case)
        cases.append((name, case))

    case = a_valid_case_with_a_reserve()
    case["events"][1]["period"] = "q1"
    cases.append(("replacement of a new visit in a period that the ended one was not allowed", case))
    return cases


def setting(*steps: str | int, to: Any) -> Change:
    """The change that puts a value at a place."""

    def change(case: Json) -> None:
        there: Any = case
        for step in steps[:-1]:
            there = there[step]
        there[steps[-1]] = copy.deepcopy(to)

    return change


def adding(*steps: str | int, item: Any) -> Change:
    """The change that appends an item to a list."""

    def change(case: Json) -> None:
        there: Any = case
        for step in steps:
            there = there[step]
        there.append(copy.deepcopy(item))

    return change


def places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every place in a document below its top, and what is there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for step, item in inside:
        yield (*steps, step), item
        yield from places(item, (*steps, step))


def written(steps: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def structure() -> Iterator[tuple[str, Change]]:
    """Members that are missing, and values of another type."""

    def without(steps: tuple[str | int, ...]) -> Change:
        def change(case: Json) -> None:
            there: Any = case
            for step in steps[:-1]:
                there = there[step]
            del there[steps[-1]]

        return change

    may_be_missing = {"events", "period_limits", "q1", "total"}
    for steps, value in places(a_valid_case()):
        if isinstance(steps[-1], str) and steps[-1] not in may_be_missing:
            yield f"{written(steps)} is missing", without(steps)
        others: list[Any] = ["text", 1, True, [], {}, None]
        same = {str: "text", int: 1, bool: True, list: [], dict: {}}[type(value)]
        for other in others:
            optional = other is None and steps[-1] == "even_load_slack"
            if type(other) is not type(same) and not optional:
                name = "null in place of nothing" if other is None and steps[-1] in may_be_missing else repr(other)
                yield f"{written(steps)} of another type: {name}", setting(*steps, to=other)
    yield "tasks[1].total is missing (a multiplier without a total)", without(("tasks", 1, "total"))
    for which in ("barred", "last", "absent"):
        yield f"{which}: a pair of one", adding(which, item=["i1"])
        yield f"{which}: a pair of three", adding(which, item=["i1", "i1", "q1"])
        yield f"{which}: an empty pair", adding(which, item=[])
    yield "another format", setting("format", to="double-random/case@2")
    yield "the format of an outcome", setting("format", to="double-random/outcome@1")
    yield "another coordination", setting("coordination", to="Shared")
    yield "an empty coordination", setting("coordination", to="")


def texts_and_numbers() -> Iterator[tuple[str, Change]]:
    """Labels, identifiers and numbers outside §1, everywhere that one stands; references to them are left alone."""
    labels: list[tuple[str | int, ...]] = [
        ("tasks", 0, "cells", 1, "path", 0),
        ("tasks", 0, "cells", 1, "path", 1),
        ("tasks", 1, "cells", 1, "path", 0),
        ("tasks", 0, "team", 1, "department"),
        ("tasks", 0, "team", 0, "qualifications", 0),
        ("inspectors", 2, "department"),
        ("inspectors", 0, "qualifications", 0),
    ]
    identifiers: list[tuple[str | int, ...]] = [
        ("periods", 2, "id"),
        ("tasks", 2, "id"),
        ("inspectors", 2, "id"),
        ("frame", 0, "target"),
        ("barred", 0, 0),
        ("last", 0, 0),
        ("events", 0, "target"),
    ]
    numbers: list[tuple[str | int, ...]] = [
        ("periods", 0, "weight"),
        ("tasks", 0, "team", 0, "officers"),
        ("tasks", 1, "total"),
        ("inspectors", 0, "limit"),
        ("inspectors", 0, "period_limits", "q1"),
        ("even_load_slack",),
        ("events", 2, "limit"),
    ]
    for steps in labels:
        for name, bad in BAD_LABELS.items():
            yield f"{written(steps)}: {name}", setting(*steps, to=bad)
    for steps in identifiers:
        for name, bad in BAD_IDENTIFIERS.items():
            yield f"{written(steps)}: {name}", setting(*steps, to=bad)
    for steps in numbers:
        for name, number in BAD_NUMBERS.items():
            yield f"{written(steps)}: {name}", setting(*steps, to=number)
        if steps[-1] != "even_load_slack":
            yield f"{written(steps)}: null", setting(*steps, to=None)
    yield "a weight of 0", setting("periods", 2, "weight", to=0)


def seeds() -> Iterator[tuple[str, Change]]:
    for which in ("commitment", "secret"):
        yield f"{which} of 63 digits", setting(which, to="0" * 63)
        yield f"{which} of 65 digits", setting(which, to="0" * 65)
        yield f"{which} in upper case", setting(which, to="A" * 64)
        yield f"{which} not hex", setting(which, to="g" * 64)
        yield f"{which} in full-width digits", setting(which, to="\uff10" * 64)
        yield f"{which} with a line feed at the end", setting(which, to="0" * 64 + "\n")
        yield f"{which} with 0x", setting(which, to="0x" + "0" * 62)
    yield "commitment empty", setting("commitment", to="")
    yield "secret of a space", setting("secret", to=" ")
    yield "randomness empty", setting("randomness", to="")
    not_printable = {
        "a line feed": "\n",
        "a tab": "\t",
        "DEL": "\x7f",
        "NUL": "\x00",
        "é": "é",
        "full-width 1": "\uff11",
    }
    for name, bad in not_printable.items():
        yield f"randomness with {name}", setting("randomness", to="dice:10:1234" + bad)
    yield "randomness with a lone surrogate", setting("randomness", to="dice:10:1234\ud800")


def rates_and_totals() -> Iterator[tuple[str, Change]]:
    rate: tuple[str | int, ...] = ("tasks", 0, "cells", 0, "rate")
    multiplier: tuple[str | int, ...] = ("tasks", 1, "cells", 0, "multiplier")
    for name, bad in BAD_FRACTIONS.items():
        yield f"not a fraction above 0 in lowest terms, a rate: {name}", setting(*rate, to=bad)
        yield f"not a fraction above 0 in lowest terms, a multiplier: {name}", setting(*multiplier, to=bad)
    yield "a rate of an empty cell not in lowest terms", setting("tasks", 0, "cells", 1, "rate", to="2/4")
    yield "a rate above 1: 2", setting(*rate, to="2")
    yield "a rate above 1: 3/2", setting(*rate, to="3/2")
    yield "a rate just above 1", setting(*rate, to=f"{LARGEST}/{LARGEST - 1}")
    yield "a rate as a number", setting(*rate, to=0.5)
    yield "a multiplier: number above too large", setting(*multiplier, to="9007199254740992")
    yield "a total of 0", setting("tasks", 1, "total", to=0)
    yield "a total above the number of targets", setting("tasks", 1, "total", to=3)
    yield "both a rate and a total, of the task", setting("tasks", 0, "total", to=1)
    yield "both a rate and a total, of one cell", setting("tasks", 1, "cells", 0, "rate", to="1/2")
    yield "both a rate and a total, of an empty cell", setting("tasks", 1, "cells", 1, "rate", to="1/2")
    yield "a multiplier without a total, beside a rate", setting("tasks", 0, "cells", 0, "multiplier", to="1")

    def instead(task: int, old: str, new: str) -> Change:
        def change(case: Json) -> None:
            cell = case["tasks"][task]["cells"][0]
            cell[new] = cell.pop(old)

        return change

    yield "a multiplier without a total, instead of a rate", instead(0, "rate", "multiplier")
    yield "a total with a rate instead of a multiplier", instead(1, "multiplier", "rate")

    def total_without_targets(case: Json) -> None:
        task = case["tasks"][2]
        task["total"] = 1
        task["cells"] = [{"path": [], "multiplier": "1"}]

    yield "a total of a task without targets", total_without_targets


def twice() -> Iterator[tuple[str, Change]]:
    """Something named twice."""
    case = a_valid_case()
    yield "a task twice", adding("tasks", item=case["tasks"][2])
    yield "a cell twice", adding("tasks", 0, "cells", item={"path": ["d1", "empty"], "rate": "1/3"})
    yield "a cell with an empty path twice", adding("tasks", 2, "cells", item={"path": [], "rate": "1/3"})
    yield "a row twice", adding("frame", item=case["frame"][0])
    yield "a row twice, in another cell", adding("frame", item={"task": "t1", "target": "a", "path": ["d1", "empty"]})
    yield "an inspector twice", adding("inspectors", item={**case["inspectors"][2], "department": "market"})
    yield "a department in a team twice", adding("tasks", 0, "team", item=case["tasks"][0]["team"][1])
    yield "a period in the plan twice", adding("periods", item={"id": "unused", "weight": 2})
    yield "a period in a task twice", adding("tasks", 1, "periods", item="q2")
    yield "a period in an event twice", adding("events", 1, "periods", item="q2")


def references() -> Iterator[tuple[str, Change]]:
    """Rows, paths and references that lead nowhere."""
    yield "a row of a task that is not there", setting("frame", 0, "task", to="t9")
    yield "a row without a cell", setting("frame", 0, "path", 1, to="B")
    yield "a row with a shorter path than its cell", setting("frame", 0, "path", to=["d1"])
    yield "a row with a longer path than its cell", setting("frame", 0, "path", to=["d1", "A", "x"])
    yield "a row in a cell of another task", setting("frame", 2, "path", to=["d1", "A"])
    yield "a row in a cell that differs in case", setting("frame", 0, "path", to=["D1", "A"])
    yield "paths of two lengths", adding("tasks", 0, "cells", item={"path": ["d1"], "rate": "1/2"})
    yield "paths of lengths 0 and 1", adding("tasks", 2, "cells", item={"path": ["d1"], "rate": "1/2"})
    yield "a task without a period", setting("tasks", 2, "periods", to=[])
    yield "a task in a period that is not there", adding("tasks", 0, "periods", item="q9")
    yield "a period limit for a period that is not there", setting("inspectors", 0, "period_limits", to={"q9": 1})
    yield "barred: an inspector who is not there", adding("barred", item=["a", "i9"])
    yield "barred: inspector and target exchanged", adding("barred", item=["i1", "a"])
    yield "last: an inspector who is not there", adding("last", item=["a", "i9"])
    yield "absent: an inspector who is not there", adding("absent", item=["i9", "q1"])
    yield "absent: a period that is not there", adding("absent", item=["i1", "q9"])


def events() -> Iterator[tuple[str, Change]]:
    for kind in ("recusal", "absence", "reinforcement"):
        at = ["recusal", "absence", "reinforcement"].index(kind)
        yield f"{kind} of an inspector who is not there", setting("events", at, "inspector", to="i9")
    yield "absence in a period that is not there", adding("events", 1, "periods", item="q9")
    yield "replacement in a period that is not there", setting("events", 3, "period", to="q9")
    yield "an event of another kind", setting("events", 0, "kind", to="void")
    yield "an event of the kind appointment", setting("events", 0, "kind", to="appointment")
    yield "an event kind in upper case", setting("events", 0, "kind", to="Recusal")
    yield "an event of an empty kind", setting("events", 0, "kind", to="")

    yield "reinforcement to a lower limit", setting("events", 2, "limit", to=3)
    yield "reinforcement to the limit of before", setting("events", 2, "limit", to=4)
    again = {"kind": "reinforcement", "inspector": "i2", "limit": 5}
    yield "reinforcement to the limit of an earlier one", adding("events", item=again)
    yield "reinforcement below an earlier one", adding("events", item={**again, "limit": 4})

    def replacement(visit: str, period: str) -> Change:
        return adding("events", item={"kind": "replacement", "visit": visit, "period": period})

    yield "replacement of a visit that never was", replacement("z/1", "q2")
    yield "replacement of a second visit that never was", replacement("b/2", "q2")
    yield "replacement of a target", replacement("b", "q2")
    yield "replacement of a visit with a leading zero", replacement("b/01", "q2")
    yield "replacement of an empty visit", replacement("", "q2")
    yield "replacement of a lone surrogate", replacement("\ud800/1", "q2")
    yield "replacement of a visit already replaced", replacement("a/1", "q2")
    yield "replacement in a period of one task of the visit only", replacement("b/1", "q1")
    yield "replacement in a period that the visit was not allowed", replacement("c/1", "unused")
