"""``status``, ``show`` and ``list``: what an office looks up."""

from collections import Counter
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused, refuse
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Command, Context, Group, command, draw_option, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.journal import Draw
    from scheduler.store.office import Office

STATES = {
    "committed": N_("committed, waits for its draw"),
    "randomness known": N_("randomness logged, draw not finished"),
    "drawn": N_("drawn"),
    "void": N_("void"),
}
WORDS = (
    *(N_("targets"), N_("items"), N_("signals"), N_("history"), N_("exclusions"), N_("inspectors"), N_("leave")),
    *(N_("conflicts"), N_("results"), N_("complaint"), N_("hazard"), N_("credit"), N_("violation"), N_("recency")),
    *(N_("id"), N_("category"), N_("status"), N_("kind"), N_("frequency"), N_("factor"), N_("date"), N_("count")),
    *(N_("substantiated"), N_("ended"), N_("result"), N_("ground"), N_("document"), N_("begins"), N_("ends")),
    *(N_("qualifications"), N_("areas"), N_("certificate_until"), N_("active"), N_("subject"), N_("value")),
    *(N_("entity"), N_("owner"), N_("credit_class"), N_("licences"), N_("attributes"), N_("certificate"), N_("limit")),
    *(N_("gone"), N_("merged_into"), N_("file"), N_("row"), N_("column")),
    *(N_("period_limits"), N_("inspector"), N_("department"), N_("general"), N_("key")),
)
"""Names of tables, fields and factors, which are looked up where they are shown."""
COLUMNS = {
    "targets": ("id", "name", "district", "category", "status", "gone", "merged_into"),
    "items": ("id", "name", "kind", "rate", "frequency", "gone"),
    "signals": ("target", "factor", "date", "count", "substantiated", "ended"),
    "history": ("target", "date", "department", "inspectors", "result"),
    "exclusions": ("target", "ground", "document", "begins", "ends", "tasks"),
    "inspectors": (
        "id",
        "name",
        "department",
        "qualifications",
        "lead",
        "areas",
        "certificate_until",
        "active",
        "gone",
    ),
    "leave": ("inspector", "begins", "ends", "ground"),
    "conflicts": ("inspector", "subject", "value", "kind", "begins", "ends"),
}


@command("status", help=N_("Show what the office holds, where each draw stands, and what is to be done next."))
@json_option
@pass_context
def status_command(context: Context, as_json: bool) -> None:
    from scheduler import imported, journal
    from scheduler.tables import KINDS

    office = context.office
    left_out = len(imported.left_out(office.events("import", "undo")))
    counts = {kind: len(office.records(kind)) for kind in KINDS}
    draws = [_draw_line(office, draw) for draw in journal.draws(office.events())]
    if as_json:
        say.data({"records": counts, "left_out": left_out, "draws": draws})
        return
    say.table([_("table"), _("records")], [(_(kind), count) for kind, count in counts.items()])
    if draws:
        headers = [_("draw"), _("state"), _("committed"), _("visits"), _("done"), _("open slots"), _("results due")]
        say.table(headers, [[d["ref"], _(STATES[d["state"]]), *list(d.values())[2:]] for d in draws])
    if left_out:
        told = _("{n} rows of imports are left out and not repaired: double-random list left-out")
        say.line(told.format(n=left_out))
    say.note(_next_step(counts, draws))


def _draw_line(office: "Office", draw: "Draw") -> dict[str, Any]:
    from scheduler import acts, journal
    from scheduler.results.check import owing

    visits = journal.standing(draw) if draw.draw else {}
    return {
        "ref": draw.ref,
        "state": draw.state,
        "committed": draw.commitment.time,
        "visits": len(visits),
        "done": len(visits) - len(owing(draw, acts.frozen_plan(office, draw))) if visits else 0,
        "open_slots": sum(who is None for visit in visits.values() for who in visit.team.values()),
        "results_due": draw.record["results_due"],
    }


