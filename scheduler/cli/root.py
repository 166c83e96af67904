"""The root command and the list of its verbs, each imported only when it is used."""

from gettext import gettext as _
from importlib import import_module
from pathlib import Path

import click

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.kit import Context, Group, Option, user, words

VERBS: dict[str, tuple[str, str]] = {
    "init": ("setup", N_("Make a new office in a folder.")),
    "template": ("templates", N_("Write a workbook to be filled in and imported.")),
    "import": ("importing", N_("Read targets, items, inspectors, signals, results … from a spreadsheet.")),
    "compare": ("comparing", N_("Compare the inventory with an extract of the registry: is somebody left out?")),
    "undo-import": ("reimporting", N_("Undo the last import, as long as nothing rests on it.")),
    "duplicates": ("reimporting", N_("List probable duplicates among the targets, and decide on them.")),
    "plan": ("planning", N_("Read, check and print a plan; log its approval, filing and amendments.")),
    "simulate": (
        "simulating",
        N_("Run many draws with made-up seeds: how fair, how even, how foreseeable is the draw?"),
    ),
    "commit": ("drawing", N_("Freeze plan and tables; print the commitment to be published before the draw.")),
    "draw": ("drawing", N_("Draw targets, visits, periods and teams from public randomness.")),
    "randomness": ("randomness", N_("Public sources of randomness: which round, shares, fetch, import, verify.")),
    "ceremony": ("ceremony", N_("The draw before witnesses, in large print, and its record to be signed.")),
    "schedule": ("scheduling", N_("Put visits on working days; repair that after sickness, leave, closure.")),
    "recusal": ("recusals", N_("Applications for recusal: hand in, decide, review, list.")),
    "recuse": ("recusals", N_("An inspector must not visit a target: draw in their place.")),
    "absent": ("afterwards", N_("An inspector is away: draw in their place.")),
    "reinforce": ("afterwards", N_("Raise an inspector's limit and draw the open slots again.")),
    "replace": ("afterwards", N_("End a visit and draw the next reserve in its place.")),
    "appoint": ("afterwards", N_("Fill an open slot by an order: the last resort, counted and shown.")),
    "cancel": ("afterwards", N_("A task is cancelled by superiors: its results are owed no longer.")),
    "void": ("afterwards", N_("Set a commitment or a draw aside, in the open.")),
    "result": (
        "resulting",
        N_(
            "Enter results one by one; check, return and release them; objections, corrections, the end of publication; list "
            "where they stand."
        ),
    ),
    "extend": ("resulting", N_("Visits may still be done after their period, by an order.")),
    "record-check": ("checking", N_("Record an individual check made outside any draw.")),
    "handover": ("handing", N_("Write the visits of districts or of a partner department as a signed file.")),
    "handin": ("handing", N_("Write a department's roster, leave and conflicts as a signed file for a joint draw.")),
    "checkpoint": ("checkpoints", N_("Signed checkpoints of the log, and countersignatures from outside.")),
    "witness": ("checkpoints", N_("For witnesses outside the office: a key, and the logs it follows.")),
    "key": ("keys", N_("Make the office's key; trust the keys of other offices.")),
    "person": ("persons", N_("Who may do what: persons with a role and a key, who sign every act.")),
    "status": ("status", N_("Where everything stands and what is to be done next.")),
    "show": ("showing", N_("Explain a target, a visit, an inspector or a draw, line by line.")),
    "list": ("listing", N_("List records, visits, deadlines, open re-checks or objections.")),
    "report": (
        "reporting",
        N_("Report on bands, statistics, acts, estimates, targets long unvisited, for the office."),
    ),
    "export": ("exporting", N_("Write the audit bundle, visits, a form for results, the annual summary …")),
    "papers": ("papers", N_("Write papers to be signed, as Word files: of visits, inspectors, the draw.")),
    "publish": ("publishing", N_("Write the public pages and files.")),
    "year": ("years", N_("Close a year, and begin the plan of the next.")),
    "rules": (
        "rules",
        N_("List the rules of plan, eligibility …, each with what it rests on and where it is checked."),
    ),
    "audit": ("auditing", N_("Replay a bundle and print each numbered check.")),
    "prove": ("proving", N_("Prove to a business that it was in the pool, and at which rate.")),
    "check-proof": ("proving", N_("For the business: check such a proof, with nothing but its file.")),
    "conformance": ("auditing", N_("Run one draw of the specification on facts given as they are.")),
    "pool": ("pools", N_("Draw from a pool in a Parquet or CSV file, however large, here or on a cluster.")),
    "backup": ("keeping", N_("Write the office's whole store into a file, while others go on working.")),
    "restore": ("keeping", N_("Make an office of a backup, in a file or in a database.")),
    "upgrade": ("keeping", N_("Bring the store of an older program up to this one.")),
    "demo": ("setup", N_("Run the whole job on an invented sample county.")),
    "doctor": ("setup", N_("Check this installation.")),
}


class Verbs(Group):
    """The verbs, in the order of the work rather than of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name; None if there is none."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"scheduler.cli.{VERBS[cmd_name][0]}")
        found: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs with what they do, without importing any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_)) for name, (_module, help_) in VERBS.items()])


def _known_language(wish: str | None) -> str | None:
    if wish and not wish.lower().startswith(("zh", "en")):
        raise click.BadParameter(_("{wish} is not a language of this program: zh or en.").format(wish=wish))
    return wish


def _version(ctx: click.Context) -> None:
    from importlib.metadata import version

    click.echo(f"double-random {version('double-random')}")
    ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=N_(
        'Inspection scheduler for "double random, one public" supervision: draws at random whom to inspect and who '
        "inspects them, publishes plan and results, and lets anyone entitled replay every draw from its seed."
    ),
    epilog=N_(
        "Exit codes: 0 done, 1 failed, 2 usage, 3 input data invalid, 4 plan cannot be kept, 5 verification failed, "
        "6 conflict with what is already committed or drawn."
    ),
)
@click.option(
    "--office",
    "folder",
    cls=Option,
    type=click.Path(path_type=Path),
    default=Path(),
    envvar="DOUBLE_RANDOM_OFFICE",
    help=N_("The office's folder. Default: the current folder."),
)
@click.option(
    "--actor", cls=Option, callback=words, help=N_("Who acts, for the log. Default: the user of this computer.")
)
@click.option(
    "--key",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("The key file of whoever acts, where acts are signed; the passphrase is asked."),
)
@click.option(
    "--second",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("The key file of a second person who signs too, where the office asks for one."),
)
@click.option(
    "--lang",
    cls=Option,
    callback=lambda _ctx, _option, wish: _known_language(wish),
    help=N_("Language of all messages: zh or en. Default: the computer's language."),
)
@click.option(
    "--timings",
    cls=Option,
    is_flag=True,
    help=N_("Tell at the end how long each step took."),
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _option, wanted: _version(ctx) if wanted else None,
    help=N_("Show the version and exit."),
)
@click.pass_context
def root(
    ctx: click.Context,
    folder: Path,
    actor: str | None,
    key: Path | None,
    second: Path | None,
    lang: str | None,
    timings: bool,
) -> None:
    say.timings.wanted |= timings  # of a run within a run as well
    if key and actor:
        raise click.UsageError(_("--actor and --key exclude each other: whoever holds the key acts."))
    if second and not key:
        raise click.UsageError(_("--second needs --key."))
    ctx.obj = Context(folder, actor or user(), tuple(filter(None, (key, second))))
