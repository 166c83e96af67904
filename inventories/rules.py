"""What a rule is called and rests on, and what it asks of a case: the units that builders, checkers and explanations share."""

from dataclasses import dataclass, field

from inventories.problems import Message, Place


@dataclass(frozen=True)
class Rule:
    """A rule: its stable code, its name, and what it rests on (an article, a section of the specification, a setting).

    ``name`` and ``basis`` are English of the catalogues, marked by ``N_``.
    """

    code: str
    name: str
    basis: str


@dataclass(frozen=True)
class Statement:
    """One thing that a rule asks of a case, such as the least number of one node: it holds or it does not.

    ``key`` names it in the case, for every run alike; ``message`` with ``params`` says it in the office's words; ``place``
    is where the office has written it down (a file and line), if anywhere.
    """

    rule: Rule
    key: str
    message: Message
    params: dict[str, object] = field(default_factory=dict)
    place: Place = Place()
