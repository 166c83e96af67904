"""The act of publishing, and what it would change."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inventories.problems import Exit, Refused
from scheduler import acts
from scheduler.bundle import collect
from scheduler.chain import Chain
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.publish import held
from scheduler.publish.changes import Preview, preview
from scheduler.publish.concerns import personal_numbers
from scheduler.publish.folder import manifest, must_be_ours
from scheduler.publish.folder import write as write_site
from scheduler.publish.numbers import BEIJING
from scheduler.publish.own_audit import own_verdicts
from scheduler.publish.public import public_view
from scheduler.publish.site import render
from scheduler.publish.view import SiteView
from scheduler.store.office import Office


@dataclass(frozen=True)
class Site:
    """A site made in memory, of the draw it is about, as the log stood then."""

    draw: Draw
    view: SiteView
    files: dict[str, bytes]
    log: Sequence[Event]


def public(office: Office, ref: str | None) -> tuple[Draw, SiteView, Sequence[Event]]:
    """A draw, what is public of it and of all that counts of its plan, and the log by which it is. Refused (exit 3) where it
    would hold a personal number."""
    log = office.events()
    draw = acts.find(office, ref, void=True)
    today = office.clock().astimezone(BEIJING).date()
    view = public_view(draw, Chain(log, office.frozen), log, lambda commitment: office.secrets(commitment)[1], today)
    if concerns := personal_numbers(view):
        raise Refused(concerns, Exit.INPUT)
    return draw, view, log


def made(office: Office, ref: str | None) -> Site:
    """The public site of a draw, with the verdicts of the office's own audit. Refused as above."""
    draw, view, log = public(office, ref)
    view = replace(view, verdicts=own_verdicts(collect(office)))
    return Site(draw, view, render(view), log)


def publish(office: Office, ref: str | None, folder: Path) -> Site:
    """Write the public site of a draw and of all that counts of its plan into ``folder``; log what was published when."""
    site = made(office, ref)
    if office.head() != site.log[-1]:  # something has happened meanwhile: better now than while nobody else can act
        site = made(office, ref)
    with office.act() as act:  # logged only if it was written, written only if it can be logged
        if act.head() != site.log[-1]:
            site = made(office, ref)  # again, and now nothing more can
        content = hashlib.sha256(manifest(site.files)).hexdigest()
        told = {"draw": site.draw.ref, "files": len(site.files), "results": len(site.view.results), "manifest": content}
        act.append("publication", told)
        write_site(site.files, folder)
    return site


def check(office: Office, ref: str | None, folder: Path) -> Preview:
    """What ``publish`` would change in ``folder``, and whether that is what the log says was published. Nothing is written.
    Refused (exit 2) for a folder of others."""
    must_be_ours(folder)
    site = made(office, ref)
    return preview(held.read(folder), site.files, site.view, site.log)
