"""The comparison with a registry as the office keeps it: read, logged with the file's digest, shown by place, listed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from inventories import templates
from inventories.importing import rows
from inventories.mapping import Mapping
from inventories.messages import NOBODY
from inventories.model import Target
from inventories.problems import N_, Place, Problem
from inventories.reading import TableInfo
from inventories.registry import Business, Comparison, Pair
from scheduler.log import Event
from scheduler.publish.tables_out import Cell, Sheet
from scheduler.store.office import Office

COUNTS = {
    "open": N_("open in the registry"),
    "found": N_("of these in the inventory"),
    "probable": N_("probably the same"),
    "lacking": N_("not in the inventory"),
    "closed": N_("closed in the registry"),
    "active": N_("active targets"),
    "missing": N_("of these not in the registry"),
}
"""What is counted by district and category."""
HOW = {
    "code missing": N_("a credit code is missing"),
    "codes differ": N_("the credit codes differ"),
    "code": N_("code"),
}
STATUS = {
    "active": N_("In business"),
    "suspended": N_("Business suspended"),
    "closed": N_("Business closed"),
    "gone": N_("No longer in the inventory"),
    "merged": N_("Duplicate of another target"),
}
BUSINESS = (N_("row"), N_("credit code"), N_("name"), N_("address"), N_("district"), N_("category"), N_("status"))
TARGET = (N_("target"), N_("credit code"), N_("name"), N_("address"), N_("district"), N_("category"), N_("status"))

Table = dict[tuple[str, str], dict[str, int]]
Say = Callable[[str], str]


def read(path: Path, mapping: Mapping, sheet: str | None) -> tuple[list[Business], list[Problem], TableInfo]:
    """The rows of a registry's extract and everything that is wrong with them."""
    found, problems, table, _wrong = rows(path, templates.REGISTRY, mapping, sheet)
    noted = list(problems)
    noted += [
        Problem(NOBODY, place=Place(table.file, number))
        for number, values in found
        if not (values["id"] or values["entity"] or values["name"])
    ]
    return [Business(number, **values) for number, values in found], noted, table


def table_of(compared: Comparison, targets: Iterable[Target]) -> Table:
    """The numbers of COUNTS by district and category; businesses under the registry's, targets under the inventory's."""
    counts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    listed: dict[str, Iterable[Business | Target]] = {
        "found": compared.found,
        "probable": [pair.business for pair in compared.probable],
        "lacking": compared.lacking,
        "closed": compared.closed,
        "active": [target for target in targets if target.standing == "active"],
        "missing": compared.missing,
    }
    for name, entries in listed.items():
        counts[name].update((entry.district, entry.category) for entry in entries)
    counts["open"] = counts["found"] + counts["probable"] + counts["lacking"]
    places = sorted({place for found in counts.values() for place in found})
    return {place: {name: counts[name][place] for name in COUNTS} for place in places}


def totals(table: Table) -> dict[str, int]:
    """The sums over all places."""
    return {name: sum(counts[name] for counts in table.values()) for name in COUNTS}


def log(office: Office, file: str, info: TableInfo, table: Table, differing: int) -> Event:
    """Log that the inventory as it stands after the log's last event was compared with a file, and the counts."""
    with office.act() as act:
        head = act.head()
        body: dict[str, Any] = {
            "file": file,
            "sha256": info.digest,
            "rows": info.rows,
            "after": head.seq if head else 0,
        }
        return act.append("comparison", {**body, **totals(table), "differing": differing})


def last(events: Iterable[Event], before: int | None = None) -> Event | None:
    """The last comparison of a log, or the last before the event numbered ``before``."""
    found = [e for e in events if e.kind == "comparison" and (before is None or e.seq < before)]
    return found[-1] if found else None


def sheets(compared: Comparison, table: Table, about: Sequence[tuple[str, Cell]], say: Say) -> list[Sheet]:
    """The comparison as a workbook: what was compared, the numbers by place, and one list for each kind of finding."""
    numbers: list[list[Cell]] = [[*place, *counts.values()] for place, counts in table.items()]
    pair_headers = [*map(say, BUSINESS), say(N_("why")), *map(say, TARGET)]
    return [
        Sheet(say(N_("comparison")), [say(N_("what")), say(N_("value"))], about),
        Sheet(say(N_("by place")), [say(N_("district")), say(N_("category")), *map(say, COUNTS.values())], numbers),
        Sheet(say(N_("not in the inventory")), [*map(say, BUSINESS)], [_business(b, say) for b in compared.lacking]),
        Sheet(say(N_("not in the registry")), [*map(say, TARGET)], [_target(t, say) for t in compared.missing]),
        Sheet(say(N_("probably the same")), pair_headers, [_pair(pair, say) for pair in compared.probable]),
        Sheet(say(N_("status differs")), pair_headers, [_pair(pair, say) for pair in compared.differing]),
        Sheet(say(N_("closed")), [*map(say, BUSINESS)], [_business(b, say) for b in compared.closed]),
    ]


def _business(business: Business, say: Say) -> list[Cell]:
    own = (business.entity or business.id, business.name, business.address, business.district, business.category)
    return [business.row, *own, say(STATUS[business.status])]


def _target(target: Target, say: Say) -> list[Cell]:
    own = (target.id, target.entity, target.name, target.address, target.district, target.category)
    return [*own, say(STATUS[target.standing])]


def _pair(pair: Pair, say: Say) -> list[Cell]:
    return [*_business(pair.business, say), say(HOW[pair.how]), *_target(pair.target, say)]
