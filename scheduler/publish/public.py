"""What is public by a log, whoever holds it: the office with its store, or an auditor with a bundle."""

from collections.abc import Callable, Sequence
from datetime import date

from scheduler.chain import Chain
from scheduler.journal import Draw, draws
from scheduler.log import Event
from scheduler.publish.from_log import Counting, site_view
from scheduler.publish.view import SiteView


def public_view(draw: Draw, chain: Chain, log: Sequence[Event], secret: Callable[[str], str], today: date) -> SiteView:
    """What is public of a draw and of its plan, by the log, ``today``, but for the office's own audit; ``secret`` gives the
    secret of a commitment's tables."""
    mine, first = chain.counting(draw.record["plan"]["id"]), secret(draws(log)[0].hash)
    counting = [Counting(one, chain.facts(one), secret(one.hash), first) for one in mine]
    return site_view(draw, chain.whole_plan(draw), chain.tables(draw).items, counting, log, today)
