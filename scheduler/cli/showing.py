"""``show``: one thing explained, line by line."""

from collections import Counter
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused, refuse
from scheduler.cli import capping, comparing, open_slots, say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Command, Context, Group, draw_option, json_option, option, pass_context
from scheduler.cli.records import STATES, fields, worded, yes
from scheduler.cli.signed import signed_command

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.facts import Facts
    from scheduler.log import Event
    from scheduler.store.office import Office


@click.group("show", cls=Group, help=N_("Explain one thing, line by line."))
def show_command() -> None:
    pass


show_command.add_command(signed_command)


def facts_for(office: "Office", ref: str | None, plan: Path | None) -> "Facts":
    """The facts to explain by: those of a plan file over the current tables, else those a draw has frozen."""
    from scheduler import acts

    if plan is None:
        return acts.frozen_facts(office, acts.find(office, ref))
    chain = acts.chain_of(office)
    facts, _report, problems = acts.check_plan(read_bytes(plan), plan.name, office.tables(), chain, looking=True)
    if facts is None:
        raise Refused(problems, Exit.PLAN)
    return facts


plan_option = option(
    "--plan",
    type=click.Path(path_type=Path),
    help=N_("Explain by this plan and the tables as they are now, instead of what a draw has frozen."),
)


@show_command.command("target", cls=Command, help=N_("Explain a target's points, band and rates, line by line."))
@click.argument("target")
@plan_option
@draw_option
@json_option
@pass_context
def show_target(context: Context, target: str, plan: Path | None, ref: str | None, as_json: bool) -> None:
    from scheduler import messages
    from scheduler.explain import explain_target

    facts = facts_for(context.office, ref, plan)
    if target not in facts.targets:
        raise refuse(messages.NO_TARGET, Exit.FAILED, id=target)
    told = explain_target(facts, target)
    if as_json:
        say.data(told)
        return
    say.pairs(fields(told["record"]))
    say.line()
    headers = [_("points for"), _("occurrences"), _("points"), _("cut off at the cap")]
    lines = [(line["cause"], line["occurrences"], line["points"], line["capped"]) for line in told["lines"]]
    say.table(headers, [[_(cause), occurrences, points, yes(capped)] for cause, occurrences, points, capped in lines])
    if told["signals"]:
        headers = [
            _("signal"),
            _("for"),
            _("date"),
            _("occurrences"),
            _("severity"),
            _("source"),
            _("joined by"),
            _("counts"),
        ]
        say.table(headers, [_signal_row(signal) for signal in told["signals"]])
    say.line(
        _("{points} points on {as_of}: band {by_points}; with the credit class as a floor: band {band}").format(**told)
    )
    say.line(_("last visit: {day}").format(day=told["last_visit"] or _("none known")))
    capping.print_visits(told["caps"])
    if not told["tasks"]:
        say.line(_("No task has it in its scope: it cannot be drawn."))
        return
    headers = [_("task"), _("cell"), _("pool"), _("rate"), _("rate before mandates"), _("kept out by")]
    rows = [
        [t["task"], t["cell"], t["pool"], t["rate"], t["asked"], worded("status", t["left_out"])] for t in told["tasks"]
    ]
    say.table(headers, rows)
    for t in told["tasks"]:
        if t["year"] != t["rate"]:
            text = _(
                "{task}: its rate over the year is {year}; it has had the chance {had} and was not drawn, so it is {rate} now."
            )
            say.line(text.format(**t))


def _signal_row(signal: dict[str, Any]) -> list[object]:
    numbers = [signal["date"], signal["count"], signal["severity"], signal["source"]]
    return [
        signal["id"],
        worded("factor", signal["factor"]),
        *numbers,
        worded("joined", signal["joined"]),
        yes(signal["counts"]),
    ]


