"""Putting the site in place: the old one until the new one is whole, never over somebody else's files."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from inventories.problems import Exit, Refused
from scheduler.publish import folder as module
from scheduler.publish.folder import FORMAT, MARKER, is_site, write

OLD = {"index.html": b"old", "files/a.csv": b"old", "gone.html": b"old"}
NEW = {"index.html": b"new", "files/a.csv": b"new", "files/b.csv": b"new"}
KILLED = """
import os, sys
from pathlib import Path
from scheduler.publish import folder
step, place = sys.argv[1], Path(sys.argv[2])
put, rename, count = folder._put, Path.rename, [0]
def counted(real, name):
    def run(*arguments):
        count[0] += name == step.split("-")[0]
        if name + "-" + str(count[0]) == step:
            os._exit(9)
        return real(*arguments)
    return run
folder._put = counted(put, "put")
Path.rename = counted(rename, "rename")
folder.write({"index.html": b"new", "files/a.csv": b"new", "files/b.csv": b"new"}, place)
"""


def content(place: Path) -> dict[str, bytes]:
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}


def site(place: Path) -> dict[str, bytes]:
    assert is_site(place)
    return {name: data for name, data in content(place).items() if name != MARKER}


def test_first_and_second_site(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "公示"
    write(OLD, place)
    assert site(place) == OLD
    write(NEW, place)
    assert site(place) == NEW
    assert [p.name for p in place.parent.iterdir()] == ["公示"]


def test_the_marker_lists_every_file(tmp_path: Path) -> None:
    write(NEW, tmp_path / "site")
    lines = (tmp_path / "site" / MARKER).read_text("utf-8").splitlines()
    assert lines[0] == FORMAT
    assert lines[1:] == [f"{hashlib.sha256(NEW[path]).hexdigest()}  {path}" for path in sorted(NEW)]


@pytest.mark.parametrize("name", ["site", "site.new", "site.old"])
def test_a_folder_of_others_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(Refused) as refused:
        write(NEW, tmp_path / "site")
    assert refused.value.exit_code == Exit.USAGE
    assert refused.value.problems[0].message.code == "publish-foreign-folder"
    assert content(tmp_path) == {f"{name}/thesis.doc": b"years of work"}


def test_a_marker_of_another_format_is_no_marker(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER).write_bytes(b"double-random/site@10\n")
    with pytest.raises(Refused):
        write(NEW, tmp_path / "site")


def test_a_file_is_refused_and_an_empty_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused):
        write(NEW, tmp_path / "file")
    (tmp_path / "empty").mkdir()
    write(NEW, tmp_path / "empty")
    assert site(tmp_path / "empty") == NEW


@pytest.mark.parametrize("step", ["put-1", "put-2", "put-4", "rename-1"])
def test_killed_before_the_switch_the_old_site_stands(step: str, tmp_path: Path) -> None:
    place = tmp_path / "site"
    write(OLD, place)
    assert subprocess.run([sys.executable, "-c", KILLED, step, str(place)], check=False).returncode == 9
    assert site(place) == OLD
    write(NEW, place)
    assert site(place) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_killed_between_the_renames_the_next_run_puts_it_right(tmp_path: Path) -> None:
    place = tmp_path / "site"
    write(OLD, place)
    assert subprocess.run([sys.executable, "-c", KILLED, "rename-2", str(place)], check=False).returncode == 9
    assert site(tmp_path / "site.old") == OLD
    assert site(tmp_path / "site.new") == NEW
    write(NEW, place)
    assert site(place) == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_rename_that_fails_leaves_the_old_site(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site"
    write(OLD, place)
    real, calls = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == number:
            raise PermissionError("a file is open")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(PermissionError):
        write(NEW, place)
    monkeypatch.undo()
    assert site(place) == OLD
    write(NEW, place)
    assert site(place) == NEW


def test_a_removal_that_dies_half_way_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site"
    write(OLD, place)
    monkeypatch.setattr(module.shutil, "rmtree", lambda _: (_ for _ in ()).throw(PermissionError("open")))
    with pytest.raises(PermissionError):
        write(NEW, place)
    monkeypatch.undo()
    assert site(place) == NEW
    write(OLD, place)
    assert site(place) == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
