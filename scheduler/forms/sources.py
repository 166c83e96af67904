"""How randomness comes about, in words of a paper, from the sources that a commitment names. Pure.

A source may name others that stand in for it, in their order (``fallbacks``).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.forms import words
from scheduler.forms.fields import Source
from scheduler.randomness.lottery import GAMES

GROUPS = 5


def sources(named: Iterable[Mapping[str, Any]], text: str) -> Iterable[Source]:
    """The sources of a commitment with what was entered for each; ``text`` is blank before the draw."""
    parts = text.split("+") if text else []
    for k, source in enumerate(named):
        others = (
            "；不能产生的，依次改用：" + "；".join(map(how, source["fallbacks"])) if source.get("fallbacks") else ""
        )
        yield Source(str(k + 1), how(source) + others, entered(parts[k]) if parts else "")


def how(source: Mapping[str, Any]) -> str:
    """A source in words; one of a kind that is not known here by its kind."""
    match source["kind"]:
        case "dice":
            faces, marks = ("十", "0至9") if source["faces"] == 10 else ("六", "1至6")
            return f"当众掷{faces}面骰子{source['throws']}次，按投掷顺序记录每次的点数（{marks}）"
        case "drand":
            fires = words.moment(source["fires"])
            return f"公开随机数信标 drand（链 {source['chain'][:8]}）第{source['round']}轮，于{fires}产生"
        case "lottery":
            game, fires = source["game"], words.moment(source["fires"])
            return f"{GAMES[game].name if game in GAMES else game}第{source['issue']}期开奖号码，于{fires}开奖"
        case "shares":
            return f"{'、'.join(one['name'] for one in source['contributors'])}事先各自提交摘要、当众公开的随机数"
    return str(source["kind"])


def entered(part: str) -> str:
    """What was entered for one source, after its name; throws in groups of five."""
    kind, rest = part.partition(":")[0], part.rpartition(":")[2]
    if kind != "dice":
        return rest
    return " ".join(rest[k : k + GROUPS] for k in range(0, len(rest), GROUPS))
