"""Days as verbs are told them, and today."""

from datetime import UTC, date, datetime
from gettext import gettext as _

import click

from scheduler.cli import say
from scheduler.publish.numbers import BEIJING

DAY = click.DateTime(["%Y-%m-%d"])


def day(ctx: click.Context, param: click.Parameter, value: str) -> date:
    """A day, in any form that a table may have it. Errors: click.BadParameter, with the form to write it in."""
    from inventories.values import Invalid
    from inventories.values import day as read

    try:
        return read(value)
    except Invalid as error:
        told = [say.filled(text, error.params) for text in (error.message.text, error.message.advice) if text]
        raise click.BadParameter("; ".join(told), ctx, param) from None


def iso_day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    """A day in ISO form, if one is given. Errors: click.BadParameter."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_("a day is written 2026-01-05.")) from None


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today, by the clocks of Beijing."""
    return datetime.now(BEIJING).date()


def latest_today() -> date:
    """The latest day that any clock of the world shows now."""
    from scheduler.results.check import LATEST

    return (datetime.now(UTC) + LATEST).date()
