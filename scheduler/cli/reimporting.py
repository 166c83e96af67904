"""What an import changes, ``undo-import`` and ``duplicates``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Problem, refuse
from scheduler.cli import answers, say
from scheduler.cli.kit import Command, Context, Group, command, ground_option, json_option, option, pass_context
from scheduler.cli.records import shown

if TYPE_CHECKING:
    from inventories.assembling import Imported
    from inventories.changes import Comparison, Coverage
    from inventories.mapping import Mapping
    from inventories.screening import Screened
    from scheduler.store.office import Office

WHOLE = ("signals", "repairs", "classes", "results")
"""Kinds of which no good rows are taken alone: what their rows come to depends on the others."""
SHOWN = 20
"""So many lines of changes are shown; --json gives all."""


def said(
    kind: str, covers: tuple[str, ...], complete: bool, mapping: "Mapping", accept_good: bool, yes: bool
) -> "Said":
    """What the options of an import say. Refused (exit 2) where they cannot be meant."""
    if kind in WHOLE and accept_good:
        raise click.UsageError(_("A file of this kind is imported whole: without --accept-good."))
    fixed = {*mapping.constants, *(name for block in mapping.unpivot for name in block.constants)}
    fixed |= {"attributes"} if mapping.attributes else set()
    return Said(_coverage(kind, covers, complete, mapping), accept_good, yes, frozenset(fixed))


def _coverage(kind: str, texts: tuple[str, ...], complete: bool, mapping: "Mapping") -> "Coverage | None":
    """What a file is said to cover, from ``COLUMN=VALUE`` texts. Refused (exit 2) for a column that the kind lacks."""
    from dataclasses import fields

    from inventories.changes import Coverage
    from inventories.columns import fold
    from inventories.values import Invalid, Noted
    from scheduler import messages
    from scheduler.imports import KINDS

    if not texts and not complete:
        return None
    if kind not in KINDS or KINDS[kind].leaves is None:
        raise refuse(messages.COVERS_FACTS, Exit.USAGE, kind=_(kind))
    if texts and complete:
        raise click.UsageError(_("A file is complete, or covers a part: --complete or --covers, not both."))
    own = {f.name for f in fields(KINDS[kind].record)}
    columns = {fold(header): c for c in KINDS[kind].columns if c.field in own for header in reversed(c.headers)}
    conditions: dict[str, list[Any]] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        column = columns.get(fold(name))
        if not sign or not value.strip() or not (column or name in mapping.attributes):
            known = ", ".join((*dict.fromkeys(c.field for c in columns.values()), *mapping.attributes))
            raise refuse(messages.COVERS, Exit.USAGE, text=text, known=known)
        try:
            parsed = column.parse(value) if column else value.strip()
        except Invalid as invalid:
            raise click.BadParameter(f"{text}: {say.filled(invalid.message.text, dict(invalid.params))}") from None
        parsed = parsed.value if isinstance(parsed, Noted) else parsed
        conditions.setdefault(column.field if column else name, []).append(parsed)
    return Coverage(tuple((name, tuple(values)) for name, values in conditions.items()))


@dataclass(frozen=True)
class Said:
    """What the clerk said of a file: what it covers, whether good rows are taken alone, whether much may be gone, and which
    fields the mapping fills in."""

    coverage: "Coverage | None"
    accept_good: bool
    yes: bool
    fixed: frozenset[str]

    def strangers(self, imported: "Imported[Any]", records: Sequence[Any]) -> list[Problem]:
        """The errors of rows that stand outside what the file is said to cover."""
        from inventories.changes import strangers

        return strangers(self.coverage, records, imported.origins, imported.table.bound) if self.coverage else []

    def screened(self, imported: "Imported[Any]", records: Sequence[Any], problems: Iterable[Problem]) -> "Screened":
        """What of the records is to be stored: all, or those without errors; and what is left to be said."""
        from inventories.screening import Screened, screen

        return screen(imported, records, problems) if self.accept_good else Screened(records, (), tuple(problems))

    def store(
        self, office: "Office", kind: str, file: str, imported: "Imported[Any]", screened: "Screened"
    ) -> dict[str, Any]:
        """Store what was read and has no errors left; returns the report, with what is to be said besides."""
        from dataclasses import asdict

        from inventories.changes import unsaid
        from scheduler import messages
        from scheduler.duplicates import open_pairs
        from scheduler.imports import KINDS, store_records
        from scheduler.year.messages import thin_years

        source = {
            "file": file,
            "sha256": imported.digest,
            "rows": imported.rows,
            "records": len(screened.records),
            "warnings": len(screened.problems),
        }
        left = screened.left_out
        comparison = store_records(office, kind, screened.records, source, self.coverage, left, self.yes)
        besides = []
        if lost := unsaid(KINDS[kind], comparison, {*imported.table.bound, *self.fixed}):
            fields = ", ".join(answers.names_of(kind).get(name, _(name)) for name in lost)
            told = {"fields": fields, "number": max(lost.values())}
            besides.append(Problem(messages.FIELDS_UNSAID, told, warning=True))
        if left and self.coverage:
            besides.append(Problem(messages.GONE_UNKNOWN, {"number": len(left)}, warning=True))
        if (
            kind == "targets"
            and (comparison.new or comparison.changed)
            and (doubtful := open_pairs(office, screened.records if comparison.first else None))
        ):
            besides.append(Problem(messages.DUPLICATES, {"number": len(doubtful)}, warning=True))
        if kind == "calendar":
            besides += thin_years(screened.records)
        counts = {**comparison.counts(), "left_out": [asdict(row) for row in left]}
        ignored = list(imported.ignored_headers)
        return {"kind": kind, **source, **counts, "problems": besides, "ignored": ignored, "comparison": comparison}


def as_data(found: "Comparison") -> dict[str, Any]:
    """All changes as JSON: identifiers of new and gone records, and every field that changed."""
    from inventories.held import names_of

    changed = [
        {
            "id": change.new.id,
            "fields": [{"field": name, "old": old, "new": new} for name, old, new in change.fields()],
        }
        for change in found.changed
    ]
    gone = [change.new.id for change in found.gone]
    return {"new": [*names_of(found.new)], "changed": changed, "gone": gone}


def show(found: "Comparison", names: dict[str, str]) -> None:
    """The first changes as a table: what is gone, what changed, what is new. A first import shows nothing.

    ``names``: what fields are called.
    """
    if not found.changed and not found.gone and not found.same:
        return
    rows = list(islice(_lines(found, names), SHOWN))
    if rows:
        say.table([_("change"), _("id"), _("field"), _("old value"), _("new value")], rows)
    more = len(found.gone) + sum(len(change.fields()) for change in found.changed) + len(found.new) - len(rows)
    if more:
        say.note(_("… and {more} more changes; --json lists all.").format(more=more))


def _lines(found: "Comparison", names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    yield from ((_("gone"), change.new.id, "", getattr(change.old, "name", ""), "") for change in found.gone)
    for change in found.changed:
        for name, old, new in change.fields():
            yield _("changed"), change.new.id, names.get(name, _(name)), shown(name, old), shown(name, new)
    yield from ((_("new"), record.id, "", "", getattr(record, "name", "")) for record in found.new)


def more(report: dict[str, Any]) -> None:
    """What only some imports have: records that are gone or back, rows left out."""
    if report["gone"] or report["back"]:
        say.line(_("{gone} are gone, {back} are back.").format(**report))
    if report["left_out"]:
        told = _("{number} rows are left out; they stay on record until they are repaired: double-random list left-out")
        say.line(told.format(number=len(report["left_out"])))


@command(
    "undo-import",
    help=N_(
        "Undo the last import: all records are as they were before it. The log keeps the import and its undoing. Not "
        "possible once something rests on it, such as a commitment."
    ),
)
@json_option
@pass_context
def undo_import_command(context: Context, as_json: bool) -> None:
    from scheduler.imports import undo_import

    undone, event = undo_import(context.office)
    if as_json:
        say.data({"undone": undone.seq, "event": event.seq, "kind": undone.body["kind"], "file": undone.body["file"]})
        return
    told = _(
        "The import of {kind} from {file} ({time}) is undone: {new} new, {changed} changed, {gone} gone taken back."
    )
    say.line(told.format(**{**undone.body, "kind": _(undone.body["kind"]), "time": undone.time}))


@click.group(
    "duplicates", cls=Group, help=N_("Probable duplicates among the targets: the same place twice in the pool.")
)
def duplicates_command() -> None:
    pass


@duplicates_command.command("list", cls=Command, help=N_("List the pairs that are not decided yet, and why."))
@json_option
@pass_context
def list_duplicates(context: Context, as_json: bool) -> None:
    from dataclasses import asdict

    from scheduler.duplicates import open_pairs

    office = context.office
    found = open_pairs(office)
    targets = {target.id: target for target in office.records("targets")}
    if as_json:
        say.data([asdict(pair) for pair in found])
        return
    rows = [
        (name, targets[name].name, targets[name].entity, targets[name].address, why)
        for pair in found
        for name, why in ((pair.one, "; ".join(map(_, pair.why))), (pair.other, ""))
    ]
    say.table([_("id"), _("name"), _("entity"), _("address"), _("why")], rows)
    say.note(_("{n} pairs").format(n=len(found)))


@duplicates_command.command(
    "decide",
    cls=Command,
    help=N_(
        "Decide on the targets A and B. --same: they are one place; A stays, B is merged into it and out of the draw, and "
        "what is known about B counts for A. --different: they are two; this also takes an earlier --same back."
    ),
)
@click.argument("a")
@click.argument("b")
@option("--same/--different", default=None, help=N_("Whether they are the same place."))
@ground_option
@pass_context
def decide_duplicate(context: Context, a: str, b: str, same: bool | None, ground: str) -> None:
    from scheduler import messages
    from scheduler.duplicates import decide

    if same is None:
        raise click.UsageError(_("Say --same or --different."))
    if a == b:
        raise refuse(messages.SAME_TARGET, Exit.USAGE)
    event = decide(context.office, a, b, same, ground)
    told = _("{b} is merged into {a} (event {seq}).") if same else _("{a} and {b} are two targets (event {seq}).")
    say.line(told.format(a=a, b=b, seq=event.seq))
