"""Site views to render: a whole one, hostile texts, and the empty states."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inventories.records import canonical
from scheduler.publish.view import (
    ActCount,
    ChangeView,
    CheckedView,
    CheckView,
    CommitmentView,
    Condition,
    DigestView,
    DrawView,
    EndedView,
    EstimateView,
    ExclusionCount,
    FormerView,
    ItemView,
    MandateView,
    ObjectionView,
    OutcomeView,
    OverdueView,
    PeriodView,
    PlanView,
    RandomnessView,
    RateLine,
    ResultRow,
    SiteView,
    SourceView,
    StepView,
    StratumPool,
    TaskDrawn,
    TaskPool,
    TaskProgress,
    TaskView,
    VerdictView,
    VoidView,
)
from scheduler.results.model import FINDINGS, Finding

RECORD = {
    "format": "double-random/commitment@1",
    "specification": "double-random/1",
    "plan": {"id": "2026-01", "batch": 2, "digest": "fe" * 32},
    "draw": "closed",
    "results_due": "2026-11-30",
}
HASH = hashlib.sha256(canonical(RECORD)).hexdigest()
OLD_HASH = "7fa6cb16bc7899ae540c3a5e6520fa05" * 2

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> & 'quoted' </td></table>",
    '=HYPERLINK("https://evil.example";"诊所")',
    "＝1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "长" * 300,
    "W" * 300,
    "诊所\u202eexe.tnemyap\u202c",
    "{{ 7 * 7 }} {% raw %} {0.__class__} %(x)s",
    "ab\x00\x07\u200b\u2028cd",
)

PLAN = PlanView(
    id="2026-01",
    batch=2,
    periods=(
        PeriodView("q1", date(2026, 4, 1), date(2026, 6, 30)),
        PeriodView("q2", date(2026, 7, 1), date(2026, 9, 30)),
    ),
    tasks=(
        TaskView(
            id="t1",
            name="医疗机构依法执业情况抽查",
            items=(
                ItemView("W-01", "医疗机构依法执业情况的监督检查", "《医疗机构管理条例》"),
                ItemView("W-02", "传染病防治监督检查", "《中华人民共和国传染病防治法》"),
            ),
            kind="key",
            scope=(Condition("category", ("诊所", "门诊部", "村卫生室")), Condition("是否设放射科", ("是",))),
            lead="市卫生健康局",
            partners=("市场监督管理局", "医疗保障局", "生态环境局"),
            periods=("q1", "q2"),
            rates=(
                RateLine((), "1/20"),
                RateLine((Condition("band", ("B",)),), "1/5"),
                RateLine((Condition("band", ("C", "D")), Condition("category", ("诊所",))), "1/3"),
            ),
            mandates=(MandateView((), "31"), MandateView(("夏村镇",), "3/100")),
        ),
        TaskView(
            id="t2",
            name="公共场所卫生抽查",
            items=(ItemView("G-07", "公共场所卫生监督检查"),),
            kind="general",
            scope=(),
            lead="市卫生健康局",
            partners=(),
            periods=("q2",),
            rates=(RateLine((), "1"), RateLine((Condition("band", ("D",)),), "3")),
            total=12,
        ),
    ),
    results_due=date(2026, 11, 30),
    steps=(
        StepView("approved", "夏卫发〔2026〕3号", "2026-01-05", "", "", (), 0),
        StepView("filed", "夏卫报〔2026〕5号", "2026-01-06", "市卫生健康委员会", "", (), 0),
        StepView(
            "amended", "夏卫发〔2026〕9号", "2026-03-01", "", "上级要求", (ChangeView("task[t2].total", "10", "12"),), 2
        ),
    ),
)

COMMITMENT = CommitmentView(
    hash=HASH,
    time="2026-03-20T01:30:00Z",
    position=41,
    record=RECORD,
    specification="double-random/1",
    closed=True,
    sources=(SourceView("drand", "quicknet 18234567", 256), SourceView("lottery", "双色球 2026033", 24)),
    tasks=(
        TaskPool(
            "t1",
            1010,
            96,
            97,
            (StratumPool("城区街道", 420), StratumPool("夏村镇", 331), StratumPool("乳山寨镇", 259)),
        ),
        TaskPool("t2", 240, 12, 12, ()),
    ),
    exclusions=(
        ExclusionCount("t1", "closed", 12),
        ExclusionCount("t1", "本年已接受国家随机监督抽查", 7),
        ExclusionCount("t2", "suspended", 3),
    ),
    unreached=7,
    digests=(
        DigestView("frame", "a1" * 32, 1250),
        DigestView("targets", "b2" * 32, 1402),
        DigestView("items", "c3" * 32, 79),
        DigestView("signals", "d4" * 32, 388),
        DigestView("conflicts", "e5" * 32),
    ),
)

THROWN = RandomnessView(
    text="drand:52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971:18234567:" + "ab" * 48,
    time="2026-03-21T02:00:00Z",
    position=43,
)
DRAW = DrawView(
    plan="2026-01",
    batch=2,
    commitment=HASH,
    committed="2026-03-20T01:30:00Z",
    position=41,
    randomness=THROWN,
    outcome=OutcomeView(
        tasks=(TaskDrawn("t1", 96), TaskDrawn("t2", 12)),
        visits=104,
        open_slots=2,
        acts=(ActCount("recusal", 3), ActCount("appointment", 1)),
    ),
)

VOID = replace(
    DRAW,
    batch=1,
    commitment=OLD_HASH,
    committed="2026-02-11T01:00:00Z",
    position=21,
    randomness=replace(THROWN, time="2026-02-11T02:00:00Z", position=22),
    void=VoidView("名录库导入有误，经局务会研究决定作废", "2026-02-12T08:05:00Z"),
)

CHECK = CheckView(
    command="double-random audit bundle.zip",
    bundle_digest="9f" * 32,
    checkpoint="office.example/draws\n57\nu4qGY0Yk0dPq0yPp3vX2oAq2o1p0rB7q5h0Yz0d1c2M=\n\n— office.example/draws "
    "wXyzAbCdEf0123456789+/wXyzAbCdEf0123456789+/wXyzAbCdEf0123456789+/wXyzAbCdEf0123456789+/AbCd==\n",
)


FORMER = FormerView(
    date(2026, 4, 20), date(2026, 7, 2), "检查记录录入有误", "penalty", "使用过期消毒剂", "待复查", date(2026, 4, 1)
)
OBJECTIONS = (
    ObjectionView(date(2026, 6, 20), "当日消毒剂未过期，有进货单为证", "upheld", date(2026, 7, 1), "经核对进货单属实"),
    ObjectionView(date(2026, 7, 20), "地址写错了"),
)
GONE = EndedView("2026-1-0099", date(2026, 8, 1), "credit repair", "ab" * 32, "00" * 6)
OVERDUE = OverdueView(
    "2026-01-2", "迟迟诊所", "", "胜利街 9 号", ("t1",), ("市卫生健康局", "医疗保障局"), date(2026, 11, 30)
)
VERDICTS = (
    VerdictView("", 1, "green"),
    VerdictView("", 3, "amber", (CheckedView("3.10", "the log continues every checkpoint held outside", "amber"),)),
    VerdictView("2026-01-2", 1, "green"),
    VerdictView("2026-01-2", 2, "red", (CheckedView("2.01", "the source is not the office's own", "red"),)),
)


def row(number: int, **changes: object) -> ResultRow:
    """A result like those of an office; ``number`` varies what is in it."""
    finding: Finding = list(FINDINGS)[number % 4]
    plain = ResultRow(
        reference=f"2026-2-{number + 1:04d}",
        target=("仁和诊所", "乳山市夏村镇兴村卫生室", "康宁口腔门诊部", "银滩大酒店")[number % 4],
        entity=("91371083MA3C0001XA", "", "92371083MA3F7K2P0X", "91371083MA3C0004XB")[number % 4],
        address=("胜利街 1 号", "夏村镇兴村", "青山路 88 号金色港湾小区 3 号楼 101 室", "")[number % 4],
        task=("t1", "t1", "t1", "t2")[number % 4],
        department=("市卫生健康局", "市卫生健康局", "医疗保障局", "市卫生健康局")[number % 4],
        item=("医疗机构依法执业情况的监督检查", "传染病防治监督检查", "医保基金使用情况检查", "公共场所卫生监督检查")[
            number % 4
        ],
        finding=finding,
        problems=""
        if finding in ("no problem", "unreachable")
        else "未按规定书写门诊病历；医疗废物暂存间未上锁，警示标识缺失",
        rectification={"corrected": "整改中", "penalty": "待复查"}.get(finding, ""),
        date=date(2026, 4, 1) + timedelta(days=number % 90),
        corrected=date(2026, 7, 2) if number % 17 == 5 else None,
        since=date(2026, 4, 10) + timedelta(days=number % 90),
        former=(FORMER,) if number % 17 == 5 else (),
        objections=OBJECTIONS if number % 17 == 5 else (),
        place=hashlib.sha256(f"place {number // 3}".encode()).hexdigest()[:12],
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def whole(rows: int = 123) -> SiteView:
    """A site in the middle of its year, with ``rows`` results."""
    return SiteView(
        office="乳山市卫生健康局",
        title="2026 年度医疗卫生行业“双随机、一公开”抽查计划",
        plan=PLAN,
        commitment=COMMITMENT,
        draws=(VOID, DRAW),
        results=tuple(map(row, range(rows))),
        progress=(TaskProgress("t1", 96, 61, 3), TaskProgress("t2", 12, 12, 0)),
        overall=TaskProgress("", 104, 69, 3),
        check=CHECK,
        ended=(GONE,) if rows else (),
        overdue=(OVERDUE,),
        commitments=(replace(COMMITMENT, hash=OLD_HASH), COMMITMENT),
        estimates=(EstimateView("t1", 1010, 96, 12, 9, 5, 15, False), EstimateView("t2", 12, 12, 3, 25, 25, 25, True)),
        verdicts=VERDICTS,
    )


def planned() -> SiteView:
    """A site with a plan and nothing else."""
    check = CheckView("double-random audit bundle.zip")
    nothing: dict[str, Any] = dict.fromkeys(
        ("draws", "progress", "overdue", "commitments", "estimates", "verdicts"), ()
    )
    return replace(whole(0), commitment=None, overall=None, check=check, **nothing)


def committed() -> SiteView:
    """A site whose draw has not taken place."""
    waiting = replace(DRAW, randomness=None, outcome=None)
    nothing: dict[str, Any] = dict.fromkeys(("progress", "overdue", "estimates", "verdicts"), ())
    return replace(whole(0), draws=(waiting,), overall=None, commitments=(COMMITMENT,), **nothing)


def _disputed(result: ResultRow, text: str) -> ResultRow:
    before = replace(FORMER, ground=text, problems=text, rectification=text)
    return replace(result, former=(before,), objections=(replace(OBJECTIONS[0], words=text, reason=text),))


def hostile() -> SiteView:
    """Every text of the site is an attack."""
    texts = {"target": 0, "entity": 1, "address": 2, "department": 3, "item": 4, "problems": 5, "rectification": 6}
    rows = tuple(
        row(n, **{column: HOSTILE[(n + shift) % len(HOSTILE)] for column, shift in texts.items()})
        for n in range(len(HOSTILE))
    )
    rows += tuple(row(n + 50, target=text) for n, text in enumerate(HOSTILE))
    rows += tuple(_disputed(row(n + 100), text) for n, text in enumerate(HOSTILE))
    conditions = (Condition(HOSTILE[0], HOSTILE), Condition(HOSTILE[8], (HOSTILE[9],)))
    task = replace(
        PLAN.tasks[0],
        id=HOSTILE[1],
        name=HOSTILE[9],
        items=tuple(ItemView(text[:64], text, text) for text in HOSTILE),
        scope=conditions,
        lead=HOSTILE[8],
        partners=HOSTILE,
        rates=(RateLine(conditions, HOSTILE[2]),),
        mandates=(MandateView(HOSTILE, HOSTILE[1]),),
    )
    steps = tuple(StepView("amended", t, t, t, t, (ChangeView(t, t, None),), 1) for t in HOSTILE)
    pool = replace(COMMITMENT.tasks[0], strata=tuple(StratumPool(text, 9) for text in HOSTILE))
    commitment = replace(
        COMMITMENT,
        tasks=(pool,),
        exclusions=tuple(ExclusionCount("t1", text, 1) for text in HOSTILE),
        sources=tuple(SourceView("dice", text, 64) for text in HOSTILE),
    )
    void = replace(
        VOID,
        void=VoidView(HOSTILE[0] + HOSTILE[8], "2026-02-12T08:05:00Z"),
        randomness=replace(THROWN, text=HOSTILE[9]),
    )
    return replace(
        whole(),
        office=HOSTILE[1] + HOSTILE[10],
        title=HOSTILE[0] + HOSTILE[9],
        plan=replace(PLAN, id=HOSTILE[0], tasks=(task, PLAN.tasks[0], PLAN.tasks[1]), steps=steps),
        commitment=commitment,
        draws=(void, DRAW),
        results=rows,
        progress=(TaskProgress(HOSTILE[1], 96, 61, 3), TaskProgress("t1", 0, 0, 0)),
        check=replace(CHECK, command=HOSTILE[0] + HOSTILE[9], checkpoint="\n".join(HOSTILE)),
        ended=tuple(
            replace(GONE, reference=f"{k:012x}", ground=text, digest=f"{k:064x}", place=f"{k:012x}")
            for k, text in enumerate(HOSTILE)
        ),
        overdue=tuple(OverdueView("2026-01-2", t, t, t, (t,), (t,), date(2026, 11, 30)) for t in HOSTILE),
        commitments=(replace(commitment, hash=OLD_HASH), commitment),
        terms=HOSTILE[0],
    )
