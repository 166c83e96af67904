"""Teams drawn department by department, each by a process that knows nothing of the others, are those drawn at once."""

import json
import os
import pickle
from collections.abc import Callable, Iterable

from instances import quick_case
from random_cases import random_case

from scheduler.draw.case import read_case
from scheduler.draw.draw import draw
from scheduler.draw.offices import Filled, Office

CASES = int(os.environ.get("DOUBLE_RANDOM_CASES", "1000")) // 3


def test_random_cases() -> None:
    drawn = 0

    def elsewhere(function: Callable[[Office], Filled], offices: Iterable[Office]) -> list[Filled]:
        """As another computer would: nothing gets there but what can be sent, in no order of its own."""
        nonlocal drawn
        sent = [pickle.dumps((function, office)) for office in offices]
        answers = {}
        for k, one in reversed([*enumerate(sent)]):
            call, office = pickle.loads(one)
            assert len({place.slot.department for place in office.places}) == 1
            answers[k] = call(office)
        drawn += len(sent) > 1
        return [answers[k] for k in range(len(sent))]

    short = even = 0
    for number in range(CASES):
        for document in (random_case(number), quick_case(number)):
            case = read_case(json.dumps(document))
            expected = draw(case)
            assert draw(case, each=elsewhere) == expected, f"case {number}"
            short += bool(expected.shortage)
            even += bool(expected.even_load)
    assert min(drawn, short, even) > CASES / 4
