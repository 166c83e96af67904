"""No simulated seed can be one of a real draw."""

import json
import pickle
import re
from dataclasses import replace

import pytest
from facts import asked, facts

from inventories.problems import Refused
from scheduler import randomness
from scheduler.draw.case import read_case
from scheduler.draw.documents import case_document
from scheduler.draw.draw import draw
from scheduler.draw.model import InvalidCase
from scheduler.draw.notation import H
from scheduler.facts import case
from scheduler.randomness.dice import Dice
from scheduler.simulate.seeds import seeded


def test_the_seed_is_that_of_the_specification_over_words_that_no_real_draw_has() -> None:
    one = seeded(asked(), 7)
    assert draw(one).seed == H("double-random/1/seed", "simulation", "simulation:7", "")
    assert not re.fullmatch("[0-9a-f]{64}", one.commitment)
    for sources in ([(Dice(10, 20),)], [(Dice(6, 25),)], [(Dice(10, 20),), (Dice(6, 25),)]):
        with pytest.raises(Refused):
            randomness.check(one.randomness, sources)


def test_whatever_it_was_asked_with_the_number_alone_decides() -> None:
    other = replace(asked(), commitment="5" * 64, randomness="dice:10:1", secret="7" * 64)
    assert draw(seeded(other, 3)) == draw(seeded(asked(), 3)) != draw(seeded(asked(), 4))


def test_a_case_that_bears_it_is_refused() -> None:
    document = case_document(seeded(asked(), 1))
    with pytest.raises(InvalidCase, match="commitment"):
        read_case(json.dumps(document))


def test_it_draws_from_what_a_commitment_would_freeze() -> None:
    real = case(facts(), "5" * 64, "dice:10:1", "7" * 64)
    same = replace(asked(), commitment=real.commitment, randomness=real.randomness, secret=real.secret)
    assert draw(same) == draw(real)
    assert draw(pickle.loads(pickle.dumps(same))) == draw(real)
