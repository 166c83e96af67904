"""What the places of each category are called, and in which town they lie: (name, town) pairs without end, or enough."""

from collections.abc import Callable, Iterator, Mapping

from scheduler.sample.choose import weighted
from scheduler.sample.names import TOWNS, brands, stem, villages

Named = Iterator[tuple[str, str]]

COUNTY_HOSPITALS = ("夏村县人民医院", "夏村县中医医院", "夏村县妇幼保健院", "夏村县第二人民医院", "夏村县精神卫生中心")

_CLINICS = {"诊所": 7, "口腔诊所": 5, "中医诊所": 4, "门诊部": 2, "口腔门诊部": 1}
_VENUES = {
    "宾馆": 22, "快捷酒店": 12, "旅馆": 14, "理发店": 34, "美容美发厅": 30, "美容院": 16, "洗浴中心": 12,
    "游泳馆": 4, "影城": 4, "商场": 10, "超市": 12, "歌舞厅": 6, "书店": 4, "茶座": 8,
}  # fmt: skip
_SCHOOLS = ("中心小学", "中学", "实验小学", "第二小学", "第二中学", "育才学校")


def centre(town: str) -> str:
    """The name of a town's own health centre."""
    return f"{town}社区卫生服务中心" if town.endswith("街道") else f"{town}卫生院"


def is_branch(name: str) -> bool:
    """Whether a health station is run by its town's health centre, and so shares that centre's credit code."""
    return name.endswith("延伸服务站")


def _hospitals() -> Named:
    yield from ((name, "夏村镇") for name in COUNTY_HOSPITALS)
    for brand in brands("hospital"):
        yield f"夏村{brand}医院", weighted(f"hospital/{brand}", {"夏村镇": 3, "东港街道": 2, "柳溪镇": 1})


def _centres() -> Named:
    yield from ((centre(town), town) for town in TOWNS)
    for k, (village, town) in enumerate(_hamlets("station")):
        yield f"{stem(town)}{village.removesuffix('村')}{'延伸' if k % 3 == 0 else '社区卫生'}服务站", town


def _clinics() -> Named:
    for brand in brands("clinic"):
        kind = weighted(f"clinic kind/{brand}", _CLINICS)
        yield f"夏村{brand}{kind}", weighted(f"clinic/{brand}", TOWNS)


def _village_rooms() -> Named:
    for village, town in _hamlets("village room"):
        yield f"{town}{village}卫生室", town


def _venues() -> Named:
    for brand in brands("venue"):
        yield f"夏村{brand}{weighted(f'venue kind/{brand}', _VENUES)}", weighted(f"venue/{brand}", TOWNS)


def _schools() -> Named:
    yield from ((f"夏村县第{number}中学", "夏村镇") for number in "一二三")
    yield "夏村县职业中等专业学校", "东港街道"
    yield from ((stem(town) + school, town) for school in _SCHOOLS for town in TOWNS)


def _waterworks() -> Named:
    yield "夏村县自来水有限公司", "夏村镇"
    yield from ((f"{stem(town)}供水站", town) for town in TOWNS)
    for village, town in _hamlets("waterworks"):
        yield f"{stem(town)}{village}集中供水点", town


def _hamlets(name: str) -> Named:
    """Different villages, the towns by their shares."""
    waiting = {town: iter(villages(town)) for town in TOWNS}
    for k in range(400):
        town = weighted(f"{name}/{k}", TOWNS)
        yield next(waiting[town]), town


NAMED: Mapping[str, Callable[[], Named]] = {
    "医院": _hospitals,
    "社区卫生服务机构": _centres,
    "诊所": _clinics,
    "村卫生室": _village_rooms,
    "公共场所": _venues,
    "学校": _schools,
    "集中式供水单位": _waterworks,
}
"""By category of target (单位类别)."""
