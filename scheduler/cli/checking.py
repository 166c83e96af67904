"""``record-check``: an individual check (个案检查), outside any draw, for the limits of the year."""

from datetime import datetime
from gettext import gettext as _

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.days import DAY, latest_today
from scheduler.cli.kit import Context, command, ground_option, json_option, option, pass_context, words


@command(
    "record-check",
    help=N_(
        "Record an individual check (个案检查) of TARGET, made outside any draw, with its ground. It counts towards the year's "
        "upper limits unless the plan's caps say otherwise, and as the target's last visit. Many at once: import history."
    ),
)
@click.argument("target")
@option("--date", "day", required=True, type=DAY, help=N_("The day of the check."))
@option("--department", required=True, callback=words, help=N_("The department that made it."))
@ground_option
@option("--inspector", "inspectors", multiple=True, help=N_("Who went, by identifier. May be repeated."))
@option("--result", default="", help=N_("What was found."))
@json_option
@pass_context
def record_check_command(
    context: Context,
    target: str,
    day: datetime,
    department: str,
    ground: str,
    inspectors: tuple[str, ...],
    result: str,
    as_json: bool,
) -> None:
    from inventories.model import PastVisit
    from scheduler.individual import record_check

    if day.date() > latest_today():
        raise click.UsageError(_("--date lies in the future."))
    visit = PastVisit("", target, day.date(), department, tuple(inspectors), result, kind="individual", ground=ground)
    event = record_check(context.office, visit)
    if as_json:
        say.data({"event": event.seq, **event.body})
        return
    known = dict.fromkeys(one.department for one in context.office.records("inspectors"))
    if known and department not in known:
        told = _(
            "nobody on the roster is of “{name}”; the upper limits of a department count it under its name alone: {known}"
        )
        say.note(_("warning") + ": " + told.format(name=department, known=", ".join(known)))
    text = _("Check of {target} on {date} recorded as event {seq}.")
    say.line(text.format(seq=event.seq, target=event.body["target"], date=event.body["date"]))
