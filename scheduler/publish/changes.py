"""What a publication would change in a folder: files, and results by name. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from inventories.records import plain
from scheduler.log import Event
from scheduler.publish.held import Held
from scheduler.publish.view import SiteView

T = TypeVar("T")


@dataclass(frozen=True)
class Named:
    """A result by its number, the unit's name and the item."""

    reference: str
    target: str
    item: str


@dataclass(frozen=True)
class Change:
    """What would be there for the first time, what would be otherwise, and what would be there no longer."""

    new: Sequence[Any]
    changed: Sequence[Any]
    gone: Sequence[Any]


@dataclass(frozen=True)
class Preview:
    """``published`` is the last publication of the log whose list of files is the folder's, None if there is none;
    ``later`` the last one of the same plan, if it is another. ``files`` are paths, ``results`` are ``Named``."""

    held: Held
    published: Event | None
    later: Event | None
    files: Change
    results: Change

    @property
    def as_logged(self) -> bool:
        """Whether the folder is, byte for byte, what the log says was published; also if there is nothing in it."""
        known = self.published is not None or not self.held.manifest
        return known and not (self.held.altered or self.held.missing or self.held.foreign)


def preview(held: Held, files: Mapping[str, bytes], view: SiteView, log: Sequence[Event]) -> Preview:
    """What publishing ``files``, which show ``view``, would change in what is ``held``, by the publications of the ``log``."""
    published = published_as(log, held)
    newest = last(log, plan_of(published)) if published else None
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    now = {row["reference"]: row for row in map(plain, view.results)}
    results = _change(results_of(held.results), now)
    names = Change(*(tuple(map(_named, rows)) for rows in (results.new, results.changed, results.gone)))
    ours = {path: (path, digest) for path, digest in held.found.items() if path in held.listed}
    found = _change(ours, {path: (path, digest) for path, digest in digests.items()})
    paths = Change(*(tuple(path for path, _ in pairs) for pairs in (found.new, found.changed, found.gone)))
    return Preview(held, published, newest if newest != published else None, paths, names)


def published_as(log: Sequence[Event], held: Held) -> Event | None:
    """The last publication whose list of files is the one ``held``; None if there is none."""
    return next((e for e in reversed(log) if e.kind == "publication" and e.body["manifest"] == held.manifest), None)


def last(log: Sequence[Event], plan: str) -> Event | None:
    """The last publication of a plan; None if there is none."""
    return next((e for e in reversed(log) if e.kind == "publication" and plan_of(e) == plan), None)


def plan_of(publication: Event) -> str:
    """The plan that a publication is about: its draw's name without the number."""
    return str(publication.body["draw"]).rsplit("-", 1)[0]


def results_of(document: bytes) -> dict[str, dict[str, Any]]:
    """The results of a ``results.json`` by their number; none of a file that is no such document."""
    try:
        return {row["reference"]: {**row} for row in json.loads(document)["results"]}
    except (ValueError, LookupError, TypeError):
        return {}


def _change(before: Mapping[str, T], now: Mapping[str, T]) -> Change:
    return Change(
        [value for key, value in now.items() if key not in before],
        [value for key, value in now.items() if key in before and before[key] != value],
        [value for key, value in before.items() if key not in now],
    )


def _named(row: Mapping[str, Any]) -> Named:
    return Named(*(str(row.get(name, "")) for name in ("reference", "target", "item")))
