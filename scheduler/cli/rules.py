"""``rules``: every rule that the program keeps, by name, with what it rests on and where it is checked."""

from difflib import get_close_matches
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import command, json_option

if TYPE_CHECKING:
    from inventories.rules import Rule
    from scheduler.rooms import Room


@command(
    "rules",
    help=N_(
        "List every rule: its code, its name, what it rests on (an article, a section of the draw specification, a setting of "
        "the office) and where it is checked. With CODE: one of them, what is said where it is not kept, and what helps."
    ),
)
@click.argument("code", required=False)
@json_option
def rules_command(code: str | None, as_json: bool) -> None:
    from scheduler.rooms import ROOMS

    found = [(room, rule) for room in ROOMS for rule in room.rules if code in (None, rule.code)]
    if not found:
        known = [rule.code for room in ROOMS for rule in room.rules]
        near = ", ".join(get_close_matches(code or "", known, 3, 0))
        raise click.BadParameter(_("there is no rule “{code}”; the nearest are: {near}.").format(code=code, near=near))
    if as_json:
        say.data([_as_data(room, rule) for room, rule in found])
    elif code is None:
        _list(ROOMS)
    else:
        for room, rule in found:
            _explain(room, rule)


def _list(rooms: "tuple[Room, ...]") -> None:
    for room in rooms:
        rows = [[rule.code, _(rule.name), _(rule.basis)] for rule in room.rules]
        title = _("{room}: checked by {where}").format(room=_(room.name), where=room.checked)
        say.table([_("code"), _("rule"), _("basis")], rows, title)


def _explain(room: "Room", rule: "Rule") -> None:
    from scheduler.rooms import helps, said

    say.line(f"{rule.code}: {_(rule.name)}")
    say.pairs([(_("room"), _(room.name)), (_("basis"), _(rule.basis)), (_("checked by"), room.checked)])
    if message := said(rule):
        say.pairs([(_("said where it is not kept"), _shown(message.text))])
    if text := helps(rule):
        say.pairs([(_("what helps"), _shown(text))])


def _shown(text: str) -> str:
    """A text of the catalogues with its places left open: {task} as …"""
    return _(text).format_map(_Open()) if text else ""


class _Open(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _as_data(room: "Room", rule: "Rule") -> dict[str, Any]:
    from scheduler.rooms import helps, said

    message = said(rule)
    return {
        "room": room.code,
        "code": rule.code,
        "name": _(rule.name),
        "basis": _(rule.basis),
        "checked": room.checked,
        "warning": getattr(rule, "warning", False),
        "says": _shown(message.text) if message else "",
        "advice": _shown(helps(rule)),
    }
