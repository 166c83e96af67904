"""One site for all batches (批次) of a plan, so that publishing a later one takes nothing of the earlier ones away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scheduler.journal import Draw
from scheduler.publish.site import render
from scheduler.publish.view import BatchView, SiteView


def shown_together(first: Draw, draws: Iterable[Draw]) -> Iterator[Draw]:
    """``first``, whatever its state, and in the order of the log all others of its plan that are not void."""
    yield first
    for draw in draws:
        if draw.record["plan"]["id"] == first.record["plan"]["id"] and draw.ref != first.ref and not draw.void:
            yield draw


def render_together(views: Mapping[str, SiteView]) -> dict[str, bytes]:
    """Every file of the site by its path, of ``views`` by the names of their draws.

    The pages of the first stand at the top, those of each other in a folder of its name. All link to one another.
    """
    files: dict[str, bytes] = {}
    top = next(iter(views))
    for ref, view in views.items():
        batches = tuple(
            _batch(other, views[other], ref, top) for other in sorted(views, key=lambda r: views[r].plan.batch)
        )
        folder = "" if ref == top else f"{ref}/"
        pages = render(replace(view, batches=batches) if len(views) > 1 else view)
        files |= {folder + path: data for path, data in pages.items()}
    return dict(sorted(files.items()))


def _batch(ref: str, view: SiteView, here: str, top: str) -> BatchView:
    """Batch ``ref`` as the pages of ``here`` link to it."""
    up = "" if here == top else "../"
    path = "" if ref == here else up + ("" if ref == top else f"{ref}/")
    return BatchView(view.plan.batch, view.plan.periods[0].begins, view.plan.periods[-1].ends, path)
