"""What this room can say about a file that is read, its mapping, its rows and its cells."""

from inventories.problems import N_, Message

# --- the file -------------------------------------------------------------------------------------------------------

FILE_UNREADABLE = Message(
    "file-unreadable",
    N_("the file cannot be opened ({reason})"),
    N_("Check the path, and close the file in other programs."),
)
FILE_TOO_LARGE = Message(
    "file-too-large",
    N_("the file holds more than {limit} {unit}"),
    N_("Remove empty formatted rows and columns, or split the file."),
)
FILE_EMPTY = Message("file-empty", N_("the file holds nothing"), N_("Export the table again."))
FILE_KIND = Message(
    "file-kind",
    N_("this is {found}, not a workbook (.xlsx, .xls) or a CSV table"),
    N_("Open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8)."),
)
FILE_ENCRYPTED = Message(
    "file-encrypted", N_("the workbook is protected by a password"), N_("Save it without a password.")
)
FILE_DAMAGED = Message(
    "file-damaged",
    N_("the workbook is damaged ({reason})"),
    N_("Open it in a spreadsheet program and save it again as .xlsx."),
)
FILE_UNSAFE = Message(
    "file-unsafe",
    N_("the workbook holds {found}, which no spreadsheet program writes"),
    N_("Ask where the file comes from; if it can be trusted, copy the table into a new workbook."),
)
FILE_PACKED = Message(
    "file-packed",
    N_("a part of the workbook ({part}) is packed more than {times} times smaller than what it holds"),
    N_("Copy the rows with records into a new workbook, or save the table as CSV (UTF-8)."),
)
READER_SLOW = Message(
    "reader-slow",
    N_("reading the workbook took more than {seconds} seconds"),
    N_("Copy the rows with records into a new workbook, or save the table as CSV (UTF-8)."),
)
READER_STOPPED = Message(
    "reader-stopped",
    N_("the workbook cannot be read: it is damaged, or needs too much memory"),
    N_("Copy the rows with records into a new workbook, or save the table as CSV (UTF-8)."),
)
FILE_ENCODING = Message(
    "file-encoding",
    N_("the text is neither UTF-8 nor GB18030, nor UTF-16 with a byte order mark"),
    N_("Save it as CSV (UTF-8), and check the characters in this row."),
)
FILE_NUL = Message("file-nul", N_("NUL characters stand in {rows} rows, this the first"), N_("Export the table again."))
VALUE_LONG = Message(
    "value-too-long",
    N_("a value has more than {limit} characters"),
    N_("Shorten it, or close the quotation mark at its beginning."),
)
QUOTE = Message(
    "quote",
    N_("a quotation mark is opened and not closed, or closed within a value"),
    N_("Close or double the quotation marks in this row; the rows after it were not read."),
)
SWALLOWED = Message(
    "swallowed",
    N_("this value goes over several lines that look like rows of their own"),
    N_("Check that a quotation mark is not missing in this row."),
)
TOO_LONG = Message(
    "row-too-long",
    N_("the row has {found} values for {expected} columns"),
    N_("Put values that hold the delimiter in quotation marks."),
)
SHEET_UNKNOWN = Message(
    "sheet-unknown", N_("there is no sheet “{sheet}”; there are: {sheets}"), N_("Name one of these sheets.")
)
SHEET_CHOICE = Message(
    "sheet-choice",
    N_("it is not clear which sheet is meant: {sheets}"),
    N_("Name it: --sheet and the sheet's name."),
)
SHEETS_HIDDEN = Message(
    "sheets-hidden",
    N_("hidden sheets were not read: {sheets}"),
    N_("Import a sheet that holds records by its name: --sheet."),
)
ROWS_HIDDEN = Message(
    "rows-hidden",
    N_("{rows} rows are hidden in the sheet, this the first; they were read like all others"),
    N_("Remove a row that is no record."),
)
MERGED = Message(
    "merged-cells",
    N_("the cells {cells} are merged, so all but the first read as blank"),
    N_("Undo the merge and fill in every cell."),
)
SHEETS_ALL_HIDDEN = Message(
    "sheets-all-hidden",
    N_("every sheet that holds something is hidden: {sheets}"),
    N_("Import the one that is meant by its name (--sheet), or show it and save the workbook."),
)
HEADER_MISSING = Message(
    "header-missing",
    N_("no row among the first {rows} is a header; looked for {wanted}; found {found}"),
    N_(
        "Put the header in one row at the top, or name its columns in a mapping: --write-map makes one to be filled in."
    ),
)
ROWS_MISSING = Message("rows-missing", N_("there is no row below the header"), N_("Check that this is the right file."))
TOTAL_ROW = Message(
    "total-row", N_("a total row ({word}); it was left out"), N_("If it is a record, begin it with its identifier.")
)
NOTE_ROW = Message(
    "note-row", N_("a note below the table; it was left out"), N_("If it is a record, begin it with its identifier.")
)

