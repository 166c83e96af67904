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
    from scheduler.randomness import Place, Source


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
    places = entering.sources(draw)
    given = read_files(context, files) if files and draw.randomness is None else None
    typed = _to_type(places, ground) if given is None and draw.randomness is None else []
    _screen(_("1  The commitment"), *_commitment(draw))
    _wait()
    text, evidence = given or (None, ())
    if typed:
        text, evidence = _typed(typed, "; ".join(witnesses))
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
    path.write_text(record_page(draw, places, place, witnesses), "utf-8")
    say.line(_("The record is in {file}: print it, and have every witness sign.").format(file=path))


def _commitment(draw: "Draw") -> "list[tuple[str, str]]":
    from scheduler import entering

    shown = [(_("{ref}, {time}").format(ref=draw.ref, time=draw.commitment.time), _groups(draw.hash))]
    for place in entering.sources(draw):
        first, *others = place
        shown.append((_("source of randomness"), first.detail))
        shown += [(_("fallback, if that one cannot be used"), other.detail) for other in others]
    return shown


def _typed(sources: "Sequence[Source]", witnesses: str) -> tuple[str, tuple[str, ...]]:
    """The text that is typed twice, and its evidence: of dice, the witnesses."""
    _screen(_("2  The randomness"), *[(source.detail, source.form) for source in sources])
    text = "+".join(_typed_twice(source) for source in sources)
    return text, tuple(witnesses if source.kind == "dice" else "" for source in sources)


def _to_type(places: "Sequence[Place]", ground: str | None) -> "list[Source]":
    """Of each place the source that is typed: the first, or with a ground a fallback. Refused (exit 2) without one."""
    from scheduler.randomness import messages

    found = []
    for place in places:
        typed = [source for source in (place if ground else place[:1]) if source.kind in ("dice", "lottery")]
        if not typed:
            raise refuse(messages.WITHHELD, Exit.USAGE, detail=place[0].detail)
        found.append(typed[0])
    return found


def _typed_twice(source: "Source") -> str:
    """Refused (exit 3) if the two entries differ; what the first looked like is not shown while the second is typed."""
    from scheduler.randomness import messages

    one = str(click.prompt(_("{detail}, first entry").format(detail=source.detail), err=True))
    click.clear()
    two = str(click.prompt(_("{detail}, second entry").format(detail=source.detail), err=True))
    if one != two:
        pairs = zip(f"{one}\0", f"{two}\0", strict=False)
        at = next(k for k, (a, b) in enumerate(pairs, 1) if a != b)
        raise refuse(messages.TYPED_OTHERWISE, Exit.INPUT, place=at)
    return one if one.startswith(source.prefix) else source.prefix + one


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
