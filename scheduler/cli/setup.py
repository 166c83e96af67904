"""``init``, ``demo`` and ``doctor``: to begin with."""

from gettext import gettext as _
from importlib.resources import files
from pathlib import Path

import click

from inventories.problems import N_, Exit
from scheduler.cli import say
from scheduler.cli.kit import Context, command, json_option, option, pass_context


@command("init", help=N_("Make a new, empty office in FOLDER, with an example of a plan to write your own from."))
@click.argument("folder", type=click.Path(path_type=Path))
@option(
    "--database",
    "url",
    metavar="URL",
    help=N_(
        "Keep the office's store in an empty PostgreSQL database, postgresql://user@host/database, for several operators. "
        "Default: a file in FOLDER."
    ),
)
@pass_context
def init_command(context: Context, folder: Path, url: str | None) -> None:
    from scheduler.store.office import Office

    Office.create(folder, context.actor, url=url).close()
    example = folder / "plan-example.toml"
    example.write_bytes((files("scheduler.sample") / "plan.toml").read_bytes())
    say.line(_("An office was made in {folder}.").format(folder=folder))
    say.note(
        _("Next: change into {folder}, import your tables, and write plan.toml after {example}.").format(
            folder=folder, example=example.name
        )
    )


@command(
    "demo",
    help=N_(
        "Run the whole job in FOLDER on an invented county: spreadsheets, import, commitment, draw, results, public pages, "
        "audit. Exit code 0 only if the audit replays it."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
@pass_context
def demo_command(context: Context, folder: Path) -> None:
    from scheduler.cli.demo import demo

    code = demo(folder, context.actor)
    if code:
        raise click.exceptions.Exit(code)


@command(
    "doctor",
    help=N_(
        "Check this installation: packages, catalogues, solver, worked example of the specification, browser and fonts."
    ),
)
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    from scheduler.doctor import examine

    found = examine()
    if as_json:
        say.data([{"name": f.name, "state": f.state, "detail": f.detail} for f in found])
    else:
        for finding in found:
            say.line(f"[{_(finding.state)}] {_(finding.name)}: {finding.detail and _(finding.detail)}")
            if finding.advice:
                say.line("    → " + _(finding.advice))
    if any(f.state == "wrong" for f in found):
        ctx.exit(Exit.FAILED)
