"""Figures written down: as ``double-random/simulation@1``, and as tables. All of them say that nothing was drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from inventories.problems import N_
from scheduler.simulate.chance import Spread
from scheduler.simulate.choice import kinds
from scheduler.simulate.figures import FALSE_ALARM, SINGLE, Figures
from scheduler.simulate.mark import FORMAT, MARK

Row = Sequence[str | int]
SPREAD = (N_("mean"), N_("5 % below"), N_("95 % up to"), N_("least"), N_("most"))


@dataclass(frozen=True)
class About:
    """What was simulated: plan, planned batch ("" without batches), the SHA-256 of the plan's text, the name of the
    commitment that had frozen it ("": the tables as they stand)."""

    plan: str
    title: str
    office: str
    batch: str
    as_of: str
    digest: str
    commitment: str


def document(figures: Figures, about: About) -> dict[str, Any]:
    """The document, without targets and seats one by one: these are in the tables."""
    return {
        "format": FORMAT,
        "simulated": MARK,
        "plan": {"id": about.plan, "digest": about.digest, "batch": about.batch, "as_of": about.as_of},
        "commitment": about.commitment or None,
        "draws": figures.draws,
        "false_alarm": str(FALSE_ALARM),
        "false_alarm_single": str(SINGLE),
        "tasks": [
            {
                **{name: getattr(t, name) for name in ("task", "targets", "stated_least", "stated_most")},
                "expected": str(t.expected),
                "drawn": _spread(t.drawn),
                "outside": t.outside,
                "outside_expected": round(t.outside_expected, 2),
                "marked": t.marked,
            }
            for t in figures.tasks
        ],
        "marked": [
            {"task": t.task, "target": t.target, "rate": str(t.rate), "hits": t.hits, "least": t.least, "most": t.most}
            for t in figures.targets
            if t.marked
        ],
        "places": [{"district": p.district, "period": p.period, **_spread(p.visits)} for p in figures.places],
        "months": [{"district": d, "month": m, "mean": str(mean)} for (d, m), mean in figures.months.items()],
        "inspectors": [
            {
                "inspector": i.inspector,
                "department": i.department,
                "limit": i.limit,
                **_spread(i.visits),
                "refused": str(i.refused),
            }
            for i in figures.loads
        ],
        "pairs": [{"inspectors": [p.one, p.other], **_spread(p.visits), "share": str(p.share)} for p in figures.pairs],
        "most_of_a_pair": _spread(figures.closest),
        "slots": _spread(figures.seats),
        "open": {
            "draws": figures.left_draws,
            "all": _spread(figures.left),
            "departments": [{"department": name, **_spread(found)} for name, found in figures.open.items()],
        },
        "first_candidate_refused": _spread(figures.passed),
        "choice": [{**vars(kind), **_rounded(vars(kind))} for kind in kinds(figures.choices)],
    }


def _spread(found: Spread) -> dict[str, Any]:
    return {**vars(found), "mean": str(found.mean)}


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) for name, value in values.items() if isinstance(value, float)}


def tables(figures: Figures) -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """By name: headers (texts of the catalogues) and rows of each table."""
    return {
        "targets": (
            (N_("task"), N_("target"), N_("stated rate"), N_("times drawn"), N_("realised rate"), *_ALLOWED),
            [
                (t.task, t.target, str(t.rate), t.hits, decimal(Fraction(t.hits, figures.draws), 4), t.least, t.most)
                for t in figures.targets
            ],
        ),
        "visits": (
            (N_("district"), N_("period"), *SPREAD),
            [(p.district, p.period, *_cells(p.visits)) for p in figures.places],
        ),
        "months": (
            (N_("district"), N_("month"), N_("mean")),
            [(district, month, decimal(mean)) for (district, month), mean in figures.months.items()],
        ),
        "inspectors": (
            (N_("inspector"), N_("department"), N_("limit"), *SPREAD, N_("refused")),
            [(i.inspector, i.department, i.limit, *_cells(i.visits), decimal(i.refused)) for i in figures.loads],
        ),
        "pairs": (
            (N_("inspector"), N_("the other"), *SPREAD, N_("share of their visits")),
            [(p.one, p.other, *_cells(p.visits), decimal(p.share, 4)) for p in figures.pairs],
        ),
        "slots": (
            (N_("target"), N_("department"), N_("qualification"), N_("lead"), *_CHOICE),
            [
                (
                    *(target, department, qualification, N_("yes") if lead else ""),
                    *(c.filled, c.eligible, c.inspectors, f"{c.possible:.2f}"),
                    "" if c.bits is None else f"{c.bits:.2f}",
                    *(c.likeliest, decimal(c.share, 4)),
                )
                for c in figures.choices
                for target, department, qualification, lead in (c.seat,)
            ],
        ),
    }


_ALLOWED = (N_("least that chance allows"), N_("most that chance allows"))
_CHOICE = (
    *(N_("times filled"), N_("eligible"), N_("taken by"), N_("bits possible"), N_("bits of choice")),
    *(N_("likeliest"), N_("in this part of the times")),
)


def _cells(found: Spread) -> tuple[str | int, ...]:
    return decimal(found.mean), found.low, found.high, found.least, found.most


def decimal(number: Fraction, digits: int = 2) -> str:
    """A fraction from 0 rounded to so many decimals."""
    parts = round(number * 10**digits)
    return f"{parts // 10**digits}.{parts % 10**digits:0{digits}}"
