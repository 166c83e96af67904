"""What is public by a log, whoever holds it: the office with its store, or an auditor with a bundle."""

from collections.abc import Callable, Sequence

from scheduler.chain import Chain
from scheduler.journal import Draw
from scheduler.log import Event
from scheduler.publish.from_log import Counting, site_view
from scheduler.publish.view import SiteView


def public_view(draw: Draw, chain: Chain, log: Sequence[Event], secret: Callable[[str], str]) -> SiteView:
    """What is public of a draw and of its plan, by the log; ``secret`` gives the secret of a commitment's tables."""
    mine = chain.counting(draw.record["plan"]["id"])
    counting = [Counting(one, chain.facts(one), secret(one.hash)) for one in mine]
    return site_view(draw, chain.whole_plan(draw), chain.tables(draw).items, counting, log)
