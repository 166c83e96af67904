"""Why not, on the screen and as JSON."""

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from scheduler.cli import say

if TYPE_CHECKING:
    from inventories.rules import Statement
    from scheduler.whynot.core import Repair, WhyNot


def show(found: "WhyNot") -> None:
    """The sentences, each rule with its basis and the place where the office has written it down."""
    from scheduler.whynot.told import tell

    named: set[str] = set()
    for told in tell(found):
        say.line(say.sentence(told.heading))
        for k, point in enumerate(told.points, 1):
            say.line(f"  {k}. {say.sentence(point)}")
            if told.because and told.because[k - 1][0] not in named:
                rule, basis = told.because[k - 1]
                say.line("     " + _("({rule}; by {basis})").format(rule=_(rule), basis=_(basis)))
                named.add(rule)


def as_data(found: "WhyNot") -> dict[str, Any]:
    """Verdict, statements, repairs and doubt, for ``--json``."""
    return {
        "verdict": found.verdict,
        "statements": [_statement(one) for one in found.statements],
        "repairs": [_repair(one) for one in found.repairs],
        "doubt": found.doubt and {"code": found.doubt.message.code, "text": say.sentence(found.doubt)},
    }


def _statement(one: "Statement") -> dict[str, Any]:
    return {
        "key": one.key,
        "rule": one.rule.code,
        "name": _(one.rule.name),
        "basis": _(one.rule.basis),
        "text": say.filled(one.message.text, one.params),
        "file": one.place.file,
        "row": one.place.row,
        "column": one.place.column,
    }


def _repair(one: "Repair") -> dict[str, Any]:
    text = say.filled(one.message.text, one.params)
    return {"key": one.key, "code": one.message.code, "text": text, "price": one.price}
