"""``result check``, ``return`` and ``release``: results on their way from entered to released."""

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.choosing import Chosen, choosing
from scheduler.cli.kit import Context, command, ground_option

if TYPE_CHECKING:
    from scheduler.results.states import Decision


@command(
    "check", help=N_("Check (审核) results that were entered: all that wait, or those of a department, visit or item.")
)
@choosing
def check_command(context: Context, chosen: Chosen) -> None:
    _review(context, "checked", chosen)


@command(
    "return",
    help=N_(
        "Return (退回) results that were entered or checked and are wrong, on a ground: they are owed again. Name the "
        "visits or the departments. A released result is corrected instead: result correct."
    ),
)
@ground_option
@choosing
def return_command(context: Context, chosen: Chosen, ground: str) -> None:
    if chosen.visits is None and chosen.departments is None:
        raise click.UsageError(_("Name what is returned, with --visit or --department."))
    _review(context, "returned", chosen, ground)


@command(
    "release",
    help=N_(
        "Release (公示审批) results that were checked: they stand on the public pages from the next publication on."
    ),
)
@choosing
def release_command(context: Context, chosen: Chosen) -> None:
    _review(context, "released", chosen)


def _review(context: Context, decision: "Decision", chosen: "Chosen", ground: str = "") -> None:
    from scheduler import acts
    from scheduler.results import acts as results

    office = context.office
    draw = acts.find(office, chosen.ref)
    acts.must_stand(draw)
    chosen.must_be_known(office, draw)
    places = results.waiting(draw, decision, chosen.visits, chosen.departments, chosen.items)
    event = results.review(office, draw, decision, places, ground)
    if chosen.as_json:
        say.data({"ref": draw.ref, "event": event.seq, "decision": decision, "rows": event.body["rows"]})
        return
    said = {
        "checked": _("{n} results of {ref} are checked, logged as event {seq}."),
        "returned": _("{n} results of {ref} are returned and owed again, logged as event {seq}."),
        "released": _("{n} results of {ref} are released for publication, logged as event {seq}."),
    }
    say.line(said[decision].format(n=len(places), ref=draw.ref, seq=event.seq))
    following = {
        "checked": _("Next: double-random result release"),
        "returned": _("Next: double-random export results-form results.xlsx"),
        "released": _("Next: double-random publish site/"),
    }
    say.note(following[decision])


COMMANDS = (check_command, return_command, release_command)
