"""What the README says of commands, files, exit codes and encodings; and that no page links into nothing."""

import re
import tomllib
from pathlib import Path

import click
import pytest
from pages import DOCS, PAGES, ROOT, blocks, code, tables

from inventories import importing
from inventories.problems import Exit
from scheduler.cli.root import VERBS, root
from scheduler.i18n import language_of
from scheduler.publish.tables_out import csv_bytes

README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as they are commonly made."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_listed() -> None:
    assert {path.name for path in DOCS.glob("*.md")} <= {
        Path(link).name for link in re.findall(r"\]\(([^)#]+)", README)
    }


def test_make_knows_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = blocks(README, "console")[0].split("$ ")[1:]
    assert [c.strip() for c in commands] == ["make demo", "make test"]
    assert all(re.search(rf"^{c.split()[1]}:", makefile, re.MULTILINE) for c in commands)
    assert "DEMO := demo" in makefile


def test_python_and_licence_are_the_projects() -> None:
    assert PROJECT["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in README
    assert PROJECT["license"] == "Apache-2.0"
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{PROJECT['version']}]" in changes


def test_twelve_lines_of_verbs() -> None:
    lines = blocks(README, "console")[1].splitlines()
    assert len(lines) == 12
    assert {line.split()[2] for line in lines if line.split()[1] == "double-random"} <= set(VERBS)


def test_the_chinese_page_has_the_same_commands() -> None:
    assert sorted(blocks(CHINESE, "console")) == sorted(blocks(README, "console"))
    assert [row[0] for row in tables(CHINESE)["安装"]] == [row[0] for row in tables(README)["Try it"]]
    assert [row[0] for row in tables(CHINESE)["退出码"]] == [row[0] for row in tables(README)["Exit codes"]]
    assert README.count("README.zh-CN.md") == CHINESE.count("README.md") == 1
    indented = re.findall(r"^    (.*)$", CHINESE, re.MULTILINE)
    assert indented == [
        line for line in re.findall(r"^    (.*)$", README, re.MULTILINE) if line.startswith(("py", ".venv"))
    ]


def test_commands_named_in_chinese_exist() -> None:
    """Each as far as it names verbs, their groups and options."""
    named = re.findall(r"`double-random ([^`]+)`", CHINESE)
    assert len(named) > 12
    for words in map(str.split, named):
        command: click.Command = root
        for word in words:
            if isinstance(command, click.Group) and (found := command.get_command(click.Context(command), word)):
                command = found
            elif word.startswith("--"):
                assert word == "--help" or any(word in parameter.opts for parameter in command.params), words
            else:
                assert command is not root, words


def test_exit_codes() -> None:
    shown = {int(row[0]): row[1] for row in tables(README)["Exit codes"]}
    assert set(shown) == {int(code) for code in Exit}
    assert root.epilog
    assert all(f"{number} {meaning}" in root.epilog for number, meaning in shown.items())


def test_the_demo_leaves_what_is_listed() -> None:
    source = (ROOT / "scheduler" / "cli" / "demo.py").read_text("utf-8")
    for row in tables(README)["Try it"]:
        name = code(row[0])[0].split("/")[1]
        assert f'folder / "{name}"' in source, name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_tables_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "targets.csv"
    path.write_text("编号,单位名称,区县,类别\nZS1,夏村新安诊所,夏村镇,诊所\n", encoding)
    read = importing.read(importing.KINDS["targets"], path)
    assert read.problems == ()
    assert read.records[0].name == "夏村新安诊所"


def test_csv_files_have_a_byte_order_mark() -> None:
    assert csv_bytes(["a"], [["诊所"]]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("wish", "language"), [("zh", "zh_CN"), ("en", "en")])
def test_languages(wish: str, language: str) -> None:
    assert language_of(wish) == language
