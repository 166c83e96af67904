"""All batches of a plan on one site: nothing published goes away, every page leads to every batch."""

import posixpath
from dataclasses import replace

from html_reader import pages, read
from public_views import committed, whole

from scheduler.publish.site import render
from scheduler.publish.together import render_together
from scheduler.publish.view import SiteView


def _earlier() -> SiteView:
    return replace(whole(), plan=replace(whole().plan, batch=1))


def test_one_alone_is_as_it_always_was() -> None:
    assert render_together({"2026-01-2": whole()}) == render(whole())


def test_the_first_at_the_top_each_other_in_its_folder() -> None:
    files = render_together({"2026-01-2": committed(), "2026-01-1": _earlier()})
    assert list(files) == sorted(files)
    folder = {path.removeprefix("2026-01-1/") for path in files if path.startswith("2026-01-1/")}
    assert folder == set(render(_earlier()))
    assert {path for path in files if not path.startswith("2026-01-1/")} == set(render(committed()))
    assert files["2026-01-1/files/results.json"] == render(_earlier())["files/results.json"]


def test_every_page_leads_to_the_same_page_of_every_batch() -> None:
    files = render_together({"2026-01-2": whole(), "2026-01-1": _earlier(), "2026-01-3": committed()})
    for path, page in pages(files).items():
        folder, name = posixpath.split(path)
        links = {href.partition("#")[0] for href in page.values("href")} - {""}
        nav = {posixpath.normpath(posixpath.join(folder, link)) for link in links}
        assert nav <= set(files), path
        kind = name if not name.startswith("results-") else "results.html"
        assert {kind, f"2026-01-1/{kind}", f"2026-01-3/{kind}"} <= nav, path
    assert "2026-04-01–2026-09-30" in read(files["index.html"]).text
