"""The report of a simulation as files in memory: one page that needs no other file, plots, tables, and the document.

No clock, locale or randomness: the same figures give the same bytes. No script, no outside address.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from importlib.resources import files as package_files

from markupsafe import Markup

from inventories.problems import N_
from scheduler.facts import Facts
from scheduler.html import environment
from scheduler.publish.numbers import visible
from scheduler.publish.tables_out import csv_bytes
from scheduler.simulate.choice import foreseeable, kinds
from scheduler.simulate.document import About, decimal, document, tables
from scheduler.simulate.figures import FALSE_ALARM, SINGLE, Figures
from scheduler.simulate.mark import DOCUMENT, MARK
from scheduler.simulate.plots import PAIRS, TITLES, plots

PAGE = "simulated.html"
SEATS = 20
"""So many of the most foreseeable slots stand on the page."""


def render(figures: Figures, facts: Facts, about: About, said: Callable[[str], str], language: str) -> dict[str, bytes]:
    """Every file of the report by its name, in the language that ``said`` speaks."""
    names = {one.id: one.name for one in facts.tables.inspectors}
    drawn = plots(figures, names, said)
    files = {f"simulated-{name}.svg": svg.encode() for name, svg in drawn.items()}
    for name, (headers, rows) in tables(figures).items():
        marked = [(MARK, *row) for row in rows]
        files[f"simulated-{name}.csv"] = csv_bytes([MARK, *map(said, headers)], marked)
    text = json.dumps(document(figures, about), ensure_ascii=True, indent=1)
    files[DOCUMENT] = text.encode() + b"\n"
    files[PAGE] = _page(figures, facts, about, said, language, drawn).encode()
    return dict(sorted(files.items()))


def _page(
    figures: Figures,
    facts: Facts,
    about: About,
    said: Callable[[str], str],
    language: str,
    drawn: dict[str, str],
) -> str:
    style = (package_files("scheduler.simulate") / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    templates = environment("scheduler.simulate", keep_trailing_newline=True)
    templates.filters |= {"visible": visible, "decimal": decimal}
    months = dict.fromkeys(month for _, month in figures.months)
    return templates.get_template(
        "page.html"
    ).render(
        _=said,
        N_=N_,
        mark=MARK,
        language=language,
        style=Markup(style),  # our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        plots={name: Markup(svg) for name, svg in drawn.items()},  # escaped where they are made
        titles=TITLES,
        figures=figures,
        about=about,
        alarm=FALSE_ALARM,
        single=SINGLE,
        names={one.id: one.name for one in facts.tables.inspectors},
        targets=facts.targets,
        tasks={task.id: task.name for task in facts.plan.tasks},
        marked=[t for t in figures.targets if t.marked],
        certain=sum(t.rate == 1 for t in figures.targets),
        pairs=figures.pairs[:PAIRS],
        months=list(months),
        districts=list(dict.fromkeys(place.district for place in figures.places)),
        kinds=kinds(figures.choices),
        foreseeable=foreseeable(figures.choices, SEATS),
    )
