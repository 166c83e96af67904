"""A page as a browser takes it: its elements, its attributes and its texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "base", "path", "circle", "rect", "line"}
QUIET = {"bdi", "code", "pre", "title", "time", "option"}


@dataclass
class Page(HTMLParser):
    """``stack`` is empty at the end of a well-formed page; ``ours`` holds texts that are neither data nor English."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stack: list[tuple[str, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def __hash__(self) -> int:
        return id(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.wrong.append(f"attribute twice: {tag} {attrs}")
        self.tags.append((tag, values))
        if tag not in VOID:
            quiet = bool(self.stack and self.stack[-1][1]) or tag in QUIET or values.get("lang") == "en"
            self.stack.append((tag, quiet))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop()[0] != tag:
            self.wrong.append(f"end of {tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if not (self.stack and self.stack[-1][1]):
            self.ours.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def values(self, attribute: str) -> list[str]:
        return [values[attribute] for _, values in self.tags if attribute in values]


def read(data: bytes) -> Page:
    page = Page()
    page.feed(data.decode())
    page.close()
    assert not page.wrong, page.wrong
    assert not page.stack, page.stack
    return page


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: read(data) for name, data in files.items() if name.endswith(".html")}
