"""The options by which sources of randomness are named and entered, and the words for where they come from."""

from collections.abc import Sequence
from datetime import UTC, datetime
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from inventories.problems import N_
from scheduler.cli.kit import option, words

if TYPE_CHECKING:
    from scheduler.randomness import Place

evidence_option = option(
    "--evidence",
    multiple=True,
    callback=lambda ctx, param, values: tuple(words(ctx, param, v) if v else v for v in values),
    help=N_(
        "What goes with the text, once for each source: who witnessed the throws, where the numbers were published, the "
        "signature before a chained one, the contributions joined by -. It is kept in the log, and no part of the seed."
    ),
)
fallback_option = option(
    "--ground", callback=words, help=N_("Of a fallback: why the source before it could not be used, for the log.")
)


def entering_command(sources: "Sequence[Place]") -> str:
    """The command that enters the randomness of the sources first named."""
    from scheduler.randomness import form

    kinds = {place[0].kind for place in sources}
    if kinds == {"drand"}:
        return "double-random randomness fetch"
    if kinds & {"drand", "shares"}:
        return "double-random randomness import FILE …"
    return f'double-random draw --randomness "{form(sources)}"'


def moment(value: str | None) -> datetime | None:
    """A time with its offset, in UTC. Errors: click.BadParameter."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise click.BadParameter(_("it is no time with its offset from UTC, as 2026-12-01T10:00:00+08:00."))
    return found.astimezone(UTC).replace(microsecond=0)


def issue(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The number of a lottery's issue. Errors: click.BadParameter."""
    from scheduler.randomness.lottery import ISSUE

    if value and not ISSUE.fullmatch(value):
        raise click.BadParameter(_("it is no issue: the year and three digits, as 2026136."))
    return value


def contributors(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names and hashes of contributors. Errors: click.BadParameter."""
    from scheduler.randomness.shares import sound

    pairs = [value.rpartition("=") for value in values]
    found = tuple((name.strip(), hash_) for name, _equal, hash_ in pairs)
    if found and (not sound(found) or not all(name for name, _hash in found)):
        raise click.BadParameter(
            _("two or more are needed, as NAME=HASH, each with a name and 64 hex digits of its own.")
        )
    return found
