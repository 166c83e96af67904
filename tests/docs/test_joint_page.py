"""Every command of the page on offices prints what the page shows (the rules stand in ``walk``)."""

from pathlib import Path

import click
import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
from pages import page
from walk import Walk, steps

from scheduler.exchange import keyfile, trust
from scheduler.store.office import Office


def choose(folder: Path) -> dict[str, str]:
    """The verifier key that was made last: of the office in ``folder``, or of the demo's."""
    place = folder if (folder / keyfile.FILE).exists() else folder / "demo" / "office"
    office = Office(place, "test")
    key = trust.own_key(office.events("key"))
    office.close()
    assert key is not None
    return {"key": key}


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    asked: list[str] = []
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda text: asked.append(text) or "a long passphrase")
    walk = Walk(tmp_path, choose)
    taken = list(steps(page("joint.md")))
    assert sum(step.kind == "command" for step in taken) > 20
    for step in taken:
        walk.take(step)
    assert len(asked) == 7  # twice for each of two keys, once for each of three files
