"""The review list (核对表): what names a target by name and address alone, for a clerk to decide, out and back in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from inventories.columns import Column
from inventories.importing import rows
from inventories.matching import Index, Match
from inventories.problems import N_, Place, Problem
from inventories.values import folded, identifier, text
from scheduler import messages
from scheduler.intake.joining import Case, L, rows_of
from scheduler.publish.tables_out import Cell, write_table

HEADERS = (
    *(N_("review number"), N_("rows"), N_("finding"), N_("name given"), N_("address given"), N_("credit code given")),
    *(N_("licence number given"), N_("identifier given"), N_("candidate"), N_("candidate's name")),
    *(N_("candidate's address"), N_("candidate's district"), N_("further candidates"), N_("decision")),
)
FINDINGS = {
    "proposed": N_("one target has this name"),
    "choice": N_("similar or several"),
    "unknown": N_("nothing similar"),
}
COLUMNS = (
    Column("key", "review number", ("核对编号",), identifier, required=True, key=True),
    Column("candidate", "candidate", ("候选对象编号",), identifier, key=True, codes="register"),
    Column("decision", "decision", ("决定",), text, codes="register"),
)
YES = frozenset(("是", "yes", "y", "√", "✓"))
NO = frozenset(("否", "无", "no", "n", "none", "×", "✗"))


def write(
    path: Path, cases: Iterable[Case[L]], origins: Mapping[str, Place], index: Index, say: Callable[[str], str]
) -> int:
    """Write the review list to ``path`` (.xlsx or .csv) in the language of ``say``; returns its number of rows."""
    lines = [list(_row(case, origins, index, say)) for case in cases]
    write_table(path, [say(header) for header in HEADERS], lines, say(N_("review")))
    return len(lines)


def _row(case: Case[L], origins: Mapping[str, Place], index: Index, say: Callable[[str], str]) -> Iterator[Cell]:
    line = case.lines[0]
    found = rows_of(case, origins)
    yield case.key
    yield ", ".join(map(str, found[:20])) + (" …" if len(found) > 20 else "")
    yield say(FINDINGS[case.match.state])
    yield from (line.name, line.address, line.entity, line.licence_number, line.target)
    yield from _candidate(case.match, index)
    yield ""


def _candidate(match: Match, index: Index) -> Iterator[Cell]:
    found = [index.targets[t] for t in match.candidates]
    yield from (found[0].id, found[0].name, found[0].address, found[0].district) if found else ("",) * 4
    yield "; ".join(f"{t.id} {t.name} {t.address} {t.district}" for t in found[1:])


def read(path: Path, targets: Mapping[str, object]) -> tuple[dict[str, str], list[Problem], str]:
    """The decisions in the review list at ``path`` by key ("" for none of the targets), what is wrong, and its digest.

    A decision is yes (是) for the row's candidate, the identifier of any target, or no (否); a blank decides nothing.
    """
    found, problems, table, _wrong = rows(path, COLUMNS)
    noted = list(problems)
    decisions: dict[str, str] = {}
    for number, values in found:
        key, said = values["key"], values["decision"]
        place = Place(table.file, number, table.bound.get("decision", ""), said)
        if not said:
            continue
        meant = _meant(said, values["candidate"], targets)
        if meant is None:
            noted.append(Problem(messages.REVIEW_DECISION, place=place))
        elif decisions.setdefault(key, meant) != meant:
            noted.append(Problem(messages.REVIEW_TWICE, {"first": decisions[key] or "–"}, place))
    return decisions, noted, table.digest


def _meant(said: str, candidate: str, targets: Mapping[str, object]) -> str | None:
    """The target that a decision names, "" for none, None if it is no decision."""
    narrow = "".join(said.split())
    for name in (narrow, narrow.upper()):
        if name in targets:
            return name
    if folded(said) in NO:
        return ""
    return candidate if folded(said) in YES and candidate in targets else None
