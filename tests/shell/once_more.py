"""An office as often as it is needed."""

import shutil
from pathlib import Path

import pg_server
from sqlalchemy import make_url

from scheduler.store import database


def copied(folder: Path, to: Path) -> Path:
    """The office's folder with its store, once more."""
    shutil.copytree(folder, to)
    if (to / database.FILE).exists():
        known = make_url((to / database.FILE).read_text("utf-8").strip())
        place = str(known.query["host"])
        (to / database.FILE).write_text(pg_server.url(place, pg_server.new(place, str(known.database))), "utf-8")
    return to
