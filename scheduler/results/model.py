"""A result as it is entered, in the four official classes of the health authorities (抽查结果信息)."""

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

Finding = Literal["no problem", "corrected", "penalty", "unreachable"]
FINDINGS: dict[Finding, str] = {
    "no problem": "抽查未发现问题",
    "corrected": "发现问题已责令改正",
    "penalty": "行政处罚",
    "unreachable": "无法联系(检查时单位已关闭等情形)",
}
"""The official wording of each class."""


@dataclass(frozen=True)
class Result:
    """What one department found at one visit on one item. ``rectification`` is free text such as 整改中 or 待复查."""

    visit: str
    department: str
    item: str
    finding: Finding
    date: Day
    problems: str = ""
    rectification: str = ""
