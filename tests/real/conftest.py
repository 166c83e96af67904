"""Real lists in a folder beside the project; what they lack is made up here, and said to be."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    if not DATA.is_dir():
        pytest.skip(f"no real data in {DATA}")
    return DATA


def chosen(name: str, number: int) -> int:
    """A number below ``number`` that follows from ``name`` alone."""
    return int(sha256(name.encode()).hexdigest(), 16) % number


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up roster of 60 inspectors in two departments; the six groups of the data are among them."""
    path = tmp_path_factory.mktemp("roster") / "roster.csv"
    groups = ["orange", "green", "blue", "yellow", "brown", "purple"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "department", "qualifications", "lead", "certificate until", "status"])
        for k in range(60):
            name = groups[k] if k < len(groups) else f"i{k:02}"
            department = "health" if k % 5 < 3 else "market"
            qualified = "children" if chosen(f"children {k}", 2) else ""
            lead = "yes" if chosen(f"lead {k}", 3) else "no"
            writer.writerow([name, f"Made-up {k}", department, qualified, lead, "2030-12-31", "active"])
    return path


@pytest.fixture(scope="session")
def items(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up items of the plan."""
    path = tmp_path_factory.mktemp("items") / "items.csv"
    rows = [
        "id,name,kind",
        *(f"{item},{item.title()},general" for item in ("hygiene", "storage", "kitchen", "licence")),
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path
