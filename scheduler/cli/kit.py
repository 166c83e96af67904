"""What all verbs share: translated help, the common options, the office that is worked on."""

import getpass
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.persons.signing import Keys
    from scheduler.store.office import Office


class Command(click.Command):
    """A command whose help is looked up in the catalogue when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help."""
        with _translated(self):
            super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the translated help, whole."""
        said = _(self.help) if self.help else ""
        return re.split(r"(?<=。)|(?<=[.:;]) |(?<=：)|(?<=；)", said)[0].rstrip(":：;；")


class Group(click.Group):
    """A group with translated help whose subcommands are ``Command``s."""

    command_class = Command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help."""
        with _translated(self):
            super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated epilog."""
        own, self.epilog = self.epilog, _(self.epilog) if self.epilog else None
        super().format_epilog(ctx, formatter)
        self.epilog = own


class Option(click.Option):
    """An option whose help is looked up in the catalogue when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and its translated help."""
        with _translated(self):
            return super().get_help_record(ctx)


@contextmanager
def _translated(thing: Any) -> "Iterator[None]":
    own = thing.help
    thing.help = _(own) if own else own
    try:
        yield
    finally:
        thing.help = own


def words(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A text for the log: not blank, and text. Errors: click.BadParameter."""
    if value is not None and not value.strip():
        raise click.BadParameter(_("it is blank."), ctx, param)
    if value is not None and not _is_text(value):
        raise click.BadParameter(_("it is not text in the encoding of this computer."), ctx, param)
    return value


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


command = partial(click.command, cls=Command)
option = partial(click.option, cls=Option)
json_option = option("--json", "as_json", is_flag=True, help=N_("Print data as JSON (ASCII, for programs)."))
draw_option = option(
    "--draw", "ref", metavar="REF", help=N_("The draw by its name, such as 2026-1. Default: the last that is not void.")
)
map_option = option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    help=N_("A mapping file (TOML) for other headers and synonyms."),
)
sheet_option = option("--sheet", help=N_("The sheet of a workbook that has several."))
ground_option = option("--ground", required=True, callback=words, help=N_("The ground, as it is to stand in the log."))


@dataclass
class Context:
    """The options given before the verb."""

    folder: Path
    actor: str
    key_files: tuple[Path, ...] = ()

    @property
    def office(self) -> "Office":
        """The office that is worked on. Refused (exit 1) if there is none, or a key cannot be used."""
        from scheduler.store.office import Office

        found = Office(self.folder, self.actor, keys=self._keys)
        click.get_current_context().call_on_close(found.close)
        return found

    @cached_property
    def _keys(self) -> "Keys":
        """The keys of those who act; each passphrase is asked once."""
        if not self.key_files:
            return ()
        from scheduler.cli.persons import opened

        return tuple(map(opened, self.key_files))


pass_context: Callable[..., Any] = click.make_pass_decorator(Context)


def user() -> str:
    """The name of the user of this computer."""
    try:
        return getpass.getuser().encode(errors="replace").decode()
    except (OSError, KeyError, ImportError):
        return "unknown"
