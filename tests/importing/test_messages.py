"""What is said: codes are unique, every message has an advice, no text needs what is not given."""

import string
from types import ModuleType

import pytest

from inspectors import messages as roster
from inventories import messages
from inventories.problems import Message


def told(module: ModuleType) -> list[Message]:
    return [value for value in vars(module).values() if isinstance(value, Message)]


def test_codes_are_unique() -> None:
    codes = [m.code for m in (*told(messages), *told(roster))]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("message", told(messages) + told(roster), ids=lambda m: m.code)
def test_each_has_an_advice_and_named_parameters(message: Message) -> None:
    assert message.advice.endswith((".", "?"))
    for part in (message.text, message.advice):
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(part))
