"""The official calendar of a year as an office imports it: days with 工作日 or 休息日; all days, or those that differ."""

from datetime import date

from inventories.assembling import Kind
from inventories.columns import Column, Explanation, explained, words
from inventories.interpreting import Values
from inventories.problems import N_
from inventories.values import Choice, day, text
from scheduler.year.workdays import CalendarDay


def day_text(value: str) -> str:
    """A day, in ISO 8601: what names a record of the calendar."""
    found: date = day(value)
    return found.isoformat()


DAY_KIND = Choice(
    {
        "workday": words("工作日 上班 班 补班 调休上班 调休补班 补休上班 工作 workday working"),
        "day off": words("休息日 放假 休 休息 节假日 法定节假日 假日 公休日 周末 off holiday"),
    }
)
COLUMNS = explained(
    {
        "id": Explanation(N_("The day."), "2027-01-01"),
        "kind": Explanation(N_("Whether people work on it; a make-up day is a working day."), ("休息日", "off")),
        "occasion": Explanation(N_("The holiday that it belongs to."), ("元旦", "New Year")),
    },
    (
        Column("id", "Date", words("日期 公历日期 日子"), day_text, required=True, key=True, codes="register"),
        Column("kind", "Kind", words("类型 日期类型 性质 类别 安排"), DAY_KIND, required=True, fixed=True),
        Column("occasion", "Occasion", words("说明 节日 节日名称 名称 备注"), text),
    ),
)


def _day(values: Values) -> CalendarDay:
    return CalendarDay(**values)


KIND: Kind[CalendarDay] = Kind("calendar", CalendarDay, COLUMNS, _day)
