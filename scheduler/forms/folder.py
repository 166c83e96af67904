"""A folder of papers, there whole or not at all."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from inventories.problems import Exit, refuse
from scheduler.forms import messages


def must_be_free(folder: Path) -> None:
    """Refuse (exit 6) a folder that holds anything, and a file of that name."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise refuse(messages.FOLDER_EXISTS, Exit.CONFLICT, folder=str(folder))


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Write the files, each as it is made, beside ``folder``, and move them there when all are written. Returns their paths.

    Errors: Refused for a folder that holds anything, OSError, and whatever goes wrong in ``files``: then nothing is left.
    """
    must_be_free(folder)
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        new = Path(beside) / folder.name
        new.mkdir()
        written = [_put(new, path, data) for path, data in files]
        if folder.exists():
            folder.rmdir()  # empty
        new.rename(folder)
    return written


def _put(new: Path, path: str, data: bytes) -> str:
    place = new.joinpath(*path.split("/"))
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        file.write(data)
    return path
