"""The results in pages, and where each page stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.publish.view import ResultRow

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
