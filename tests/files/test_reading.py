"""What a table in a file says, whichever way it was saved."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from carewright.files.cells import Cells, amount, day, yes
from carewright.files.limits import BadFile
from carewright.files.rejects import Outcome, reject_file
from carewright.files.tables import Column, Layout, counted, open_table
from carewright.files.writing import write_csv, write_xlsx
from tests.files.builders import MAIN, ods, ods_cell, ods_table, raw_xlsx, xlsx

LAYOUT = Layout(
    (Column("name", ("full name",)), Column("born_on", ("date of birth",)), Column("note", is_needed=False))
)
VINTAGES = Layout((Column("postcode", ("pcds",)), Column("msoa", pattern=r"msoa(\d\d)(?:cd)?")))


def read(content, name="people.csv", layout=LAYOUT):
    return [(row.number, row.cells) for row in open_table(BytesIO(content), name, layout).rows]


def test_columns_come_in_any_order_and_others_do_not_matter():
    found = read(b"Shoe size,DATE OF BIRTH, Full  Name \n7,1938-05-14, Edith Attwood \n")

    assert found == [(2, {"name": "Edith Attwood", "born_on": "1938-05-14"})]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfname,born_on\r\nZo\xc3\xab,1938-05-14\r\n",
        "name;born_on\nZoë;1938-05-14\n".encode(),
        "name\tborn_on\nZoë\t1938-05-14\n".encode(),
        "name,born_on\nZoë,1938-05-14".encode("utf-16"),
        '"name","born_on"\n"Zoë","1938-05-14"\n'.encode(),
        xlsx(["name", "born_on"], ["Zoë", "1938-05-14"]),
        xlsx(["name", "born_on"], ["Zoë", date(1938, 5, 14)]),
        ods(ods_table("People", ["name", "born_on"], ["Zoë", "1938-05-14"])),
    ],
    ids=["mark", "semicolons", "tabs", "UTF-16", "quoted", "XLSX", "XLSX date", "ODS"],
)
def test_a_table_is_the_same_however_it_was_saved(content):
    assert read(content, name="") == [(2, {"name": "Zoë", "born_on": "1938-05-14"})]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    content = b'People of Westmarch,\n\nname,born_on\n"Edith\nAttwood",1938-05-14\n,\nJoan,1960-01-02\n'

    assert [number for number, _ in read(content)] == [4, 6]


def test_the_first_sheet_with_the_headings_is_read():
    content = ods(
        ods_table("Read me", ["This is a list"]), ods_table("People", ["name", "born on"], ["Edith", "1938-05-14"])
    )

    assert read(content, "people.ods") == [(2, {"name": "Edith", "born_on": "1938-05-14"})]


def test_a_file_without_the_headings_says_which_are_missing():
    with pytest.raises(BadFile) as refused:
        read(b"name,shoe size\nEdith,7\n")

    assert "no row of headings with: born on." in refused.value.sentence


def test_a_heading_that_is_there_twice_is_refused():
    with pytest.raises(BadFile, match="more than once"):
        read(b"name,born_on,name\n")


@pytest.mark.parametrize(
    ("headings", "column"),
    [("pcd7,pcds,msoa21cd", 2), ("pcd,pcds,msoa01,msoa11,msoa21", 4), ("pcd7,pcds,msoa11cd,msoa11nm", 2)],
)
def test_the_newest_vintage_of_a_column_is_taken(headings, column):
    cells = ["CT5 1AB"] * 2 + [f"E0200000{place}" for place in range(2, len(headings.split(",")))]

    found = read(f"{headings}\n{','.join(cells)}\n".encode(), "lookup.csv", VINTAGES)

    assert found[0][1]["msoa"] == cells[column]


def test_a_row_with_an_unquoted_comma_is_a_fault_of_that_row_alone():
    rows = list(open_table(BytesIO(b"name,born_on\nAttwood, Edith,1938-05-14\nJoan,1960-01-02\n"), "", LAYOUT).rows)

    assert [bool(row.fault) for row in rows] == [True, False]


def test_bytes_that_are_not_utf_8_are_a_fault_of_their_cell_alone():
    row, other = open_table(BytesIO(b"name,born_on\nZo\xeb,1938-05-14\nJoan,1960-01-02\n"), "", LAYOUT).rows
    cells = Cells(row)

    assert cells.text("name") == ""
    assert cells.faults[0].sentence == "is not UTF-8 text: save the file as CSV UTF-8"
    assert other.cells["name"] == "Joan"


def test_a_workbook_is_read_as_calamine_reads_it():
    rows: list[list[object]] = [
        ["name", "born on", "hours", "at", "is", "empty", "long"],
        ["Zoë <&> O’Brien", date(2017, 12, 22), 18.4, datetime(2017, 12, 22, 15, 45, tzinfo=UTC), True, None, "a\nb"],
        ["=1+1", date(1938, 5, 14), 12, datetime(2018, 1, 8, 0, 0, 1, tzinfo=UTC), False, "", " x "],
        [],
        ["last", None, -0.5, None, None, None, "'quoted"],
    ]
    content = xlsx(*rows)
    second_opinion = CalamineWorkbook.from_object(BytesIO(content)).get_sheet_by_index(0).to_python()

    found = {row.number: row.original for row in open_table(BytesIO(content), "", LAYOUT).rows}

    expected = {n: [_text(cell) for cell in cells] for n, cells in enumerate(second_opinion, start=1) if any(cells)}
    assert {n: _trimmed(cells) for n, cells in found.items()} == {n: _trimmed(c) for n, c in expected.items() if n > 1}


def test_a_spreadsheet_is_read_as_calamine_reads_it():
    date_cell = (
        '<table:table-cell office:value-type="date" office:date-value="1938-05-14">'
        "<text:p>14/05/38</text:p></table:table-cell>"
    )
    number = '<table:table-cell office:value-type="float" office:value="18.4"><text:p>18.40</text:p></table:table-cell>'
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        "<text:p>Edith<text:s/><text:span>Attwood</text:span></text:p></table:table-cell>"
    )
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = (
        "".join(map(ods_cell, ("name", "born on", "", "", "hours"))),
        f"{noted}{date_cell}{empty}{number}",
    )
    blank = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="900"/></table:table-row>'
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = ods(f'<table:table table:name="People">{table}{blank}</table:table>')
    second_opinion = CalamineWorkbook.from_object(BytesIO(content)).get_sheet_by_index(0).to_python()

    (row,) = open_table(BytesIO(content), "", LAYOUT).rows

    assert row.original == ["Edith Attwood", "1938-05-14", "", "", "18.4"]
    assert row.original == [_text(cell).removeprefix("a note") for cell in second_opinion[1]]


def _text(cell):
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def _trimmed(cells):
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1938-05-14", date(1938, 5, 14)),
        ("14/05/1938", date(1938, 5, 14)),
        ("4-5-1938", date(1938, 5, 4)),
        ("14 May 1938", date(1938, 5, 14)),
        ("19/May/2022 - 00:00", date(2022, 5, 19)),
        ("2017-12-22T15:45:00", date(2017, 12, 22)),
    ],
)
def test_dates_are_understood_day_first(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize(
    "text", ["31/02/1950", "05/14/1938", "14/05/38", "yesterday", "1938", "14/Mai/1938", "٤/٥/١٩٣٨"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="is not a date"):
        day(text)


@pytest.mark.parametrize("text", ["18.405", "NaN", "1e400", "ten", "1000000000"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"number|decimal"):
        amount(text)


def test_amounts_and_yes_are_understood():
    assert (str(amount("£1,018.4")), str(amount(" 7 ")), yes("Y"), yes("false")) == ("1018.40", "7.00", True, False)


def test_every_fault_of_a_row_is_named_by_its_column():
    (row,) = open_table(BytesIO(b"name,born_on,note\n,31/02/1950,\x07\n"), "", LAYOUT).rows
    cells = Cells(row)

    cells.text("name"), cells.day("born_on"), cells.optional("note")

    assert [fault.field for fault in cells.faults] == ["name", "born_on", "note"]


def test_a_code_is_known_by_its_words_too():
    (row,) = open_table(BytesIO(b"name,born_on,note\nx,y,Home Care | day_services\n"), "", LAYOUT).rows

    assert Cells(row).codes("note", ["home_care", "day_services"]) == ["home_care", "day_services"]


def test_progress_is_told_now_and_then_and_at_the_end():
    told: list[int] = []
    content = b"name,born_on\n" + b"Edith,1938-05-14\n" * 12

    list(counted(open_table(BytesIO(content), "", LAYOUT).rows, told.append, every=5))

    assert told == [5, 10, 12]


FORMULAS = ["=1+1", "+44 1632 960111", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "plain", "-5", "+2.50"]


def test_no_cell_of_csv_going_out_is_a_formula(tmp_path):
    file = tmp_path / "out.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        write_csv(out, ["note"], [[text] for text in FORMULAS])

    told = file.read_text(encoding="utf-8").splitlines()

    assert [line.strip('"')[0] for line in told[1:6]] == ["'"] * 5
    assert told[6:] == ["plain", "-5", "+2.50"]


def test_no_cell_of_a_workbook_going_out_is_a_formula():
    out = BytesIO()
    write_xlsx(out, ["note"], [[text] for text in FORMULAS])

    cells = [
        row[0] for row in CalamineWorkbook.from_object(BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()[1:]
    ]
    assert cells == FORMULAS
    assert b"<f>" not in out.getvalue()


def test_rejected_rows_come_back_as_they_were_with_why_and_can_be_sent_again():
    content = 'name,born_on,note\nEdith,31/02/1950,"+44, =1"\nJoan,1960-01-02,\nZo\udceb,1950-01-01,\n'.encode(
        errors="surrogateescape"
    )
    table = open_table(BytesIO(content), "", LAYOUT)
    outcome = Outcome()

    taken = outcome.understood(table.rows, lambda cells: (cells.text("name"), cells.day("born_on")))
    sent_back = reject_file(table.headings, outcome.rejects)

    assert [value for _, value in taken] == [("Joan", date(1960, 1, 2))]
    first = sent_back.splitlines()[1].decode()
    assert (
        first
        == 'Edith,31/02/1950,"\'+44, =1",2,born on: “31/02/1950” is not a date: write it as 14/05/1938 or 1938-05-14'
    )
    mended = sent_back.replace(b"31/02/1950", b"28/02/1950", 1).replace(b"Zo\xeb", "Zoë".encode())
    again = open_table(BytesIO(mended), "rejects.csv", LAYOUT)
    assert [row.cells["name"] for row in again.rows] == ["Edith", "Zoë"]


def test_the_columns_of_ours_are_not_sent_back_twice():
    content = reject_file(["name", "Row in the file", "Why it was rejected"], [])

    assert content.decode("utf-8-sig") == "name,Row in the file,Why it was rejected\r\n"


def test_dates_of_the_old_macintosh_are_understood():
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/>'
        '<sheets><sheet name="A" r:id="rId1"/></sheets></workbook>'
    )
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = (
        '<row><c t="inlineStr"><is><t>name</t></is></c>'
        '<c t="inlineStr"><is><r><t>born </t></r><r><t>on</t></r></is></c></row>'
        '<row><c t="str"><v>Edith</v></c><c s="0"><v>0</v></c></row>'
    )

    found = read(raw_xlsx(rows, **{"xl__workbook.xml": book, "xl__styles.xml": styles}), "people.xlsx")

    assert found == [(2, {"name": "Edith", "born_on": "1904-01-01"})]


@pytest.mark.parametrize("text", ["31/12/9999", "9999-12-31", "0001-01-01", "31/12/1899"])
def test_a_day_that_nobody_can_mean_is_refused_in_words(text):
    with pytest.raises(ValueError, match="is not a date from 1900 to 2199"):
        day(text)
