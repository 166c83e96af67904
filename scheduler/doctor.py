"""Whether this installation can do its work, and what to do where it cannot."""

import importlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Literal

from inventories.problems import N_
from scheduler.i18n import LANGUAGES, translator
from scheduler.randomness.bls import imported

DISTRIBUTION = "double-random"
PACKAGES = ("scheduler", "inspectors", "inventories")
LIBRARIES = (
    *("click", "jinja2", "ortools", "pandas", "py-arkworks-bls12381", "py-ecc", "python-calamine", "rich", "sqlmodel"),
    *("xlrd", "xlsxwriter"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
STATES = (N_("ok"), N_("missing"), N_("wrong"))


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``missing`` is something optional; with ``wrong`` the program cannot be relied on."""

    name: str
    state: Literal["ok", "missing", "wrong"]
    detail: str
    advice: str = ""


def examine() -> list[Finding]:
    """Everything looked at."""
    return [finding for check in CHECKS for finding in check()]


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding(
        N_("Python"),
        "ok" if good else "wrong",
        f"{platform.python_version()}, {platform.system()} {platform.machine()}",
        "" if good else N_("Install Python 3.11 or newer."),
    )


def _packages() -> Iterator[Finding]:
    """Another distribution may own, or have overwritten, one of our import names: pip lets the last one win."""
    try:
        home = Path(str(distribution(DISTRIBUTION).locate_file(""))).resolve()
    except PackageNotFoundError:
        home = None
    owners = packages_distributions()
    for name in PACKAGES:
        others = sorted(set(owners.get(name, [])) - {DISTRIBUTION})
        place = Path(str(importlib.import_module(name.replace("-", "_")).__file__)).resolve()
        if others:
            yield Finding(
                N_("import package"),
                "wrong",
                f"{name}: {', '.join(others)} ({place})",
                N_(
                    "Another distribution uses this name. Install double-random alone, with pipx or in its own environment."
                ),
            )
        elif home is None or not (place.parent / "py.typed").is_file():
            yield Finding(N_("import package"), "wrong", f"{name}: {place}", N_("Install double-random again."))
        else:
            yield Finding(N_("import package"), "ok", f"{name}: {place.parent}")


def _libraries() -> Iterator[Finding]:
    for name in LIBRARIES:
        try:
            found = distribution(name).version
            imported(name.replace("-", "_"))
            yield Finding(N_("library"), "ok", f"{name} {found}")
        except (PackageNotFoundError, ImportError) as error:
            yield Finding(N_("library"), "wrong", f"{name}: {error}", N_("Install double-random again."))


def _solver() -> Iterator[Finding]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = model.new_int_var(0, 10, "x")
    model.add(3 * x <= 20)
    model.maximize(x)
    solver = cp_model.CpSolver()
    right = solver.solve(model) == cp_model.OPTIMAL and solver.value(x) == 6
    yield Finding(
        N_("solver"),
        "ok" if right else "wrong",
        N_("solves a small problem") if right else N_("gives a wrong answer"),
        "" if right else N_("Install double-random again."),
    )


def _specification() -> Iterator[Finding]:
    from scheduler.draw.notation import Keys

    right = (
        Keys("0" * 64, "dice:10:1234", "").seed == "5179341eb4539251c61aef00c764f96255eeb1dfd45575f13b799bed5e738dba"
    )
    yield Finding(
        N_("draw"),
        "ok" if right else "wrong",
        N_("gives the specification's worked example")
        if right
        else N_("differs from the specification's worked example"),
        "" if right else N_("Do not draw with this installation. Install double-random again."),
    )


def _catalogues() -> Iterator[Finding]:
    for language in LANGUAGES:
        try:
            translator(language)
            yield Finding(N_("messages"), "ok", language)
        except OSError as error:
            yield Finding(N_("messages"), "wrong", f"{language}: {error}", N_("Install double-random again."))


def _browser() -> Iterator[Finding]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        yield Finding(N_("browser"), "ok", found)
    else:
        yield Finding(
            N_("browser"),
            "missing",
            "Chromium",
            N_("Any browser shows the public pages; Chromium is needed to print them."),
        )


def _fonts() -> Iterator[Finding]:
    if platform.system() in ("Windows", "Darwin"):
        yield Finding(N_("Chinese fonts"), "ok", platform.system())
        return
    lister = shutil.which("fc-list")
    listed = (
        subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
        if lister
        else ""
    )
    if listed.strip():
        yield Finding(N_("Chinese fonts"), "ok", listed.strip().splitlines()[0])
    else:
        yield Finding(
            N_("Chinese fonts"), "missing", "fc-list :lang=zh", N_("Install a Chinese font, such as fonts-noto-cjk.")
        )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _libraries,
    _solver,
    _specification,
    _catalogues,
    _browser,
    _fonts,
)
