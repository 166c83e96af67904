"""``plan approve``, ``file``, ``publish``, ``amend``, ``show``: what happens to a plan on paper."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Problem, refuse
from scheduler.cli import say
from scheduler.cli.days import day
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.kit import Context, command, ground_option, json_option, option, pass_context, words

if TYPE_CHECKING:
    from scheduler.log import Event
    from scheduler.plan.life import Life
    from scheduler.store.office import Office

STEPS = {
    "approved": N_("approved"),
    "filed": N_("filed"),
    "published": N_("published"),
    "amended": N_("amended"),
}


date_option = option("--date", "on", required=True, callback=day, help=N_("The day of the document, as 2026-01-05."))
number_option = option(
    "--number", required=True, callback=words, help=N_("The number of the document, such as 夏卫发〔2026〕3号.")
)


@command(
    "approve",
    help=N_(
        "Log that the plan in the file PLAN was approved. From then on no other text of it can be committed; what is changed "
        "afterwards is an amendment."
    ),
)
@click.argument("plan", type=click.Path(path_type=Path))
@number_option
@date_option
@json_option
@pass_context
def approve_command(context: Context, plan: Path, number: str, on: date, as_json: bool) -> None:
    from scheduler.plan import acts as approving

    event, warnings = approving.approve(context.office, read_bytes(plan), plan.name, approving.Paper(number, on))
    _tell(event, warnings, as_json)


@command(
    "amend",
    help=N_(
        "Log that the plan in the file NEW is in force from now on, with every member that it changes: what was there before "
        "and what is there now."
    ),
)
@click.argument("new", type=click.Path(path_type=Path))
@number_option
@date_option
@ground_option
@json_option
@pass_context
def amend_command(context: Context, new: Path, number: str, on: date, ground: str, as_json: bool) -> None:
    from scheduler.plan import acts as approving

    paper = approving.Paper(number, on)
    event, warnings = approving.amend(context.office, read_bytes(new), new.name, paper, ground)
    _tell(event, warnings, as_json)


@command("file", help=N_("Log that PLAN (a file, or an identifier) was filed with a superior agency (备案)."))
@click.argument("plan")
@option("--with", "agency", required=True, callback=words, help=N_("The agency with which it was filed."))
@number_option
@date_option
@json_option
@pass_context
def file_command(context: Context, plan: str, agency: str, number: str, on: date, as_json: bool) -> None:
    from scheduler.plan import acts as approving

    office = context.office
    known, digest = approving.named(office, plan)
    _tell(approving.file(office, known.plan, digest, approving.Paper(number, on, agency)), (), as_json)


@command(
    "publish",
    help=N_(
        "Log that PLAN (a file, or an identifier) was published. The public pages then say when each step was taken."
    ),
)
@click.argument("plan")
@option("--number", default="", help=N_("The number of the announcement, if it has one."))
@date_option
@json_option
@pass_context
def publish_command(context: Context, plan: str, number: str, on: date, as_json: bool) -> None:
    from scheduler.plan import acts as approving

    office = context.office
    known, digest = approving.named(office, plan)
    _tell(approving.publish(office, known.plan, digest, approving.Paper(number, on)), (), as_json)


@command("show", help=N_("Show every step of PLAN (a file, or an identifier), with what its amendments changed."))
@click.argument("plan")
@option("--write", type=click.Path(path_type=Path), help=N_("Write the text in force into this file."))
@json_option
@pass_context
def show_command(context: Context, plan: str, write: Path | None, as_json: bool) -> None:
    from scheduler.plan import acts as approving
    from scheduler.plan import life_messages

    office = context.office
    known, digest = approving.named(office, plan)
    if write is not None and not known.steps:
        raise refuse(life_messages.NOT_APPROVED, Exit.CONFLICT, plan=known.plan)
    if write is not None:
        must_be_new(write)
        write.write_bytes(office.frozen(known.digest))
    if as_json:
        steps = [{"event": event.seq, "time": event.time, **event.body} for event in known.steps]
        say.data({"plan": known.plan, "in_force": known.digest or None, "named": digest, "steps": steps})
        return
    _show(known, digest)


def _show(known: "Life", digest: str) -> None:
    if not known.steps:
        say.line(_("The plan {plan} is a draft: nothing of it is in the log.").format(plan=known.plan))
        return
    headers = [_("step"), _("date"), _("document number"), _("with"), _("ground"), _("text (SHA-256)"), _("event")]
    rows = [[_(STEPS[b["step"]]), *_said(b), b["digest"][:12], e.seq] for e in known.steps for b in (e.body,)]
    say.table(headers, rows, _("Plan {plan}").format(plan=known.plan))
    for event in known.steps:
        _changes(event)
    if digest != known.digest:
        say.note(_("The file named is another text than the one in force."))


def _said(body: dict[str, Any]) -> list[str]:
    return [body["date"], body["number"], body["with"], body["ground"]]


def _tell(event: "Event", warnings: Sequence[Problem], as_json: bool) -> None:
    if as_json:
        say.data({"event": event.seq, **event.body, "warnings": [say.as_data(p) for p in warnings]})
        return
    say.problems(warnings)
    say.line(
        _("Plan {plan}: {step} on {date}, logged as event {seq}.").format(
            plan=event.body["plan"], step=_(STEPS[event.body["step"]]), date=event.body["date"], seq=event.seq
        )
    )
    _changes(event)
    say.note(_("Next: {command}").format(command=_next(event.body)))


def _next(body: dict[str, Any]) -> str:
    match body["step"]:
        case "filed":
            return f"double-random plan publish {body['plan']} --date …"
        case "published":
            return "double-random commit plan.toml"
    return f"double-random plan file {body['plan']} --with … --number … --date …"


def _changes(event: "Event") -> None:
    if event.body["changes"]:
        rows = [
            (c["member"], *(_("(none)") if c[k] is None else c[k] for k in ("from", "to")))
            for c in event.body["changes"]
        ]
        title = _("What was changed on {date} ({number})").format(**event.body)
        say.table([_("member"), _("from"), _("to")], rows, title)


def lives(office: "Office") -> dict[str, list[dict[str, Any]]]:
    """By plan what the log says of each of its steps."""
    from scheduler.plan import life

    known = life.lives(office.events("plan"))
    return {plan: [event.body for event in one.steps] for plan, one in known.items()}


def tell(plans: dict[str, list[dict[str, Any]]]) -> None:
    """For each plan its name, its steps with their days in one line, and the one that the text in force still lacks."""
    for plan, steps in plans.items():
        say.line(_("plan {plan}").format(plan=plan) + ": " + ", ".join([*map(_step, steps), *_lacking(steps)]))


def _lacking(steps: list[dict[str, Any]]) -> list[str]:
    taken = {body["step"] for body in steps if body["digest"] == steps[-1]["digest"]}
    if "filed" not in taken:
        return [_("this version not filed yet")]
    return [] if "published" in taken else [_("this version not published yet")]


def _step(body: dict[str, Any]) -> str:
    return " ".join(part for part in (_(STEPS[body["step"]]), body["date"], body["number"]) if part)


COMMANDS = (approve_command, amend_command, file_command, publish_command, show_command)
