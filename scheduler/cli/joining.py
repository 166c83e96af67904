"""``import`` of lists from outside, whose lines have to be joined to targets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventories.problems import N_, Exit, Place, Problem, refuse
from scheduler.cli import say

if TYPE_CHECKING:
    from inventories.importing import Imported
    from scheduler.store.office import Office


@dataclass(frozen=True)
class Signed:
    """A signed file: its bytes, and what the event of its import says besides."""

    data: bytes
    told: dict[str, Any]


KINDS = ("signals", "repairs", "classes", "assigned")
WORDS = {
    "identifier": N_("by identifier: {n}"),
    "credit_code": N_("by credit code: {n}"),
    "licence_number": N_("by licence number: {n}"),
    "decision": N_("by decision: {n}"),
    "undecided": N_("to be decided: {n}"),
    "nobody": N_("decided to be no target: {n}"),
    "unknown": N_("like nothing in the inventory: {n}"),
}


def prepare(
    office: "Office",
    kind: str,
    imported: "Imported[Any]",
    name: str,
    review_list: Path | None,
    signed: "Signed | None" = None,
) -> tuple[tuple[Problem, ...], Any, Callable[[], dict[str, Any]]]:
    """Join the lines of a list: everything that is wrong, how the file was read, and what lets the lines take effect and
    tells what came of it. ``signed``: the bytes of a signed file, and what its event says besides."""
    from inventories.matching import Index
    from scheduler import messages
    from scheduler.exchange import assigning
    from scheduler.imported import standing
    from scheduler.intake import joining, outside, references
    from scheduler.intake import review_list as review
    from scheduler.publish.tables_out import UNKNOWN_SUFFIX

    if review_list is not None and review_list.suffix.lower() not in (".csv", ".xlsx"):
        raise refuse(UNKNOWN_SUFFIX, Exit.USAGE, file=review_list.name)
    index = Index(office.records("targets"))
    lines = [line for line in imported.records if getattr(line, "factor", "") != "commended"]
    lines.sort(key=lambda line: imported.origins[line.id].row or 0)  # the file's order is the clerk's
    found = [*_said_once(imported), *_red_list(imported, len(lines))]
    new: dict[str, str] = {}
    digest = ""
    if review_list is not None and review_list.exists():
        new, wrong, digest = review.read(review_list, index.targets)
        found += wrong
    joined = joining.join(lines, index, joining.taken(standing(office.events("import", "undo")), index.targets) | new)
    if strange := len(new.keys() - {case.key for case in joined.decided}):
        assert review_list is not None
        found.append(Problem(messages.REVIEW_STRANGE, {"n": strange}, Place(review_list.name), warning=True))
    left = joining.problems(joined, imported.origins, index, kept=kind == "signals")
    found += assigning.strict(left, review_list is not None) if kind == "assigned" else left
    if kind == "signals":
        known = {"targets": frozenset(index.targets)}.__getitem__
        kept = [replace(line, target=target) for line, target, _by in joined.pairs]
        found += references.problems(kind, [(imported.origins[line.id], vars(line)) for line in kept], known)
    if kind == "assigned":
        joined = replace(joined, pairs=assigning.called(joined.pairs, office.records("inspectors")))
        found += assigning.problems(joined.pairs, index, office.records("inspectors"), imported.origins, bool(signed))
    table, effect_of = outside.EFFECTS[kind]
    found += effect_of(joined.pairs, {r.id: r for r in office.records(table)}, imported.origins).problems
    problems = tuple(sorted(found, key=lambda p: p.place.row or 0))
    source = {
        "file": name,
        "sha256": imported.digest,
        "rows": imported.rows,
        "records": len(imported.records),
        "warnings": len(problems),
        "joined": joining.document(joined, new, digest),
        **(signed.told if signed else {}),
    }

    def store() -> dict[str, Any]:
        found = outside.store(office, kind, joined.pairs, imported.origins, source, signed.data if signed else None)
        written = 0
        if review_list is not None and not digest and joined.open:
            written = review.write(review_list, joined.open, imported.origins, index, _)
        report = {"kind": kind, **source, **found.counts(), "left_out": [], "to_review": written}
        return {**report, "ignored": list(imported.ignored_headers), "comparison": found}

    return problems, imported.table, store


def tell(report: dict[str, Any], review_list: Path | None) -> None:
    """How the lines were joined, unless all were by identifier; and where the review list lies."""
    counts = {name: report["joined"][name] for name in WORDS if report["joined"][name]}
    if counts.keys() - {"identifier"}:
        say.line(
            _("Lines joined: {counts}.").format(counts=", ".join(_(WORDS[k]).format(n=n) for k, n in counts.items()))
        )
    if report["to_review"]:
        text = _("{file} written, {n} rows: fill in the column “decision”, then run the same command again.")
        say.note(text.format(file=review_list, n=report["to_review"]))


def _said_once(imported: "Imported[Any]") -> Sequence[Problem]:
    """The problems of a file; if it has no column that says whom its rows are about, that is said once."""
    from inventories import templates
    from inventories.messages import NOBODY

    if any(column.field in imported.table.bound for column in templates.WHO):
        return imported.problems
    first = [p for p in imported.problems if p.message is NOBODY][:1]
    return [*first, *(p for p in imported.problems if p.message is not NOBODY)]


def _red_list(imported: "Imported[Any]", lines: int) -> Sequence[Problem]:
    from scheduler import messages

    if lines == len(imported.records):
        return []
    commended = [line for line in imported.records if line.factor == "commended"]
    places = sorted((imported.origins[line.id] for line in commended), key=lambda place: place.row or 0)
    return [Problem(messages.RED_LIST, place=place, warning=True) for place in places]
