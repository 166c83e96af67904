"""A short form of the ordeal; the long one is ``python tests/shell/ordeal.py``. And that it sees what it is to see."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import at_once
import killed
import pg_server
import pytest
from at_once import office_in
from shop import Said, tell
from small_office import DICE

from inventories.problems import Exit
from scheduler.store import sqlite

COMMAND = [sys.executable, str(Path(__file__).with_name("ordeal.py"))]
DRAW = killed.Act(lambda _: ["draw", "--randomness", DICE], Path(), ("randomness", "draw"))


@pytest.mark.parametrize("system", ["sqlite", "postgresql"])
def test_nothing_is_lost_half_or_twice(system: str) -> None:
    if system == "postgresql":
        pg_server.programs()
    done = subprocess.run(
        [*COMMAND, "--rounds", "1", "--kills", "8", "--system", system],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])[system]
    assert found["at once"]["commit done"] == found["at once"]["draw done"] == found["at once"]["import done"] == 1
    assert found["at once"]["draw refused"] == at_once.CROWD - 1
    assert found["killed"]["kills"] == 8


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tiny office whose commitment waits."""
    office_in(tmp_path / "o", None)
    (tmp_path / "o" / "plan.toml").write_text(at_once.PLAN.format(k=1), "utf-8")
    assert tell(tmp_path / "o", "commit", tmp_path / "o" / "plan.toml").code == Exit.DONE
    return tmp_path / "o"


def raw(folder: Path, statement: str) -> None:
    """Change a store behind the guards' back."""
    with closing(sqlite3.connect(folder / sqlite.FILE, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_an_acknowledged_act_that_is_lost_is_seen(tiny: Path) -> None:
    before = killed._events(tiny)
    with pytest.raises(AssertionError, match="acknowledged"):
        killed._found(tiny, DRAW, before, Said(0, "", ""))


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        ("DELETE FROM event WHERE seq = 1", "lost or changed"),
        ("UPDATE event SET actor = 'x' WHERE seq = 1", "lost or changed"),
        ("DELETE FROM event WHERE kind = 'randomness'", "half an act"),
        ("DELETE FROM event WHERE kind = 'draw'", "acknowledged"),
    ],
)
def test_what_a_kill_must_not_leave_is_seen(tiny: Path, statement: str, seen: str) -> None:
    before = killed._events(tiny)
    said = tell(tiny, *DRAW.words(tiny))
    raw(tiny, statement)
    with pytest.raises(AssertionError, match=seen):
        killed._found(tiny, DRAW, before, said)


def test_two_that_both_draw_are_seen(monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    class Both:
        def tell(self, *_: object) -> None:
            pass

        def answer(self) -> Said:
            return Said(0, "", "")

    with pytest.raises(AssertionError):
        at_once._at_once([Both(), Both()], tiny, [["draw"], ["draw"]])  # type: ignore[list-item]
