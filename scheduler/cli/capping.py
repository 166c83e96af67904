"""What ``plan check`` and ``show target`` tell of the upper limits on visits in a year."""

from collections.abc import Iterable, Mapping
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from inventories.problems import N_
from scheduler.cli import say
from scheduler.cli.records import worded

if TYPE_CHECKING:
    from scheduler.facts import Facts
    from scheduler.plan.caps_told import Used

WHY = {
    "": N_("yes"),
    "ground": N_("no: an individual check on a ground that does not count"),
    "individual": N_("no: individual checks do not count"),
    "special": N_("no: special checks of other levels do not count"),
}
KINDS = {
    "": "",
    "drawn": N_("drawn in an earlier batch"),
    "individual": N_("individual check"),
    "special": N_("special check"),
}


def print_uses(facts: "Facts") -> None:
    """How much of each limit the year has used so far; nothing for a plan without limits."""
    if found := _uses(facts):
        headers = [_("department"), _("most in a year"), _("visits used"), _("targets at the cap"), _("one below it")]
        rows = [[_department(one.department), one.limit, one.visits, one.at, one.below] for one in found]
        say.table(headers, rows, _("Visits of the year that count towards the limits"))


def uses_data(facts: "Facts") -> list[dict[str, Any]]:
    """The same as data."""
    return [dict(vars(one)) for one in _uses(facts)]


def _uses(facts: "Facts") -> "list[Used]":
    from scheduler.plan.caps_told import uses

    return uses(facts)


def print_visits(caps: Mapping[str, Any] | None) -> None:
    """Which visits of the year count towards a target's limits; nothing for a plan without limits."""
    if caps is None:
        return
    limits = (("per_agency", _("of one department {n}")), ("all_levels", _("of all departments and levels {n}")))
    told = [text.format(n=caps[name]) for name, text in limits if caps[name] is not None]
    say.line(_("Most visits in a year: {limits}.").format(limits=", ".join(told)))
    if not caps["visits"]:
        say.line(_("No visit of this year is known."))
        return
    headers = [_("day or visit"), _("target"), _("department"), _("kind"), _("ground"), _("counts towards the limits")]
    say.table(headers, _rows(caps["visits"]), _("Visits of the year"))


def _rows(visits: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    return [
        [v["when"], v["target"], _of_level(v["level"], v["department"]), _kind(v["kind"]), v["ground"], _counts(v)]
        for v in visits
    ]


def _kind(kind: str) -> str:
    return _(KINDS[kind]) if kind else ""


def _counts(visit: Mapping[str, Any]) -> str:
    why = visit["why_not"]
    return _("yes: for that agency, and for all levels together") if visit["level"] and not why else _(WHY[why])


def _department(name: str) -> str:
    level, _slash, department = name.rpartition("/")
    return _of_level(level, department) if name else _("all departments and levels")


def _of_level(level: str, department: str) -> str:
    name = department or _("not known")
    return f"{name} ({worded('level', level)})" if level else name
