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
    N_("this is {found}, not a CSV or XLSX table"),
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
FILE_ENCODING = Message(
    "file-encoding",
    N_("the text is neither UTF-8 nor GB18030"),
    N_("Save it as CSV (UTF-8), and check the characters in this row."),
)
FILE_NUL = Message("file-nul", N_("a NUL character stands in this row"), N_("Delete it, or export the table again."))
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
    "sheet-choice", N_("several sheets hold something: {sheets}"), N_("Name the sheet that is meant.")
)
MERGED = Message(
    "merged-cells",
    N_("the cells {cells} are merged, so all but the first read as blank"),
    N_("Undo the merge and fill in every cell."),
)
HEADER_MISSING = Message(
    "header-missing",
    N_("no row among the first {rows} is a header; looked for {wanted}; found {found}"),
    N_("Put the header in one row at the top, or name its columns in the mapping."),
)
ROWS_MISSING = Message("rows-missing", N_("there is no row below the header"), N_("Check that this is the right file."))
TOTAL_ROW = Message("total-row", N_("a total row ({word})"), N_("Remove it: every row is a record."))

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
DATE = Message("date", N_("not a date"), N_("Write it as 2026-11-22 or 2026年11月22日."))
DATE_IMPOSSIBLE = Message("date-impossible", N_("this day does not exist"), N_("Correct the date."))
DATE_RANGE = Message("date-range", N_("the year {year} cannot be meant"), N_("Correct the date."))
DATE_SERIAL = Message(
    "date-serial",
    N_("not a date but a spreadsheet's day number"),
    N_("Format the column as a date and export it again."),
)
WHOLE = Message("whole-number", N_("not a whole number"), N_("Write digits alone, such as 3."))
WHOLE_RANGE = Message("whole-number-range", N_("the number must be {low} to {high}"), N_("Correct the number."))
FRACTION = Message("fraction", N_("not a fraction"), N_("Write 1/20, 5%, 2‰ or 0.05."))
FRACTION_RANGE = Message("fraction-range", N_("the fraction must be above 0 and at most 1"), N_("Correct it."))
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
PERSONAL_KEY = Message(
    "personal-identifier",
    N_("an identity card or telephone number cannot be an identifier"),
    N_("Use the staff number, the certificate's number or the credit code."),
)
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
EXPIRED = Message(
    "licence-expired",
    N_("the licence or certificate “{licence}” was valid until {day}"),
    N_("Check whether it was renewed."),
)
OUTSIDE = Message(
    "outside-coverage",
    N_("“{id}” is not among what the file is said to cover (--covers)"),
    N_("Remove the row, correct its value, or name the value with a further --covers."),
)
ENDS_EARLY = Message("ends-early", N_("it ends before it begins"), N_("Correct one of the two dates."))
