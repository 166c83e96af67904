"""The page of rules is current, and every rule is whole: names, basis, a place where it is checked, a test of its own."""

import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
import reference
from pages import page

from inventories.rules import Rule
from scheduler.audit.checks import CHECKS
from scheduler.cli.root import VERBS
from scheduler.rooms import ROOMS, Room, said

sys.path.insert(0, str(Path(__file__).parents[1]))

import catalogues

CHINESE = catalogues.catalogue("zh_CN")
TESTS = {path.name: path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py")}
RULES = [(room, rule) for room in ROOMS for rule in room.rules]
M_NEVER = re.compile(r"国市监信|20 ?(work|个工作)")  # what is known from memory alone is no basis


def modules(room: Room) -> list[str]:
    """The modules of a room that hold rules; a room of one module is its own."""
    folder = getattr(room.package, "__path__", None)
    names = [f"{room.package.__name__}.{one.name}" for one in pkgutil.iter_modules(folder or [])]
    names = names or [room.package.__name__]
    return [name for name in names if any(isinstance(value, Rule) for value in vars(import_module(name)).values())]


def test_the_page_is_current() -> None:
    assert reference.current("rules.md") == page("rules.md"), f"run: {reference.COMMAND}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.code)
def test_the_list_of_a_room_has_the_rules_of_its_modules(room: Room) -> None:
    held = [value for name in modules(room) for value in vars(import_module(name)).values() if isinstance(value, Rule)]
    held = list({id(rule): rule for rule in held}.values())
    assert len(held) == len(room.rules)
    assert all(any(rule is one for one in room.rules) for rule in held)
    assert len({rule.code for rule in room.rules}) == len(room.rules)


@pytest.mark.parametrize(("room", "rule"), RULES, ids=lambda value: value.code)
def test_a_rule_has_names_and_a_basis_in_both_languages(room: Room, rule: Rule) -> None:
    message = said(rule)
    texts = [rule.name, rule.basis, *((message.text, message.advice) if message else ())]
    assert all(texts)
    assert [text for text in texts if not CHINESE.get(text) or not CHINESE.get(text).string] == []
    assert not M_NEVER.search(rule.basis)
    if message:
        assert message.code == rule.code


@pytest.mark.parametrize(
    "name", [name for room in ROOMS if hasattr(room.package, "__path__") for name in modules(room)]
)
def test_a_rule_has_a_test_of_its_own(name: str) -> None:
    package, _, module = name.rpartition(".")
    wanted = re.compile(rf"from {name} import|from {package} import [^\n]*\b{module}\b")
    assert [file for file, text in TESTS.items() if wanted.search(text)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.code)
def test_a_room_is_checked_somewhere(room: Room) -> None:
    verb, *rest = room.checked.split()
    assert verb in VERBS
    if verb == "audit":
        assert rest[0] in [check.number for check in CHECKS]
