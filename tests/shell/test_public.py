"""What leaves the office: the same every time, without personal numbers, and on the site nothing that is not public.

On the invented county, whose roster file has identity card and telephone numbers.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from shop import Said, tell

from scheduler import acts, journal, sample
from scheduler.draw.case import run
from scheduler.facts import Facts
from scheduler.imports import store_records
from scheduler.results.check import owed
from scheduler.store.office import Office
from scheduler.store.sqlite import FILE

JANUARY, DECEMBER = datetime(2026, 1, 6, 1, tzinfo=UTC), datetime(2026, 12, 20, 1, tzinfo=UTC)
CARD_OR_PHONE = re.compile(r"(?<![0-9])(?:[1-9][0-9]{16}[0-9Xx]|1[3-9][0-9]{9})(?![0-9])")


@dataclass
class County:
    """An office with a whole year, the files it began with, and everything that any command said."""

    folder: Path
    files: Path
    said: list[Said] = field(default_factory=list)

    @property
    def site(self) -> Path:
        return self.folder.parent / "site"

    @property
    def bundle(self) -> Path:
        return self.folder.parent / "bundle.zip"

    def tell(self, *words: object, now: datetime = JANUARY) -> Said:
        said = tell(self.folder, *words, now=now)
        assert said.code == 0, said.all
        self.said.append(said)
        return said


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    base = tmp_path_factory.mktemp("county")
    county = County(base / "office", base / "files")
    sample.write(county.files)
    Office.create(county.folder, "clerk", lambda: JANUARY).close()
    for kind, file in sample.FILES.items():
        county.tell("import", kind, county.files / file)
    county.tell("commit", county.files / "plan.toml")
    county.tell("draw", "--randomness", sample.RANDOMNESS)
    _fill_in(county)
    for words in (["list", "inspectors"], ["list", "inspectors", "--json"], ["show", "inspector", "WJ01"], ["status"]):
        county.tell(*words, now=DECEMBER)
    county.tell("publish", county.site, now=DECEMBER)
    county.tell("export", "visits", base / "visits.csv", now=DECEMBER)
    county.tell("list", "visits", "--json", now=DECEMBER)
    county.tell("export", "bundle", county.bundle, now=DECEMBER)
    return county


def _fill_in(county: County) -> None:
    """Results for about three fifths of the visits, as the teams would bring them back."""
    office = Office(county.folder, "clerk", lambda: JANUARY)
    draw = acts.find(office, None)
    known = owed(draw, acts.frozen_plan(office, draw))
    visits = [
        sample.Visited(
            name, known.days[name].begins, known.days[name].ends, [(d, i) for d in asked for i in sorted(asked[d])]
        )
        for name, asked in known.items.items()
    ]
    office.close()
    form = county.folder.parent / "results.xlsx"
    sample.write_results(form, sample.results(visits))
    county.tell("import", "results", form, now=DECEMBER)
    county.tell("result", "check", now=DECEMBER)
    county.tell("result", "release", now=DECEMBER)


@pytest.fixture(scope="module")
def facts(county: County) -> Facts:
    office = Office(county.folder, "clerk")
    found = acts.frozen_facts(office, acts.find(office, None))
    office.close()
    return found


@pytest.fixture(scope="module")
def draw(county: County) -> journal.Draw:
    office = Office(county.folder, "clerk")
    found = acts.find(office, None)
    office.close()
    return found


def contents(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from contents(archive.read(inner), f"{name}!{inner}")


def everything(folder: Path) -> dict[str, bytes]:
    """Every file in ``folder``, workbooks unpacked, by name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)
    return {inner: part for name, data in named for inner, part in contents(data, name)}


def holders(values: set[str], files: dict[str, bytes]) -> dict[str, list[str]]:
    """The values that stand in a file, with the files."""
    texts = {name: data.decode("utf-8", "replace") for name, data in files.items()}
    found = {value: [name for name, text in texts.items() if value in text] for value in values}
    return {value: names for value, names in found.items() if names}


# personal numbers


@pytest.fixture(scope="module")
def personal(county: County) -> set[str]:
    found: set[str] = set()
    for _, data in contents((county.files / sample.FILES["inspectors"]).read_bytes(), "roster"):
        found |= set(CARD_OR_PHONE.findall(data.decode("utf-8", "replace")))
    assert len(found) >= 70
    return found