EXAMPLE_ROW = Message(
    "example-row",
    N_("the example row of the template; it was left out"),
    N_("Delete it, or write a record of your own over every cell of it."),
)

# --- columns and mapping --------------------------------------------------------------------------------------------

COLUMN_MISSING = Message(
    "column-missing",
    N_("no column for {field}; its header may be {headers}; the file has {found}"),
    N_(
        "Add the column, name it in the mapping under [columns], or give one value for all under [constants]; "
        "identifiers can be made from other columns with --id-from."
    ),
)
COLUMN_TWICE = Message(
    "column-twice", N_("two columns are headed “{header}”"), N_("Rename or remove one of the two columns.")
)
COLUMN_CHOICE = Message(
    "column-choice",
    N_("{field} is read from “{header}”; “{others}” could be meant too"),
    N_("Say in the mapping under [columns] which one is meant."),
)
COLUMN_PERSONAL = Message(
    "column-personal",
    N_("this column holds identity card or telephone numbers, which are never kept or used"),
    N_("Choose another column."),
)
COLUMN_UNKNOWN = Message(
    "column-unknown", N_("the file has no column “{header}”; it has {found}"), N_("Correct the name in the mapping.")
)
ID_FROM_UNKNOWN = Message(
    "id-from-unknown", N_("the file has no column “{header}”; it has {found}"), N_("Name columns that the file has.")
)
ID_FROM_TWICE = Message(
    "id-from-twice",
    N_("the identifier is both mapped and made from other columns (--id-from)"),
    N_("Do one of the two."),
)
MAPPING_SYNTAX = Message("mapping-syntax", N_("the mapping is not valid TOML: {reason}"), N_("Correct this line."))
MAPPING_ENCODING = Message("mapping-encoding", N_("the mapping is not UTF-8 text"), N_("Save it as UTF-8."))
MAPPING_KEY = Message(
    "mapping-key", N_("“{key}” is not known here; known are {known}"), N_("Correct or remove this entry.")
)
MAPPING_VALUE = Message(
    "mapping-value", N_("“{key}” must be {expected}"), N_("Write it as the examples in docs/spreadsheets.md show.")
)
MAPPING_SYNONYM = Message(
    "mapping-synonym",
    N_("the spelling “{spelling}” is given two meanings: {first} and {second}"),
    N_("Keep one of the two; upper and lower case are not told apart."),
)
MAPPING_BOTH = Message(
    "mapping-both",
    N_("“{field}” is given both a column and a constant"),
    N_('Keep one; what a blank becomes is said under [synonyms] with "".'),
)
CATCH_ALL = Message(
    "catch-all",
    N_("{rows} values in {spellings} unlisted spellings became “{label}”, such as {examples}"),
    N_("Add spellings that deserve their own label to the mapping."),
)

# --- cells ----------------------------------------------------------------------------------------------------------

