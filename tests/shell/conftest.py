"""Offices built once for all tests and copied for each that changes them.

DOUBLE_RANDOM_TEST_DATABASE=postgresql keeps all of them in databases of a server of the tests' own.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pg_server
import pytest
import small_office
from once_more import copied

from scheduler import acts
from scheduler.store.office import Office

ON_SERVER = os.environ.get("DOUBLE_RANDOM_TEST_DATABASE") == "postgresql"


@pytest.fixture(scope="session")
def _server() -> Iterator[str | None]:
    """Where the server is that all offices are on; None: they are files."""
    if not ON_SERVER:
        yield None
        return
    with pg_server.running() as place:
        yield place


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory, _server: str | None) -> Path:
    folder = tmp_path_factory.mktemp("small") / "filled"
    url = pg_server.url(_server, pg_server.new(_server)) if _server else None
    office = Office.create(folder, small_office.ACTOR, small_office.ticking(), url)
    small_office.fill(office)
    office.close()
    return folder


@pytest.fixture(scope="session")
def _committed(_filled: Path) -> Path:
    folder = copied(_filled, _filled.with_name("committed"))
    office = small_office.open_office(folder, small_office.BEGINS.replace(hour=1))
    small_office.commit(office)
    office.close()
    return folder


@pytest.fixture(scope="session")
def _drawn(_committed: Path) -> Path:
    folder = copied(_committed, _committed.with_name("drawn"))
    office = small_office.open_office(folder, small_office.BEGINS.replace(hour=2))
    acts.draw(office, small_office.DICE)
    office.close()
    return folder


Copy = Callable[[], Path]


@pytest.fixture
def filled(_filled: Path, tmp_path: Path) -> Path:
    """The folder of an office with all its tables and no plan."""
    return copied(_filled, tmp_path / "filled")


@pytest.fixture
def committed(_committed: Path, tmp_path: Path) -> Path:
    """The folder of an office whose commitment waits."""
    return copied(_committed, tmp_path / "committed")


@pytest.fixture
def drawn(_drawn: Path, tmp_path: Path) -> Path:
    """The folder of an office that has drawn."""
    return copied(_drawn, tmp_path / "drawn")


@pytest.fixture
def committed_copies(_committed: Path, tmp_path: Path) -> Copy:
    """As many folders of an office whose commitment waits as one asks for."""
    return _copies(_committed, tmp_path)


@pytest.fixture
def filled_copies(_filled: Path, tmp_path: Path) -> Copy:
    """As many folders of an office without a plan as one asks for."""
    return _copies(_filled, tmp_path)


def _copies(folder: Path, tmp_path: Path) -> Copy:
    made: list[Path] = []

    def copy() -> Path:
        made.append(copied(folder, tmp_path / f"office-{len(made)}"))
        return made[-1]

    return copy


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while small_office.OPENED:
        small_office.OPENED.pop().close()