def test_no_personal_number_is_stored(county: County, personal: set[str]) -> None:
    data = {FILE: (county.folder / FILE).read_bytes()}
    assert holders(personal, data) == {}
    assert [path.name for path in county.folder.iterdir() if path.name.startswith(FILE)] == [FILE]


def test_no_personal_number_is_in_the_bundle(county: County, personal: set[str]) -> None:
    assert holders(personal, dict(contents(county.bundle.read_bytes(), "bundle"))) == {}


def test_no_personal_number_is_on_the_site(county: County, personal: set[str]) -> None:
    assert holders(personal, everything(county.site)) == {}


def test_no_command_says_a_personal_number(county: County, personal: set[str]) -> None:
    texts = {str(k): said.all.encode() for k, said in enumerate(county.said)}
    assert holders(personal, texts) == {}


def test_no_personal_number_is_in_what_is_said_of_a_spoiled_roster(
    county: County, personal: set[str], tmp_path: Path
) -> None:
    """Refused rows are quoted; the numbers in them are not."""
    number = min(n for n in personal if len(n) == 18)
    phone = min(n for n in personal if len(n) == 11)
    rows = f"单位工号,姓名,部门,备注\n{number},王五,卫生健康局,x\nA1,{number},卫生健康局,{phone}\nA2,赵六,{phone},\n"
    (tmp_path / "r.csv").write_text(rows, "utf-8")
    for words in ([], ["--json"]):
        said = tell(county.folder, "import", "inspectors", tmp_path / "r.csv", *words, now=DECEMBER)
        assert said.code == 3
        assert number not in said.all
        assert phone not in said.all


# the same every time


def test_a_store_published_twice_gives_the_same_bytes(county: County) -> None:
    again = county.folder.parent / "again"
    county.tell("publish", again, now=DECEMBER)
    assert everything(again) == everything(county.site)
    county.tell("publish", again, now=datetime(2026, 12, 25, tzinfo=UTC))
    assert everything(again) == everything(county.site)


def test_a_bundle_written_twice_has_the_same_bytes(county: County, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(county.folder, tmp_path / "copy"))
    written = [tmp_path / "a.zip", tmp_path / "b.zip"]
    for path in written:
        assert tell(folder, "export", "bundle", path, now=DECEMBER).code == 0
    assert written[0].read_bytes() == written[1].read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_the_case_exported_gives_the_outcome_logged(county: County, draw: journal.Draw, tmp_path: Path) -> None:
    county.tell("export", "case", tmp_path / "case.json", now=DECEMBER)
    said = county.tell("conformance", tmp_path / "case.json")
    assert json.loads(said.out) == draw.outcome
    assert run((tmp_path / "case.json").read_bytes()) == draw.outcome


def test_tables_exported_twice_have_the_same_bytes(county: County, tmp_path: Path) -> None:
    for what in ("visits", "results-form"):
        for suffix in (".csv", ".xlsx"):
            paths = [tmp_path / f"{k}{suffix}" for k in "ab"]
            for path in paths:
                path.unlink(missing_ok=True)
                county.tell("export", what, path, now=DECEMBER)
            assert paths[0].read_bytes() == paths[1].read_bytes()


# what the site does not say


@pytest.fixture(scope="module")
def site(county: County) -> dict[str, bytes]:
    files = everything(county.site)
    assert len(files) > 10
    return files


def test_no_secret_is_on_the_site(county: County, draw: journal.Draw, site: dict[str, bytes]) -> None:
    office = Office(county.folder, "clerk")
    secrets = {*office.secrets(draw.hash), *(office.secrets(draw.hash)[1][:32],)}
    office.close()
    assert holders(secrets, site) == {}


def test_neither_ticket_nor_seed_is_on_the_site(draw: journal.Draw, site: dict[str, bytes]) -> None:
    tickets = {row["ticket"] for row in draw.outcome["targets"]}
    values = {draw.outcome["seed"], *tickets, *(ticket[:12] for ticket in tickets)}
    assert holders(values, site) == {}


def test_no_cell_by_band_is_on_the_site(draw: journal.Draw, site: dict[str, bytes]) -> None:
    paths = [cell["path"] for cell in draw.outcome["allocation"]]
    values = {sign.join(path) for path in paths for sign in ("/", ",", '", "', '","', "、", " / ")}
    assert holders(values, site) == {}


