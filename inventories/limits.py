"""How large a file may be. A table beyond these is refused before it is read; docs/spreadsheets.md states them."""

HEADER_ROWS = 10
"""The header is looked for among this many rows."""
FILE_BYTES = 500_000_000
"""Of any file."""
LINES = 2_000_000
"""Of a text table."""
COLUMNS = 1_000
"""Of a row, up to its last value."""
VALUE = 32_767
"""Characters of a cell, as spreadsheet programs have it."""

# --- workbooks ------------------------------------------------------------------------------------------------------

ROWS = 1_048_576
"""Of a sheet, as the format has it."""
CELLS = 5_000_000
"""Of a sheet: rows times columns of the area that holds values."""
TEXT = 200_000_000
"""Characters of all cells of a sheet."""
SHEETS = 250
"""Of a workbook."""
MERGED = 50_000
"""Merged areas of a sheet."""
UNPACKED_BYTES = 500_000_000
"""Of all parts of a workbook."""
PACKING = 150
"""How many times smaller than its content a large part may be packed; spreadsheet programs stay below 50."""
SMALL_BYTES = 10_000_000
"""A part up to this size may be packed as tightly as it is."""
MEMORY_BYTES = 1_000_000_000
"""Of the process that reads a workbook, where the system keeps such limits."""
SECONDS = 60
"""For reading a workbook."""
