"""``status``: what the office holds, where each draw stands, what is next."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import (
    checkpoints,
    comparing,
    days,
    drawn,
    duties,
    handing,
    objections,
    persons,
    plan_life,
    publishing,
    say,
    scheduling,
)
from scheduler.cli.kit import Context, command, json_option, pass_context
from scheduler.cli.next_step import next_step

if TYPE_CHECKING:
    from scheduler.store.office import Office


@dataclass(frozen=True)
class Section:
    """What one capability says: its member of the JSON, how it is found, and how it is told in words."""

    name: str
    of: Callable[["Office"], Any]
    tell: Callable[[Any], None]


def _records(office: "Office") -> dict[str, int]:
    from scheduler.tables import KINDS

    return {kind: len(office.records(kind)) for kind in KINDS}


def _tell_records(counts: dict[str, int]) -> None:
    say.table([_("table"), _("records")], [(_(kind), count) for kind, count in counts.items()])


def _tell_compared(told: dict[str, Any] | None) -> None:
    if told:
        say.pairs([(_("last comparison with a registry"), comparing.in_words(told))])


def _left_out(office: "Office") -> int:
    from scheduler.imported import left_out

    return len(left_out(office.events("import", "undo")))


def _tell_left_out(left_out: int) -> None:
    if left_out:
        text = _("{n} rows of imports are left out and not repaired: double-random list left-out")
        say.line(text.format(n=left_out))


SECTIONS = (
    Section("records", _records, _tell_records),
    Section("comparison", comparing.last, _tell_compared),
    Section("plans", plan_life.lives, plan_life.tell),
    Section("draws", drawn.draws, drawn.tell),
    Section("schedule", scheduling.counted, scheduling.tell),
    Section("year", lambda office: duties.counted(office, days.today()), duties.tell),
    Section("publication", publishing.last, publishing.tell),
    Section("objections", lambda office: objections.counted(office, days.today()), objections.tell),
    Section("exchange", handing.exchanged, handing.tell_exchanged),
    Section("checkpoint", checkpoints.last, checkpoints.tell),
    Section("persons", persons.counted, persons.tell),
    Section("to_come", drawn.to_come, drawn.tell_to_come),
    Section("left_out", _left_out, _tell_left_out),
)


@command("status", help=N_("Show what the office holds, where each draw stands, and what is to be done next."))
@json_option
@pass_context
def status_command(context: Context, as_json: bool) -> None:
    office = context.office
    with say.progress(_("Looking through the office …"), brief=True):
        found = {section.name: section.of(office) for section in SECTIONS}
    if as_json:
        say.data(found)
        return
    for section in SECTIONS:
        section.tell(found[section.name])
    say.note(next_step(found["records"], found["draws"], found["to_come"], found["year"]))
