"""Why a file that somebody chose cannot be read, in words, and what to do."""

from reports.intake.refusal import Unreadable, Why
from resources.i18n import Words


def unreadable(error: Unreadable, words: Words) -> tuple[str, str]:
    """Return what is wrong with a file, with its place, and what to do."""
    _ = words.gettext
    save = _("Save the list again as XLSX or CSV and choose it again.")
    again = _("Save the file again in its own program and choose it again.")
    less = _("Leave only what is needed in the file and save it again in its own program.")
    mixed = _("Two encodings are mixed in the file."), _("Save it again in one of them, preferably UTF-8.")
    told: dict[Why, tuple[str, str]] = {
        Why.EMPTY: (_("The file is empty."), _("Choose another file or sheet.")),
        Why.BIG_FILE: (_("The file is larger than 24 MB."), less),
        Why.UNKNOWN_FORMAT: (_("This is not a workbook."), save),
        Why.OLD_OR_LOCKED: (
            _("This is a workbook of the old format (XLS), or one with a password."),
            _("Save it as XLSX without a password."),
        ),
        Why.OLD_WORD: (
            _("This is a Word document of the old format (DOC)."),
            _("Open it in Word or LibreOffice and save it as DOCX."),
        ),
        Why.PDF: (
            _("This is a PDF: no tables are read from it, nor a text that is a picture or locked."),
            _("Save the document as DOCX, or the list as XLSX, in the program where it was made."),
        ),
        Why.PICTURE: (
            _("This is a picture."),
            _("Choose a text (DOCX, ODT, RTF, PDF, TXT) or a list (XLSX, CSV)."),
        ),
        Why.WEB_PAGE: (
            _("This is a web page."),
            _("Open it in a word processor and save it as DOCX; save a table as XLSX."),
        ),
        Why.OPEN_SHEET: (_("This is a LibreOffice spreadsheet (ODS)."), _("Save it as XLSX.")),
        Why.TEXT_DOCUMENT: (
            _("This is a text document, not a list."),
            _(
                "To import a job description, choose “Import files…”. Copy a table into a workbook and save "
                "it as XLSX."
            ),
        ),
        Why.MACROS: (_("There are macros in the file."), _("Save it as XLSX: there are no macros in it.")),
        Why.LINKS: (
            _("The file takes values from other files."),
            _("Copy the list into a new workbook as values."),
        ),
        Why.ENTITIES: (
            _("The file declares entities of its own; it may be an attack."),
            _("Ask for the file again at its source."),
        ),
        Why.DAMAGED: (_("The file is damaged."), again),
        Why.INFLATES: (_("The file unpacks to more than a list of people can hold."), again),
        Why.MANY_PARTS: (_("The file holds too many parts."), again),
        Why.UNSAFE_PART: (_("The file points outside itself; it may be an attack."), again),
        Why.TOO_FAR: (
            _("There is something beyond row 50,000 or column 256."),
            _("Delete what does not belong to the list."),
        ),
        Why.TOO_MUCH: (_("The sheet holds too many cells."), _("Delete what does not belong to the list.")),
        Why.LONG_TEXT: (_("A cell holds an endless text."), _("Shorten it or delete the cell.")),
        Why.TOO_DEEP: (_("The file is not built like a spreadsheet; it may be an attack."), again),
        Why.BAD_CELL: (_("A cell cannot be read."), again),
        Why.MERGED: (_("Cells of the table are merged."), _("Split them: each row needs its own values.")),
        Why.ENCODING: mixed if error.place else (_("This is neither a workbook nor a text."), save),
        Why.WHICH_ENCODING: (
            _("The text is in an encoding that is not certain: letters would become gibberish."),
            _("Save it again as UTF-8."),
        ),
        Why.NO_SHEETS: (_("The file has no sheets: it is a text."), _("Read it without choosing a sheet.")),
        Why.BAD_LINE: (_("A line is broken: a quotation mark is open."), _("Fix the line.")),
        Why.REPEATED_KEY: (
            _("A key occurs twice in one JSON object: nobody can say which value counts."),
            _("Export it again in the program it comes from."),
        ),
        Why.NO_FORM: (
            _("This is no assessor's form, or its hidden column is gone."),
            _("Choose the form as it came back, or ask for it again."),
        ),
        Why.NO_MARKS: (
            _("The column of marks is missing from the form, or is there twice."),
            _("Leave one column with the head “Mark”, or ask for the form again."),
        ),
        Why.NO_LEVELS: (
            _("No table with people, competencies and levels was found."),
            _(
                "Check that one row or column has the names and another the competencies. “Import files…” "
                "tells what else the file is."
            ),
        ),
        Why.NO_SHEET: (_("There is no such sheet."), _("Choose another sheet.")),
        Why.MEMORY: (_("Reading the file takes more than 500 MB of memory."), less),
        Why.TIME: (_("Reading the file takes longer than 30 seconds."), less),
        Why.MUCH_TEXT: (_("There is more text in the file than is read from one."), less),
        Why.LOST: (_("The file ended the process that was reading it."), again),
        Why.FAILED: (_("The program made an error while reading the file."), again),
        Why.NO_PROCESS: (
            _("The system did not start the process that reads files."),
            _("Close other programs and choose the file again."),
        ),
        Why.FOLDER: (_("This is a folder."), _("Open it and choose the files in it.")),
        Why.LINK: (
            _("This is a link to a file or a page, not the file itself."),
            _("Save the file on this computer first, then choose it."),
        ),
        Why.NO_FILE: (_("This is not a file but a device or a channel."), _("Choose a file.")),
        Why.OUR_FILE: (
            _("This is a Merilo file or a copy of one: it is opened or restored, not imported."),
            _("Drop it on the window alone, or choose “Open another file”."),
        ),
        Why.KEYS: (
            _("These are the keys of a Merilo file."),
            _("Leave them beside it, and open the file that ends in .merilo."),
        ),
    }
    what, todo = told[error.why]
    if not error.place:
        return what, todo
    place = _("line {n}").format(n=error.place) if error.place.isdecimal() else error.place
    return _("{what} Place: {place}.").format(what=what, place=place), todo
