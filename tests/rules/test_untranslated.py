"""No text reaches people without a translation: what the sources say is marked for the catalogues, whatever says it.

Every sentence of the sources is looked at, not only those in places where texts are known to be shown. Left aside is what
programs read: codes of the records, commands to type, SQL, markup, patterns, headers of spreadsheets, and errors that only a
programmer sees.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import catalogues

SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}[,;:]? [a-z]{2,}")
SHOWING = frozenset(
    f"{of}.{name}"
    for of, names in {
        "click": "echo secho BadParameter UsageError ClickException confirm prompt",
        "say": "line note table pairs progress counted",
    }.items()
    for name in names.split()
)
"""Functions whose texts are shown as they are."""
BUILT_IN = re.compile(r"(Value|Type|Key|Runtime|Assertion|Lookup)Error|\w*Invalid")
OTHERWISE = re.compile(
    r"<[a-z/!]|\s*(SELECT|INSERT|CREATE|DELETE|UPDATE|PRAGMA|COMMENT|BEGIN|DROP)\b|double-random |[\\(]"
)
"""Markup, SQL, commands to type, patterns."""
READ_BY_PROGRAMS = (
    *("scheduler/draw/", "scheduler/store/"),  # errors that are data of ``conformance``, or the database's own
    *(f"scheduler/scale/{name}.py" for name in ("check", "digest", "duck", "pool")),  # statements of SQL
    *(
        "inventories/templates.py",
        "inspectors/templates.py",
        "scheduler/paper/columns.py",
        "scheduler/results/words.py",
    ),
    *("inventories/columns.py", "inventories/explanations.py", "inspectors/explanations.py"),  # of files and examples
    "scheduler/forms/fields.py",  # documentation
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ("scheduler", "inspectors", "inventories"):
        for path in sorted((catalogues.ROOT / room).rglob("*.py")):
            yield path.relative_to(catalogues.ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def name_of(call: ast.expr) -> str:
    return call.id if isinstance(call, ast.Name) else call.attr if isinstance(call, ast.Attribute) else ""


def unmarked(tree: ast.Module) -> Iterator[tuple[ast.Constant, list[ast.AST]]]:
    """Texts that are neither docstrings nor marked, each with what it stands in, the innermost first."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or isinstance(above[node], ast.Expr):
            continue  # a docstring, if a text
        around = [node_ := above[node]]
        while node_ in above:
            around.append(node_ := above[node_])
        if not any(isinstance(n, ast.Call) and name_of(n.func) in catalogues.KEYWORDS for n in around):
            yield node, around


def codes() -> set[str]:
    """The texts that are values of the records, and those that are marked where they are listed."""
    found = {str(message.id) for message in catalogues.catalogue("en") if message.id}
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and name_of(node.value) == "Literal":
                found |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def test_every_sentence_of_the_sources_is_marked() -> None:
    known = codes()
    found = []
    for path, tree in sources():
        if path.startswith(READ_BY_PROGRAMS):
            continue
        for node, around in unmarked(tree):
            raised = next((n for n in around if isinstance(n, ast.Raise)), None)
            for_programmers = raised is not None and BUILT_IN.match(ast.unparse(raised).removeprefix("raise "))
            if SENTENCE.search(node.value) and not (
                for_programmers or OTHERWISE.match(node.value) or node.value in known
            ):
                found.append(f"{path}:{node.lineno}: {node.value}")
    assert found == []


def test_whatever_is_shown_as_it_is_is_marked() -> None:
    """However short."""
    found = []
    for path, tree in sources():
        for node, around in unmarked(tree):
            shown = isinstance(around[0], ast.Call) and ast.unparse(around[0].func) in SHOWING
            helped = isinstance(around[0], ast.keyword) and around[0].arg in ("help", "short_help", "epilog", "prompt")
            if (shown or helped) and re.search(r"[A-Za-z]{2}", node.value) and not OTHERWISE.match(node.value):
                found.append(f"{path}:{node.lineno}: {node.value}")
    assert found == []


def test_an_unmarked_text_is_found() -> None:
    """In a call, in an f-string, in an error; not in a docstring, and not once it is marked."""
    tree = ast.parse(
        """
def f():
    "A docstring that is a sentence."
    say.note("this was never marked")
    yield f"neither was {this} one here"
    raise BadNote("nor was this one")
    say.note(_("but this is marked"))
"""
    )
    found = {node.value for node, _ in unmarked(tree)}
    assert found == {"this was never marked", "neither was ", " one here", "nor was this one"}


TEMPLATES = sorted((catalogues.ROOT / "scheduler").glob("*/templates/*.html"))
NAMES = frozenset(("SHA-256", "TXT", "XLSX", "CSV", "JSON", "script-src 'self' file:;"))
"""Names of formats, alike in all languages, and what a browser alone reads."""


def bare(template: str) -> list[str]:
    """Words that stand in a template as they are, between tags or in attributes that are read out."""
    said = re.sub(r"\{#.*?#\}|<style>.*?</style>", "", template, flags=re.DOTALL)
    said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\n", said, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:aria-label|title|alt|placeholder|label)="([^"]*)"', said)
    parts = re.split(r"\n", re.sub(r"""<(?:"[^"]*"|[^>"])*>""", "\n", said)) + spoken
    return [part.strip() for part in parts if re.search(r"[^\W\d_]{2,}", part) and part.strip() not in NAMES]


def test_templates_hold_no_words_of_their_own() -> None:
    assert len(TEMPLATES) > 12
    assert {path.name: words for path in TEMPLATES if (words := bare(path.read_text("utf-8")))} == {}


def test_a_word_in_a_template_is_found() -> None:
    whole = TEMPLATES[0].read_text("utf-8")
    assert bare(whole + "<p>Overdue</p>") == ["Overdue"]
    assert bare(whole + '<nav aria-label="分页"></nav>') == ["分页"]
    assert bare(whole + "<p>{{ both('Overdue') }}</p>") == []
