"""The audit as one page to file: verdicts, what to compare outside, every check. The same findings give the same bytes."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from importlib.resources import files as package_files

from scheduler.audit.checks import VERDICTS, verdicts
from scheduler.audit.finding import Checked, Colour
from scheduler.bundle import Bundle
from scheduler.html import environment
from scheduler.i18n import told

MARKS = {Colour.GREEN: "✓", Colour.AMBER: "!", Colour.RED: "✕"}
"""So that nobody needs to see colours."""


def page(bundle: Bundle, name: str, sha256: str, on: date, found: Sequence[Checked], lang: str) -> bytes:
    """The page of an audit of the file ``name`` with that digest, HTML without script or outside address.

    ``on`` is the day that the audit was made for.
    """
    templates = environment("scheduler.audit")
    templates.globals |= {"_": _, "told": told}
    colours = verdicts(list(found))
    by_draw: dict[str, list[Checked]] = {}
    for checked in found:
        by_draw.setdefault(checked.ref, []).append(checked)
    return (
        templates.get_template("audit.html")
        .render(
            lang=lang,
            name=name,
            sha256=sha256,
            on=on.isoformat(),
            verdicts=[(number, said, colours[number]) for number, said in VERDICTS.items()],
            marks=MARKS,
            events=len(bundle.events),
            head=bundle.events[-1].hash if bundle.events else "",
            commitments=[e for e in bundle.events if e.kind == "commitment"],
            throws=[e for e in bundle.events if e.kind == "randomness"],
            by_draw=by_draw,
            style=(package_files("scheduler.audit") / "templates" / "audit.css").read_text("utf-8"),
        )
        .encode()
    )