@show_command.command(
    "visit",
    cls=Command,
    help=N_("Show a visit: team, who was eligible for each slot, who last, and why everyone else is not."),
)
@click.argument("visit")
@draw_option
@json_option
@pass_context
def show_visit(context: Context, visit: str, ref: str | None, as_json: bool) -> None:
    from scheduler import acts, journal, messages
    from scheduler.exchange import declared
    from scheduler.explain import concerning, explain_visit

    office = context.office
    draw = acts.find(office, ref)
    standing = journal.standing(draw) if draw.draw else {}
    if visit not in standing:
        raise refuse(messages.NO_VISIT, Exit.FAILED, id=visit, ref=draw.ref)
    handed = declared.departments(office.events("import", "undo"))
    facts = acts.frozen_facts(office, draw)
    told = explain_visit(facts, draw, standing[visit], handed)
    if as_json:
        say.data(told)
        return
    say.pairs(
        [
            (_("visit"), visit),
            (_("target"), told["name"]),
            (_("tasks"), ", ".join(told["tasks"])),
            (_("period"), told["period"]),
            (_("days"), f"{told['begins']} – {told['ends']}"),
        ]
    )
    if told["cancelled_tasks"]:
        say.pairs([(_("tasks cancelled by superiors"), ", ".join(told["cancelled_tasks"]))])
    if told["cancelled"]:
        say.line(_("The visit ended with its tasks: nobody has to go there."))
    for slot in told["slots"]:
        say.line()
        say.line(
            _("slot {slot}: {department}, {qualification}{lead}: {who}").format(
                slot=slot["slot"],
                department=slot["department"],
                qualification=slot["qualification"] or _("general"),
                lead=", " + _("lead") if slot["lead"] else "",
                who=slot["inspector"] or _("open"),
            )
        )
        if slot["by_order"]:
            say.line("  " + _("put here by order: {order}").format(order=slot["by_order"]))
        say.line("  " + _("eligible: {names}").format(names=", ".join(slot["eligible"]) or "–"))
        say.line("  " + _("eligible last: {names}").format(names=", ".join(slot["last"]) or "–"))
        for reason, names in slot["not_eligible"].items():
            say.line("  " + _("not eligible, {reason}: {names}").format(reason=_(reason), names=", ".join(names)))
    _print_acts(concerning(draw, standing[visit]), _("Since the draw"))
    if None in standing[visit].team.values():
        open_slots.show(office, draw, facts)


@show_command.command("inspector", cls=Command, help=N_("Show an inspector's entry, load and visits in a draw."))
@click.argument("inspector")
@draw_option
@json_option
@pass_context
def show_inspector(context: Context, inspector: str, ref: str | None, as_json: bool) -> None:
    from inventories.records import plain
    from scheduler import journal, messages

    office = context.office
    record = next((i for i in office.records("inspectors") if i.id == inspector), None)
    if record is None:
        raise refuse(messages.NO_INSPECTOR, Exit.FAILED, id=inspector)
    drawn = [d for d in journal.draws(office.events()) if d.state == "drawn" and ref in (None, d.ref)]
    visits = [
        {"draw": draw.ref, "visit": visit.name, "period": visit.period, "tasks": list(visit.tasks)}
        for draw in drawn
        for visit in journal.standing(draw).values()
        if inspector in visit.team.values()
    ]
    if as_json:
        say.data({"record": plain(record), "visits": visits})
        return
    say.pairs(fields(plain(record)))
    say.table(
        [_("draw"), _("visit"), _("period"), _("tasks")],
        [[*list(v.values())[:3], ", ".join(v["tasks"])] for v in visits],
    )


