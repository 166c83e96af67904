"""Invented names of people, villages, streets and businesses, put together from common characters."""

from itertools import product

from scheduler.sample.choose import number, pick, shuffled

TOWNS = {
    "夏村镇": 26,
    "东港街道": 18,
    "柳溪镇": 12,
    "青石岭镇": 11,
    "白鹭滩镇": 10,
    "南塘镇": 9,
    "北坪镇": 8,
    "松湾乡": 6,
}
"""The towns (镇街) of the county, with their share of its targets in per cent."""

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程"
_MIDDLE = "建志文晓春秀国玉海红立德庆雅思景明永家书"
_LAST = "平华芳敏军丽强静刚娟涛霞斌燕鹏玲辉梅宁兰峰岩波彤"
_BRAND = "仁济康惠安益和德百同瑞福永宏普广泰颐清润", "康和安德民生春心善宁健爱福仁泽源华庆祥恒"
_VILLAGE = "上下东西南北前后大小", "石河坡岭塘桥沟崖庄屯湾泉柳杨松"
_STREETS = ("人民路", "建设街", "新华路", "青年路", "迎宾大道", "文化路", "滨河路", "站前街", "兴业路", "朝阳街")


def person(name: str) -> str:
    """A person's name of two or three characters."""
    middle = "" if number(f"short/{name}", 6) == 0 else pick(f"middle/{name}", _MIDDLE)
    return pick(f"surname/{name}", _SURNAMES) + middle + pick(f"last/{name}", _LAST)


def brands(name: str) -> list[str]:
    """400 different names of two characters for businesses, in the order of ``name``."""
    return shuffled(f"brands/{name}", ("".join(pair) for pair in product(*_BRAND)))


def villages(town: str) -> list[str]:
    """150 different villages of a town."""
    return shuffled(f"villages/{town}", ("".join(pair) + "村" for pair in product(*_VILLAGE)))


def address(town: str, name: str) -> str:
    """A street and number in a town."""
    return f"夏村县{town}{pick(f'street/{name}', _STREETS)}{1 + number(f'number/{name}', 260)}号"


def stem(town: str) -> str:
    """A town's name without the word for its rank."""
    return town.removesuffix("街道").removesuffix("镇").removesuffix("乡")
