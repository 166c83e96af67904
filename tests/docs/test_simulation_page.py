"""The page of simulations: its commands are verbs, and the document of a simulation has the members that the formats name."""

import json
from pathlib import Path

from pages import blocks, code, page, tables

from inventories.problems import Exit
from scheduler.cli.main import run
from scheduler.cli.root import VERBS
from scheduler.store.office import Office

SPREAD = {"mean", "low", "high", "least", "most"}
NAMED = {code(row[0])[0] for row in tables(page("formats.md"))["double-random/simulation@1"]}


def test_the_commands_are_verbs() -> None:
    commands = [line.split()[2] for block in blocks(page("simulation.md"), "console") for line in block.splitlines()]
    assert set(commands) == {"plan", "simulate"}
    assert set(commands) <= set(VERBS)


def test_the_document_is_as_the_formats_say(office: Office, tmp_path: Path) -> None:
    frozen = office.events("commitment")[0].body["record"]["plan"]["digest"]
    plan = tmp_path / "plan.toml"
    plan.write_bytes(office.frozen(frozen))
    out = tmp_path / "out"
    assert (
        run(["--office", str(office.folder), "simulate", str(plan), "--draws", "100", "--out", str(out)]) == Exit.DONE
    )
    found = json.loads((out / "simulated.json").read_text("ascii"))
    assert {*_members(found)} == NAMED
    names = {path.name for path in out.iterdir()}
    assert "simulated.html" in names
    assert {path.suffix for path in out.iterdir()} == {".html", ".json", ".csv", ".svg"}


def _members(value: object, at: str = "") -> set[str]:
    """The members as the page writes them: a spread within a row as ``*``, one of its own not opened."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value) and at != "marked":
        return set().union(*(_members(one, f"{at}[]") for one in value))
    if not isinstance(value, dict) or set(value) == SPREAD:
        return {at}
    result: set[str] = set()
    for name, inner in value.items():
        whole = set(value) >= SPREAD
        result |= {f"{at}.*"} if whole and name in SPREAD else _members(inner, f"{at}.{name}" if at else name)
    return result
