"""How every page is made from its template: all that is put in is escaped, and what is missing is an error."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str, keep_trailing_newline: bool = False) -> Environment:
    """The templates in the folder ``templates`` of a package."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        auto_reload=False,
    )
