"""``handover`` and ``handin``: signed files for other offices, and what an import of one says."""

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.personal import name_of
from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.files import must_be_new, read_bytes
from scheduler.cli.keys import passphrase
from scheduler.cli.kit import Context, command, draw_option, json_option, option, pass_context, words

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from inventories.mapping import Mapping
    from scheduler.exchange.handover import Level
    from scheduler.log import Event
    from scheduler.store.office import Office


@command(
    "handover",
    help=N_(
        "Write the visits of a draw into FILE, signed with the office's key: those of districts for their offices, or those "
        "that a partner department takes part in for that department. FILE holds targets, tasks, days, and of the people drawn "
        "those of the receiving side; no band, points, ticket or conflict."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--district", "districts", multiple=True, help=N_("A district whose visits are handed over. May be repeated."))
@option("--department", callback=words, help=N_("The partner department whose visits are handed over."))
@option(
    "--document", callback=words, help=N_("The number of the document by which they are. Default: the draw's name.")
)
@option(
    "--level",
    type=click.Choice(["", "national", "province", "city", "county"]),
    default="",
    show_choices=True,
    help=N_("The level of this office, where caps count over levels."),
)
@draw_option
@json_option
@pass_context
def handover_command(
    context: Context,
    file: Path,
    districts: tuple[str, ...],
    department: str | None,
    document: str | None,
    level: "Level",
    ref: str | None,
    as_json: bool,
) -> None:
    from scheduler import acts
    from scheduler.exchange import acts as exchange
    from scheduler.exchange.handover import head_of

    if bool(districts) == bool(department):
        raise click.UsageError(_("Say to whom: --district (may be repeated) or --department, one of the two."))
    office = context.office
    draw = acts.find(office, ref)
    acts.must_stand(draw)
    must_be_new(file)
    signer = exchange.own_key(office, passphrase)
    facts = acts.frozen_facts(office, draw)
    head = head_of(draw, facts.plan, document or draw.ref, level, districts, department or "")
    event = exchange.hand_over(office, signer, draw.hash, facts, head, file)
    _tell(
        event,
        file,
        as_json,
        _("{n} visits of {ref} for {to}").format(
            n=event.body["visits"], ref=draw.ref, to=department or ", ".join(districts)
        ),
    )


@command(
    "handin",
    help=N_(
        "Write the roster of a department, its leave and its conflicts of interest into FILE, signed with the office's key, "
        "for the office that leads a joint draw. Conflicts go without their kind, leave without its ground."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--department", required=True, callback=words, help=N_("The department, as the roster and the plan name it."))
@json_option
@pass_context
def handin_command(context: Context, file: Path, department: str, as_json: bool) -> None:
    from scheduler.exchange import acts as exchange

    office = context.office
    must_be_new(file)
    event = exchange.hand_in(office, exchange.own_key(office, passphrase), department, file)
    told = _("{inspectors} inspectors, {leave} times of leave, {conflicts} conflicts of {department}")
    _tell(event, file, as_json, told.format(**event.body))


def _tell(event: "Event", file: Path, as_json: bool, told: str) -> None:
    if as_json:
        say.data({"event": event.seq, **event.body, "file": str(file)})
        return
    say.line(_("{file} written: {told}.").format(file=file, told=told))
    say.note(_("SHA-256 {sha256}, event {seq}").format(sha256=event.body["sha256"], seq=event.seq))


CONSTANTS = {
    "task": N_("For assigned: the task of your plan for which the targets are. Default: as the file says."),
    "origin": N_("For assigned: the agency that drew them, where no column says it."),
    "document": N_("For assigned: the number of the document, where no column says it."),
    "level": N_("For assigned: the level of the agency (city, province …), where no column says it."),
}


def assigned_options(command: Any) -> Any:
    """The options of a list from above for what its columns do not say."""
    for name, help_ in reversed(CONSTANTS.items()):
        command = option(f"--{name}", callback=words, help=help_)(command)
    return command


def with_constants(kind: str, mapping: "Mapping", given: "Dict[str, str | None]") -> "Mapping":
    """The mapping with what was said on the command line. Refused (exit 2) for another kind."""
    said = {name: value for name, value in given.items() if value is not None}
    if said and kind != "assigned":
        named = ", ".join(f"--{name}" for name in said)
        raise click.UsageError(_("{options} go with assigned alone.").format(options=named))
    return replace(mapping, constants={**mapping.constants, **said})


def is_handover(file: Path) -> bool:
    """Whether a file is a signed handover and no spreadsheet."""
    from scheduler.exchange import form, handover

    with file.open("rb") as opened:
        return form.first_line(opened.read(100)) == handover.FORMAT


def handed_over(
    office: "Office", file: Path, name: str, said: "Dict[str, str]", review: Path | None
) -> tuple[Any, ...]:
    """What a signed handover holds, joined to targets as a list of another office is."""
    from scheduler.cli import joining
    from scheduler.exchange import acts as exchange

    if other := sorted(said.keys() - {"task"}):
        named = ", ".join(f"--{one}" for one in other)
        raise click.UsageError(_("A signed file says this itself: leave out {options}.").format(options=named))
    data = read_bytes(file)
    imported, told = exchange.read_handover(office, data, name, said.get("task", ""))
    return imported.records, *joining.prepare(office, "assigned", imported, name, review, joining.Signed(data, told))


def take_handin(office: "Office", file: Path, yes: bool, as_json: bool) -> None:
    """``import handin``: take a department's roster, leave and conflicts. Of conflicts only their number is told."""
    from scheduler.cli import answers, reimporting
    from scheduler.exchange import acts as exchange

    report, roster = exchange.take_handin(office, read_bytes(file), name_of(file), yes)
    if as_json:
        say.data({**report, "changes": reimporting.as_data(roster)})
        return
    reimporting.show(roster, answers.names_of("inspectors"))
    for table, counts in report["tables"].items():
        text = _("{table}: {new} new, {changed} changed, {gone} gone, {same} unchanged.")
        say.line(text.format(table=_(table), **counts))
    say.line(_("Handed in by {agency}: department “{department}”.").format(**report))


def tell_declared(numbers: "Dict[str, int]") -> None:
    """How many conflicts departments have declared to themselves; what they are is theirs to know."""
    for department, number in numbers.items():
        text = _("{department}: {n} conflicts, declared to the department; here they count and are not shown.")
        say.note(text.format(department=department, n=number))


def exchanged(office: "Office") -> dict[str, Any]:
    """The office's key, how many it trusts, which departments handed in, and what was handed over, each the last time; how
    many targets from above wait for the next commitment."""
    from scheduler.exchange import assigning, trust
    from scheduler.imported import standing

    events = office.events()

    ref, number = assigning.waiting(events)
    over = {", ".join(e.body["districts"]) or e.body["department"]: e.time for e in events if e.kind == "handover"}
    return {
        "key": trust.own_key(events),
        "trusted": len(trust.trusted(events)),
        "handed_in": {name: e.time for name, e in trust.handed_in(standing(events)).items()},
        "handed_over": over,
        "from_above_waiting": number,
        "from_above_after": ref,
    }


def tell_exchanged(told: dict[str, Any]) -> None:
    """The same in words; nothing for an office that hands nothing to and fro."""
    lines = [(_("this office's key"), told["key"])] if told["key"] else []
    lines += [(_("trusted keys"), str(told["trusted"]))] if told["trusted"] else []
    for name, title in (("handed_in", _("handed in")), ("handed_over", _("handed over"))):
        if told[name]:
            lines.append((title, ", ".join(f"{whose} {time}" for whose, time in told[name].items())))
    say.pairs(lines)
    if told["from_above_waiting"]:
        text = _(
            "{n} targets drawn by other agencies came after the commitment of {ref}: they wait for the next commitment."
        )
        say.line(text.format(n=told["from_above_waiting"], ref=told["from_above_after"]))
