"""A published site held against the log: what lies in its folder, what was published when, what the log had released."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from inventories.problems import N_, Reason
from inventories.records import plain
from scheduler.audit.finding import Colour, Finding, amber, verdict
from scheduler.audit.replay import Outside
from scheduler.bundle import Bundle
from scheduler.chain import Chain
from scheduler.journal import draws
from scheduler.log import Event
from scheduler.publish.changes import last, plan_of, published_as, results_of
from scheduler.publish.folder import manifest
from scheduler.publish.held import Held, listed
from scheduler.publish.numbers import BEIJING
from scheduler.publish.public import public_view
from scheduler.publish.site import render
from scheduler.publish.view import SiteView

NOT_LOGGED = N_("no publication of the log has this list of files")
Check = Callable[[Bundle, Held, Event], Finding]


def _logged(bundle: Bundle, site: Held, published: Event) -> Finding:
    if len(site.listed) != published.body["files"]:
        told = {"seq": published.seq, "stated": published.body["files"], "listed": len(site.listed)}
        return verdict([Reason(N_("event {seq} states {stated} files, listed are {listed}"), **told)])
    later = last(bundle.events, plan_of(published))
    if later is not None and later.seq != published.seq:
        told = {"seq": published.seq, "time": published.time, "later": later.seq}
        return amber(
            Reason(N_("it was published by event {seq} at {time}; the last publication is event {later}"), **told)
        )
    return verdict([])


def _whole(_bundle: Bundle, site: Held, _published: Event) -> Finding:
    texts = (N_("{path} was altered"), N_("{path} is missing"), N_("{path} is not listed"))
    found = zip(texts, (site.altered, site.missing, site.foreign), strict=True)
    return verdict(Reason(text, path=path) for text, paths in found for path in paths)


def _released(bundle: Bundle, site: Held, published: Event) -> Finding:
    stated = {row["reference"]: row for row in map(plain, _view(bundle, published).results)}
    return verdict(_differences(results_of(site.results), stated))


def _differences(shown: dict[str, dict[str, Any]], stated: dict[str, dict[str, Any]]) -> Iterator[Reason]:
    """How the results on the site differ from those of the log."""
    for reference in sorted({*shown, *stated}):
        if reference not in stated:
            yield Reason(N_("{reference} was not released"), reference=reference)
        elif reference not in shown:
            yield Reason(N_("{reference} was released and is not shown"), reference=reference)
        elif shown[reference] != stated[reference]:
            members = {*shown[reference], *stated[reference]}
            other = sorted(name for name in members if shown[reference].get(name) != stated[reference].get(name))
            yield Reason(N_("{reference} is shown otherwise: {members}"), reference=reference, members=", ".join(other))


def _made_again(bundle: Bundle, site: Held, published: Event) -> Finding:
    from scheduler.publish.own_audit import own_verdicts  # an audit itself, of which this check is a part

    before = replace(bundle, events=tuple(_before(bundle, published)))
    view = replace(_view(bundle, published), verdicts=own_verdicts(before))
    again = listed(manifest(render(view)))
    differing = sorted(path for path in {*again, *site.listed} if again.get(path) != site.listed.get(path))
    text = N_("{path} is made otherwise by this version of the program")
    return verdict((Reason(text, path=path) for path in differing), Colour.AMBER)


def _view(bundle: Bundle, published: Event) -> SiteView:
    """What was public when it was published, by the log as it stood then. Errors: KeyError."""
    log = _before(bundle, published)
    draw = {draw.ref: draw for draw in draws(log)}[published.body["draw"]]
    today = datetime.fromisoformat(published.time).astimezone(BEIJING).date()
    return public_view(draw, Chain(log, bundle.frozen.__getitem__), log, lambda c: bundle.secrets[c].tables, today)


def _before(bundle: Bundle, published: Event) -> list[Event]:
    return [event for event in bundle.events if event.seq < published.seq]


LOG_CHECKS: tuple[tuple[str, str, str, Check], ...] = (
    ("3.30", "publication", N_("the site's list of files is the one that the last publication states"), _logged),
    ("3.31", "publication", N_("every file of the site is as listed, and there is no other"), _whole),
    (
        "3.32",
        "publication",
        N_("every result on the site is as the log had released it then, and none is left out"),
        _released,
    ),
    ("3.33", "publication", N_("the site made again from the log is the same, byte for byte"), _made_again),
)
"""Only where a site is held against the log."""


def checks(bundle: Bundle, outside: Outside) -> Iterator[tuple[str, str, str, Callable[[], Finding]]]:
    """Number, clause, sentence and run of each check; none without a site."""
    site = outside.site
    if site is not None:
        for number, clause, sentence, run in LOG_CHECKS:
            yield number, clause, sentence, partial(_run, run, bundle, site)


def _run(run: Check, bundle: Bundle, site: Held) -> Finding:
    published = published_as(bundle.events, site)
    return verdict([Reason(NOT_LOGGED)]) if published is None else run(bundle, site, published)
