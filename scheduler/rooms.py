"""The rooms of rules: every rule of the office's work by the room it stands in, and where each room's rules are checked."""

from dataclasses import dataclass
from types import ModuleType

from inspectors import rules as eligibility
from inventories.problems import N_, Message
from inventories.rules import Rule
from scheduler.plan import rules as plan
from scheduler.plan.why import rules as staffing
from scheduler.schedule import rules as schedule
from scheduler.solve import rules as solve


@dataclass(frozen=True)
class Room:
    """A room: its code, its name, where its rules are checked (a verb, an audit check), and the package (or module) that holds
    them and their list."""

    code: str
    name: str
    checked: str
    package: ModuleType

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order, and after them what is only wished for."""
        return (*self.package.RULES, *getattr(self.package, "GOALS", ()))


ROOMS = (
    Room("plan", N_("The plan"), "plan check", plan),
    Room("staffing", N_("Staffing of the plan"), "plan check", staffing),
    Room("solve", N_("Rates that are found"), "plan solve", solve),
    Room("schedule", N_("Dates of visits"), "schedule", schedule),
    Room("eligibility", N_("Eligibility"), "audit 1.21", eligibility),
)
"""A new room is one line here, a new rule one module and one line in its room's list."""


def said(rule: Rule) -> Message | None:
    """What the rule says where it is not kept; None if its statements say that, each its own."""
    found: Message | None = getattr(rule, "says", None)
    return found


def helps(rule: Rule) -> str:
    """What helps where the rule is not kept, a text of the catalogues; "" if nothing general can be said."""
    repair: Message | None = getattr(rule, "repair", None)
    message = said(rule)
    return message.advice if message else repair.text if repair else ""
