"""One cell in one column."""

import pytest

from inventories import cells
from inventories.cells import outcome
from inventories.columns import Column
from inventories.mapping import Synonyms
from inventories.values import identifier, label, text, whole, yes_no

NAME = Column("name", "Name", (), text, required=True)
CLASS = Column("class", "Class", (), label)
COUNT = Column("count", "Count", (), whole(1), default=1)
KEY = Column("id", "ID", (), identifier, key=True)
CODE = Column("number", "Number", (), text, codes="register")
MANY = Column("many", "Many", (), label, multi=True)


def errors(column: Column, content: str) -> list[str]:
    return [message.code for message, _ in outcome(column, content).errors]


def test_blanks() -> None:
    assert errors(NAME, " \u3000\u200b") == ["value-missing"]
    assert outcome(COUNT, "").value == 1
    assert outcome(MANY, " ").value == ()
    assert outcome(CLASS, "", Synonyms(blank="无")).value == "无"


@pytest.mark.parametrize("sign", ["/", "／", "-", "—", "——", "无", " 暂无 ", "N/A"])
def test_signs_of_a_blank(sign: str) -> None:
    assert errors(NAME, sign) == ["value-missing"]
    assert errors(COUNT, sign) == []
    assert [outcome(column, sign).value for column in (COUNT, CLASS, MANY, CODE)] == [1, "", (), ""]
    assert (
        outcome(
            CLASS, sign, Synonyms({"/": "x", "-": "x", "—": "x", "——": "x", "无": "x", "暂无": "x", "n/a": "x"})
        ).value
        == "x"
    )
    assert outcome(CLASS, sign, Synonyms(blank="other")).value == "other"


def test_a_sign_that_is_a_word_of_the_column_stays_one() -> None:
    column = Column("lead", "Lead", (), yes_no, default=None)
    assert outcome(column, "无").value is False
    assert outcome(column, "/").value is None


def test_a_missing_identifier_has_an_advice_of_its_own() -> None:
    column = Column("id", "ID", (), identifier, required=True, key=True)
    assert errors(column, "") == errors(column, "无") == ["identifier-missing"]


@pytest.mark.parametrize("content", ["#N/A", "#ref!", " #DIV/0! "])
def test_failed_formulas(content: str) -> None:
    assert errors(NAME, content) == ["formula-error"]


def test_codes_written_as_numbers() -> None:
    assert errors(KEY, "9.133E+17") == errors(CODE, "9.133e+17") == ["digits-lost"]
    assert errors(NAME, "9.133E+17") == []


def test_synonyms_and_the_catch_all() -> None:
    words = Synonyms({"tavern": "Tavern", "bar": "Tavern", "none": ""}, other="other")
    assert [outcome(CLASS, w, words).value for w in ("BAR ", "tavern", "Inn", "None", "")] == [
        "Tavern", "Tavern", "other", "", "",
    ]  # fmt: skip
    assert outcome(CLASS, "Inn", words).caught == ("Inn",)
    assert outcome(CLASS, "bar", words).caught == ()
    assert outcome(MANY, "bar，Tavern、Inn；none", words).value == ("Tavern", "other")


def test_several_values_each_have_their_errors() -> None:
    found = outcome(Column("many", "Many", (), identifier, multi=True), "a、县医院、b、*")
    assert found.value == ("a", "b")
    assert [message.code for message, _ in found.errors] == ["identifier", "identifier"]


def test_personal_numbers() -> None:
    assert errors(KEY, "13912345678") == ["phone-identifier"]
    assert errors(KEY, "11010519491231002X") == errors(KEY, "110105 19491231 002X") == ["card-identifier"]
    assert errors(KEY, "1101051949123100\u200b2X") == errors(KEY, "1 1 0 1 0 5 19491231002X") == ["card-identifier"]
    assert errors(KEY, "110105194912310021") == ["card-identifier-mistyped"]
    assert errors(KEY, "110105491231005") == ["card-identifier-old"]
    assert outcome(CODE, "1 1 0 1 0 5 19491231002X").value == "***"
    found = outcome(NAME, "张三13912345678")
    assert (found.value, found.warnings[0][0].code) == ("张三***", "personal-masked")
    assert outcome(CODE, "13912345678").value == "13912345678"


@pytest.mark.parametrize(
    ("content", "value", "characters"),
    [
        ("县\u202e院医", "县院医", "U+202E"),
        ("县\u200b医\u2066院", "县医院", "U+200B, U+2066"),
        ("\ufeff县医院", "县医院", "U+FEFF"),
    ],
)
def test_invisible_characters_are_told(content: str, value: str, characters: str) -> None:
    found = outcome(NAME, content)
    assert (found.value, found.errors) == (value, ())
    assert [(m.code, p) for m, p in found.warnings] == [("invisible-character", {"characters": characters})]


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u202e"])
def test_invisible_characters_hide_no_personal_number(hidden: str) -> None:
    found = outcome(NAME, f"张三139{hidden}12345678")
    assert (found.value, [m.code for m, _ in found.warnings]) == ("张三***", ["invisible-character", "personal-masked"])
    assert errors(KEY, f"139{hidden}12345678") == ["phone-identifier"]


def test_joiners_that_a_script_needs_stay() -> None:
    found = outcome(NAME, "ئۇ\u200cي")
    assert (found.value, found.warnings) == ("ئۇ\u200cي", ())


@pytest.mark.parametrize(("content", "nought"), [("", True), ("0", True), ("0.0", True), ("０", True), ("1", False)])
def test_zero(content: str, nought: bool) -> None:
    assert cells.zero(content) is nought
