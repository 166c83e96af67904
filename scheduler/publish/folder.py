"""Putting a rendered site in its place, so that a crash at any moment leaves the old site or the new one.

The site is written beside its folder, down to the disk, then the two change names; no system can exchange two folders in one
step everywhere, so a run that died between the two renames is put right by the next one.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from inventories.problems import N_, Exit, Message, refuse
from scheduler.publish.held import FORMAT, MARKER, strangers

NEW, OLD = ".new", ".old"
WRITERS = 8
"""So many files are on their way to the disk at a time, which has more to wait than to do."""

FOREIGN = Message(
    "publish-foreign-folder",
    N_("{folder} exists and was not written by this program, so it is not replaced."),
    N_("Name a folder that does not exist yet, or an earlier site."),
)
STRANGERS = Message(
    "publish-strange-files",
    N_("{folder} holds {n} files that this program did not write, and they would be lost: {files}"),
    N_("Move them elsewhere: the folder is made anew at each publication."),
)
SHOWN = 5


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Make ``folder`` hold exactly ``files`` and the marker. Errors: Refused for a folder of others, OSError."""
    folder = folder.resolve()
    new, old = folder.with_name(folder.name + NEW), folder.with_name(folder.name + OLD)
    for place in (folder, new, old):
        must_be_ours(place)
    _recover(folder, old)
    _refuse_strangers(folder)
    _remove(new)
    try:
        _fill(new, files)
    except OSError:  # of a full disk nothing is kept that nobody asked for
        _remove(new)
        raise
    _remove(old)
    _switch(new, folder, old)
    _settle(folder.parent)
    _remove(old)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The marker file: the name of its format, then each file's SHA-256 and path, sorted."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}" for path in sorted(files)]
    return "\n".join([FORMAT, *lines, ""]).encode()


def is_site(folder: Path) -> bool:
    """Whether ``folder`` carries the marker of this program."""
    try:
        return (folder / MARKER).read_bytes().startswith(FORMAT.encode() + b"\n")
    except OSError:
        return False


def must_be_ours(place: Path) -> None:
    """Refuse (exit 2) a folder of others."""
    free = not place.exists() or (place.is_dir() and not any(place.iterdir()))
    if not free and not is_site(place):
        raise refuse(FOREIGN, Exit.USAGE, folder=str(place))


def _refuse_strangers(folder: Path) -> None:
    found = strangers(folder) if is_site(folder) else []
    if found:
        told = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
        raise refuse(STRANGERS, Exit.CONFLICT, folder=str(folder), n=len(found), files=told)


def _recover(folder: Path, old: Path) -> None:
    """Take back the old site where a run died after moving it away."""
    if old.exists() and not folder.exists():
        old.rename(folder)


def _fill(new: Path, files: Mapping[str, bytes]) -> None:
    new.mkdir(parents=True)
    _put(new / MARKER, manifest(files))
    places = {path: new.joinpath(*path.split("/")) for path in files}
    folders = {folder for inner in {place.parent for place in places.values()} for folder in (inner, *inner.parents)}
    folders = {folder for folder in folders if folder.is_relative_to(new)}
    for folder in sorted(folders):
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in writers.map(lambda path: _put(places[path], files[path]), files):
            pass
    for folder in folders:
        _settle(folder)


def _put(place: Path, data: bytes) -> None:
    with place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows sees to that itself and opens no folder."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _switch(new: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise


def _remove(place: Path) -> None:
    """Delete a site of ours, the marker last, so that what an interrupted run leaves is still known as ours."""
    if not place.exists():
        return
    for entry in place.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MARKER:
            entry.unlink()
    (place / MARKER).unlink(missing_ok=True)
    place.rmdir()
