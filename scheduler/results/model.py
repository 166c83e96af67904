"""A result as it is entered, in the official words of the health and of the market regulation authorities (抽查结果信息)."""

from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal

from inventories.records import record

Finding = Literal[
    "no problem",
    "corrected",
    "penalty",
    "unreachable",
    "none found",
    "undisclosed",
    "false disclosure",
    "not at address",
    "ordered",
    "uncooperative",
    "not engaged",
    "shut down",
    "pending",
    "deregistered",
]
Vocabulary = Literal["health", "market"]
FindingClass = Literal["clean", "problem", "closed"]
FollowUp = Literal["", "none", "referred", "ordered", "case", "notified", "other"]


@dataclass(frozen=True)
class Wording:
    """The official wording of a finding, the vocabulary that has it, and its class: ``clean`` is no problem found,
    ``closed`` that there was nothing to check, because the target is closed or cannot be found."""

    text: str
    vocabulary: Vocabulary
    kind: FindingClass


FINDINGS: dict[Finding, Wording] = {
    "no problem": Wording("抽查未发现问题", "health", "clean"),
    "corrected": Wording("发现问题已责令改正", "health", "problem"),
    "penalty": Wording("行政处罚", "health", "problem"),
    "unreachable": Wording("无法联系(检查时单位已关闭等情形)", "health", "closed"),
    "none found": Wording("未发现问题", "market", "clean"),
    "undisclosed": Wording("未按规定公示应当公示的信息", "market", "problem"),
    "false disclosure": Wording("公示信息隐瞒真实情况弄虚作假", "market", "problem"),
    "not at address": Wording("通过登记的住所（经营场所）无法联系", "market", "closed"),
    "ordered": Wording("发现问题已责令改正", "market", "problem"),
    "uncooperative": Wording("不配合检查情节严重", "market", "problem"),
    "not engaged": Wording("未发现开展本次抽查涉及的经营活动", "market", "clean"),
    "shut down": Wording("已关闭停业或正在组织清算", "market", "closed"),
    "pending": Wording("发现问题待后续处理", "market", "problem"),
    "deregistered": Wording("注销、被吊销、被撤销或迁出", "market", "closed"),
}
"""Every finding by its code. A code is of one vocabulary alone."""

FOLLOW_UPS: dict[FollowUp, str] = {
    "none": "未发现问题或相关问题已规范、已改正，无需后续处置",
    "referred": "停止检查，反馈至日常监管部门依法依规处理",
    "ordered": "违反本部门相关规定，责令改正；后续跟踪由日常监管部门负责",
    "case": "发现案件线索，初步固定相关证据后移送办案机构依法依规处理",
    "notified": "违反其他部门相关规定，抄告相关部门",
    "other": "其他",
}
"""The official wording of each follow-up (后续处置措施)."""

Place = tuple[str, str, str]
"""What a result is about: visit, department and item."""


@dataclass(frozen=True)
class Result:
    """What one department found at one visit on one item.

    ``rectification`` is free text such as 整改中 or 待复查. ``inspectors`` are those who were there; none: the visit's
    team of this department. ``case`` is the number of the penalty case, ``recheck_due`` the day of the re-check (复查).
    """

    visit: str
    department: str
    item: str
    finding: Finding
    date: Day
    problems: str = ""
    rectification: str = ""
    inspectors: tuple[str, ...] = ()
    case: str = ""
    follow_up: FollowUp = ""
    recheck_due: Day | None = None

    @property
    def place(self) -> Place:
        """What the result is about."""
        return self.visit, self.department, self.item


def from_row(row: dict[str, Any]) -> Result:
    """The result that a row of the log holds. Errors: KeyError, TypeError, ValueError."""
    if set(row) != set(Result.__dataclass_fields__):
        raise TypeError(f"a result has not the members {sorted(row)}")
    return record(Result, row)


def wordings(vocabulary: Vocabulary) -> list[str]:
    """The official words of a vocabulary, in their order."""
    return [wording.text for wording in FINDINGS.values() if wording.vocabulary == vocabulary]
