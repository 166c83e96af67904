"""A template of a paper: a Word file whose text has fields between braces, filled in as often as wanted.

docxtpl mends what Word does to braces and unwraps repeated rows; everything else is done once for each template instead of
once for each paper. The same values give the same bytes. The picture described as 二维码 is replaced by the paper's QR code.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from inventories.problems import N_, Exit, Message, Place, Problem, Refused, Words
from scheduler.forms import messages
from scheduler.forms.known import unknown

QR = "二维码"
"""The description (alternative text) of the picture that becomes the QR code."""
UNPAIRED = N_("braces are opened and not closed in it, or closed and not opened")
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def _printed(value: Any) -> str:
    """A value as it may stand in a paragraph; an undefined one raises."""
    return " ".join(_ILLEGAL.sub("", str(value)).split())


_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printed)


@dataclass(frozen=True)
class Form:
    """A template that can be filled in: its parts in their order, the texts among them, the pictures that become the code."""

    file: str
    parts: dict[str, bytes]
    texts: dict[str, Template]
    pictures: frozenset[str]

    def fill(self, values: Any, picture: bytes) -> bytes:
        """The paper for ``values``, an object of the template's fields. Refused (exit 3) if it is no document then."""
        told = {one.name: getattr(values, one.name) for one in fields(values)}
        made = {name: self._text(text, told) for name, text in self.texts.items()}
        made |= dict.fromkeys(self.pictures, picture)
        return packed((name, made.get(name, data)) for name, data in self.parts.items())

    def _text(self, text: Template, told: dict[str, Any]) -> bytes:
        try:
            done = text.render(told).encode()
            etree.fromstring(done, _XML)
        except etree.XMLSyntaxError as error:
            raise _refuse(messages.BROKEN, self.file, error=str(error)) from None
        except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
            raise _refuse(messages.FAILS, self.file, error=str(error)) from None
        return done


def read(file: str, data: bytes, fields_of: type) -> Form:
    """The template in ``data`` for values of the class ``fields_of``.

    Refused (exit 3): no Word file, braces that cannot be read, fields that do not exist; every one is named.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        trees = {name: etree.fromstring(parts[name], _XML) for name in parts if _TEXTS.fullmatch(name)}
        trees["word/document.xml"]
        pictures = frozenset(p for name, tree in trees.items() for p in _pictures(name, tree, parts))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, KeyError, etree.XMLSyntaxError) as error:
        raise _refuse(messages.NOT_WORD, file, why=str(error)) from None
    if problems := [problem for tree in trees.values() for problem in _unpaired(file, tree)]:
        raise Refused(problems, Exit.INPUT)
    sources = {name: _source(tree) for name, tree in trees.items()}
    if problems := [problem for text in sources.values() for problem in _problems(file, text, fields_of)]:
        raise Refused(problems, Exit.INPUT)
    return Form(file, parts, {name: _ENVIRONMENT.from_string(text) for name, text in sources.items()}, pictures)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A Word file of these parts, each with the same date in the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _unpaired(file: str, tree: Any) -> Iterator[Problem]:
    """The paragraphs with braces that are not closed in them, or not opened."""
    for paragraph in tree.iter("{*}p"):
        text = "".join(part.text or "" for part in paragraph.iter("{*}t"))
        if any(text.count(begin) != text.count(end) for begin, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))):
            yield Problem(messages.SYNTAX, {"paragraph": _short(text), "error": Words(UNPAIRED)}, Place(file))


def _source(tree: Any) -> str:
    """A part as the template engine reads it, one paragraph a line."""
    text = etree.tostring(tree, encoding="unicode").replace("\n", " ")
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(text)
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


def _problems(file: str, source: str, fields_of: type) -> Iterator[Problem]:
    """What is wrong with a part; braces that cannot be read hide the rest of it."""

    def problem(message: Message, line: int, **params: object) -> Problem:
        return Problem(message, {"paragraph": _paragraph(source, line), **params}, Place(file))

    try:
        found = unknown(_ENVIRONMENT.parse(source), fields_of, _ENVIRONMENT.globals)
        _ENVIRONMENT.compile(source)  # filters and tests that do not exist
    except TemplateSyntaxError as error:
        yield problem(messages.SYNTAX, error.lineno, error=error.message)
        return
    for one in found:
        yield problem(messages.FIELD, one.line, field=one.name, known=", ".join(one.known))


def _paragraph(source: str, line: int) -> str:
    """What a reader sees of a line."""
    lines = source.split("\n")
    return _short(re.sub(r"<[^>]+>", "", lines[min(line, len(lines)) - 1]))


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else text[:59] + "…"


def _pictures(name: str, tree: Any, parts: dict[str, bytes]) -> Iterator[str]:
    """The parts that hold the pictures of a text which are described as the QR code."""
    ids = {
        blip.get(f"{{{blip.nsmap['r']}}}embed")
        for drawing in tree.iter("{*}inline", "{*}anchor")
        if any(one.get("descr") == QR for one in drawing.iter("{*}docPr"))
        for blip in drawing.iter("{*}blip")
    }
    if not ids:
        return
    folder, base = posixpath.split(name)
    for one in etree.fromstring(parts[f"{folder}/_rels/{base}.rels"], _XML):
        if one.get("Id") in ids:
            yield posixpath.normpath(posixpath.join(folder, one.get("Target"))).lstrip("/")


def _refuse(message: Message, file: str, **params: object) -> Refused:
    return Refused(Problem(message, params, Place(file)), Exit.INPUT)
