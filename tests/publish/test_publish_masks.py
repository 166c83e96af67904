"""Names of persons are shown as the office's rule says, wherever they stand; legal persons as they are."""

import pytest

from inventories import uscc
from inventories.model import Target
from scheduler.publish import masks
from scheduler.publish.masks import Shown

RULES = ("whole", "masked", "code")


def code_of(kind: str) -> str:
    body = f"{kind}3799000123456AB"[:17]
    return body + uscc.check_character(body)


def number_of(seventh: str) -> str:
    """A registration number whose check digit fits."""
    return next(n for n in (f"371083{seventh}0000001{k}" for k in range(10)) if uscc.registration(n))


SHOP, COMPANY = code_of("92"), code_of("91")


def target(**changes: str) -> Target:
    plain = {"id": "T1", "name": "张建国口腔诊所", "district": "d", "category": "c", "owner": "张建国", "entity": SHOP}
    return Target(**plain | {"address": "兴业路 1 号张建国宅"} | changes)  # type: ignore[arg-type]


def test_the_three_rules() -> None:
    assert uscc.valid(SHOP)
    one = target()
    assert masks.shown(one, "whole") == Shown("张建国口腔诊所", SHOP, "兴业路 1 号张建国宅")
    assert masks.shown(one, "masked") == Shown("张**口腔诊所", SHOP, "兴业路 1 号张**宅")
    assert masks.shown(one, "code") == Shown(SHOP, SHOP, "兴业路 1 号张**宅")


def test_without_a_code_the_masked_name_stands() -> None:
    assert masks.shown(target(entity=""), "code") == Shown("张**口腔诊所", "", "兴业路 1 号张**宅")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("entity", [COMPANY, code_of("52"), number_of("1")])
def test_legal_persons_are_shown_as_they_are(rule: masks.SoleTraders, entity: str) -> None:
    one = target(entity=entity)
    assert masks.shown(one, rule) == Shown(one.name, entity, one.address)


def test_an_old_registration_number_of_a_person_is_not_shown() -> None:
    one = target(entity=number_of("6"))
    assert masks.shown(one, "whole").entity == one.entity
    assert masks.shown(one, "masked").entity == masks.shown(one, "code").entity == ""
    assert masks.shown(one, "code").name == "张**口腔诊所"


@pytest.mark.parametrize("rule", RULES)
def test_an_identity_number_for_a_code_is_never_shown(rule: masks.SoleTraders) -> None:
    for number in ("11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X"):
        shown = masks.shown(target(entity=number), rule)
        assert shown.entity == ""
        assert number not in shown.name


@pytest.mark.parametrize(
    ("owner", "text", "shown"),
    [
        ("张建国", "业主张建国、 张 建 国未到场", "业主张**、 张**未到场"),
        ("张建国、李四", "李四与张建国的诊所", "李*与张**的诊所"),
        ("张建国 李四", "李四与张建国的诊所", "李*与张**的诊所"),
        ("张 三", "张三诊所", "张*诊所"),
        ("阿依古丽·买买提", "阿依古丽买买提与阿依古丽·买买提", "阿******与阿******"),
        ("王", "王家诊所", "王家诊所"),
        ("", "仁和诊所", "仁和诊所"),
        ("(a+", "(a+诊所", "(**诊所"),
    ],
)
def test_a_persons_name_in_a_text(owner: str, text: str, shown: str) -> None:
    assert masks.words(text, target(owner=owner), "masked") == shown
    assert masks.words(text, target(owner=owner), "whole") == text
