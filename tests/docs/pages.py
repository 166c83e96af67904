"""The documentation's pages, as the tests and the scripts of this folder read and rewrite them."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.i18n import use

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))


@contextmanager
def english() -> Iterator[None]:
    """All messages in English for a while."""
    before = os.environ.get("LANGUAGE")
    use("en")
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def page(name: str) -> str:
    """The text of a page of ``docs``."""
    return (DOCS / name).read_text("utf-8")


def tables(text: str) -> dict[str, list[list[str]]]:
    """The rows of every table under each heading of ``text``, without header and rule; headings without marks."""
    result: dict[str, list[list[str]]] = {}
    heading, above = "", ""
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if fenced:
            continue
        if found := re.fullmatch(r"#+ (.*)", line):
            heading = found[1].replace("`", "")
        elif line.startswith("|") and not re.fullmatch(r"[|: -]+", line) and above.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            result.setdefault(heading, []).append([cell.strip().replace("\\|", "|") for cell in cells])
        above = line
    return result


def code(cell: str) -> list[str]:
    """Everything that stands in backquotes in a table's cell."""
    return re.findall(r"`([^`]+)`", cell)


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of ``text`` in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def generated(text: str, parts: dict[str, str]) -> str:
    """``text`` with each part put between ``<!-- generated: NAME -->`` and ``<!-- end -->``."""
    for name, part in parts.items():
        pattern = rf"(<!-- generated: {re.escape(name)} -->\n).*?(<!-- end -->)"
        text, found = re.subn(pattern, lambda m, part=part: f"{m[1]}\n{part}\n{m[2]}", text, flags=re.DOTALL)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"{found} places for the generated part {name!r}")
    return text
