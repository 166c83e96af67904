"""The public site as files in memory: pages of HTML, style sheets, the search, the downloads.

No clock, locale or randomness: the same view gives the same bytes, and what changes touches only the pages that show it. No
inline script or style, no outside address; one small script searches the results, and all pages work without it.
"""

from collections.abc import Iterator
from importlib.resources import files as package_files
from typing import Any

from jinja2 import Environment

from inventories.problems import N_
from scheduler.html import environment
from scheduler.publish import charts, figures, marks, numbers, printed, search_data
from scheduler.publish.files import BOOKS, RECORD, book_files, downloads, for_programs, task_names
from scheduler.publish.paging import page_links, page_name, pages
from scheduler.publish.places import place_name, place_pages
from scheduler.publish.view import DrawView, SiteView
from scheduler.publish.words import COLOURS, DECISIONS, MEANINGS, STATES, VERDICTS, Words, words
from scheduler.results.model import FINDINGS

SINGLE = ("index", "plan", "draws", "overdue", "statistics", "corrections", "files")
AS_THEY_ARE = ("style.css", "search.js")


def render(view: SiteView) -> dict[str, bytes]:
    """Every file of the site by its path, with ``/`` between folders."""
    said = words()
    files = downloads(view, said)
    files[search_data.PATH] = search_data.search_data(view.results, task_names(view))
    templates = _environment(view, said, {path: len(data) for path, data in files.items()})
    for path, template, values in _pages(view):
        made = templates.get_template(f"{template}.html").render(root="../" * path.count("/"), **values)
        files[path] = made.encode()
    for name in AS_THEY_ARE:
        files[name] = (package_files("scheduler.publish") / name).read_bytes()
    files["print.css"] = printed.sheet(view)
    return dict(sorted(files.items()))


def draw_name(draw: DrawView) -> str:
    """The file of a draw's page; plans have names that are fit for files, and whatever else stands there is left out."""
    return f"draws/{''.join(c for c in draw.ref if c.isascii() and (c.isalnum() or c in '._-'))}.html"


def _pages(view: SiteView) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, template and what only this page shows, of every page; ``here`` is the entry of the menu that it belongs to."""
    for name in SINGLE:
        yield f"{name}.html", name, {"here": name}
    for page in pages(view.results):
        yield page_name(page.number), "results", {"here": "results", "page": page}
    made = {one.hash: one for one in view.commitments}
    for draw in view.draws:
        yield draw_name(draw), "draw", {"here": "draws", "draw": draw, "made": made.get(draw.commitment)}
    for place in place_pages(view.results, view.ended):
        yield place_name(place.place), "place", {"here": "results", "page": place}


def _environment(view: SiteView, said: Words, sizes: dict[str, int]) -> Environment:
    templates = environment("scheduler.publish", keep_trailing_newline=True)
    templates.filters |= {"rate": numbers.rate, "moment": numbers.moment, "visible": numbers.visible}
    templates.globals |= marks.marks(said) | {
        "said": marks.said,
        "digest": marks.digest,
        "pair": marks.pair,
        "option": marks.option,
        "shape": marks.shape,
        "view": view,
        "words": said,
        "N_": N_,
        "STATES": STATES,
        "VERDICTS": VERDICTS,
        "COLOURS": COLOURS,
        "DECISIONS": DECISIONS,
        "MEANINGS": MEANINGS,
        "zh": said.zh,
        "en": said.en,
        "names": task_names(view),
        "void": [draw for draw in view.draws if draw.void],
        "figures": figures,
        "findings": figures.wordings(view.results),
        "tasks_found": list(dict.fromkeys(row.task for row in view.results)),
        "departments_found": list(dict.fromkeys(row.department for row in view.results)),
        "codes_found": sorted({row.finding for row in view.results}),
        "charts": charts,
        "record": RECORD,
        "index": search_data.PATH,
        "sizes": sizes,
        "books": BOOKS,
        "book_files": book_files,
        "for_programs": for_programs(sizes),
        "kinds": {code: wording.kind for code, wording in FINDINGS.items()},
        "percent": numbers.percent,
        "span": numbers.span,
        "kilobytes": numbers.kilobytes,
        "page_name": page_name,
        "page_links": page_links,
        "place_name": place_name,
        "draw_name": draw_name,
    }
    return templates
