"""The page of papers: its generated parts are current, its verbs are all there, its code is what papers bear."""

import reference
from pages import blocks, code, page, tables

from scheduler.cli.papers import papers_command
from scheduler.forms.mark import FORMAT
from scheduler.forms.papers import PAPERS

PAGE = page("papers.md")


def test_the_generated_parts_are_current() -> None:
    assert reference.current("papers.md") == PAGE, f"run: {reference.COMMAND}"


def test_the_verbs_and_papers_are_there() -> None:
    (block,) = blocks(PAGE, "console")
    assert {line.split()[3] for line in block.splitlines()} == set(papers_command.commands)
    rows = tables(PAGE)["Papers"]
    assert {code(row[0])[0] for row in rows} == set(papers_command.commands) - {"templates", "check"}
    assert {row[1].split(",")[0] for row in rows} == {paper.title for paper in PAPERS}


def test_the_code_is_that_of_papers() -> None:
    assert PAGE.count(f"{FORMAT} ") == 2
    assert f"`{FORMAT}`" in page("formats.md")
