"""Processes that are killed (kill -9) at any moment while they commit, draw, record or publish, over and over."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pg_server
from at_once import PLAN, fill_form, office_in
from crew import Hand
from once_more import copied
from shop import Said, tell
from small_office import ACTOR, DICE
from sqlalchemy import make_url

from inventories.problems import Exit
from scheduler import acts
from scheduler.audit.checks import Colour, audit, verdicts
from scheduler.bundle import collect
from scheduler.journal import draws
from scheduler.log import Event, broken_links
from scheduler.store import database
from scheduler.store.office import Office

NOT_AGAIN = (Exit.DONE, Exit.CONFLICT, Exit.INPUT)
"""What the act may say when it is run once more: done now, or that it is done already."""


@dataclass(frozen=True)
class Act:
    """An act that is to be killed: its words in an office's folder, the office it begins with, the events it logs."""

    words: Callable[[Path], list[object]]
    begins: Path
    logs: tuple[str, ...]
    seconds: float = 0.0
    """How long it takes when nobody kills it."""


def ordeal(folder: Path, place: str | None, kills: int) -> dict[str, int]:
    """The counts of so many kills, in databases of the server in ``place`` or in files. Errors: AssertionError for an
    acknowledged event that is lost, half an act, or a store that needs repair."""
    known = [_measured(act, folder) for act in _acts(folder, place)]
    moments, seen = random.Random(20010106), Counter[str]()
    for k in range(kills):
        act = known[k % len(known)]
        with_office = copied(act.begins, folder / "office")
        before = _events(with_office)
        hand = Hand.hired()
        hand.tell(with_office, *act.words(with_office))
        time.sleep(moments.uniform(0, act.seconds))
        said = hand.kill()
        seen[_found(with_office, act, before, said)] += 1
        _gone(with_office)
    return {"kills": kills, **seen}


def _acts(folder: Path, place: str | None) -> Iterator[Act]:
    """The four acts, each with the office that it begins with."""
    url = pg_server.url(place, pg_server.new(place)) if place else None
    with_tables = folder / "with tables"
    office_in(with_tables, url)
    (with_tables / "plan.toml").write_text(PLAN.format(k=1), "utf-8")
    committed = _after(with_tables, "commit", with_tables / "plan.toml")
    drawn = _after(committed, "draw", "--randomness", DICE)
    fill_form(drawn)
    yield Act(lambda own: ["commit", own / "plan.toml"], with_tables, ("commitment",))
    yield Act(lambda own: ["draw", "--randomness", DICE], committed, ("randomness", "draw"))
    yield Act(lambda own: ["import", "results", own / "form.csv"], drawn, ("results",))
    yield Act(lambda own: ["publish", own / "site"], _after(drawn, "publish", drawn / "site"), ("publication",))


def _after(folder: Path, *words: object) -> Path:
    """Another office, as far as this one and an act further."""
    to = copied(folder, folder.with_name(str(words[0])))
    said = tell(to, *(to / word.name if isinstance(word, Path) else word for word in words))
    assert said.code == Exit.DONE, said.all
    return to


def _measured(act: Act, folder: Path) -> Act:
    """The act with the time it takes, a quarter more, so that it is killed after it was acknowledged too."""
    own = copied(act.begins, folder / "office")
    hand = Hand.hired()
    began = time.monotonic()
    hand.tell(own, *act.words(own))
    assert hand.answer().code == Exit.DONE
    taken = time.monotonic() - began
    hand.kill()
    _gone(own)
    return Act(act.words, act.begins, act.logs, taken * 1.25)


def _found(folder: Path, act: Act, before: list[Event], said: Said | None) -> str:
    """How the act was found after the kill, once all was checked; then it is run again, and all is whole."""
    now = _events(folder)
    new = tuple(event.kind for event in now[len(before) :])
    assert now[: len(before)] == before, "an event was lost or changed"
    assert new in [act.logs[:k] for k in range(len(act.logs) + 1)], f"half an act: {new}"
    assert said is None or (said.code == Exit.DONE and new == act.logs), "an acknowledged act was lost"
    assert tell(folder, "status").code == Exit.DONE, "the next start needs repair"
    _nothing_half(folder)
    again = tell(folder, *act.words(folder))
    assert again.code in NOT_AGAIN, again.all
    assert again.code == Exit.DONE or new == act.logs, again.all
    assert {*act.logs} <= {event.kind for event in _events(folder)}
    _nothing_half(folder)
    office = Office(folder, ACTOR)
    assert act.logs == ("commitment",) or verdicts(audit(collect(office)))[1] == Colour.GREEN
    office.close()
    return f"{act.logs[-1]}: {('not begun', 'begun')[bool(new)] if new != act.logs else 'done'}"


def _nothing_half(folder: Path) -> None:
    """The chain is whole, no draw is without its randomness, and whatever was committed is all there."""
    events = _events(folder)
    assert list(broken_links(events)) == []
    for draw in draws(events):
        assert draw.randomness or not draw.draw, "a draw without its randomness in the log"
    office = Office(folder, ACTOR)
    for draw in draws(events):
        acts.frozen_facts(office, draw)
    office.close()


def _events(folder: Path) -> list[Event]:
    office = Office(folder, ACTOR)
    try:
        return office.events()
    finally:
        office.close()


def _gone(folder: Path) -> None:
    """Take an office away, with its database."""
    if (folder / database.FILE).exists():
        url = make_url((folder / database.FILE).read_text("utf-8").strip())
        with pg_server.connect(str(url.query["host"])) as connection:
            connection.execute(f"DROP DATABASE {url.database} WITH (FORCE)".encode())
    shutil.rmtree(folder)
