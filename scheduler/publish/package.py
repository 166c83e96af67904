"""What goes with the files: the descriptor of a Data Package (Frictionless, version 1), the licence, the digests."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from inventories.problems import N_
from scheduler.publish.tables.table import Column, Table
from scheduler.publish.view import SiteView
from scheduler.publish.words import Words

LICENCE = "LICENCE.txt"
NAME = re.compile(r"[-a-zA-Z0-9._]+")
NONE_NAMED = N_("The office has named no licence for these files.")
NAMED = N_("The office has named this licence for these files:")
NEUTRALISED = N_(
    "In CSV and XLSX a text that a spreadsheet would take for a formula has an apostrophe in front; "
    "JSON has it as it is."
)


def descriptor(view: SiteView, tables: Iterable[Table], files: Mapping[str, bytes], words: Words) -> bytes:
    """``datapackage.json``: every CSV of ``tables`` as a tabular resource with its table schema, size and digest."""
    every = {table.name: table for table in tables}
    value = {
        "profile": "tabular-data-package",
        "name": "double-random",
        "title": f"{view.office}：{view.title}",
        "description": both(NEUTRALISED, words),
        **_licences(view.terms),
        "resources": [_resource(table, every, files[f"{table.name}.csv"], words) for table in every.values()],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def licence(view: SiteView, words: Words) -> bytes:
    """``LICENCE.txt``: what the office has named, or that it has named none."""
    said = [both(NAMED, words), view.terms] if view.terms else [both(NONE_NAMED, words)]
    return "\n\n".join([*said, ""]).rstrip("\n").encode() + b"\n"


def sums(files: Mapping[str, bytes]) -> bytes:
    """``SHA256SUMS``, as ``sha256sum --check`` reads it in the folder of the files."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def both(text: str, words: Words) -> str:
    """A text in Chinese, then in English."""
    return f"{words.zh(text)} {words.en(text)}"


def _licences(named: str) -> dict[str, Any]:
    """A name as one, any other text as what stands in the file; nothing for nothing."""
    if not named:
        return {}
    return {"licenses": [{"name": named} if NAME.fullmatch(named) else {"path": LICENCE, "title": named}]}


def _resource(table: Table, every: Mapping[str, Table], data: bytes, words: Words) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": both(table.title, words),
        "description": both(table.says, words),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": table_schema(table, every, words),
    }


def table_schema(table: Table, every: Mapping[str, Table], words: Words) -> dict[str, Any]:
    """The table schema: fields by their headers, the key, and what refers to other tables."""
    names = _names(table, words)
    schema: dict[str, Any] = {"fields": [_field(column, words) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [names[header] for header in table.key]
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": names[own], "reference": {"resource": other, "fields": _names(every[other], words)[header]}}
            for own, (other, header) in table.refers.items()
        ]
    return schema


def _names(table: Table, words: Words) -> dict[str, str]:
    """The headers of a table as they stand in its file."""
    return {c.header: c.header if c.title else words.zh(c.header) for c in table.columns}


def _field(column: Column, words: Words) -> dict[str, Any]:
    name, title = (column.header, column.title) if column.title else (words.zh(column.header), words.en(column.header))
    limits = {"required": True} if column.required else {}
    constraints = {"constraints": {**limits, **column.limits}} if limits or column.limits else {}
    return {"name": name, "title": title, "type": column.type, "description": both(column.says, words), **constraints}
