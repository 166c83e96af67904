"""The mapping file: which header feeds which field, constants, synonyms, attributes, wide files made long."""

import re
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from inventories import messages
from inventories.columns import listed
from inventories.problems import N_, Message, Place, Problem, Words, why
from inventories.values import folded

ANY = "*"
SECTIONS = ("columns", "constants", "synonyms", "attributes", "unpivot")


@dataclass(frozen=True)
class Synonyms:
    """What spellings of one field become. ``blank`` None: a blank stays blank; ``other`` None: no catch-all."""

    words: Dict[str, str] = field(default_factory=dict)
    blank: str | None = None
    other: str | None = None


@dataclass(frozen=True)
class Unpivot:
    """One record made from each row of a wide file: headers (or fixed words) by field, and constants by field."""

    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """A mapping as written; whether its fields and headers exist is found when it meets a file."""

    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    synonyms: Dict[str, Synonyms] = field(default_factory=dict)
    attributes: Dict[str, str] = field(default_factory=dict)
    unpivot: tuple[Unpivot, ...] = ()
    file: str = ""

    def headers(self) -> tuple[str, ...]:
        """Every header that the mapping names for sure."""
        return (
            *self.columns.values(),
            *self.attributes.values(),
            *(h for u in self.unpivot for h in u.columns.values()),
        )


EMPTY = Mapping()


def load(path: Path) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping in the UTF-8 file at ``path``, as ``parse``."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason: dict[str, object] = {"reason": why(error)}
        return EMPTY, (Problem(messages.FILE_UNREADABLE, reason, Place(path.name)),)
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        return EMPTY, (Problem(messages.MAPPING_ENCODING, place=Place(path.name, row)),)
    return parse(source.replace("\r\n", "\n"), path.name)


def parse(source: str, file: str = "mapping.toml") -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping that the TOML text ``source`` writes, and what is wrong with it. Wrong entries are left out."""
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line ([0-9]+)", str(error))
        place = Place(file, int(at[1]) if at else None)
        return Mapping(file=file), (Problem(messages.MAPPING_SYNTAX, {"reason": str(error)}, place),)
    reader = _Reader(file)
    reader.only(document, SECTIONS, "")
    result = Mapping(
        columns=reader.texts(document.get("columns", {}), "columns"),
        constants=reader.texts(document.get("constants", {}), "constants"),
        synonyms=reader.synonyms(document.get("synonyms", {})),
        attributes=reader.texts(document.get("attributes", {}), "attributes"),
        unpivot=reader.blocks(document.get("unpivot", [])),
        file=file,
    )
    return result, tuple(reader.problems)


class _Reader:
    """Collects what is wrong while the sections are read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, message: Message, section: str, **params: object) -> None:
        place = Place(self.file, column=f"[{section}]" if section else "")
        self.problems.append(Problem(message, params, place))

    def only(self, table: dict[str, Any], keys: tuple[str, ...], section: str) -> None:
        for key in table.keys() - set(keys):
            self.add(messages.MAPPING_KEY, section, key=key, known=listed(keys))

    def table(self, value: Any, section: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.add(messages.MAPPING_VALUE, section, key=section, expected=Words(N_("a table")))
        return {}

    def texts(self, value: Any, section: str) -> dict[str, str]:
        """Scalars as the text that a cell would hold."""
        result = {}
        for key, item in self.table(value, section).items():
            if isinstance(item, bool):
                result[key] = "true" if item else "false"
            elif isinstance(item, str | int) or type(item) is date:
                result[key] = str(item)
            else:
                self.add(messages.MAPPING_VALUE, section, key=key, expected=Words(N_("a text in quotation marks")))
        return result

    def synonyms(self, value: Any) -> dict[str, Synonyms]:
        section = "synonyms"
        return {name: self.spellings(words, f"{section}.{name}") for name, words in self.table(value, section).items()}

    def spellings(self, value: Any, section: str) -> Synonyms:
        texts = self.texts(value, section)
        words: dict[str, str] = {}
        for spelling, word in texts.items():
            if spelling.strip() in ("", ANY):
                continue
            if words.setdefault(folded_spelling(spelling), word) != word:
                first = words[folded_spelling(spelling)]
                self.add(messages.MAPPING_SYNONYM, section, spelling=spelling, first=first, second=word)
        for word in texts.values():
            words.setdefault(folded_spelling(word), word)
        return Synonyms(words, texts.get(""), texts.get(ANY))

    def blocks(self, value: Any) -> tuple[Unpivot, ...]:
        if not isinstance(value, list):
            self.add(messages.MAPPING_VALUE, "unpivot", key="unpivot", expected=Words(N_("written as [[unpivot]]")))
            return ()
        return tuple(self.block(self.table(item, "unpivot")) for item in value)

    def block(self, table: dict[str, Any]) -> Unpivot:
        columns = {k: v for k, v in table.items() if k != "constants" and isinstance(v, str)}
        fixed = {k: v for k, v in table.items() if k != "constants" and not isinstance(v, str)}
        constants = self.texts(fixed, "unpivot") | self.texts(table.get("constants", {}), "unpivot.constants")
        return Unpivot(columns, constants)


def folded_spelling(spelling: str) -> str:
    """The form in which spellings are compared: as words are, but blanks within count once."""
    return " ".join(folded(part) for part in spelling.split())