def test_no_public_row_has_a_field_of_band_or_points(site: dict[str, bytes]) -> None:
    """In the downloads: no column, no member and no cell that is a band alone beside a target."""
    for name, data in site.items():
        text = data.decode("utf-8", "replace")
        if name.endswith(".csv"):
            assert not [row for row in text.splitlines() if {"A", "B", "C", "D"} & set(row.split(","))], name
            assert not {"band", "points", "档次", "积分"} & set(text.splitlines()[0].split(",")), name


def test_no_undone_visits_target_is_named_on_the_site(facts: Facts, draw: journal.Draw, site: dict[str, bytes]) -> None:
    visits = journal.standing(draw)
    done = {visits[row["visit"]].target for row in draw.results()}
    public = "\n".join(facts.targets[t].name for t in done)
    undone = {visit.target for visit in visits.values()} - done
    assert len(done) > 20
    assert len(undone) > 20
    names = {name for t in undone if (name := facts.targets[t].name) not in public}
    assert len(names) > len(undone) * 0.8
    assert holders(names, site) == {}
    assert holders({f"{t}/1" for t in undone} | undone, site) == {}


def test_targets_never_drawn_are_not_named_on_the_site(
    facts: Facts, draw: journal.Draw, site: dict[str, bytes]
) -> None:
    drawn = {visit.target for visit in journal.standing(draw).values()}
    public = "\n".join(facts.targets[t].name for t in drawn)
    names = {t.name for t in facts.tables.targets if t.id not in drawn and t.name not in public}
    assert holders(names, site) == {}


def test_no_visits_own_name_is_on_the_site(draw: journal.Draw, site: dict[str, bytes]) -> None:
    assert holders(set(journal.standing(draw)), site) == {}


def test_no_inspector_is_on_the_site(facts: Facts, site: dict[str, bytes]) -> None:
    readable = {name: data for name, data in site.items() if not name.endswith(".css")}
    owners = "\n".join(f"{t.name} {t.owner} {t.address}" for t in facts.tables.targets)
    names = {i.name for i in facts.tables.inspectors if i.name not in owners}
    assert len(names) > 20
    assert holders(names, readable) == {}
    ids = {i.id for i in facts.tables.inspectors} | {i.certificate for i in facts.tables.inspectors if i.certificate}
    codes = "\n".join(t.entity + t.id for t in facts.tables.targets)
    assert holders({name for name in ids if name not in codes}, readable) == {}


def test_no_owner_and_no_conflict_is_on_the_site(facts: Facts, site: dict[str, bytes]) -> None:
    names = "\n".join(t.name + t.address for t in facts.tables.targets)
    owners = {t.owner for t in facts.tables.targets if t.owner and t.owner not in names}
    assert holders(owners, {n: d for n, d in site.items() if n.endswith((".html", ".csv", ".json"))}) == {}


def test_before_the_draw_the_site_names_no_target(county: County, facts: Facts, tmp_path: Path) -> None:
    office = Office.create(tmp_path / "office", "clerk", lambda: JANUARY)
    for kind in sample.FILES:
        store_records(office, kind, getattr(facts.tables, kind), {"file": kind})
    office.close()
    assert tell(tmp_path / "office", "commit", county.files / "plan.toml", now=JANUARY).code == 0
    assert tell(tmp_path / "office", "publish", tmp_path / "site", now=JANUARY).code == 0
    files = everything(tmp_path / "site")
    assert holders({t.name for t in facts.tables.targets} | {t.id for t in facts.tables.targets}, files) == {}


def test_a_void_draws_targets_are_not_on_the_site(county: County, facts: Facts, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(county.folder, tmp_path / "copy"))
    later = datetime(2026, 12, 31, tzinfo=UTC)
    assert tell(folder, "void", "2026-1", "--ground", "wrong plan", "--yes", now=later).code == 0
    assert tell(folder, "publish", tmp_path / "site", "--draw", "2026-1", now=later).code == 0
    files = everything(tmp_path / "site")
    assert holders({t.name for t in facts.tables.targets}, files) == {}
    assert holders({"wrong plan"}, files)
