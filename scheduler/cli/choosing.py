"""The options that choose results of a draw."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from inventories.problems import N_, Exit, Problem, Refused
from scheduler.cli.kit import Context, draw_option, json_option, option, pass_context

if TYPE_CHECKING:
    from scheduler.journal import Draw
    from scheduler.store.office import Office


@dataclass(frozen=True)
class Chosen:
    """Which results of which draw a verb is about; without visits, departments or items: of all."""

    ref: str | None
    visits: tuple[str, ...] | None
    departments: tuple[str, ...] | None
    items: tuple[str, ...] | None
    as_json: bool

    def takes(self, row: dict[str, Any]) -> bool:
        """Whether a result is among them."""
        chosen = (("visit", self.visits), ("department", self.departments), ("item", self.items))
        return all(among is None or row[name] in among for name, among in chosen)

    def must_be_known(self, office: "Office", draw: "Draw") -> None:
        """Refuse (exit 1) a visit or department that is none of the draw's."""
        from scheduler import acts, messages
        from scheduler.results.check import owed
        from scheduler.results.messages import NO_DEPARTMENT

        asked = owed(draw, acts.frozen_plan(office, draw)).items
        departments = list(dict.fromkeys(name for found in asked.values() for name in found))
        wrong = [Problem(messages.NO_VISIT, {"id": v, "ref": draw.ref}) for v in self.visits or () if v not in asked]
        wrong += [
            Problem(NO_DEPARTMENT, {"name": name, "ref": draw.ref, "known": ", ".join(departments)})
            for name in self.departments or ()
            if name not in departments
        ]
        if wrong:
            raise Refused(wrong, Exit.FAILED)


def choosing(run: Callable[..., None]) -> Callable[..., None]:
    """The options that choose results, as one ``Chosen``."""

    @option("--department", "departments", multiple=True, help=N_("Only of this department; may be repeated."))
    @option("--visit", "visits", multiple=True, help=N_("Only of this visit; may be repeated."))
    @option("--item", "items", multiple=True, help=N_("Only on this item, by its identifier; may be repeated."))
    @draw_option
    @json_option
    @pass_context
    @wraps(run)
    def chosen(
        context: Context,
        visits: tuple[str, ...],
        departments: tuple[str, ...],
        items: tuple[str, ...],
        ref: str | None,
        as_json: bool,
        **more: Any,
    ) -> None:
        run(context, Chosen(ref, visits or None, departments or None, items or None, as_json), **more)

    return chosen  # type: ignore[no-any-return]
