"""Words for findings and follow-ups as people write them. One word may mean a finding of each vocabulary."""

from collections.abc import Mapping

from inventories.values import Choice, Invalid, folded
from scheduler.results.model import FINDINGS, FOLLOW_UPS, Finding, Vocabulary

_SPELLINGS: Mapping[Finding, tuple[str, ...]] = {
    "no problem": ("未发现问题", "no problem", "no problem found"),
    "corrected": ("责令改正", "已责令改正", "corrected", "ordered to correct"),
    "penalty": ("行政处罚", "处罚", "立案", "立案查处", "penalty", "administrative penalty"),
    "unreachable": ("无法联系", "已关闭", "关闭", "unreachable", "closed"),
    "none found": ("抽查未发现问题", "no problem", "no problem found", "none found"),
    "undisclosed": ("未按规定公示", "undisclosed"),
    "false disclosure": ("隐瞒真实情况弄虚作假", "弄虚作假", "false disclosure"),
    "not at address": ("无法联系", "通过登记的住所无法联系", "unreachable", "not at address"),
    "ordered": ("责令改正", "已责令改正", "发现问题经责令已改正", "corrected", "ordered to correct", "ordered"),
    "uncooperative": ("不配合检查", "uncooperative"),
    "not engaged": ("未开展经营活动", "查无此项", "not engaged"),
    "shut down": ("已关闭", "关闭", "停业", "已关闭停业", "closed", "shut down"),
    "pending": ("待后续处理", "pending"),
    "deregistered": ("注销", "被注销", "已注销", "被吊销", "吊销", "被撤销", "撤销", "迁出", "deregistered"),
}
_FOLLOW_UP_SPELLINGS = {
    "none": ("无需后续处置", "无需处置"),
    "referred": ("反馈至日常监管部门",),
    "ordered": ("责令改正",),
    "case": ("移送办案机构", "移送"),
    "notified": ("抄告相关部门", "抄告"),
    "other": (),
}
_JOINED = " / "


def _findings() -> dict[str, tuple[str, ...]]:
    """The words by what they can mean: the codes that share them, joined."""
    meant: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    for code, wording in FINDINGS.items():
        for word in (wording.text, *_SPELLINGS[code]):
            codes = meant.setdefault(folded(word), [])
            spelt.setdefault(folded(word), word)
            if code not in codes:
                codes.append(code)
    result: dict[str, tuple[str, ...]] = {}
    for key, codes in meant.items():
        name = _JOINED.join(codes)
        result[name] = (*result.get(name, ()), spelt[key])
    return result


class _Findings(Choice):
    """Says of a word that is none which the official ones are; there are many spellings besides."""

    def __call__(self, value: str) -> str:
        """The codes that a word can mean, joined. Errors: Invalid."""
        try:
            return str(super().__call__(value))
        except Invalid as error:
            official = dict.fromkeys(wording.text for wording in FINDINGS.values())
            raise Invalid(error.message, words=", ".join(official)) from None


FINDING = _Findings(_findings())
"""Reads a finding as the codes that the word can mean, joined by `` / ``: see ``finding``."""
FOLLOW_UP = Choice({code: (text, *_FOLLOW_UP_SPELLINGS[code], code) for code, text in FOLLOW_UPS.items()})
"""Reads a follow-up as its code."""


def finding(meant: str, vocabulary: Vocabulary) -> Finding:
    """The finding of ``vocabulary`` among those that a word can mean; the first of them where it has none."""
    codes: list[Finding] = [code for code in FINDINGS if code in meant.split(_JOINED)]
    return next((code for code in codes if FINDINGS[code].vocabulary == vocabulary), codes[0])
