"""Public randomness: what the commitment names, and the canonical text that is entered (specification §2)."""

from collections.abc import Sequence

from inventories.problems import Exit, Problem, Refused
from scheduler import messages
from scheduler.plan.model import Source

LEAST = 2**24
"""Under so many equally likely outcomes a source is refused (specification §2)."""
AMPLE = 2**64
"""Under so many a draw is amber at best: it could have been tried out beforehand."""


def outcomes(sources: Sequence[Source]) -> int:
    """How many equally likely outcomes the sources have together."""
    result = 1
    for source in sources:
        result *= source.faces**source.throws
    return result


def bits(sources: Sequence[Source]) -> int:
    """The whole bits of choice in the sources together: 20 throws of ten faces have 66."""
    return outcomes(sources).bit_length() - 1


def document(source: Source) -> dict[str, object]:
    """The source as a commitment names it."""
    return {"kind": "dice", "faces": source.faces, "throws": source.throws}


def from_document(value: dict[str, object]) -> Source:
    """The source that ``document`` wrote."""
    return Source(int(str(value["faces"])), int(str(value["throws"])))


def check(text: str, sources: Sequence[Source]) -> None:
    """Refuse (exit 3) a text that is not what the named sources can give; says every part that is wrong."""
    parts = text.split("+")
    problems: list[Problem] = []
    if len(parts) != len(sources):
        problems.append(Problem(messages.RANDOMNESS_PARTS, {"found": len(parts), "named": len(sources)}))
    for part, source in zip(parts, sources, strict=False):
        prefix, digits = f"dice:{source.faces}:", "1234567890"[: source.faces]
        if not part.startswith(prefix):
            problems.append(Problem(messages.RANDOMNESS_SOURCE, {"text": part, "prefix": prefix}))
        elif set(thrown := part.removeprefix(prefix)) - set(digits):
            problems.append(Problem(messages.RANDOMNESS_FACES, {"digits": "".join(sorted(digits))}))
        elif len(thrown) != source.throws:
            problems.append(Problem(messages.RANDOMNESS_THROWS, {"found": len(thrown), "named": source.throws}))
    if problems:
        raise Refused(problems, Exit.INPUT)
