"""Sixteen processes that commit, draw, record and publish on one store at the same time, round after round."""

import hashlib
from collections import Counter
from pathlib import Path

from crew import Hand
from shop import Said, tell, words_of
from small_office import ACTOR, ticking

from inspectors.model import Inspector
from inventories.model import Item, Target
from inventories.problems import Exit, Message
from scheduler import messages
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import collect
from scheduler.imports import store_records
from scheduler.log import Event, broken_links
from scheduler.publish.folder import MARKER, manifest
from scheduler.results.messages import RESULT_FAULTS
from scheduler.store.office import Office

CROWD = 16
PUBLISHING = 4
"""So many of the crowd publish, while the others record results."""
REFUSED: dict[str, tuple[Message, ...]] = {
    "commit": (messages.DRAW_PENDING, messages.CHANGED_MEANWHILE),
    "draw": (messages.ALREADY_DRAWN, messages.NOTHING_TO_DRAW),
    "import": (messages.DRAW_CHANGED, RESULT_FAULTS["twice"]),
    "publish": (),
}
"""What those are told, by verb, who were too late."""
ROUND = Counter({"commitment": 1, "randomness": 1, "draw": 1, "results": 1, "publication": PUBLISHING})
PLAN = """
format = "double-random/plan@1"
id = "round-{k}"
title = "Plan"
office = "Office"
as_of = 2001-01-05
results_due = 2001-12-31
draw = "closed"
randomness = [{{ kind = "dice", faces = 10, throws = 20 }}]
period = [{{ id = "p1", from = 2001-01-10, to = 2001-06-30 }}]
[points]
bands = {{ A = 0 }}
[inspectors]
limit = 9999
[[task]]
id = "t"
name = "Task"
items = ["I"]
kind = "general"
strata = ["district"]
total = 2
team = [{{ department = "health", officers = 2, lead = true }}]
"""


def office_in(folder: Path, url: str | None) -> None:
    """A tiny office, so that the acts and not the derivations take the time."""
    office = Office.create(folder, ACTOR, ticking(), url)
    tables = {
        "targets": [Target(f"T{k}", f"Place {k}", "east", "school", "Long Street") for k in range(6)],
        "items": [Item("I", "Item")],
        "inspectors": [Inspector(f"H{k}", f"Healer {k}", "health", lead=True) for k in range(3)],
    }
    for kind, records in tables.items():
        store_records(office, kind, records, {"file": f"{kind}.csv", "sha256": "0" * 64, "rows": len(records)})
    office.close()


def race(folder: Path, url: str | None, rounds: int) -> dict[str, int]:
    """The counts of so many rounds on the store of a new office. Errors: AssertionError for anything lost, half or twice."""
    office_in(folder, url)
    hands = [Hand.hired() for _ in range(CROWD)]
    office, seen = Office(folder, ACTOR), Counter[str]()
    events = office.events()
    for k in range(rounds):
        for one in _steps(folder, k):
            seen += _at_once(hands, folder, one)
        now = office.events()
        assert now[: len(events)] == events, "an event was lost or changed"
        assert Counter(event.kind for event in now[len(events) :]) == ROUND
        assert list(broken_links(now)) == []
        _site_is_the_last_published(folder / "site", now)
        events = now
    for hand in hands:
        hand.kill()
    assert verdicts(audit(collect(office)))[1] == Colour.GREEN
    office.close()
    return {"rounds": rounds, "processes": CROWD, "events": len(events), **seen}


def _steps(folder: Path, k: int) -> list[list[list[object]]]:
    """The steps of a round, made one by one: what each of the crowd is told in it."""
    plan, form = folder / "plan.toml", folder / "form.csv"
    plan.write_text(PLAN.format(k=k), "utf-8")
    draw = ["draw", "--randomness", f"dice:10:{k:020}"]
    results = [["import", "results", form]] * (CROWD - PUBLISHING) + [["publish", folder / "site"]] * PUBLISHING
    return [[["commit", plan]] * CROWD, [draw] * CROWD, results]


def _at_once(hands: list[Hand], folder: Path, words: list[list[object]]) -> Counter[str]:
    """Tell all of the crowd; how many acts were done and how many refused in the words for those who are too late."""
    if words[0][0] == "import":
        fill_form(folder)
    for hand, its in zip(hands, words, strict=True):
        hand.tell(folder, *its)
    answers = [(str(its[0]), hand.answer()) for hand, its in zip(hands, words, strict=True)]
    done = Counter(verb for verb, said in answers if said.code == Exit.DONE)
    assert all(done[verb] == (PUBLISHING if verb == "publish" else 1) for verb, _ in answers), answers
    assert all(said.code == Exit.DONE or _too_late(verb, said) for verb, said in answers), answers
    return Counter(f"{verb} {'done' if said.code == Exit.DONE else 'refused'}" for verb, said in answers)


def _too_late(verb: str, said: Said) -> bool:
    return said.code in (Exit.CONFLICT, Exit.INPUT) and any(words_of(message) in said.err for message in REFUSED[verb])


def fill_form(folder: Path) -> None:
    """Write ``form.csv`` with a good result for each visit of the last draw."""
    form = folder / "form.csv"
    form.unlink(missing_ok=True)
    assert tell(folder, "export", "results-form", form).code == Exit.DONE
    head, *rows = form.read_text("utf-8-sig").splitlines()
    filled = [row.replace(",,,,,,,,", ",2001-05-01,,未发现问题,,,,,") for row in rows]
    form.write_text("\n".join([head, *filled]), "utf-8-sig")


def _site_is_the_last_published(site: Path, events: list[Event]) -> None:
    last = next(event for event in reversed(events) if event.kind == "publication")
    files = {
        f.relative_to(site).as_posix(): f.read_bytes() for f in site.rglob("*") if f.is_file() and f.name != MARKER
    }
    assert hashlib.sha256(manifest(files)).hexdigest() == last.body["manifest"]
