"""DuckDB in this process (extra ``pool``)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from scheduler.scale.engine import EngineError, Row, Type

MEGABYTES_PER_THREAD = 200
BATCH = 10_000
ALIKE = 4096
"""A column of more values than so many is written as it is: identifiers and tickets are all different."""
_MACROS = """
create macro sha2(t, bits) as sha256(t);
create macro regexp_like(t, pattern) as regexp_matches(t, pattern);
create macro collect_list(x) as list(x);
create macro array_sort(l) as list_sort(l);
create macro array_join(l, between) as array_to_string(l, between);
"""
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


class Duck:
    """As ``engine.Engine``. What does not fit into memory goes to a folder that lives as long as the engine."""

    each = None

    def __init__(self, threads: int | None = None, batch: int = BATCH) -> None:
        threads = threads or os.cpu_count() or 1
        self._batch = batch
        self._spill = TemporaryDirectory(prefix="double-random-")
        self._db = duckdb.connect(
            config={
                "threads": threads,
                "memory_limit": f"{max(2, threads) * MEGABYTES_PER_THREAD}MB",
                "temp_directory": self._spill.name,
                "preserve_insertion_order": False,
                "disabled_optimizers": "filter_pushdown",  # it would hash twice: to filter, and again what is left
                "autoinstall_known_extensions": False,
            }
        )
        self._db.execute(_MACROS)
        self._file = ""

    def open(self, file: str) -> dict[str, Type]:
        """Make the view ``file``; returns its columns."""
        self._file = file
        with _told():
            self._db.execute(f"create or replace view file as select * from {_reader(file)}")
            found = self._db.execute("describe file").fetchall()
        return {name: _type(kind) for name, kind, *_ in found}

    def number(self) -> None:
        """Make the view ``numbered``."""
        files = [
            name for (name,) in self._db.execute("select file from glob(?) order by file", [self._file]).fetchall()
        ]
        with _told():
            self._db.execute("create or replace view numbered as " + " union all ".join(map(_numbered, files)))

    def put(self, name: str, whole: Mapping[str, Sequence[int]], text: Mapping[str, Sequence[str]]) -> None:
        """Make a small table."""
        parts = [f"unnest(?::bigint[]) as {column}" for column in whole]
        parts += [f"unnest(?::varchar[]) as {column}" for column in text]
        values = [*whole.values(), *text.values()]
        with _told():
            self._db.execute(f"create or replace temp table {name} as select {', '.join(parts)}", values)

    def view(self, name: str, statement: str) -> None:
        """Give a statement a name."""
        with _told():
            self._db.execute(f"create or replace temp view {name} as {statement}")

    def keep(self, name: str, statement: str) -> None:
        """Run a statement and keep what it finds."""
        with _told():
            self._db.execute(f"create or replace temp table {name} as {statement}")

    def rows(self, statement: str) -> Iterator[Row]:
        """What a statement finds."""
        with _told():
            found = self._db.execute(statement)
            while batch := found.fetchmany(self._batch):
                yield from batch

    def write(self, statement: str, file: str) -> None:
        """Write what a statement finds into one file."""
        half = Path(file + ".part")
        kind = "csv, header" if file.lower().endswith(".csv") else f"parquet, dictionary_size_limit {ALIKE}"
        try:
            with _told():
                self._db.execute(f"copy ({statement}) to {_quoted(str(half))} (format {kind})")
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of everything."""
        self._db.close()
        self._spill.cleanup()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise EngineError(str(error)) from None


def _reader(file: str) -> str:
    if file.lower().endswith((".csv", ".csv.gz")):
        return f"read_csv({_quoted(file)}, header = true, all_varchar = true, strict_mode = true)"
    return f"read_parquet({_quoted(file)})"


def _numbered(file: str) -> str:
    name = f"{_quoted(file)} as _file"
    if file.lower().endswith((".csv", ".csv.gz")):
        return f"select {name}, row_number() over () + 1 as _row, * from {_reader(file)}"
    return (
        f"select {name}, file_row_number + 1 as _row, * exclude file_row_number "
        f"from read_parquet({_quoted(file)}, file_row_number = true)"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _type(kind: str) -> Type:
    return Type.TEXT if kind == "VARCHAR" else Type.WHOLE if kind in _WHOLE else Type.OTHER
