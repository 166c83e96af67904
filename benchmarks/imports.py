"""How long importing takes: ``python benchmarks/imports.py [rows of CSV] [rows of XLSX]``.

The command ``double-random import targets`` on an invented list (reading, checking, storing, log), against what pandas
needs to read the same CSV file as text, and python-calamine the same workbook into lists. Each runs three times, in turn,
as a program of its own; the figures are medians of processor time, with the peak of memory of any one process. Prints a
table, and as its last line one JSON object with the same figures.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import xlsxwriter

ROUNDS = 3
HEAD = [
    "检查对象编号",
    "单位名称",
    "所属区县",
    "单位类别",
    "经营地址",
    "法定代表人",
    "状态",
    "信用风险等级",
    "许可证名称",
    "许可证编号",
    "有效期至",
]
LIMITS = {"csv": 5, "xlsx": 3}

PANDAS = "import pandas, sys; pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)"
CALAMINE = (
    "import python_calamine as c, sys; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)


def rows(number: int) -> Iterator[list[str]]:
    """The header and ``number`` targets: most values differ, as in a real list."""
    yield HEAD
    for i in range(number):
        place = [f"区{i % 20}", f"类{i % 9}", f"人民路{i}号", f"张{i % 999}", "正常", "ABCD"[i % 4]]
        yield [f"T{i:07}", f"第{i}诊所", *place, "卫生许可证", f"卫{i:06}", f"2099-{i % 12 + 1:02}-01"]


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds of processor time, of the program and those it starts, and the peak of memory of any of them in MB."""
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=-3, stderr=-3); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def compared(name: str, file: Path, number: int, folder: Path) -> dict[str, object]:
    """Medians of the import of ``file`` and of what it is measured by, and their ratio."""
    tool = Path(sys.executable).with_name("double-random")
    other, imported = [], []
    for k in range(ROUNDS):
        office = folder / f"{name}-{k}"
        subprocess.run([tool, "init", office], check=True, capture_output=True)
        other.append(measured([sys.executable, "-c", PANDAS if name == "csv" else CALAMINE, str(file)]))
        imported.append(measured([str(tool), "--office", str(office), "import", "targets", str(file)]))
    seconds, reference = (median(run[0] for run in runs) for runs in (imported, other))
    return {
        "file": name,
        "rows": number,
        "import_seconds": round(seconds, 2),
        "measured_by": "pandas" if name == "csv" else "python-calamine",
        "reference_seconds": round(reference, 2),
        "ratio": round(seconds / reference, 2),
        "limit": LIMITS[name],
        "megabytes": round(max(run[1] for run in imported)),
    }


def main(numbers: dict[str, int]) -> None:
    """Make the files, measure, print."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, number in numbers.items():
            file = folder / f"targets.{name}"
            if name == "csv":
                file.write_text("".join(",".join(row) + "\r\n" for row in rows(number)), "utf-8-sig", newline="")
            else:
                with xlsxwriter.Workbook(file, {"strings_to_numbers": False}) as book:
                    sheet = book.add_worksheet("名录")
                    for at, row in enumerate(rows(number)):
                        sheet.write_row(at, 0, row)
            found.append(compared(name, file, number, folder))
    for figures in found:
        print("  ".join(f"{key} {value}" for key, value in figures.items()))
    print(json.dumps({"cpus": os.cpu_count(), "imports": found}))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if re.fullmatch("[0-9]+", word)]
    main(dict(zip(LIMITS, (given + [1_000_000, 100_000][len(given) :])[:2], strict=True)))
