"""The visits of an inspector that have a day, as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from scheduler.forms.material import Material
from scheduler.forms.work import errand

ZONE = ZoneInfo("Asia/Shanghai")


def calendar_file(material: Material, who: str, visits: Iterable[str]) -> bytes:
    """The calendar of one inspector; visits without a day are left out. The same visit has the same UID in every
    file, so that a later file moves it."""
    found = Calendar()
    found.add("prodid", "-//double-random//papers//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"双随机检查 {material.people[who].name}")
    for number, name in enumerate((v for v in visits if v in material.placed), 1):
        found.add_component(_entry(material, who, name, number))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _entry(material: Material, who: str, name: str, number: int) -> Entry:
    told, placed = errand(material, who, name, number), material.placed[name]
    begins = datetime.combine(placed.day, time(), ZONE) + timedelta(minutes=placed.start)
    entry = Entry()
    entry.add("uid", f"{name}@{material.draw.hash}")
    entry.add("dtstamp", datetime.fromisoformat(placed.since).astimezone(UTC))
    entry.add("dtstart", begins)
    entry.add("dtend", begins + timedelta(minutes=placed.minutes))
    entry.add("summary", f"双随机检查：{told.target.name}")
    entry.add("location", told.target.address or told.target.district)
    entry.add("description", f"检查编号：{name}\n抽查事项：{told.checks}\n同组人员：{told.others}")
    return entry