VALUE_MISSING = Message("value-missing", N_("a value is missing"), N_("Fill it in."))
IDENTIFIER_MISSING = Message(
    "identifier-missing",
    N_("the identifier is missing"),
    N_(
        "Fill it in; where many are missing, have all identifiers made from other columns (--id-from), such as name and "
        "address."
    ),
)
IDENTIFIER = Message(
    "identifier",
    N_("not an identifier: letters A–Z, digits, “.”, “_”, “-”, at most 64, first a letter or digit"),
    N_("Use another column as the identifier, or have identifiers made from other columns (--id-from)."),
)
IDENTIFIER_DECIMAL = Message(
    "identifier-decimal",
    N_("this identifier looks like a number with decimals"),
    N_("Format the column as text and export it again, so that other files name the same identifier."),
)
DIGITS_LOST = Message(
    "digits-lost",
    N_("a code of 16 or more digits is stored as a number; its last digits are lost"),
    N_("Format the column as text and enter the code again from the source."),
)
LABEL_LENGTH = Message(
    "label-length", N_("this may have at most {limit} characters; it has {length}"), N_("Shorten it.")
)
LABEL_SLASH = Message(
    "label-slash", N_("“/” cannot stand in a label and became “／”"), N_("Write it so in the plan as well.")
)
CONTROL = Message(
    "control-character", N_("the value holds the control character {character}"), N_("Delete it and type it again.")
)
INVISIBLE = Message(
    "invisible-character",
    N_("invisible characters ({characters}) stood in this value; they were left out"),
    N_("Check that the value reads as it should, and type it again."),
)
DATE = Message("date", N_("not a date"), N_("Write it as 2026-11-22 or 2026年11月22日."))
DATE_SHORT = Message(
    "date-short",
    N_("January or October: a spreadsheet writes both as {year}.1"),
    N_("Write {year}-01 or {year}-10, or the whole date."),
)
DATE_IMPOSSIBLE = Message("date-impossible", N_("this day does not exist"), N_("Correct the date."))
DATE_RANGE = Message("date-range", N_("the year {year} cannot be meant"), N_("Correct the date."))
DATE_SERIAL = Message(
    "date-serial",
    N_("not a date but a spreadsheet's day number"),
    N_("Format the column as a date and export it again."),
)
MONTH_FIRST = Message(
    "month-first", N_("a month without a day, taken as its first day {day}"), N_("Give the day, if another is meant.")
)
MONTH_LAST = Message(
    "month-last", N_("a month without a day, taken as its last day {day}"), N_("Give the day, if another is meant.")
)
WHOLE = Message("whole-number", N_("not a whole number"), N_("Write digits alone, such as 3."))
WHOLE_RANGE = Message("whole-number-range", N_("the number must be {low} to {high}"), N_("Correct the number."))
FRACTION_RANGE = Message(
    "fraction-range", N_("not a fraction above 0 and at most 1"), N_("Write 5%, 2‰, 1/20 or 0.05.")
)
FREQUENCY_UNCLEAR = Message(
    "frequency-unclear",
    N_("this does not tell one plain bound; it is kept as text"),
    N_("If it should be counted with, write it like 不低于3%, 2‰, 1—2次/年 or 每2年不超过1次."),
)
CHOICE = Message(
    "choice",
    N_("not one of {words}"),
    N_("Use one of these words, or give this one a meaning in the mapping under [synonyms]."),
)
PAIR = Message("pair", N_("not of the form period=number"), N_("Write it as 2026-Q1=3，2026-Q2=2."))
EXCEL_ERROR = Message(
    "formula-error", N_("a formula in this cell failed"), N_("Correct it, or replace it by its value.")
)
UNCALCULATED = Message(
    "formula-uncalculated",
    N_("the formula in this cell has no stored result"),
    N_("Open the file in a spreadsheet program, replace formulas by their values, and save it."),
)
PERSONAL_KEYS = {
    "card": Message(
        "card-identifier",
        N_("an identity card number cannot be an identifier"),
        N_("Use the staff number, the certificate's number or the credit code."),
    ),
    "mistyped card": Message(
        "card-identifier-mistyped",
        N_(
            "18 digits with a date of birth, as in an identity card number, though its check digit does not fit; this cannot "
            "be an identifier"
        ),
        N_(
            "If it is a credit code, compare it with the licence: its check character does not fit either. Else use the "
            "staff number, the certificate's number or the credit code."
        ),
    ),
    "old card": Message(
        "card-identifier-old",
        N_("15 digits with a date of birth, as in an old identity card number, cannot be an identifier"),
        N_(
            "If it is a registration number, compare it with the licence: its check digit does not fit. Else use the staff "
            "number, the certificate's number or the credit code."
        ),
    ),
    "phone": Message(
        "phone-identifier",
        N_("a mobile telephone number cannot be an identifier"),
        N_("Use the staff number, the certificate's number or the credit code."),
    ),
}
PERSONAL_MASKED = Message(
    "personal-masked",
    N_("an identity card or telephone number stood here; it was not kept"),
    N_("Remove it from this column."),
)
CREDIT_CODE = Message(
    "credit-code",
    N_("not a valid unified social credit code ({reason}); taken over as it stands"),
    N_("Check it against the licence or the registry."),
)

# --- records --------------------------------------------------------------------------------------------------------

ID_DIFFERS = Message(
    "same-id",
    N_("“{id}” stands in row {first} too, with other values in {columns}"),
    N_("Correct the identifier or the values, so that each record stands once."),
)
ROW_TWICE = Message(
    "row-twice", N_("the same as row {first}; stored once"), N_("Remove the row if it was entered twice by mistake.")
)
RECORD_TWICE = Message(
    "record-twice",
    N_("the same as row {first}; counted once"),
    N_("If it happened more than once, say so in the count column or give each its own number."),
)
RECORD_DIFFERS = Message(
    "record-differs",
    N_("the same as row {first} but for {columns}"),
    N_(
        "If they are two, give each its own number in a column of identifiers; if it is one, keep the row that is right."
    ),
)
EXPIRED = Message(
    "licence-expired",
    N_("the licence or certificate “{licence}” was valid until {day}"),
    N_("Check whether it was renewed."),
)
NOBODY = Message(
    "nobody-named",
    N_("nothing says whom this row is about"),
    N_("Give the target's identifier, its credit code, its licence number, or its name and address."),
)
OUTSIDE = Message(
    "outside-coverage",
    N_("“{id}” is not among what the file is said to cover (--covers)"),
    N_("Remove the row, correct its value, or name the value with a further --covers."),
)
ENDS_EARLY = Message("ends-early", N_("it ends before it begins"), N_("Correct one of the two dates."))
