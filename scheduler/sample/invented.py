"""Invented results of a draw's visits, in each department's official words, so that a demo has something to publish."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from scheduler.results.model import FINDINGS, FOLLOW_UPS, Finding, FollowUp, Result
from scheduler.sample.choose import number, pick, weighted, workday
from scheduler.sample.files import Sheet, write_xlsx
from scheduler.sample.people import MARKET

HEADERS = (
    *("访问编号", "部门", "抽查事项", "检查日期", "抽查结果", "存在的主要问题", "是否整改", "案件编号", "后续处置措施"),
    "复查日期",
)
DONE = Fraction(3, 5)

_MIX: dict[Finding, int] = {"no problem": 80, "corrected": 12, "penalty": 4, "unreachable": 4}
_MARKET: dict[Finding, Finding] = {
    "no problem": "none found",
    "corrected": "ordered",
    "penalty": "pending",
    "unreachable": "not at address",
}
"""What market regulation calls the same."""
_FOLLOW_UPS: dict[Finding, FollowUp] = {
    "no problem": "none",
    "corrected": "ordered",
    "penalty": "case",
    "unreachable": "referred",
}
_PROBLEMS: dict[str, tuple[str, ...]] = {
    "YL01": ("病历书写不规范", "未按规定公示诊疗人员信息", "使用未在本机构注册的卫生技术人员"),
    "YL02": ("个人剂量计佩戴不规范", "工作场所警示标识缺失"),
    "CR01": ("消毒记录不完整", "预检分诊登记不全", "未定期开展消毒效果监测"),
    "CR02": ("医疗废物暂存时间超过规定", "医疗废物交接登记不全"),
    "GG01": ("从业人员健康合格证明过期", "公共用品用具未做到一客一换", "未公示卫生检测结果"),
    "XX01": ("教室照度不达标", "晨午检登记不全"),
    "GS01": ("水质自检记录不全", "供管水人员健康合格证明过期"),
    "SC01": ("登记住所与实际经营场所不一致", "食品进货查验记录不全"),
}
_OTHER = ("管理制度不健全", "相关记录不完整")
_CLOSED = ("检查时单位已关闭", "多次上门均无人，无法取得联系")


class Visited(NamedTuple):
    """A visit of a draw: its name, first and last day on which it may be done, and each (department, item) it serves.

    The days are those of its period, or fewer: not before the draw, not after today. With none left it is not done.
    """

    visit: str
    first: date
    last: date
    checks: Sequence[tuple[str, str]]


def results(visits: Iterable[tuple[str, date, date, Sequence[tuple[str, str]]]], done: Fraction = DONE) -> list[Result]:
    """Results for about the share ``done`` of ``visits``, one for each (department, item); see ``Visited``.

    All that is invented for a visit depends on its name alone. Classes are dealt out to visits: where there is a
    problem, one department has it on one item, and the others found none; a closed place is closed for all.
    """
    every = (Visited(*visit) for visit in visits)
    return [result for visit in every if _is_done(visit, done) for result in _results(visit)]


def _is_done(visit: Visited, done: Fraction) -> bool:
    return visit.first <= visit.last and number(f"done/{visit.visit}", 1000) < 1000 * done


def _results(visit: Visited) -> Iterator[Result]:
    worst = weighted(f"finding/{visit.visit}", _MIX)
    on = workday(f"visited/{visit.visit}", visit.first, visit.last)
    where = number(f"where/{visit.visit}", max(1, len(visit.checks)))
    for k, (department, item) in enumerate(visit.checks):
        finding = worst if k == where or worst == "unreachable" else "no problem"
        name = f"{visit.visit}/{item}"
        problems, rectification = _words(name, item, finding)
        yield Result(
            visit.visit,
            department,
            item,
            _MARKET[finding] if department == MARKET else finding,
            on,
            problems,
            rectification,
            case=f"夏立〔{on.year}〕{number(f'case/{name}', 1000)}号" if finding == "penalty" else "",
            follow_up=_FOLLOW_UPS[finding],
            recheck_due=on + timedelta(30) if finding == "corrected" and rectification != "已整改" else None,
        )


def _words(name: str, item: str, finding: Finding) -> tuple[str, str]:
    """The main problem (存在的主要问题) and whether it was set right (是否整改)."""
    problem = pick(f"problem/{name}", _PROBLEMS.get(item, _OTHER))
    match finding:
        case "no problem":
            return "", ""
        case "unreachable":
            return pick(f"closed/{name}", _CLOSED), ""
        case "penalty":
            return f"{problem}，已立案处罚", "整改中"
        case _:
            return problem, pick(f"right/{name}", ("已整改", "整改中", "待复查"))


def write_results(path: Path, rows: Iterable[Result]) -> Path:
    """Write ``rows`` as a workbook, as departments would hand it in, to ``path``, which is returned."""
    cells = (
        (
            *(r.visit, r.department, r.item, r.date, FINDINGS[r.finding].text, r.problems, r.rectification, r.case),
            *(FOLLOW_UPS[r.follow_up] if r.follow_up else "", r.recheck_due or ""),
        )
        for r in rows
    )
    return write_xlsx(path, Sheet(("夏村县双随机抽查结果汇总表（虚构示例数据）",), HEADERS, cells))
