"""The pictures of the documentation: each is one that the script takes, and the script takes them of a site of today."""

import re
import struct
from pathlib import Path

import pytest
from pages import DOCS, PAGES
from pictures import PICTURES, TAKEN, take

from scheduler.cli.main import run


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_each_picture_is_taken_by_the_script_and_shown() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    }
    assert shown == set(PICTURES.iterdir()) == {PICTURES / f"{picture.name}.png" for picture in TAKEN}
    assert PICTURES.parent == DOCS
    for picture in TAKEN:
        data = (PICTURES / f"{picture.name}.png").read_bytes()
        assert size(data) == picture.size
        assert len(data) < 200_000


def test_the_script_takes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "demo", str(tmp_path / "demo")]) == 0
    capsys.readouterr()
    files = take(tmp_path / "pictures", tmp_path / "demo" / "site")
    assert [size(file.read_bytes()) for file in files] == [picture.size for picture in TAKEN]
    assert len({file.read_bytes() for file in files}) == len(files)
