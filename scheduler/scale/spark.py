"""Apache Spark, in this process or on a cluster (extra ``spark``; Java 17)."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import IntegralType, StringType, StructField

from scheduler.draw.offices import Filled, Office
from scheduler.scale import WORTH_IT
from scheduler.scale.engine import EngineError, Row, Type

SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",  # names are quoted as in standard SQL
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
}
_PATH = "regexp_replace(url_decode(replace(_metadata.file_path, '+', '%2B')), '^file:/+', '/')"
"""The file of a row as it was named, without the scheme of this computer's own files."""


class Spark:
    """As ``engine.Engine``. A pattern of files is Spark's own; ``write`` makes a folder with the parts of a table."""

    def __init__(self, master: str, settings: Mapping[str, str] | None = None) -> None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first that a worker finds
        builder = SparkSession.builder.master(master).appName("double-random")
        for name, value in {**SETTINGS, **(settings or {})}.items():
            builder = builder.config(name, value)
        try:
            self._spark = builder.getOrCreate()
        except Exception as error:  # whatever Java or the cluster has to say
            raise EngineError(str(error)) from None
        self._file = ""
        self._kept: dict[str, DataFrame] = {}

    def open(self, file: str) -> dict[str, Type]:
        """Make the view ``file``; returns its columns."""
        self._file = file
        with _told():
            found = self._read(file)
            found.createOrReplaceTempView("file")
        return {field.name: _type(field) for field in found.schema.fields}

    def number(self) -> None:
        """Make the view ``numbered``."""
        with _told():
            found = self._read(self._file).select("*", F.expr(_PATH).alias("_file"), "_metadata")
            if _is_csv(self._file):
                whole = self._read(self._file).coalesce(1).select("*", F.expr(_PATH).alias("_file"))
                numbered = whole.withColumn("_row", F.monotonically_increasing_id() + 2)
            else:
                numbered = found.withColumn("_row", F.col("_metadata.row_index") + 1).drop("_metadata")
            numbered.createOrReplaceTempView("numbered")

    def put(self, name: str, whole: Mapping[str, Sequence[int]], text: Mapping[str, Sequence[str]]) -> None:
        """Make a small table."""
        names = [*whole, *text]
        kinds = ", ".join([*(f"{column} bigint" for column in whole), *(f"{column} string" for column in text)])
        rows = [dict(zip(names, row, strict=True)) for row in zip(*whole.values(), *text.values(), strict=True)]
        statement = f"select inline(from_json(:rows, 'array<struct<{kinds}>>'))"  # so that no worker needs Python
        with _told():
            self._spark.sql(statement, args={"rows": json.dumps(rows)}).createOrReplaceTempView(name)

    def view(self, name: str, statement: str) -> None:
        """Give a statement a name."""
        with _told():
            self._spark.sql(statement).createOrReplaceTempView(name)

    def keep(self, name: str, statement: str) -> None:
        """Run a statement and keep what it finds: on the workers, and made again where one is lost."""
        with _told():
            found = self._spark.sql(statement).persist()
            found.count()
            found.createOrReplaceTempView(name)
        if name in self._kept:
            self._kept[name].unpersist()
        self._kept[name] = found

    def rows(self, statement: str) -> Iterator[Row]:
        """What a statement finds."""
        with _told():
            for row in self._spark.sql(statement).toLocalIterator():
                yield tuple(row)

    def write(self, statement: str, file: str) -> None:
        """Write what a statement finds into a folder of parts."""
        with _told():
            writer = self._spark.sql(statement).write
            writer.csv(file, header=True) if file.lower().endswith(".csv") else writer.parquet(file)

    def each(self, function: Callable[[Office], Filled], offices: Iterable[Office]) -> list[Filled]:
        """Draw the teams of each office, on workers whose Python has this program too."""
        parts = [*offices]
        if sum(len(office.places) for office in parts) < WORTH_IT:
            return [*map(function, parts)]
        with _told():
            return self._spark.sparkContext.parallelize(parts, max(1, len(parts))).map(function).collect()

    def close(self) -> None:
        """Let go of everything."""
        with suppress(Exception):  # a cluster that is gone needs no goodbye
            self._spark.stop()

    def _read(self, file: str) -> DataFrame:
        if _is_csv(file):
            return self._spark.read.csv(file, header=True, mode="FAILFAST", quote='"', escape='"', multiLine=True)
        return self._spark.read.parquet(file)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except PySparkException as error:
        raise EngineError(str(error)) from None
    except Exception as error:
        if type(error).__module__.startswith("py4j"):
            raise EngineError(str(error)) from None
        raise


def _is_csv(file: str) -> bool:
    return file.lower().endswith((".csv", ".csv.gz")) or (Path(file).is_dir() and any(Path(file).glob("*.csv")))


def _type(field: StructField) -> Type:
    kind = field.dataType
    return Type.TEXT if isinstance(kind, StringType) else Type.WHOLE if isinstance(kind, IntegralType) else Type.OTHER