def _next_step(counts: dict[str, int], draws: list[dict[str, Any]]) -> str:
    standing = [draw for draw in draws if draw["state"] != "void"]
    if not counts["targets"]:
        return _("Next: double-random import targets FILE")
    if not counts["inspectors"]:
        return _("Next: double-random import inspectors FILE")
    if not standing:
        return _("Next: double-random plan check plan.toml, then double-random commit plan.toml")
    if standing[-1]["state"] == "committed":
        return _("Next: double-random publish site/, then double-random draw --randomness …")
    if standing[-1]["state"] == "randomness known":
        return _("Next: double-random draw (finishes with the logged randomness)")
    if standing[-1]["done"] < standing[-1]["visits"]:
        return _("Next: double-random export results-form results.xlsx, then double-random import results results.xlsx")
    return _("All visits have results. Next: double-random publish site/")


@click.group("show", cls=Group, help=N_("Explain one thing, line by line."))
def show_command() -> None:
    pass


def facts_for(office: "Office", ref: str | None, plan: Path | None) -> "Facts":
    """The facts to explain by: those of a plan file over the current tables, else those a draw has frozen."""
    from scheduler import acts

    if plan is None:
        return acts.frozen_facts(office, acts.find(office, ref))
    facts, _report, problems = acts.check_plan(read_bytes(plan), plan.name, office.tables())
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
    say.pairs(_record(told["record"]))
    say.line()
    headers = [_("points for"), _("occurrences"), _("points"), _("cut off at the cap")]
    lines = [(line["cause"], line["occurrences"], line["points"], line["capped"]) for line in told["lines"]]
    say.table(headers, [[_(cause), occurrences, points, _yes(capped)] for cause, occurrences, points, capped in lines])
    say.line(
        _("{points} points on {as_of}: band {by_points}; with the credit class as a floor: band {band}").format(**told)
    )
    say.line(_("last visit: {day}").format(day=told["last_visit"] or _("none known")))
    if not told["tasks"]:
        say.line(_("No task has it in its scope: it cannot be drawn."))
        return
    headers = [_("task"), _("cell"), _("pool"), _("rate"), _("rate before mandates"), _("kept out by")]
    rows = [
        [t["task"], t["cell"], t["pool"], t["rate"], t["asked"], _worded("status", t["left_out"])]
        for t in told["tasks"]
    ]
    say.table(headers, rows)


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
    from scheduler.explain import explain_visit

    office = context.office
    draw = acts.find(office, ref)
    standing = journal.standing(draw) if draw.draw else {}
    if visit not in standing:
        raise refuse(messages.NO_VISIT, Exit.FAILED, id=visit, ref=draw.ref)
    told = explain_visit(acts.frozen_facts(office, draw), draw, standing[visit])
    if as_json:
        say.data(told)
        return
    say.pairs(
        [
            (_("visit"), visit),
            (_("target"), told["name"]),
            (_("tasks"), ", ".join(told["tasks"])),
            (_("period"), told["period"]),
        ]
    )
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
    say.pairs(_record(plain(record)))
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

    draw = acts.find(context.office, ref)
    outcome = draw.outcome if draw.draw else None
    if as_json:
        told = {"ref": draw.ref, "hash": draw.hash, "state": draw.state, "record": draw.record, "outcome": outcome}
        say.data(told | {"after": [{"event": e.seq, "time": e.time, "kind": e.kind, **e.body} for e in draw.after]})
        return
    say.pairs([(_("draw"), draw.ref), (_("state"), _(STATES[draw.state])), (_("commitment"), draw.hash)])
    say.pairs([(_("committed"), draw.commitment.time), (_("bits of choice"), draw.record["bits"])])
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
    _print_acts(draw)
    if outcome["shortage"]:
        shortage = outcome["shortage"]
        say.line(
            _("{need} slots could be filled by {capacity} places only: {slots}").format(
                need=shortage["need"],
                capacity=shortage["capacity"],
                slots=", ".join(f"{visit} [{slot}]" for visit, slot in shortage["slots"][:20]),
            )
        )


ABOUT = ("inspector", "target", "visit", "slot", "period", "limit")
"""What an act after the draw can be about."""


