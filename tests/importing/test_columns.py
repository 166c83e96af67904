"""Headers as they are written, and as they are meant."""

import pytest

from inspectors import templates as roster
from inspectors.model import Conflict, Inspector, Leave
from inventories import templates
from inventories.columns import Column, fold, known, listed, personal, positions
from inventories.model import Exclusion, Item, PastVisit, Target
from inventories.outside import ClassLine, RepairLine, SignalLine


@pytest.mark.parametrize(
    "header",
    ["所在业务部门（机构）", " 所在业务部门 (机构) ", "*所在业务部门（机构）", "所在业务部门\n（机构）（必填）",
     "\ufeff所在业务部门(机构)"],
)  # fmt: skip
def test_spellings_of_one_header(header: str) -> None:
    assert fold(header) == fold("所在业务部门（机构）")


def test_case_and_underscores() -> None:
    assert fold("Credit_Code") == fold("ＣＲＥＤＩＴ code")
    assert positions(("名称", "Credit code", "", "credit_code"), "CREDIT CODE") == (1, 3)


def test_known_holds_every_header() -> None:
    assert {"单位名称", "name"} <= known(templates.TARGETS)


@pytest.mark.parametrize(
    ("columns", "record", "other"),
    [(templates.TARGETS, Target, {"licence_kind", "licence_number", "licence_until"}), (templates.ITEMS, Item, {"part"}),
     (templates.SIGNALS, SignalLine, set()),
     (templates.REPAIRS, RepairLine, set()), (templates.CLASSES, ClassLine, set()),
     (templates.HISTORY, PastVisit, set()), (templates.EXCLUSIONS, Exclusion, set()),
     (roster.INSPECTORS, Inspector, set()), (roster.LEAVE, Leave, set()), (roster.CONFLICTS, Conflict, set())],
)  # fmt: skip
def test_columns_are_the_fields_of_their_record(columns: tuple[Column, ...], record: type, other: set[str]) -> None:
    fields = {c.field for c in columns} - other
    assert fields == set(record.__dataclass_fields__) - {"licences", "attributes", "gone", "merged_into"}


@pytest.mark.parametrize(
    "columns",
    [templates.TARGETS, templates.ITEMS, templates.SIGNALS, templates.REPAIRS, templates.CLASSES, templates.REGISTRY,
     templates.HISTORY, templates.EXCLUSIONS, roster.INSPECTORS,
     roster.LEAVE, roster.CONFLICTS],
)  # fmt: skip
def test_no_header_means_two_fields_and_none_is_personal(columns: tuple[Column, ...]) -> None:
    headers = [fold(h) for c in columns for h in set(map(fold, c.headers))]
    assert len(headers) == len(set(headers))
    assert not any(personal(h) for h in headers)


def test_listed_is_cut_short() -> None:
    assert listed(["a", "", "b"]) == "“a”, “b”"
    assert listed(map(str, range(9)), 2) == "“0”, “1”, … (9)"
