"""Every value of a store, which of them are public by rule, and what of the rest stands in the files of a site.

All is secret that no rule here makes public: a new member of an event or a new column of a table is looked for from its first
day. A value that is public anyhow (the name of a target with a released result, a word of the program's own) proves nothing
and is left out by the same rules, never by hand.
"""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from inventories.records import plain
from scheduler import journal
from scheduler.chain import Chain
from scheduler.corrections.courses import Course, courses
from scheduler.plan.document import document
from scheduler.store.office import Office
from scheduler.tables import KINDS, salt_of, table_secret

Leaf = tuple[str, str | int]
"""A value with its kind: where it stands, without numbers of rows."""

PUBLIC = re.compile(
    r"""(commitment\.(hash|record)\b.*
    | randomness\.text | (randomness|draw|void)\.commitment | void\.ground
    | plan\.(step|number|date|with|ground|plan|digest)
    | publication\b.* | checkpoint\b.* | countersignature\.(line|text|note|key)\b.* | key\.key
    | items\b.* | ending\.ground | (objection|answer|correction)\.(commitment|decision)
    | toml\.(id|title|office|draw|results_due|as_of|period|batch|publication)\b.*
    | toml\.task\.(id|name|items|kind|lead|scope|rate\w*|total|multiplier\w*|mandates|periods)\b.*
    | toml\.task\.team\.department
    | toml\.randomness\b.*)""",
    re.VERBOSE,
)
"""Kinds that are public whatever is in them."""
TARGET = frozenset(("targets.name", "targets.entity", "targets.address"))
"""What is public of a target that may be named."""
OF_RESULTS = ("date", "department", "finding", "problems", "rectification")
PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+Z)?|[0-9]+/[0-9]+")
"""Days and rates."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Store:
    """The values of a store: all ``leaves``, and those that are ``public``."""

    leaves: frozenset[Leaf]
    public: frozenset[Leaf]

    @cached_property
    def known(self) -> str:
        """All that is public, and the program's own words."""
        return "\n".join(sorted({str(value) for _, value in self.public})) + own_words()

    @cached_property
    def sought(self) -> dict[str, dict[str | int, None]]:
        """The secret values by kind that are worth looking for, in a fixed order."""
        found: dict[str, dict[str | int, None]] = {}
        for kind, value in sorted(self.leaves - self.public, key=str):
            if _telling(value) and str(value) not in self.known:
                found.setdefault(kind, {})[value] = None
        return found


def _telling(value: str | int) -> bool:
    """Whether finding a value says anything: not a day or a rate, nor a text or number so short that it stands anywhere."""
    if isinstance(value, int):
        return value > 9999
    return not PLAIN.fullmatch(value) and len(value) >= (4 if value.isascii() else 2)


def own_words() -> str:
    """The words that the program says itself, in both languages."""
    paths = [*ROOT.glob("scheduler/locale/*/LC_MESSAGES/*.po"), *ROOT.glob("scheduler/publish/**/*.html")]
    paths += [
        *ROOT.glob("scheduler/publish/*.js"),
        *ROOT.glob("scheduler/publish/*.css"),
        *ROOT.glob("scheduler/publish/*.py"),
    ]
    paths += [*ROOT.glob("scheduler/publish/tables/*.py"), ROOT / "scheduler/results/model.py"]
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


def store(office: Office, named: Iterable[str] = ()) -> Store:
    """All that an office holds. ``named``: targets that are public beside those with a released result."""
    log = office.events()
    draws = journal.draws(log)
    counting = [draw for draw in draws if draw.draw and not draw.void]
    shown = [course for draw in counting for course in courses(draw.after).values() if course.ended is None]
    seen = {journal.target_of(course.now.visit) for course in shown} | set(named)
    leaves: set[Leaf] = set()
    public = {leaf for course in shown for leaf in _of_course(course)}
    for event in log:
        for kind, value in walk(event.body, event.kind):
            leaves.add((kind, value))
            if PUBLIC.fullmatch(kind):
                public.add((kind, value))
        leaves.add(("actor", event.actor))
    for kind in KINDS:
        for row in office.records(kind):
            found = set(walk(plain(row), kind))
            leaves |= found
            if kind == "items" or (kind == "targets" and row.id in seen):
                public |= {(k, _masked(row, v)) for k, v in found if kind == "items" or k in TARGET}
    leaves |= set(_made(office, draws))
    for draw in draws:
        text, _ = document(office.frozen(draw.record["plan"]["digest"]), "plan.toml")
        assert text is not None
        leaves |= set(walk(text.value, "toml"))
    public |= {(kind, value) for kind, value in leaves if PUBLIC.fullmatch(kind)}
    return Store(frozenset(leaves), frozenset(public))


