"""The canonical form of records, and the digests of tables."""

import json
from datetime import date

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from inspectors.model import Conflict, Inspector, Leave
from inventories.model import Exclusion, Item, Licence, PastVisit, Signal, Target
from inventories.records import canonical, encoded, from_lines, plain, record, to_lines
from scheduler.tables import Digest, digest, digest_records

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KEYS = st.text(st.characters(min_codepoint=1, max_codepoint=126), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_the_canonical_form_is_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


DAYS = st.dates() | st.none()
RECORDS = st.one_of(
    st.builds(Target, licences=st.lists(st.builds(Licence, valid_until=DAYS), max_size=2).map(tuple)),
    st.builds(Item),
    st.builds(Signal, ended=DAYS),
    st.builds(PastVisit),
    st.builds(Exclusion, begins=DAYS, ends=DAYS),
    st.builds(Inspector, certificate_until=DAYS, limit=st.none() | st.integers(0, 99)),
    st.builds(Leave),
    st.builds(Conflict, begins=DAYS, ends=DAYS),
)


@given(RECORDS)
def test_the_faster_form_is_the_same(value: object) -> None:
    assert encoded(value) == canonical(plain(value))


@given(RECORDS)
def test_what_is_stored_is_read_back(value: object) -> None:
    assert record(type(value), json.loads(canonical(plain(value)))) == value
    assert from_lines(type(value), to_lines([value, value])) == (value, value)


ROWS = [(f"t{k}", ["a", str(k)]) for k in range(50)]


def test_a_digest_does_not_hang_on_the_order_of_rows() -> None:
    assert digest(ROWS, "s") == digest(ROWS[::-1], "s")


def test_a_digest_shows_every_change() -> None:
    whole = digest(ROWS, "s")
    assert whole.count == 50
    others = [
        digest(ROWS[1:], "s"),
        digest([*ROWS, ROWS[0]], "s"),
        digest([("t0", ["b", "0"]), *ROWS[1:]], "s"),
        digest([("t0", ["a"]), *ROWS[1:]], "s"),
        digest(ROWS, "another secret"),
    ]
    assert len({whole.root, *(other.root for other in others)}) == 6


def test_the_digest_of_nothing_is_fixed() -> None:
    """An empty table is recognised by its count, whatever its secret."""
    assert digest([], "s") == digest([], "t") == Digest(0, digest([], "").root)


def test_a_digest_follows_the_published_construction() -> None:
    """Counted anew: salt, row hash, bucket, RFC 6962 tree."""
    from hashlib import sha256

    row = Leave("l1", "i1", date(2026, 1, 1), date(2026, 1, 2), "病假")
    salt = sha256(b"secret" + b"l1").hexdigest()[:32]
    hashed = sha256("\x1f".join([salt, "l1", "i1", '"2026-01-01"', '"2026-01-02"', "病假"]).encode()).hexdigest()
    plain_dates = sha256("\x1f".join([salt, "l1", "i1", "2026-01-01", "2026-01-02", "病假"]).encode()).hexdigest()
    assert hashed != plain_dates
    level = [sha256(b"\x00" + sha256(b"").hexdigest().encode()).digest()] * 4096
    level[int(plain_dates[:3], 16)] = sha256(b"\x00" + sha256(plain_dates.encode()).hexdigest().encode()).digest()
    while len(level) > 1:
        level = [sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=True)]
    assert digest_records([row], "secret") == Digest(1, level[0].hex())
