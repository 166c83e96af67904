"""The table of roles has every kind of event, and each role may what the one before it may."""

import pytest

from scheduler.journal import EVENTS
from scheduler.persons.messages import ACTS
from scheduler.persons.messages import ROLES as NAMES
from scheduler.persons.roles import LEAST, ROLES, TWICE, may


def test_every_kind_of_event_has_its_least_role_and_its_words() -> None:
    assert set(LEAST) == set(ACTS) == EVENTS
    assert NAMES == ROLES
    assert set(TWICE) <= EVENTS


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_a_higher_role_may_whatever_a_lower_one_may(kind: str) -> None:
    allowed = [may(role, kind) for role in ROLES]
    assert allowed == sorted(allowed)
    assert allowed[0] is False
    assert allowed[-1] is True


@pytest.mark.parametrize(
    ("role", "yes", "no"),
    [
        ("clerk", "import", "commitment"),
        ("clerk", "results", "review"),
        ("clerk", "application", "recusal"),
        ("officer", "draw", "void"),
        ("officer", "absence", "replacement"),
        ("officer", "publication", "trust"),
        ("officer", "checkpoint", "person"),
    ],
)
def test_where_the_roles_part(role: str, yes: str, no: str) -> None:
    assert may(role, yes)
    assert not may(role, no)


@pytest.mark.parametrize("role", ["", "auditor", "Head", "root"])
def test_nobody_else_may_anything(role: str) -> None:
    assert not any(may(role, kind) for kind in EVENTS)


def test_what_is_in_no_table_is_permitted_to_nobody() -> None:
    assert not may("head", "redraw")