def _of_course(course: Course) -> Iterator[Leaf]:
    """What is public of a result that stands: all that it has said since its release, why it was corrected, what was objected
    to it and answered; never by whom."""
    for result, event in course.states:
        row = plain(result)
        for name in OF_RESULTS:
            yield from ((f"{kind}.{name}", row[name]) for kind in ("results.rows", "correction.row"))
        if event.kind == "correction":
            yield "correction.ground", event.body["ground"]
    for objection in course.objections:
        yield "objection.words", objection.event.body["words"]
        if objection.answer:
            yield "answer.ground", objection.answer.body["ground"]


def _masked(row: Any, value: str | int) -> str | int:
    """A value of a target as it may be published: of who runs a business of their own the first character."""
    owner = getattr(row, "owner", "")
    if isinstance(value, int) or not owner or not row.entity.startswith("92"):
        return value
    return value.replace(owner, owner[0] + "*" * (len(owner) - 1))


def _made(office: Office, draws: Iterable[journal.Draw]) -> Iterator[Leaf]:
    """What the office keeps or derives: secrets, keys, salts, points."""
    chain = Chain(office.events(), office.frozen)
    for draw in draws:
        secret, tables = office.secrets(draw.hash)
        yield from (("secret.draw", secret), ("secret.tables", tables))
        for kind in KINDS:
            yield "secret.of-table", table_secret(tables, kind)
        for target in office.records("targets"):
            yield "secret.salt", salt_of(table_secret(tables, "targets"), target.id)
        for assessment in chain.facts(draw).frame.assessments.values():
            yield "points", assessment.points
    for path in office.folder.rglob("*"):
        if path.is_file() and path.suffix not in (".db", ".toml"):
            yield from (("secret.file", line.strip()) for line in path.read_text("utf-8").splitlines())


def walk(value: Any, path: str) -> Iterator[Leaf]:
    """Every text and number within ``value`` with the path of members that leads to it."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield f"{path}.(name)", str(name)
            yield from walk(inner, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from walk(inner, path)
    elif isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        yield path, value


INLINE = re.compile(r"</?(a|b|bdi|code|em|i|small|span|strong|wbr)\b[^>]*>")
"""Tags that a reader does not see: a word may go on beyond them."""


class Texts:
    """The files of a site as texts to search in: as they are, with entities and escapes decoded, and without tags."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.texts = {f"{name} ({how})": text for name, data in files.items() for how, text in _readings(data)}
        self.grams = {text[k : k + 4] for text in self.texts.values() for k in range(len(text) - 3)}
        self.pairs = {gram[k : k + 2] for gram in self.grams for k in range(3)}
        self.hashes = {token for text in self.texts.values() for token in re.findall(r"[0-9a-f]{12,64}", text)}

    def holders(self, value: str | int) -> list[str]:
        """The files in which a value stands."""
        text = str(value)
        parts, size = (self.grams, 4) if len(text) >= 4 else (self.pairs, 2)
        found: list[str] = []
        if all(text[k : k + size] in parts for k in range(len(text) - size + 1)):
            bound = (
                rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])"
                if text.isalnum() and text.isascii()
                else re.escape(text)
            )
            found = [name for name, data in self.texts.items() if text in data and re.search(bound, data)]
        return found

    def hashed(self, value: str | int) -> str:
        """The unsalted hash of a value that stands somewhere, whole or its first digits; blank if none does."""
        digest = hashlib.sha256(str(value).encode()).hexdigest()
        return next((digest[:size] for size in (64, 32, 16, 12) if digest[:size] in self.hashes), "")


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    text = data.decode("utf-8", "replace")
    yield "as it is", text
    if "&" in text or "<" in text:
        yield "entities", html.unescape(text)
        yield "without tags", html.unescape(re.sub(r"<[^>]*>", "\n", INLINE.sub("", text)))
    if "\\u" in text or "%" in text:
        yield "escapes", re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def leaks(held: Store, texts: Texts) -> dict[str, dict[str | int, list[str]]]:
    """The secret values that stand somewhere, themselves or as a hash that is not public, by kind, with the files."""
    found: dict[str, dict[str | int, list[str]]] = {}
    for kind, values in held.sought.items():
        for value in values:
            names = texts.holders(value)
            if (digest := texts.hashed(value)) and digest not in held.known:
                names.append(f"hashed: {digest}")
            if names:
                found.setdefault(kind, {})[value] = names
    return found
