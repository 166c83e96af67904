"""From the rows of an annual table to the tasks of a plan, each with what could not be understood. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspectors.eligibility import Span
from inventories.problems import Place, Problem
from inventories.templates import ITEM_KIND
from inventories.values import Invalid, folded, identifier, yes_no
from scheduler.paper import known, messages, numbers
from scheduler.paper.cells import cells, team
from scheduler.paper.columns import ASIDE
from scheduler.paper.known import Doubt, Known
from scheduler.paper.times import spans

Values = Mapping[str, Any]
NUMBERS = (*numbers.RATES, *numbers.WEIGHTS, "total", "at_most")
LONGEST_NAME = 20
"""A task without a name is called after its items, or, where their text is longer, after its scope."""
PLACEHOLDER = "待填部门"
"""Stands where no department is known; no roster has it, so that the plan cannot be committed as it is."""


@dataclass
class Draft:
    """A task in the making: the rows it comes from, its members as TOML has them, what is to be said of it, columns that are
    kept as comments, its days (None: the table does not say), and how often a year if it says so. ``base``: the task of the
    base plan that it is."""

    rows: list[int]
    members: dict[str, Any]
    doubts: list[Problem] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    days: tuple[Span, ...] | None = None
    visits: int | None = None
    base: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Reader:
    """Reads rows by what the office knows, over a base plan (its TOML) whose tasks stand unless a cell says otherwise."""

    file: str
    headers: Mapping[str, str]
    words: Known
    base: Mapping[str, Any]
    year: int

    def drafts(self, rows: Iterable[tuple[int, Values]]) -> list[Draft]:
        """The tasks in the order of their first rows; rows with the same identifier or name are one task."""
        found: dict[str, list[tuple[int, Values]]] = {}
        for number, values in rows:
            found.setdefault(values["id"] or values["name"] or f"row {number}", []).append((number, values))
        taken: set[str] = set()
        result = []
        for group in found.values():
            draft = self._draft(group, taken)
            taken.add(draft.members["id"])
            result.append(draft)
        return result

    def _draft(self, group: Sequence[tuple[int, Values]], taken: set[str]) -> Draft:
        values = group[0][1]
        base = self._matching(values, taken)
        draft = Draft([n for n, _ in group], dict(base or {}), base=base)
        said = cells(base, self.base, self.words) if base else {}
        new = {name: value for name, value in values.items() if value and value != said.get(name)}
        draft.asides = [(self.headers.get(name, name), values[name]) for name in ASIDE if new.get(name)]
        self._name(draft, new, taken)
        self._kind_and_items(draft, group, new, said)
        self._scope(draft, new)
        self._numbers(draft, values, said)
        self._team(draft, values, said)
        self._frequency(draft, new)
        self._time(draft, new)
        self._differing(draft, group)
        return draft

    def _say(self, draft: Draft, name: str, doubts: Iterable[Doubt], value: str = "", row: int | None = None) -> None:
        place = Place(self.file, row or draft.rows[0], self.headers.get(name, ""), value)
        draft.doubts += [Problem(message, params, place, warning=True) for message, params in doubts]

    def _matching(self, values: Values, taken: set[str]) -> Mapping[str, Any] | None:
        """The task of the base that a row is of: by identifier, else by name."""
        tasks: list[Mapping[str, Any]] = self.base.get("task", [])
        free = [task for task in tasks if str(task["id"]) not in taken]
        if values["id"]:
            return next((task for task in free if str(task["id"]) == values["id"]), None)
        return next((task for task in free if values["name"] and task["name"] == values["name"]), None)

    def _name(self, draft: Draft, new: Values, taken: set[str]) -> None:
        if not draft.base:
            draft.members["id"] = self._id(draft, new.get("id", ""), taken)
        items, scope = new.get("items", ""), new.get("scope", "")
        title = scope if scope and len(items) > LONGEST_NAME else items or scope
        draft.members["name"] = new.get("name") or draft.members.get("name") or title or draft.members["id"]

    def _id(self, draft: Draft, given: str, taken: set[str]) -> str:
        used = taken | {str(task["id"]) for task in self.base.get("task", [])}
        made = next(name for k in range(1, 10**6) if (name := f"t{k:02}") not in used)
        if not given:
            return made
        try:
            read = identifier(given)
        except Invalid:
            read = None
        if isinstance(read, str) and read not in used:
            return read
        self._say(draft, "id", [(messages.ID_INVALID, {"stand_in": made})], given)
        return made

    def _kind_and_items(self, draft: Draft, group: Sequence[tuple[int, Values]], new: Values, said: Values) -> None:
        told = [(n, v["items"]) for n, v in group if v["items"] and v["items"] != said.get("items")]
        found: list[str] = []
        for number, text in told:
            these, doubts = known.items(text, self.words)
            self._say(draft, "items", doubts, text, number)
            found += these
        if found:
            draft.members["items"] = list(dict.fromkeys(found))
        elif "items" not in draft.members:
            self._say(draft, "items", [(messages.ITEMS_MISSING, {})])
            draft.members["items"] = [draft.members["name"]]
        self._kind(draft, new)

    def _kind(self, draft: Draft, new: Values) -> None:
        remark = _kind_of(new.get("remark", ""))
        if remark:
            draft.asides = [(header, text) for header, text in draft.asides if header != self.headers.get("remark")]
        kind = _kind_of(new.get("kind", "")) or remark
        listed_kinds = [self.words.items[i].kind for i in draft.members["items"] if i in self.words.items]
        fallback = draft.members.get("kind") or ("key" if "key" in listed_kinds else "general")
        if new.get("kind") and not kind:
            self._say(draft, "kind", [(messages.KIND_UNCLEAR, {"kind": fallback})], new["kind"])
        elif not kind and "kind" not in draft.members and not any(listed_kinds):
            self._say(draft, "kind", [(messages.KIND_UNSAID, {})])
        draft.members["kind"] = kind or fallback

    def _scope(self, draft: Draft, new: Values) -> None:
        if new.get("scope"):
            conditions, doubts = known.scope(new["scope"], self.words)
            self._say(draft, "scope", doubts, new["scope"])
            draft.members.pop("scope", None)
            draft.members |= {"scope": conditions} if conditions else {}
        elif not draft.base:
            self._say(draft, "scope", [(messages.SCOPE_MISSING, {})])

    def _numbers(self, draft: Draft, values: Values, said: Values) -> None:
        rate, number = values["rate"], values["number"] or values["extent"]
        shown = {(said.get("rate"), said.get("number")), (said.get("rate"), ""), ("", said.get("extent"))}
        if draft.base and ((rate, number) in shown or not (rate or number)):
            return
        told = numbers.read(rate, number, self.words.bands)
        name = "rate" if rate else "number" if values["number"] or "extent" not in self.headers else "extent"
        self._say(draft, name, told.doubts, rate or number)
        kept = (*numbers.WEIGHTS,) if "total" in told.members and "total" in draft.members else ()
        for member in NUMBERS:
            if member not in kept:
                draft.members.pop(member, None)
        draft.members |= told.members

    def _team(self, draft: Draft, values: Values, said: Values) -> None:
        if draft.base and values["lead"] in ("", said["lead"]) and values["partners"] in ("", said["partners"]):
            return
        own = team(draft.base) if draft.base else ("", [])
        found: list[str] = []
        for name, default in (("lead", [own[0]] if own[0] else []), ("partners", own[1])):
            these, doubts = known.departments(values[name], self.words)
            self._say(draft, name, doubts, values[name])
            found += these if values[name] else default
        if not found:
            found = list(self.words.departments) if len(self.words.departments) == 1 else [PLACEHOLDER]
            self._say(draft, "lead", [(messages.DEPARTMENT_MISSING, {"stand_in": found[0]})])
        rules = {str(rule["department"]): rule for rule in (draft.base or {}).get("team", ())}
        names = list(dict.fromkeys(found))
        draft.members["lead"] = names[0]
        draft.members["team"] = [rules.get(name, {"department": name}) for name in names]
        if folded(values["joint"]) and _yes(values["joint"]) and len(names) == 1:
            self._say(draft, "joint", [(messages.JOINT_UNNAMED, {})], values["joint"])

    def _frequency(self, draft: Draft, new: Values) -> None:
        text = new.get("frequency", "")
        draft.visits = numbers.times_a_year(text) if text else None
        if text and not draft.visits:
            self._say(draft, "frequency", [(messages.FREQUENCY_ASIDE, {})], text)

    def _time(self, draft: Draft, new: Values) -> None:
        name = "time" if new.get("time") else "begins"
        both = "—".join(filter(None, (new.get("begins"), new.get("ends"))))
        text = new.get("time") or both
        if text:
            draft.days = spans(text, self.year)
            if draft.days is None:
                self._say(draft, name, [(messages.TIME_UNCLEAR, {})], text)

    def _differing(self, draft: Draft, group: Sequence[tuple[int, Values]]) -> None:
        """What further rows of a task say that its first row does not say."""
        first, values = group[0]
        for number, other in group[1:]:
            for name in sorted(self.headers.keys() - {"items", *ASIDE}):
                if other.get(name) and other[name] != values[name]:
                    self._say(draft, name, [(messages.ID_TWICE, {"first": first})], other[name], number)


def _kind_of(text: str) -> str:
    try:
        return str(ITEM_KIND(text)) if text else ""
    except Invalid:
        return ""


def _yes(text: str) -> bool:
    try:
        return bool(yes_no(text))
    except Invalid:
        return False
