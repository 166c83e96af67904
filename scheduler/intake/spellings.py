"""The spellings of a column: variants in case, blanks and width brought together under one."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inventories import personal
from inventories.columns import Column
from inventories.mapping import ANY, Synonyms, folded_spelling
from inventories.values import Invalid, Noted, folded, label, spaced


@dataclass(frozen=True)
class Spelling:
    """A spelling, how often it stands in the file, and what it is to become ("": nobody has said yet)."""

    text: str
    number: int
    word: str


def labels(texts: Iterable[str], known: Synonyms | None) -> list[Spelling]:
    """The spellings of a column of labels, the most frequent word first.

    Spellings that differ in case, blanks and width alone become the word that ``known`` has for one of them, or else the
    most natural of them: in narrow characters, not in capitals or small letters throughout, the most frequent. Where
    ``known`` has a catch-all, what it takes in is left to it.
    """
    known = known or Synonyms()
    found = Counter(_readable(texts))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for text in found:
        groups[folded(text)].append(text)
    lines = []
    for group in groups.values():
        group.sort(
            key=lambda text: (
                unicodedata.normalize("NFKC", text) != text,
                text.isupper() or text.islower(),
                -found[text],
            )
        )
        given = next((word for text in group if (word := known.words.get(folded_spelling(text))) is not None), None)
        word = given if given is not None else "" if known.other is not None else _as_label(group[0])
        lines.append([Spelling(text, found[text], word) for text in group])
    lines.sort(key=lambda group: -sum(spelling.number for spelling in group))
    return [spelling for group in lines for spelling in group]


def unknown_words(column: Column, texts: Iterable[str], known: Synonyms | None) -> list[Spelling]:
    """The spellings that are none of the words of a column of fixed words, the most frequent first."""
    words = {folded(word) for spellings in column.choices.values() for word in spellings}
    said = known.words if known else {}
    found = Counter(_readable(texts))
    return [
        Spelling(t, n, "") for t, n in found.most_common() if folded(t) not in words and folded_spelling(t) not in said
    ]


def _readable(texts: Iterable[str]) -> list[str]:
    return [text for raw in texts if (text := spaced(raw)) not in ("", ANY) and not personal.find(text)]


def _as_label(text: str) -> str:
    try:
        value = label(text)
    except Invalid:
        return text
    return str(value.value if isinstance(value, Noted) else value)
