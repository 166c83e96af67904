"""``plan compare``: two plans over the same tables, side by side."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inventories.problems import N_, Exit, Refused
from scheduler.cli import say
from scheduler.cli.files import read_bytes
from scheduler.cli.kit import Context, command, json_option, pass_context

if TYPE_CHECKING:
    from inventories.problems import Problem
    from scheduler.chain import Chain
    from scheduler.plan.changes import Change
    from scheduler.plan.check import NodeReport
    from scheduler.plan.compare import Both, Compared, Move, Side
    from scheduler.plan.load import Load
    from scheduler.plan.staffing import Staffing
    from scheduler.tables import Tables

MOVES: "dict[Move, str]" = {
    "higher": N_("higher rate"),
    "lower": N_("lower rate"),
    "same": N_("same rate"),
    "new": N_("new in the frame"),
    "gone": N_("no longer in it"),
}
WITHOUT = "—"


@command(
    "compare",
    help=N_(
        "Hold the plan SECOND against FIRST, over the tables as they stand: which rules differ, and what differs in effect: "
        "pools, rates, expected and worst numbers, visits, load, who is kept out, what is wrong, and whether every team can be "
        "filled. Nothing is logged."
    ),
)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@json_option
@pass_context
def compare_command(context: Context, first: Path, second: Path, as_json: bool) -> None:
    from scheduler.acts import chain_of
    from scheduler.plan.changes import changes
    from scheduler.plan.compare import compare

    office = context.office
    texts = [read_bytes(path) for path in (first, second)]
    names = [first.name, second.name] if first.name != second.name else [str(first), str(second)]
    with say.progress(_("Reading the tables …")):
        tables, chain = office.tables(), chain_of(office)
    one, other = (_side(tables, chain, text, name) for text, name in zip(texts, names, strict=True))
    found, rules = compare(one, other), changes(*texts)
    if as_json:
        say.data(_data(rules, found, (one, other)))
        return
    _print_rules(rules, names)
    _print_nodes(found)
    _print_rates(found)
    _print_visits(one, other)
    _print_loads(found)
    _print_kept_out(found)
    _print_problems(found, names)
    for name, side in zip(names, (one, other), strict=True):
        say.line(f"{name}: {_verdict(side.staffing)}")


def _side(tables: "Tables", chain: "Chain", text: bytes, name: str) -> "Side":
    """A plan over the tables. Refused (exit 4) if it cannot be read as one."""
    from scheduler.acts import check_plan
    from scheduler.plan.compare import Side
    from scheduler.plan.staffing import worst_case

    with say.progress(_("{file}: deriving points, bands, frame and rates …").format(file=name)):
        facts, report, problems = check_plan(text, name, tables, chain, looking=True)
    if facts is None or report is None:
        raise Refused(problems, Exit.PLAN)
    staffing = None
    if all(problem.warning for problem in problems):
        with say.progress(_("{file}: proving that the worst rounding can be staffed …").format(file=name)):
            staffing = worst_case(facts)
    return Side(facts, report, tuple(problems), staffing)


def _print_rules(rules: "Iterable[Change]", names: list[str]) -> None:
    rows = [[c.member, *(_("(none)") if value is None else value for value in (c.before, c.after))] for c in rules]
    if not rows:
        say.line(_("The two plans have the same rules."))
        return
    say.table([_("member"), *names], rows, _("Rules that differ"))


def _print_nodes(found: "Compared") -> None:
    """Every task, and of its nodes those that differ."""
    from scheduler.cli.planning import decimal

    def percent(rate: Fraction) -> str:
        return decimal(rate * 100) + "%"

    shown = {key: both for key, both in found.nodes.items() if both.differs or not key[1]}
    columns: list[tuple[str, Callable[[NodeReport], object]]] = [
        (_("pool"), lambda n: n.pool),
        (_("lowest rate"), lambda n: percent(n.lowest_rate)),
        (_("highest rate"), lambda n: percent(n.highest_rate)),
        (_("expected"), lambda n: decimal(n.expected)),
        (_("least"), lambda n: n.least),
        (_("most"), lambda n: n.worst),
    ]
    rows = [
        [task, "/".join(node) or _("all"), *(_arrow(both, of) for _header, of in columns)]
        for (task, node), both in shown.items()
    ]
    say.table([_("task"), _("node"), *(header for header, _of in columns)], rows, _("What would be drawn"))
    if len(shown) < len(found.nodes):
        say.line(_("{n} nodes that do not differ are left out.").format(n=len(found.nodes) - len(shown)))


def _arrow(both: "Both[Any]", of: Callable[[Any], object]) -> str:
    """``before → after``, or the value of both."""
    before, after = (WITHOUT if value is None else str(of(value)) for value in (both.one, both.other))
    return before if before == after else f"{before} → {after}"


def _print_rates(found: "Compared") -> None:
    rows = [[task, *(moved.get(move, 0) for move in MOVES)] for task, moved in found.rates.items()]
    say.table([_("task"), *map(_, MOVES.values())], rows, _("Targets by what becomes of their rate"))


def _print_visits(one: "Side", other: "Side") -> None:
    from scheduler.cli.planning import decimal
    from scheduler.plan.compare import Both

    both = Both(one.report.visits, other.report.visits)
    rows = [
        [_("expected, at least"), _arrow(both, lambda v: decimal(v.expected_least))],
        [_("expected, at most"), _arrow(both, lambda v: decimal(v.expected_most))],
        [_("in the worst case"), _arrow(both, lambda v: v.worst)],
    ]
    say.table([_("visits"), _("number")], rows, _("Visits"))


def _print_loads(found: "Compared") -> None:
    from scheduler.cli.planning import decimal

    columns: list[tuple[str, Callable[[Load], object]]] = [
        (_("slots expected"), lambda x: decimal(x.expected)),
        (_("slots in the worst case"), lambda x: x.worst),
        (_("inspectors"), lambda x: x.inspectors),
        (_("places"), lambda x: x.places),
    ]
    rows = [
        [department, period or _("whole draw"), *(_arrow(both, of) for _header, of in columns)]
        for (department, period), both in found.loads.items()
    ]
    headers = [_("department"), _("period"), *(header for header, _of in columns)]
    say.table(headers, rows, _("Load, each task's visits counted apart"))


def _print_kept_out(found: "Compared") -> None:
    from scheduler.cli.records import worded

    rows = [[t, worded("status", ground), _arrow(both, lambda n: n)] for (t, ground), both in found.kept_out.items()]
    if rows:
        say.table([_("task"), _("ground"), _("targets")], rows, _("Kept out"))


def _print_problems(found: "Compared", names: list[str]) -> None:
    said = [*(_("only {file}").format(file=name) for name in names), _("both")]
    rows = [
        [who, _("warning") if p.warning else _("error"), say.text_and_advice(p)[0]]
        for who, mine in zip(said, found.problems, strict=True)
        for p in mine
    ]
    if rows:
        say.table([_("plan"), "", _("what is said")], rows, _("Errors and warnings"))


def _verdict(staffing: "Staffing | None") -> str:
    from scheduler.cli.planning import STATUS

    if staffing is None:
        return _("The plan has errors; whether every slot can be filled was not asked.")
    return _(STATUS[staffing.status]).format(open=staffing.open, at_most=staffing.at_most)


def _data(rules: "Iterable[Change]", found: "Compared", sides: "tuple[Side, Side]") -> dict[str, Any]:
    from scheduler.cli.planning import node_data, staffing_data

    def both(pair: "Both[Any]", of: Callable[[Any], object]) -> dict[str, Any]:
        return {k: None if v is None else of(v) for k, v in (("first", pair.one), ("second", pair.other))}

    def problems(mine: "Iterable[Problem]") -> list[dict[str, Any]]:
        return [say.as_data(p) for p in mine]

    first, second, shared = map(problems, found.problems)
    one, other = sides
    return {
        "rules": [{"member": c.member, "first": c.before, "second": c.after} for c in rules],
        "nodes": [{"task": t, "node": list(n), **both(pair, node_data)} for (t, n), pair in found.nodes.items()],
        "rates": [{"task": t, **{m: moved.get(m, 0) for m in MOVES}} for t, moved in found.rates.items()],
        "visits": {"first": _visits(one), "second": _visits(other)},
        "load": [
            {"department": d, "period": p, **both(pair, lambda x: {**vars(x), "expected": str(x.expected)})}
            for (d, p), pair in found.loads.items()
        ],
        "kept_out": [{"task": t, "ground": g, **both(pair, int)} for (t, g), pair in found.kept_out.items()],
        "problems": {"first": first, "second": second, "both": shared},
        "staffing": {"first": staffing_data(one.staffing), "second": staffing_data(other.staffing)},
    }


def _visits(side: "Side") -> Mapping[str, Any]:
    visits = side.report.visits
    return {name: value if isinstance(value, int) else str(value) for name, value in vars(visits).items()}
