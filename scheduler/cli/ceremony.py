"""``ceremony``: the draw before witnesses on a projector, step by step, and the record that they sign."""

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inventories.problems import N_, Exit, refuse
from scheduler.cli import say
from scheduler.cli.files import must_be_new
from scheduler.cli.kit import Context, command, option, pass_context, words
from scheduler.cli.randomness import read_files
from scheduler.cli.sources import fallback_option

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.randomness import Place


@command(
    "ceremony",
    help=N_(
        "Draw before witnesses: the commitment in large print, the randomness typed twice (or taken from FILES, such as the "
        "answer of a drand relay), the seed, and a record for the witnesses to sign. Throws are typed as they fall, without "
        "dice:10: before them."
    ),
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1)
@option(
    "--record",
    "path",
    type=click.Path(path_type=Path),
    help=N_("The record to be printed and signed. Default: record-REF.html, in the current folder."),
)
@option("--place", default="", callback=lambda c, p, v: words(c, p, v) if v else v, help=N_("Where it takes place."))
@option("--witness", "witnesses", multiple=True, help=N_("Name and agency of a witness, for a line of the record."))
@fallback_option
@pass_context
def ceremony_command(
    context: Context,
    files: tuple[Path, ...],
    path: Path | None,
    place: str,
    witnesses: tuple[str, ...],
    ground: str | None,
) -> None:
    from scheduler import acts, entering
    from scheduler.publish.record import record_page

    office = context.office
    draw = entering.waiting(office)
    path = path or Path(f"record-{draw.ref}.html")
    must_be_new(path)
    _screen(_("1  The commitment"), *_commitment(draw))
    _wait()
    text, evidence = _randomness(context, draw, files, "; ".join(witnesses))
    with say.progress(_("Drawing …")):
        draw = acts.draw(office, text, evidence, ground or "")
    assert draw.randomness is not None
    _screen(
        _("3  Locked"),
        (
            _("randomness, event {seq} of the log, {time}").format(seq=draw.randomness.seq, time=draw.randomness.time),
            "",
        ),
        *[("", part) for part in draw.randomness.body["text"].split("+")],
        (_("seed"), _groups(draw.outcome["seed"])),
        (_("targets drawn"), str(len({row["target"] for row in draw.outcome["targets"]}))),
    )
    path.write_text(record_page(draw, entering.sources(draw), place, witnesses), "utf-8")
    say.line(_("The record is in {file}: print it, and have every witness sign.").format(file=path))


def _commitment(draw: "Draw") -> "list[tuple[str, str]]":
    from scheduler import entering

    shown = [(_("{ref}, {time}").format(ref=draw.ref, time=draw.commitment.time), _groups(draw.hash))]
    for place in entering.sources(draw):
        first, *others = place
        shown.append((_("source of randomness"), first.detail))
        shown += [(_("fallback, if that one cannot be used"), other.detail) for other in others]
    return shown


def _randomness(
    context: Context, draw: "Draw", files: Sequence[Path], witnesses: str
) -> tuple[str | None, tuple[str, ...]]:
    """The text that is logged already (None), that of the files, or what is typed twice; with its evidence."""
    from scheduler import entering

    if draw.randomness is not None:
        return None, ()
    if files:
        return read_files(context, files)
    places = entering.sources(draw)
    _must_be_typed(places)
    _screen(_("2  The randomness"), *[(place[0].detail, place[0].form) for place in places])
    text = "+".join(_typed_twice(place) for place in places)
    return text, tuple(witnesses if place[0].kind == "dice" else "" for place in places)


def _must_be_typed(places: "Sequence[Place]") -> None:
    from scheduler.randomness import messages

    for first in (place[0] for place in places):
        if first.kind in ("drand", "shares"):
            raise refuse(messages.WITHHELD, Exit.USAGE, detail=first.detail)


def _typed_twice(place: "Place") -> str:
    """Refused (exit 3) if the two entries differ; what the first looked like is not shown while the second is typed."""
    from scheduler.randomness import messages

    source = place[0]
    one = str(click.prompt(_("{detail}, first entry").format(detail=source.detail), err=True))
    click.clear()
    two = str(click.prompt(_("{detail}, second entry").format(detail=source.detail), err=True))
    if one != two:
        pairs = zip(f"{one}\0", f"{two}\0", strict=False)
        at = next(k for k, (a, b) in enumerate(pairs, 1) if a != b)
        raise refuse(messages.TYPED_OTHERWISE, Exit.INPUT, place=at)
    return one if any(one.startswith(other.prefix) for other in place) else source.prefix + one


def _groups(digest: str) -> str:
    """64 hex digits as four lines of four groups of four, which can be read aloud and compared."""
    groups = [digest[k : k + 4] for k in range(0, len(digest), 4)]
    return "\n".join("   ".join(" ".join(group) for group in groups[k : k + 4]) for k in range(0, len(groups), 4))


def _wait() -> None:
    click.pause(_("Compare it with the copy that was published. Then press a key …"), err=True)


def _screen(title: str, *shown: tuple[str, str]) -> None:
    """A screen for a projector: each thing under its name, in the middle, wide and bold."""
    import sys

    from rich.align import Align
    from rich.console import Console, Group
    from rich.panel import Panel
    from rich.text import Text

    click.clear()
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 100, highlight=False, markup=False)
    lines = []
    for name, value in shown:
        lines += [Text(name, style="dim", justify="center")] if name else []
        lines += [Text(value, style="bold", justify="center"), Text("")]
    console.print(Panel(Align.center(Group(*lines)), title=title, padding=(2, 4)))
