"""A pool in a file gives what the frame in memory gives, whatever the file, the order of its rows, threads and batches.

DOUBLE_RANDOM_CASES sets on how many random cases.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from pools import as_csv, as_parquet, digest_in_memory, digest_of, drawn, opened
from random_cases import random_case

from inventories.problems import Refused
from scheduler.draw.case import read_case
from scheduler.draw.documents import outcome_document
from scheduler.draw.draw import draw
from scheduler.draw.model import Case, Cell, Period, Row, Task
from scheduler.draw.model import Path as Labels
from scheduler.draw.pool import Frame, Place, Ranked, Ticket
from scheduler.scale import bound as bounds
from scheduler.scale import digest as digests
from scheduler.scale import pool as pools
from scheduler.scale.check import problems
from scheduler.scale.columns import Columns, view
from scheduler.scale.duck import Duck
from scheduler.scale.engine import EngineError
from scheduler.scale.pool import SqlPool, draw_targets

CASES = int(os.environ.get("DOUBLE_RANDOM_CASES", "1000")) // 10
PATHS: list[Labels] = [("𠮷村", "é"), ("Ａ区", "é"), ("ﾊ町", "🏥"), ("夏村镇", "诊所"), ("'x\\", '"y')]


@pytest.fixture
def duck() -> Iterator[Duck]:
    engine = Duck(2)
    yield engine
    engine.close()


def a_case(number: int, rate: Fraction = Fraction(1, 30)) -> Case:
    """One task over so many targets, and no teams."""
    rows = tuple(Row("t1", hashlib.sha256(b"%d" % i).hexdigest()[:18], PATHS[i % len(PATHS)]) for i in range(number))
    cells = tuple(Cell(path, rate=rate * (1 + k % 2)) for k, path in enumerate(PATHS))
    task = Task("t1", ("q1",), cells)
    return Case("0" * 64, "dice:10:1234", "", "shared", (Period("q1", 1),), (task,), rows, (), {}, {}, frozenset())


@pytest.mark.parametrize("first", range(0, CASES, 20))
def test_random_cases(duck: Duck, tmp_path: Path, first: int) -> None:
    for number in range(first, first + 20):
        case = read_case(json.dumps(random_case(number)))
        expected = outcome_document(draw(case))
        for columns in (
            as_csv(tmp_path / "a.csv", case.frame, number),
            as_parquet(tmp_path / "b.parquet", case.frame),
        ):
            assert drawn(duck, columns, case) == expected, f"random case {number}"
            assert digest_of(duck, columns, case) == digest_in_memory(case), f"random case {number}"


def test_a_million_rows_whatever_order_threads_and_batches(tmp_path: Path) -> None:
    case = a_case(1_000_000)
    expected = outcome_document(draw(case))
    root = digest_in_memory(case)
    one = as_csv(tmp_path / "a.csv", case.frame, 1)
    other = as_parquet(tmp_path / "b.parquet", case.frame)
    many = tmp_path / "many"
    many.mkdir()
    for k in range(7):
        as_parquet(many / f"{k}.parquet", case.frame[k::7])
    for columns, threads, batch in (
        (one, 1, 1000),
        (other, 2, 7),
        (Columns(str(many / "*.parquet"), strata=other.strata), 3, 10_000),
    ):
        engine = Duck(threads, batch)
        assert drawn(engine, columns, case) == expected
        assert digest_of(engine, columns, case) == root
        engine.close()


def test_a_case_without_tasks_draws_nothing(duck: Duck, tmp_path: Path) -> None:
    case = replace(a_case(0), tasks=())
    assert drawn(duck, as_csv(tmp_path / "a.csv", ()), case) == outcome_document(draw(case))


def test_targets_alone_are_written_with_their_reserves(duck: Duck, tmp_path: Path) -> None:
    case = a_case(20_000)
    outcome = draw(case)
    file = tmp_path / "out.csv"
    shape = opened(duck, as_parquet(tmp_path / "b.parquet", case.frame), case)
    pool = SqlPool(duck, shape)
    found = draw_targets(pool, case, 3)
    pool.write(found, str(file))
    assert (found.seed, tuple(found.allocation)) == (outcome.seed, outcome.allocation)
    duck.open(str(file))
    rows = sorted(duck.rows("select task, target, ticket, cast(rank as bigint) as rank, drawn from file"))
    assert [row[:4] for row in rows if row[4] == "true"] == sorted(
        (s.task, s.target, s.ticket, s.rank) for s in outcome.targets
    )
    assert sum(row[4] == "false" for row in rows) == 3 * len(PATHS)
    assert not list(tmp_path.glob("*.part"))


# ------------------------------------------------------------------------------------------------------------- bound


@pytest.mark.parametrize("wanted", [0, 1, 2, 10, 100, 333, 10**6, 10**12])
def test_the_margin_is_the_least_that_the_proof_allows(wanted: int) -> None:
    m = bounds.margin(wanted)
    assert m * m >= 56 * (wanted + m)
    assert (m - 1) ** 2 < 56 * (wanted + m - 1)


@pytest.mark.parametrize(("wanted", "number"), [(0, 100), (1, 1000), (100, 3333), (333, 3333), (10**5, 10**9)])
def test_fewer_than_wanted_lie_under_a_bound_less_than_once_in_a_million_million(wanted: int, number: int) -> None:
    """The exact probability, by counting: Σ C(N,k)·b^k·(1−b)^(N−k) for k < n, with the last terms far larger than the rest."""
    text = bounds.bound(wanted, number)
    p = Fraction(int(text, 16), 16**15)
    assert p * number >= wanted + bounds.margin(wanted)
    if wanted and number < 10**4:
        from math import comb

        a, b = p.numerator, p.denominator
        below = sum(comb(number, k) * a**k * (b - a) ** (number - k) for k in range(wanted))
        assert below * 10**12 < b**number


def test_text_under_a_bound_is_a_number_under_it() -> None:
    text = bounds.bound(100, 10**6)
    assert len(text) == 15
    last_under = f"{int(text, 16) - 1:015x}" + "f" * 49
    assert last_under < text < text + "0" * 49
    assert bounds.bound(100, 100) == bounds.EVERYTHING > "f" * 64


def test_a_cell_with_too_few_under_its_bound_is_scanned_again(
    duck: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(20_000)
    columns = as_parquet(tmp_path / "b.parquet", case.frame)
    asked: list[tuple[int, int]] = []

    def too_low(wanted: int, number: int) -> str:
        asked.append((wanted, number))
        return "0001" if len(asked) % 2 else bounds.bound(wanted, number)

    monkeypatch.setattr(pools, "bound", too_low)
    assert drawn(duck, columns, case) == outcome_document(draw(case))
    assert len(asked) == len(PATHS)


def test_no_more_is_ranked_than_the_bounds_let_through(
    duck: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(
        duck, "keep", lambda name, statement: (kept.append(statement), Duck.keep(duck, name, statement))
    )
    case = a_case(200_000)
    shape = opened(duck, as_parquet(tmp_path / "b.parquet", case.frame), case)
    cells = draw_targets(SqlPool(duck, shape), case, 0).allocation
    [statement] = kept
    [(ranked,)] = duck.rows(f"select count(*) from ({statement.removesuffix(' where place <= most')}) x")
    expected = sum(cell.drawn + bounds.margin(cell.drawn) for cell in cells)
    assert abs(ranked - expected) < 0.05 * expected


# ---------------------------------------------------------------------------------------------------------- reserves


class Spied(Frame):
    """Counts how often it is asked."""

    asked = 0

    def smallest(self, keys: Mapping[str, str], wanted: Mapping[Place, int]) -> dict[Place, list[Ticket]]:
        self.asked += 1
        return super().smallest(keys, wanted)


@pytest.mark.parametrize("spare", [0, 1, 5, 100])
def test_reserves_come_in_order_however_few_are_fetched(spare: int) -> None:
    case = a_case(200)
    keys, n = {"t1": "k"}, {("t1", path): 2 for path in PATHS}
    pool = Spied(case.frame)
    ranked = Ranked(pool, keys, n, spare)
    whole = Frame(case.frame).smallest(keys, dict.fromkeys(n, 10**6))
    for place, tickets in whole.items():
        names = [target for _, target in tickets]
        assert [target for _, target in ranked.drawn(place)] == names[:2]
        assert list(ranked.reserves("t1", names[0])) == names[2:]
        assert list(ranked.reserves("t1", names[-1])) == names[2:]
    assert pool.asked > 1


# ------------------------------------------------------------------------------------------------------------ digest


def test_the_digest_is_the_same_however_many_rows_are_sorted_at_once(
    duck: Duck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(5_000)
    columns = as_csv(tmp_path / "a.csv", case.frame)
    for rows in (1, 100, 3_333, 5_000):
        monkeypatch.setattr(digests, "AT_ONCE", rows)
        assert digest_of(duck, columns, case) == digest_in_memory(case)


# ------------------------------------------------------------------------------------------------------------ faults

GOOD = "task,target,path\nt1,a,𠮷村/é\nt1,b,𠮷村/é\n"
FAULTS = {
    "no target": (GOOD + "t1,,𠮷村/é\n", "pool-identifier", 4),
    "too long": (GOOD + "t1," + "x" * 65 + ",𠮷村/é\n", "pool-identifier", 4),
    "a blank": (GOOD + "t1,a b,𠮷村/é\n", "pool-identifier", 4),
    "a line feed at the end": (GOOD + 't1,"c\n",𠮷村/é\n', "pool-identifier", 4),
    "a dot first": (GOOD + "t1,.c,𠮷村/é\n", "pool-identifier", 4),
    "full-width": (GOOD + "t1,ａ,𠮷村/é\n", "pool-identifier", 4),
    "twice": (GOOD + "t1,a,ﾊ町/🏥\n", "pool-duplicate", 2),
    "another cell": (GOOD + "t1,c,𠮷村/e\n", "pool-cell", 4),
    "not in NFC": (GOOD + "t1,c,𠮷村/e\u0301\n", "pool-cell", 4),
    "a shorter path": (GOOD + "t1,c,𠮷村\n", "pool-cell", 4),
    "no path": (GOOD + "t1,c,\n", "pool-cell", 4),
    "an empty label": (GOOD + "t1,c,/é\n", "pool-cell", 4),
    "another task": (GOOD + "t2,c,𠮷村/é\n", "pool-cell", 4),
    "no task": (GOOD + ",c,𠮷村/é\n", "pool-cell", 4),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_and_row(duck: Duck, tmp_path: Path, name: str) -> None:
    text, code, row = FAULTS[name]
    file = tmp_path / "池.csv"
    file.write_text(text, "utf-8")
    columns = Columns(str(file))
    found = problems(duck, columns, view(duck, columns), a_case(0))
    assert {(p.message.code, p.place.file) for p in found} == {(code, str(file))}
    assert found[0].place.row == row


def test_all_faults_come_in_one_answer_and_the_rest_is_counted(duck: Duck, tmp_path: Path) -> None:
    rows = [*(f"t1,{k} x,𠮷村/é" for k in range(50)), "t1,a,no", "t1,a,𠮷村/é", "t1,a,𠮷村/é"]
    file = tmp_path / "a.csv"
    file.write_text("task,target,path\n" + "\n".join(rows) + "\n", "utf-8")
    columns = Columns(str(file))
    found = [(p.message.code, p.place.row) for p in problems(duck, columns, view(duck, columns), a_case(0))]
    assert found[:20] == [("pool-identifier", k) for k in range(2, 22)]
    assert found[20:] == [
        ("pool-more", None),
        *[("pool-duplicate", row) for row in (52, 53, 54)],
        ("pool-cell", 52),
    ]


def test_rows_of_several_parquet_files_are_found(duck: Duck, tmp_path: Path) -> None:
    case = a_case(30)
    good = as_parquet(tmp_path / "1.parquet", case.frame)
    as_parquet(tmp_path / "2.parquet", [*a_case(40).frame[30:], Row("t1", "new", ("x", "y"))])
    columns = replace(good, file=str(tmp_path / "*.parquet"))
    [found] = problems(duck, columns, view(duck, columns), case)
    assert (found.message.code, found.place.file, found.place.row) == ("pool-cell", str(tmp_path / "2.parquet"), 11)


def test_a_total_above_the_pool(duck: Duck, tmp_path: Path) -> None:
    case = a_case(3)
    task = replace(case.tasks[0], total=4, cells=tuple(Cell(path, multiplier=Fraction(1)) for path in PATHS))
    columns = as_csv(tmp_path / "a.csv", case.frame)
    [found] = problems(duck, columns, view(duck, columns), replace(case, tasks=(task,)))
    assert found.message.code == "pool-total"


def test_columns_that_cannot_be(duck: Duck, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    duck.write("select 1.5 as target, 'x' as b", str(file))
    with pytest.raises(Refused) as refused:
        view(duck, Columns(str(file), strata=("b", "c")))
    assert [(p.message.code, p.place.column) for p in refused.value.problems] == [
        ("pool-column-type", "target"),
        ("pool-no-column", "c"),
        ("pool-no-column", "task"),
    ]


def test_whole_numbers_are_identifiers_and_one_task_needs_no_column(duck: Duck, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    duck.write("select range as target, '𠮷村' as x, 'é' as y from range(100)", str(file))
    case = replace(a_case(0), frame=tuple(Row("t1", str(k), PATHS[0]) for k in range(100)))
    columns = Columns(str(file), strata=("x", "y"), only="t1")
    assert drawn(duck, columns, case) == outcome_document(draw(case))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"task,target\n\xff\xfe,x\n", b'a,b\n"x,y\nz'])
@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_garbage_is_an_error_of_the_engine_or_has_no_columns(
    duck: Duck, tmp_path: Path, content: bytes, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    columns = Columns(str(file))
    with pytest.raises((EngineError, Refused)):
        problems(duck, columns, view(duck, columns), None)
