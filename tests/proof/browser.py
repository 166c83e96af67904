"""A headless Chromium that opens a file and says what the page has become."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def program() -> str:
    """Where it is. Skips the test without one; where CI runs, that is an error."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            raise AssertionError("no Chromium: install the package chromium")
        pytest.skip("no Chromium is installed")
    return found


def opened(file: Path, *more: str) -> str:
    """The document after its scripts have run, as HTML."""
    with tempfile.TemporaryDirectory(prefix="browser") as profile:
        words = [program(), *FLAGS, f"--user-data-dir={profile}", *more, "--dump-dom", file.resolve().as_uri()]
        done = subprocess.run(words, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
