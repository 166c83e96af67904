"""The steps of a plan on paper: approved, filed, published, amended. Each is an event, and its text is frozen."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from inventories.problems import Exit, Problem, Refused, refuse
from scheduler.acts import file_digest
from scheduler.log import Event
from scheduler.plan import life_messages as messages
from scheduler.plan.changes import changes
from scheduler.plan.life import Life, life, lives, must_be_in_force
from scheduler.plan.read import read_plan
from scheduler.results.check import LATEST, day_somewhere
from scheduler.store.office import Act, Office


@dataclass(frozen=True)
class Paper:
    """What the document of a step says: its number ("" without one), its day, and with ``filed`` the agency (备案机关)."""

    number: str
    date: date
    agency: str = ""


def approve(office: Office, text: bytes, file: str, paper: Paper) -> tuple[Event, list[Problem]]:
    """Log that the plan in ``text`` was approved, and freeze it; with the warnings of reading it.

    Refused: exit 4 if it cannot be read as a plan, exit 6 if a plan of this identifier was approved.
    """
    plan, warnings = _readable(text, file)
    with office.act() as act:
        known = _dated(office, act, plan, paper)
        if known.steps:
            raise refuse(messages.APPROVED_ALREADY, Exit.CONFLICT, plan=plan, **_paper(known.steps[0]))
        return _log(act, plan, text, "approved", paper), warnings


def amend(office: Office, text: bytes, file: str, paper: Paper, ground: str) -> tuple[Event, list[Problem]]:
    """Log that ``text`` is in force from now on, with every member that it changes, and freeze it; with warnings.

    Refused: exit 4 if it cannot be read as a plan, exit 6 if none was approved or nothing differs.
    """
    plan, warnings = _readable(text, file)
    with office.act() as act:
        known = _approved(_dated(office, act, plan, paper))
        found = [change.as_body() for change in changes(office.frozen(known.digest), text)]
        if not found:
            raise refuse(messages.NOTHING_CHANGED, Exit.CONFLICT, plan=plan)
        return _log(act, plan, text, "amended", paper, ground=ground, changes=found), warnings


def file(office: Office, plan: str, digest: str, paper: Paper) -> Event:
    """Log that the version in force was filed with a superior agency. Refused (exit 6) if it is not ``digest``, or was."""
    with office.act() as act:
        known = _approved(_dated(office, act, plan, paper))
        must_be_in_force(known.steps, plan, digest)
        for event in known.current:
            if event.body["step"] == "filed" and event.body["with"] == paper.agency:
                raise refuse(messages.FILED_ALREADY, Exit.CONFLICT, plan=plan, agency=paper.agency, **_paper(event))
        return _log(act, plan, office.frozen(digest), "filed", paper)


def publish(office: Office, plan: str, digest: str, paper: Paper) -> Event:
    """Log that the version in force was published. Refused (exit 6) if it is not ``digest``, was not filed, or was."""
    with office.act() as act:
        known = _approved(_dated(office, act, plan, paper))
        must_be_in_force(known.steps, plan, digest)
        taken = {event.body["step"]: event for event in known.current}
        if "published" in taken:
            raise refuse(messages.PUBLISHED_ALREADY, Exit.CONFLICT, plan=plan, **_paper(taken["published"]))
        if "filed" not in taken:
            raise refuse(messages.NOT_FILED, Exit.CONFLICT, plan=plan)
        return _log(act, plan, office.frozen(digest), "published", paper)


def named(office: Office, word: str) -> tuple[Life, str]:
    """The life of the plan that ``word`` names, by file or identifier, and the digest meant: the file's, or that in force.

    Refused: exit 4 for a file that is no plan, exit 1 if there is no such file and no such plan in the log.
    """
    path, known = Path(word), lives(office.events("plan"))
    if path.is_file():
        text = path.read_bytes()
        plan, _warnings = _readable(text, path.name)
        return known.get(plan, Life(plan, ())), file_digest(text)
    if word not in known:
        raise refuse(messages.NO_PLAN, Exit.FAILED, plan=word, known=", ".join(known) or "—")
    return known[word], known[word].digest


def _readable(text: bytes, name: str) -> tuple[str, list[Problem]]:
    plan, problems = read_plan(text, name)
    if plan is None:
        raise Refused(problems, Exit.PLAN)
    return plan.id, list(problems)


def _dated(office: Office, act: Act, plan: str, paper: Paper) -> Life:
    """The life of the plan so far. Refused (exit 6) if the document's day cannot follow."""
    known = life(office.events("plan"), plan)
    day = paper.date.isoformat()
    if known.steps and day < (last := known.steps[-1].body["date"]):
        raise refuse(messages.STEP_EARLY, Exit.CONFLICT, day=day, last=last)
    if paper.date > day_somewhere(act.time, LATEST):
        raise refuse(messages.STEP_LATE, Exit.CONFLICT, day=day)
    return known


def _approved(known: Life) -> Life:
    if not known.steps:
        raise refuse(messages.NOT_APPROVED, Exit.CONFLICT, plan=known.plan)
    return known


def _log(act: Act, plan: str, text: bytes, step: str, paper: Paper, **more: Any) -> Event:
    digest = file_digest(text)
    about = {"number": paper.number, "date": paper.date.isoformat(), "with": paper.agency}
    body = {"plan": plan, "digest": digest, "step": step, **about, "ground": "", "changes": [], **more}
    event = act.append("plan", body)
    act.freeze(digest, text)
    return event


def _paper(event: Event) -> dict[str, Any]:
    return {name: event.body[name] for name in ("number", "date")}
