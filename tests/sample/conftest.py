"""The sample county, written once and imported as an office would import it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectors import importing as inspectors
from inventories import importing as inventories
from scheduler.plan.model import Plan
from scheduler.plan.read import read_plan
from scheduler.sample import FILES, write
from scheduler.tables import Tables

AS_OF = date(2026, 1, 5)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "xiacun"
    write(folder)
    return folder


@pytest.fixture(scope="session")
def imported(folder: Path) -> dict[str, Any]:
    kinds = inventories.KINDS | inspectors.KINDS
    return {name: inventories.read(kinds[name], folder / file, on=AS_OF) for name, file in FILES.items()}


@pytest.fixture(scope="session")
def tables(imported: dict[str, Any]) -> Tables:
    return Tables(**{name: found.records for name, found in imported.items()})


@pytest.fixture(scope="session")
def plan(folder: Path) -> Plan:
    plan, problems = read_plan((folder / "plan.toml").read_bytes(), "plan.toml")
    assert problems == ()
    assert plan is not None
    return plan