@show_command.command(
    "draw", cls=Command, help=N_("Show a commitment and its draw: hashes, numbers, open slots and why.")
)
@click.argument("ref", required=False)
@json_option
@pass_context
def show_draw(context: Context, ref: str | None, as_json: bool) -> None:
    from scheduler import acts

    office = context.office
    draw = acts.find(office, ref)
    compared = comparing.last(office, draw.commitment.seq)
    outcome = draw.outcome if draw.draw else None
    if as_json:
        told: dict[str, Any] = {
            "ref": draw.ref,
            "hash": draw.hash,
            "state": draw.state,
            "record": draw.record,
            "outcome": outcome,
        }
        told["comparison"] = compared
        told["open_slots"] = open_slots.as_data(office, draw)
        say.data(told | {"after": [{"event": e.seq, "time": e.time, "kind": e.kind, **e.body} for e in draw.after]})
        return
    say.pairs([(_("draw"), draw.ref), (_("state"), _(STATES[draw.state])), (_("commitment"), draw.hash)])
    say.pairs([(_("committed"), draw.commitment.time), (_("bits of choice"), draw.record["bits"])])
    say.pairs(
        [
            (
                _("inventory compared with a registry"),
                comparing.in_words(compared) if compared else _("not before this draw"),
            )
        ]
    )
    if draw.randomness:
        say.pairs([(_("randomness"), draw.randomness.body["text"]), (_("logged"), draw.randomness.time)])
    if outcome is None:
        return
    say.pairs([(_("seed"), outcome["seed"])])
    drawn = Counter[str]()
    for cell in outcome["allocation"]:
        drawn[cell["task"]] += cell["drawn"]
    headers = [_("task"), _("pool"), _("least"), _("most"), _("drawn")]
    say.table(headers, [[t["task"], t["pool"], t["least"], t["most"], drawn[t["task"]]] for t in draw.record["tasks"]])
    passed_over = _("candidates passed over so that the rest can be filled")
    say.pairs([(_("open slots at the draw"), outcome["open"]), (passed_over, len(outcome["refused"]))])
    _print_acts(draw.after, _("Changed after the draw"))
    if outcome["shortage"]:
        shortage = outcome["shortage"]
        say.line(
            _("{need} slots could be filled by {capacity} places only: {slots}").format(
                need=shortage["need"],
                capacity=shortage["capacity"],
                slots=", ".join(f"{visit} [{slot}]" for visit, slot in shortage["slots"][:20]),
            )
        )
    open_slots.show(office, draw)


ABOUT = ("application", "objection", "inspector", "target", "task", "visit", "slot", "period", "limit")
"""What an act after the draw can be about."""


def _print_acts(after: "Iterable[Event]", title: str) -> None:
    """What has happened to a draw or a visit since, one line each; visits put off by one order are one line."""
    rows: list[list[Any]] = []
    put_off: dict[tuple[str, ...], list[Event]] = {}
    for event in after:
        if event.kind == "extension":
            put_off.setdefault((event.time, *(event.body[k] for k in ("until", "ground", "officer"))), []).append(event)
        elif event.kind not in ("results", "review"):
            rows.append(_act_row(event))
    rows += map(_put_off_row, put_off.values())
    if rows:
        say.table([_("event"), _("time"), _("act"), _("of"), _("ground")], sorted(rows), title)


def _act_row(event: "Event") -> list[Any]:
    body = event.body
    about = [body[name] for name in ABOUT if body.get(name) is not None]
    why = body.get("ground") or body.get("words") or f"{body['order']} ({body['officer']})"
    named = " ".join(map(str, [*about, *body.get("periods", ()), *_results(event)]))
    return [event.seq, event.time, worded("act", event.kind), named, why]


def _results(event: "Event") -> list[str]:
    """What an act is about that is about released results."""
    match event.kind:
        case "objection":
            return list(event.body["row"])
        case "correction":
            return [event.body["row"][name] for name in ("visit", "department", "item")]
        case "ending":
            return [_("{n} results").format(n=len(event.body["rows"]))]
    return []


def _put_off_row(events: "list[Event]") -> list[Any]:
    first, body = events[0], events[0].body
    visits = body["visit"] if len(events) == 1 else _("{n} visits").format(n=len(events))
    what = _("{visits} until {day}").format(visits=visits, day=body["until"])
    return [first.seq, first.time, worded("act", "extension"), what, f"{body['ground']} ({body['officer']})"]