def _print_acts(draw: "Draw") -> None:
    """What has changed the draw since, one line each."""
    rows = []
    for event in draw.after:
        if event.kind != "results":
            about = [event.body[name] for name in ABOUT if name in event.body]
            why = event.body.get("ground") or f"{event.body['order']} ({event.body['officer']})"
            what = " ".join(map(str, [*about, *event.body.get("periods", ())]))
            rows.append([event.seq, event.time, _worded("act", event.kind), what, why])
    if rows:
        say.table([_("event"), _("time"), _("act"), _("of"), _("ground")], rows, _("Changed after the draw"))


@command(
    "list", help=N_("List records of KIND (targets, inspectors, …), the visits of a draw, or left-out rows of imports.")
)
@click.argument("kind", type=click.Choice([*COLUMNS, "visits", "left-out"]), metavar="KIND")
@option("--find", help=N_("Only lines that contain this text."))
@draw_option
@json_option
@pass_context
def list_command(context: Context, kind: str, find: str | None, ref: str | None, as_json: bool) -> None:
    from inventories.records import plain
    from scheduler import acts, imported
    from scheduler.worklist import HEADERS, visit_rows

    office = context.office
    if kind == "visits":
        draw = acts.find(office, ref)
        acts.must_stand(draw)
        headers = list(HEADERS)
        rows = [dict(zip(HEADERS, row, strict=True)) for row in visit_rows(draw, acts.frozen_facts(office, draw))]
    elif kind == "left-out":
        headers = ["kind", "file", "row", "id", "ground", "column", "value", "time"]
        rows = [plain(row) for row in imported.left_out(office.events("import", "undo"))]
    else:
        headers = list(COLUMNS[kind])
        rows = [plain(record) for record in office.records(kind)]
    if find:
        rows = [row for row in rows if any(find.casefold() in str(value).casefold() for value in row.values())]
    if as_json:
        say.data(rows)
        return
    say.table([_(header) for header in headers], [[shown(header, row[header]) for header in headers] for row in rows])
    say.note(_("{n} lines").format(n=len(rows)))


VALUES = {
    ("status", "active"): N_("In business"),
    ("status", "suspended"): N_("Business suspended"),
    ("status", "closed"): N_("Business closed"),
    ("status", "gone"): N_("No longer in the inventory"),
    ("status", "merged"): N_("Duplicate of another target"),
    ("kind", "general"): N_("General item"),
    ("kind", "key"): N_("Key item"),
    ("kind", "kin"): N_("kin"),
    ("kind", "interest"): N_("interest"),
    ("kind", "former employer"): N_("former employer"),
    ("kind", "other"): N_("other"),
    ("factor", "complaint"): N_("complaint"),
    ("factor", "hazard"): N_("hazard"),
    ("factor", "credit"): N_("credit"),
    ("factor", "violation"): N_("violation"),
    ("subject", "target"): N_("target"),
    ("subject", "entity"): N_("entity"),
    ("subject", "owner"): N_("owner"),
    ("act", "recusal"): N_("Recusals"),
    ("act", "absence"): N_("Absences since the draw"),
    ("act", "reinforcement"): N_("Reinforcements"),
    ("act", "replacement"): N_("Replacements of a visit"),
    ("act", "appointment"): N_("Appointments by order"),
}
VALUES |= {("kind", kind): kind for kind in COLUMNS}
"""The words for values that are codes in the records, by field."""


def _worded(field: str, value: str) -> str:
    """A value of a field for people; a text that is no code stands as it is."""
    word = VALUES.get((field, value))
    return _(word) if word else value


def _record(record: dict[str, Any]) -> list[tuple[str, str]]:
    """The members of a record that are not blank, for people."""
    return [(_(name), shown(name, value)) for name, value in record.items() if value not in ("", [], None)]


def shown(field: str, value: Any) -> str:
    """The value of a field in JSON form, for people."""
    return _worded(field, value) if isinstance(value, str) else _plainly(value)


def _plainly(value: Any) -> str:
    """A member of a record for people: lists joined, licences and attributes without brackets."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return ", ".join(_plainly(part) for part in value)
    return _yes(value) if isinstance(value, bool) else str(value)


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")
