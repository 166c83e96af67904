"""The page on trust: every check and test that it names is there, its commands print what it shows, its roles are current."""

import re
from pathlib import Path

import click
import pandas  # noqa: F401  (imported before any test freezes time)
import pytest
import reference
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pages import code, page, tables
from walk import Walk, steps

from scheduler.audit import checks
from scheduler.exchange import notes

PAGE = page("trust.md")
ATTACKS = tables(PAGE)["What a bundle shows, and what it cannot"]
SHELL = Path(__file__).parents[1] / "shell"
PASSPHRASE = "a long passphrase"


def choose(folder: Path) -> dict[str, str]:
    """The verifier key whose file was made last; a file is called as its person."""
    file = max(folder.glob("*.pem"), key=lambda path: path.stat().st_mtime_ns)
    key = load_pem_private_key(file.read_bytes(), PASSPHRASE.encode())
    return {"key": str(notes.public(file.stem, key))}  # type: ignore[arg-type]


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("DOUBLE_RANDOM_OFFICE", raising=False)
    asked: list[str] = []
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda text: asked.append(text) or PASSPHRASE)
    walk = Walk(tmp_path, choose)
    for step in steps(PAGE):
        walk.take(step)
    assert len(asked) == 2 * 2 + 5 + 2  # twice for a new key, once for each key that is named


def test_the_roles_are_current() -> None:
    assert reference.current("trust.md") == PAGE, "run: python tests/docs/reference.py"


def test_every_check_named_is_one() -> None:
    known = {check[0] for check in checks.LOG_CHECKS} | {check.number for check in checks.CHECKS} | {"3.10"}
    assert set(re.findall(r"\b\d\.\d\d\b", PAGE)) <= known


@pytest.mark.parametrize("row", ATTACKS, ids=lambda row: row[0])
def test_every_test_named_is_one_and_names_the_check(row: list[str]) -> None:
    _attack, shown, named, outside = row
    assert shown
    assert code(named) or outside
    for test in code(named):
        found = re.fullmatch(r"(test_\w+\.py)(?:::(\w+)|\[(.+)\])", test)
        assert found, test
        text = (SHELL / found[1]).read_text("utf-8")
        assert f"def {found[2]}(" in text if found[2] else f'    "{found[3]}": (' in text, test
