"""The act of publishing."""

import hashlib
from dataclasses import replace
from pathlib import Path

from inventories.problems import Exit, Refused
from scheduler import acts
from scheduler.journal import Draw, draws
from scheduler.publish.concerns import personal_numbers
from scheduler.publish.folder import manifest
from scheduler.publish.folder import write as write_site
from scheduler.publish.from_log import Counting, site_view
from scheduler.publish.numbers import BEIJING
from scheduler.publish.own_audit import own_verdicts
from scheduler.publish.site import render
from scheduler.publish.view import SiteView
from scheduler.store.office import Office


def publish(office: Office, ref: str | None, folder: Path) -> tuple[Draw, SiteView, dict[str, bytes]]:
    """Write the public site of a draw and of all that counts of its plan into ``folder``; log what was published when."""
    draw = acts.find(office, ref, void=True)
    chain, events = acts.chain_of(office), office.events()
    mine = chain.counting(draw.record["plan"]["id"])
    first = office.secrets(draws(events)[0].hash)[1]
    counting = [Counting(one, chain.facts(one), office.secrets(one.hash)[1], first) for one in mine]
    today = office.clock().astimezone(BEIJING).date()
    view = site_view(draw, chain.whole_plan(draw), chain.tables(draw).items, counting, events, today)
    view = replace(view, verdicts=own_verdicts(office))
    if concerns := personal_numbers(view):
        raise Refused(concerns, Exit.INPUT)
    files = render(view)
    content = hashlib.sha256(manifest(files)).hexdigest()
    told = {"draw": draw.ref, "files": len(files), "results": len(view.results), "manifest": content}
    with office.act() as act:  # logged only if it was written, written only if it can be logged
        act.append("publication", told)
        write_site(files, folder)
    return draw, view, files
