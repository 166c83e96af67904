"""Every command of the page on the store prints what the page shows (rules: ``walk``), with a server of the test's own."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pages import DOCS, page
from walk import Step, Walk, steps

sys.path.insert(0, str(DOCS.with_name("tests") / "shell"))

import pg_server

ADDRESS = "postgresql://owner@server/inspection"


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    walk = Walk(tmp_path, lambda folder: {})
    taken = list(steps(page("store.md")))
    assert sum(step.kind == "command" for step in taken) == 10
    with pg_server.running() as place:
        url = pg_server.url(place, pg_server.new(place))
        for step in taken:
            if step.words[0] != "createdb":
                walk.take(_there(step, url))
    assert (tmp_path / "demo" / "server" / "database.txt").read_text("utf-8").strip() == url


def _there(step: Step, url: str) -> Step:
    """The step with the server of the test."""
    return replace(step, words=[url if word == ADDRESS else word for word in step.words])
