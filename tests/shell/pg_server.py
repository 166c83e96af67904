"""A PostgreSQL server of the tests' own, in a folder of its own, gone with them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

USER = "clerk"


def programs() -> Path:
    """The folder of the newest server's programs. Skips the test without one; where CI runs, that is an error."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    usual = shutil.which("initdb")
    if not found and usual is None:
        if os.environ.get("CI"):
            raise AssertionError("no PostgreSQL server: install the package postgresql")
        pytest.skip("no PostgreSQL server is installed")
    return (found[-1] if found else Path(str(usual))).parent


@contextmanager
def running() -> Iterator[str]:
    """A new server; the value is the start of a URL to which ``/NAME?…`` is added by ``url``."""
    bin_, own = programs(), Path(tempfile.mkdtemp(prefix="pg"))
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to be run by root
    if user:
        shutil.chown(own, user)
    data = own / "data"

    def run(*words: object) -> None:
        done = subprocess.run(map(str, words), user=user, cwd=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout.decode()

    locale = ["--locale=C.UTF-8", "--encoding=UTF8"]
    run(bin_ / "initdb", "-D", data, "-U", USER, "--auth=trust", "--no-sync", *locale)
    options = f"-k {own} -c listen_addresses='' -c max_connections=90 -c fsync=off -c full_page_writes=off"
    try:
        run(bin_ / "pg_ctl", "-D", data, "-l", own / "log", "-w", "-o", options, "start")
        yield str(own)
    finally:
        subprocess.run([str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], user=user, cwd=own)
        shutil.rmtree(own, ignore_errors=True)


def url(place: str, name: str, user: str = USER) -> str:
    """The URL of a database of the server in ``place``."""
    return f"postgresql://{user}@/{name}?host={place}"


def connect(place: str, name: str = "postgres", user: str = USER) -> "psycopg.Connection[tuple[object, ...]]":
    """A connection by which each statement is a transaction of its own."""
    return psycopg.connect(host=place, dbname=name, user=user, autocommit=True)


def new(place: str, template: str = "template0") -> str:
    """The name of a new database, empty or as ``template`` is, which nobody may be using."""
    name = f"db{uuid4().hex[:12]}"
    with connect(place) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name
