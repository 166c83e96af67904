"""The digest of a frame that lies in a file: as ``scheduler.tables.digest`` has it, by statements of SQL.

Row hashes are made in one scan and kept; they are then sorted a part of the buckets at a time.
"""

from itertools import pairwise

from scheduler.scale.columns import Shape
from scheduler.scale.engine import Engine
from scheduler.tables import BUCKETS, Digest, root_of

AT_ONCE = 2_000_000
"""So many rows are sorted at once, about."""
_SEPARATOR = "\x1f"


def digest(engine: Engine, shape: Shape, secret: str) -> Digest:
    """The digest of the view ``frame``; ``secret``: that of the table, 64 hex digits. Raises EngineError.

    A row is (task ``/`` target; task, target, the path's labels).
    """
    labels = [f"nullif({label}, '')" for label in shape.labels]
    if shape.joined:
        labels = [f"replace({label}, '/', '{_SEPARATOR}')" for label in labels]
    engine.put("salted", {}, {"secret": [secret]})
    values = ", ".join(["substr(sha2(secret || task || '/' || target, 256), 1, 32)", "task", "target", *labels])
    engine.keep("hashes", f"select sha2(concat_ws('{_SEPARATOR}', {values}), 256) as h from frame, salted")
    [(count,)] = engine.rows("select count(*) from hashes")
    parts = min(BUCKETS, max(1, -(-count // AT_ONCE)))
    edges = [f"{k * BUCKETS // parts:03x}" for k in range(parts)] + ["g"]
    filled: dict[int, str] = {}
    for low, high in pairwise(edges):
        statement = (
            "select substr(h, 1, 3), sha2(array_join(array_sort(collect_list(h)), ''), 256) "
            f"from hashes where h >= '{low}' and h < '{high}' group by substr(h, 1, 3)"
        )
        filled.update((int(bucket, 16), hashed) for bucket, hashed in engine.rows(statement))
    return Digest(count, root_of(filled))
