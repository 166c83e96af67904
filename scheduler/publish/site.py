"""The public site as files in memory: one page of HTML for each subject, one style sheet, the downloads.

No clock, locale or randomness: the same view gives the same bytes. No script, no inline style, no outside address.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as package_files

from jinja2 import Environment

from inventories.problems import N_
from scheduler.html import environment
from scheduler.publish import numbers
from scheduler.publish.files import BOOKS, RECORD, book_files, downloads, drawn_numbers, for_programs, task_names
from scheduler.publish.view import ResultRow, SiteView
from scheduler.publish.words import STATES, Words, words
from scheduler.results.model import FINDINGS, Finding

PAGE_SIZE = 50
NEIGHBOURS = 2


@dataclass(frozen=True)
class Page:
    """Page ``number`` of ``total`` of the results; ``first`` and ``last`` count its rows from 1."""

    number: int
    total: int
    first: int
    last: int
    rows: tuple[ResultRow, ...]


def render(view: SiteView) -> dict[str, bytes]:
    """Every file of the site by its path, with ``/`` between folders."""
    said = words()
    files = downloads(view, said)
    sizes = {path: len(data) for path, data in files.items()}
    templates = _environment(view, said, sizes)
    for name in ("index.html", "plan.html", "commitment.html"):
        files[name] = templates.get_template(name).render(here=name).encode()
    template = templates.get_template("results.html")
    for page in pages(view.results):
        files[page_name(page.number)] = template.render(here="results.html", page=page).encode()
    files["style.css"] = (package_files("scheduler.publish") / "style.css").read_bytes()
    return dict(sorted(files.items()))


def pages(rows: tuple[ResultRow, ...]) -> Iterator[Page]:
    """The results in pages of PAGE_SIZE; one empty page if there are none."""
    total = max(1, -(-len(rows) // PAGE_SIZE))
    for number in range(1, total + 1):
        start = (number - 1) * PAGE_SIZE
        part = rows[start : start + PAGE_SIZE]
        yield Page(number, total, start + 1, start + len(part), part)


def page_name(number: int) -> str:
    """The file of a page of results: results.html, results-2.html, …"""
    return "results.html" if number == 1 else f"results-{number}.html"


def page_links(number: int, total: int) -> list[int | None]:
    """The numbers to link from page ``number``: first, last and neighbours, None for a gap."""
    near = range(number - NEIGHBOURS, number + NEIGHBOURS + 1)
    shown = [n for n in range(1, total + 1) if n in (1, total) or n in near]
    links: list[int | None] = []
    for n in shown:
        if links and links[-1] != n - 1:
            links.append(None)
        links.append(n)
    return links


def _environment(view: SiteView, said: Words, sizes: dict[str, int]) -> Environment:
    templates = environment("scheduler.publish", keep_trailing_newline=True)
    templates.filters |= {"rate": numbers.rate, "moment": numbers.moment, "visible": numbers.visible}
    templates.globals |= {
        "view": view,
        "words": said,
        "N_": N_,
        "STATES": STATES,
        "zh": said.zh,
        "en": said.en,
        "names": task_names(view),
        "periods": {period.id: period for period in view.plan.periods},
        "drawn": drawn_numbers(view.draw),
        "void": [draw for draw in view.draws if draw.void],
        "findings": _counted(view.results),
        "record": RECORD,
        "books": BOOKS,
        "book_files": book_files,
        "for_programs": for_programs(sizes),
        "sizes": sizes,
        "percent": numbers.percent,
        "span": numbers.span,
        "kilobytes": numbers.kilobytes,
        "page_name": page_name,
        "page_links": page_links,
    }
    return templates


def _counted(rows: tuple[ResultRow, ...]) -> list[tuple[Finding, int]]:
    """The number of results of each wording that occurs, and of each of the health authorities' four where theirs occur; a
    wording that two vocabularies share stands once."""
    used = {FINDINGS[row.finding].vocabulary for row in rows}
    first = {wording.text: code for code, wording in reversed(FINDINGS.items()) if wording.vocabulary in used}
    counts = Counter(first[FINDINGS[row.finding].text] for row in rows)
    shown = [code for code in FINDINGS if code in first.values()]
    return [(code, counts[code]) for code in shown if counts[code] or FINDINGS[code].vocabulary == "health"]
