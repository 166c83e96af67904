"""A disk that is full: each act says so, leaves everything as it was, and can be run again once there is room."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from shop import Said, tell
from small_office import DICE, open_office

from inventories.problems import Exit
from scheduler.publish.folder import is_site
from scheduler.store import copying, database, keeping, sqlite

SIZE = 4 * 2**20
pytestmark = pytest.mark.skipif(
    os.environ.get("DOUBLE_RANDOM_TEST_DATABASE") == "postgresql", reason="the store is to lie on the disk that is full"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes. Skips the test where this system makes none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = sys.platform == "linux" and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no disk can be made here: that needs Linux and its superuser")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@contextmanager
def full(disk: Path, left: int = 0) -> Iterator[None]:
    """The disk with no more than ``left`` bytes of room."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(shutil.disk_usage(disk).free - left))
    try:
        yield
    finally:
        filler.unlink()


def told_of_full_disk(said: Said) -> bool:
    """In SQLite's words or in ours."""
    return said.code == Exit.FAILED and ("disk is full" in said.err or "disk I/O error" in said.err)


@pytest.mark.parametrize("left", [0, 4096, 16384])
def test_a_draw_on_a_full_disk_is_not_there_and_can_be_finished(committed: Path, small_disk: Path, left: int) -> None:
    folder = Path(shutil.move(committed, small_disk / "office"))
    before = open_office(folder).events()
    with full(small_disk, left):
        said = tell(folder, "draw", "--randomness", DICE)
        assert told_of_full_disk(said), said.all
        found = open_office(folder).events()
        assert [event.kind for event in found[len(before) :]] in ([], ["randomness"])
        assert found[: len(before)] == before
        assert tell(folder, "status").code == Exit.DONE
    words = ["draw"] if len(found) > len(before) else ["draw", "--randomness", DICE]
    assert tell(folder, *words).code == Exit.DONE


@pytest.mark.parametrize("left", [0, 8192, 65536])
def test_an_import_on_a_full_disk_is_not_there(filled: Path, small_disk: Path, left: int) -> None:
    folder = Path(shutil.move(filled, small_disk / "office"))
    table = folder.parent.parent / "many.csv"
    rows = (f"N{k:05},New {k},north,school,Road {k}\n" for k in range(2000))
    table.write_text("编号,单位名称,区县,类别,地址\n" + "".join(rows), "utf-8")
    before = open_office(folder).events()
    with full(small_disk, left):
        assert told_of_full_disk(tell(folder, "import", "targets", table))
        assert open_office(folder).events() == before
    assert tell(folder, "import", "targets", table).code == Exit.DONE


def _publish(folder: Path, disk: Path) -> Said:
    return tell(folder, "publish", disk / "site")


def _bundle(folder: Path, disk: Path) -> Said:
    return tell(folder, "export", "bundle", disk / "bundle.zip")


def _backup(folder: Path, disk: Path) -> Said:
    return tell(folder, "backup", disk / "kept")


@pytest.mark.parametrize("left", [0, 8192, 12000])
@pytest.mark.parametrize("write", [_publish, _bundle, _backup])
def test_what_is_written_on_a_full_disk_leaves_what_was_there(
    drawn: Path, small_disk: Path, write: Callable[[Path, Path], Said], left: int
) -> None:
    """The site, the bundle and the backup from before stay whole, and nothing half is left beside them."""
    assert write(drawn, small_disk).code == Exit.DONE
    assert tell(drawn, "void", "2001-1", "--ground", "g").code == Exit.DONE
    before, events = content(small_disk), open_office(drawn).events()
    with full(small_disk, left):
        said = write(drawn, small_disk)
        assert told_of_full_disk(said), said.all
        assert content(small_disk) == before
        assert open_office(drawn).events() == events
    assert write(drawn, small_disk).code == Exit.DONE
    assert content(small_disk) != before
    assert write is not _publish or is_site(small_disk / "site")


def content(disk: Path) -> dict[str, bytes]:
    """Every file but the one that fills the disk."""
    files = (file for file in disk.rglob("*") if file.is_file() and file.name != "filler")
    return {file.relative_to(disk).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("left", [0, 8192, 65536])
def test_restore_and_init_on_a_full_disk_leave_the_place_free(drawn: Path, small_disk: Path, left: int) -> None:
    keeping.backup(drawn, drawn.parent / "kept")
    with full(small_disk, left):
        said = tell(None, "restore", drawn.parent / "kept", small_disk / "office")
        assert told_of_full_disk(said), said.all
        assert content(small_disk) == {}
        if left < 65536:
            assert told_of_full_disk(tell(None, "init", small_disk / "new"))
    assert tell(None, "restore", drawn.parent / "kept", small_disk / "office").code == Exit.DONE
    assert tell(None, "init", small_disk / "new").code == Exit.DONE


def test_a_store_on_a_disk_that_can_only_be_read_is_read_and_not_written(drawn: Path, small_disk: Path) -> None:
    folder = Path(shutil.move(drawn, small_disk / "office"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert tell(folder, "status").code == Exit.DONE
    assert tell(folder, "export", "bundle", small_disk.parent / "b.zip").code == Exit.DONE
    assert tell(folder, "backup", small_disk.parent / "kept").code == Exit.DONE
    assert copying.look(small_disk.parent / "kept").events == len(open_office(folder).events())
    for words in (["void", "2001-1", "--ground", "g"], ["publish", small_disk / "site"]):
        said = tell(folder, *words)
        assert said.code == Exit.FAILED
        assert "readonly" in said.err
    for words in (["export", "bundle", small_disk / "b.zip"], ["backup", small_disk / "kept"]):
        said = tell(folder, *words)
        assert said.code == Exit.FAILED
        assert "error" in said.err
    assert database.of(folder).exists()
    assert [file.name for file in folder.iterdir()] == [sqlite.FILE]
