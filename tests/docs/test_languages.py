"""Whoever asks in Chinese reads Chinese, and whoever asks in English reads English: the help of every verb, and a whole run."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scheduler.cli.main import run
from scheduler.cli.root import root

ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}[,;:]? [a-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMAND = re.compile(r"double-random( --office \S+)?( [a-z-]+)*( \S+\.(toml|csv|xlsx|zip|html))*")
OWN_WORDS = re.compile(r"\b(BadZipFile|\w*Error|\w*Invalid\w*|Refused): [^\n]*")
"""What Python or the core of the draw says of data that cannot be read stands in its own words, after the error's name."""
TERM = re.compile(r"[(“][^()“”]*[\u4e00-\u9fff][^()“”]*[)”]|such as \S+")
"""A term in its own language, in parentheses or quoted, or an example."""


def verbs(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    command._help_option = None  # click keeps its help option in the language in which the command first ran
    yield path
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from verbs(found, (*path, name))


def said(*words: object, lang: str) -> str:
    """All that is printed."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        run(["--lang", lang, *map(str, words)])
    return stream.getvalue()


def english_in(text: str) -> list[str]:
    """The English sentences in a Chinese text, commands and errors' own words apart. Lines that were wrapped are joined."""
    text = COMMAND.sub("", OWN_WORDS.sub("", text))
    return ENGLISH.findall(re.sub(r"\n +", " ", text))


@pytest.mark.parametrize("path", list(verbs(root)), ids=" ".join)
def test_help_is_in_one_language(path: tuple[str, ...]) -> None:
    chinese, english = (_help(path, lang) for lang in ("zh", "en"))
    assert CHINESE.search(chinese)
    assert english_in(chinese) == []
    assert [line for line in TERM.sub("", re.sub(r"\n +", " ", english)).splitlines() if CHINESE.search(line)] == []


def _help(path: tuple[str, ...], lang: str) -> str:
    list(verbs(root))
    return said(*path, "--help", lang=lang)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demonstration made in Chinese, and what was said of it."""
    folder = tmp_path_factory.mktemp("demo") / "county"
    return folder, said("demo", folder, lang="zh")


WORDS = (
    "status",
    "list visits",
    "list draws",
    "list imports",
    "list inspectors",
    "list targets",
    "list open-slots",
    "list deadlines",
    "list plans",
    "list publications",
    "list objections",
    "result list",
    "show target GG0002",
    "show inspector WJ01",
    "show draw 2026-1",
    "plan check PLAN",
    "plan list",
    "audit BUNDLE",
    "audit BUNDLE --on 2027-02-01",
    "audit PLAN",
    "publish --check SITE",
    "statistics",
    "estimate medical",
    "explain GG0002",
    "import targets NOWHERE.xlsx",
    "import targets PLAN",
    "import inspectors BUNDLE",
    "import results PLAN",
    "commit PLAN",
    "draw --randomness 1",
    "void",
    "result release",
    "result object nothing --words x --applicant y",
    "result end --before 2020-01-01 --ground retention --officer x",
    "recuse WJ99 GG9999 --ground x --officer y",
    "nonsense",
    "list nonsense",
    "schedule make --from yesterday",
)


@pytest.mark.parametrize("words", WORDS)
def test_in_chinese_nothing_is_said_in_english(words: str, county: tuple[Path, str]) -> None:
    folder, _ = county
    places = {"PLAN": folder / "spreadsheets" / "plan.toml", "BUNDLE": folder / "bundle.zip", "SITE": folder / "site"}
    heard = said("--office", folder / "office", *(places.get(word, word) for word in words.split()), lang="zh")
    assert CHINESE.search(heard)
    assert english_in(heard.replace(str(folder), "FOLDER")) == []


def test_the_demonstration_speaks_chinese(county: tuple[Path, str]) -> None:
    assert english_in(county[1].replace(str(county[0]), "FOLDER")) == []


def test_a_red_audit_is_in_chinese(county: tuple[Path, str], tmp_path: Path) -> None:
    """Whose bundle lies is told so in the language of the reader: every record of a table is left out in turn."""
    found = ""
    with zipfile.ZipFile(county[0] / "bundle.zip") as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    for name, data in members.items():
        lines = data.splitlines(keepends=True)
        if len(lines) > 1:
            path = tmp_path / "spoilt.zip"
            with zipfile.ZipFile(path, "w") as spoilt:
                for other, text in members.items():
                    spoilt.writestr(other, b"".join(lines[:-1]) if other == name else text)
            found += said("audit", path, lang="zh")
    assert "[红]" in found
    assert [line for line in found.splitlines() if english_in(line)] == []
