"""`carewright due`: a table of starts and limits answered, and every fault named by row and column."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carewright.cli.main import main

Answer = tuple[int, str, str]
Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """Run `carewright due` over a table; the exit status, and what was written and complained of."""

    def asked(table: str | bytes, *options: str) -> Answer:
        file = tmp_path / "limits.csv"
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
        status = main(["due", str(file), *options])
        written = capsys.readouterr()
        return status, written.out, written.err.replace(str(file), "FILE")

    return asked


def rows_of(out: str) -> list[str]:
    return out.splitlines()[1:]


def test_the_christmas_case(ask: Ask) -> None:
    assert ask("ref,start,limit\nA1,2017-12-22T15:45,2 working hours\n") == (
        0,
        "ref,due\nA1,2017-12-27T09:45:00+00:00\n",
        "",
    )


@pytest.mark.parametrize(
    ("start", "due"),
    [
        pytest.param("2018-07-10T10:00", "2018-07-10T12:00:00+01:00", id="London in summer"),
        pytest.param("2018-07-10T10:00:30", "2018-07-10T12:00:30+01:00", id="with seconds"),
        pytest.param("2018-07-10 10:00", "2018-07-10T12:00:00+01:00", id="with a space"),
        pytest.param("20180710T1000", "2018-07-10T12:00:00+01:00", id="without separators"),
        pytest.param("2018-07-10T09:00Z", "2018-07-10T12:00:00+01:00", id="in UTC"),
        pytest.param("2018-07-10T10:00+01:00", "2018-07-10T12:00:00+01:00", id="with London's offset"),
        pytest.param("2018-07-10T11:00+02:00", "2018-07-10T12:00:00+01:00", id="from Paris"),
        pytest.param("2018-07-10T04:00-0500", "2018-07-10T12:00:00+01:00", id="from New York"),
        pytest.param("2018-03-23T16:00", "2018-03-26T10:00:00+01:00", id="over the spring change"),
        pytest.param("2018-10-26T16:00", "2018-10-29T10:00:00+00:00", id="over the autumn change"),
    ],
)
def test_a_start_is_read_with_or_without_its_offset_and_answered_in_london(ask: Ask, start: str, due: str) -> None:
    assert ask(f"ref,start,limit\nA1,{start},2 working hours\n") == (0, f"ref,due\nA1,{due}\n", "")


def test_columns_come_in_any_order_and_others_are_ignored(ask: Ask) -> None:
    status, out, _ = ask('note,Limit , START,ref\n"a, b",1 day,2018-01-10T10:00,A1\n')
    assert (status, out) == (0, "ref,due\nA1,2018-01-11T10:00:00+00:00\n")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(b"\xef\xbb\xbfref,start,limit\nA1,2018-01-10T10:00,1 day\n", id="byte order mark"),
        pytest.param(b"ref,start,limit\r\nA1,2018-01-10T10:00,1 day\r\n", id="CRLF"),
        pytest.param(b"ref,start,limit\rA1,2018-01-10T10:00,1 day\r", id="CR"),
        pytest.param(b"\n\nref,start,limit\n\n , ,\nA1,2018-01-10T10:00,1 day\n\n", id="blank lines"),
        pytest.param(b"ref,start,limit\nA1,2018-01-10T10:00,1 day", id="no end of line"),
        pytest.param(b"ref,start,limit,,\nA1,2018-01-10T10:00,1 day,,,,\n", id="empty columns"),
        pytest.param(b'"ref","start","limit"\n"A1"," 2018-01-10T10:00 ","1  day"\n', id="quotes and spaces"),
        pytest.param(b"ref,start,limit,note\nA1,2018-01-10T10:00,1 day,caf\xe9\n", id="odd bytes where unread"),
    ],
)
def test_files_as_spreadsheets_write_them_are_read(ask: Ask, table: bytes) -> None:
    assert ask(table) == (0, "ref,due\nA1,2018-01-11T10:00:00+00:00\n", "")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("A2,tomorrow,1 day", "row 3, column start: 'tomorrow' is not a date and time; write it as 2017-12-22T15:45"),
        ("A2,2018-01-10,1 day", "row 3, column start: '2018-01-10' is not a date and time"),
        ("A2,2018-02-30T10:00,1 day", "row 3, column start: '2018-02-30T10:00' is not a date and time"),
        ("A2,2018-01-10T25:00,1 day", "row 3, column start: '2018-01-10T25:00' is not a date and time"),
        ("A2,2018-01-10x10:00,1 day", "row 3, column start: '2018-01-10x10:00' is not a date and time"),
        ("A2,,1 day", "row 3, column start: is empty"),
        ("A2", "row 3, column start: is empty"),
        (",2018-01-10T10:00,1 day", "row 3, column ref: is empty"),
        ("A2,2018-01-10T10:00,", "row 3, column limit: is empty"),
        ("A2,2018-01-10T10:00,2 fortnights", "row 3, column limit: '2 fortnights' has an unknown unit of time"),
        ("A2,2018-01-10T10:00,-2 days", "row 3, column limit: '-2 days' does not start with a whole number"),
        (f"A2,2018-01-10T10:00,{'9' * 5000} days", "row 3, column limit: '9999999999"),
        ("A2,2018-01-10T10:00,999999 months", "row 3, column limit: 999999 months from 2018-01-10"),
        ("A2,9999-12-31T23:00,1 day", "row 3, column limit: 1 day from 9999-12-31"),
        ("A2,0001-01-01T00:00+14:00,1 day", "row 3, column limit: 1 day from 0001-01-01"),
        ("A2,2018-01-10T10:00,1 day,oops", "row 3, column 4: there are 3 columns, and 'oops' is beyond them"),
        ('A2,2018-01-10T10:00,"1 \n\x1b[31m"', "row 3, column limit: '1 \\n\\x1b[31m' has an unknown unit of time"),
        ('"A2"x,2018-01-10T10:00,1 day', "row 3: cannot be read as CSV"),
        (f"A2,2018-01-10T10:00,{'x' * 200_000}", "row 3: cannot be read as CSV (field larger than field limit"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_answered(ask: Ask, row: str, complaint: str) -> None:
    good = ["A1,2018-01-10T10:00,1 day", "A3,2018-01-11T10:00,1 day"]
    status, out, err = ask("\n".join(["ref,start,limit", good[0], row, good[1], ""]))
    assert (status, rows_of(out)) == (2, ["A1,2018-01-11T10:00:00+00:00", "A3,2018-01-12T10:00:00+00:00"])
    assert err.startswith(complaint)
    assert err.count("\n") == 1
    assert len(err) < 250


def test_a_cell_in_another_encoding_is_named_and_the_others_are_answered(ask: Ask) -> None:
    status, out, err = ask(b"ref,start,limit\ncaf\xe9,2018-01-10T10:00,1 day\nA2,2018-01-10T10:00,1 day\n")
    assert (status, rows_of(out)) == (2, ["A2,2018-01-11T10:00:00+00:00"])
    assert err == "row 2, column ref: 'caf\\udce9' is not UTF-8 text; save the file as CSV UTF-8\n"


def test_a_quotation_mark_that_never_closes_is_named_by_the_row_it_opens_in(ask: Ask) -> None:
    status, out, err = ask('ref,start,limit\nA1,2018-01-10T10:00,1 day\n"A2,2018-01-10T10:00,1 day\nA3,x,y\n')
    assert (status, rows_of(out)) == (2, ["A1,2018-01-11T10:00:00+00:00"])
    assert err.startswith("row 3: cannot be read as CSV (unexpected end of data); look for a quotation mark")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (b"", "FILE is empty; its first row must name the columns ref,start,limit"),
        (b"\n \n", "FILE is empty"),
        (b"\xef\xbb\xbf", "FILE is empty"),
        (b"ref,begin,limit\n", "FILE has no column start; its first row must name the columns ref,start,limit"),
        (b"ref;start;limit\n", "FILE has no column ref, start, limit"),
        (b"ref,start,limit,Ref\n", "FILE has the column ref more than once; keep one of each"),
        ("ref,start,limit\n".encode("utf-16"), "FILE is not text in UTF-8; save it as CSV UTF-8"),
        (b"PK\x03\x04rubbish", "FILE is a spreadsheet or another packed file, not CSV; save it as CSV UTF-8"),
        (b'"ref,start,limit\n', "FILE, row 1 cannot be read as CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_line(ask: Ask, table: bytes, complaint: str) -> None:
    status, out, err = ask(table)
    assert (status, out) == (2, "")
    assert err.startswith(f"carewright: {complaint}")
    assert err.count("\n") == 1


def test_a_table_without_rows_is_answered_with_the_header(ask: Ask) -> None:
    assert ask("ref,start,limit\n") == (0, "ref,due\n", "")


def test_a_reference_cannot_come_out_as_a_formula(ask: Ask) -> None:
    _, out, _ = ask(
        'ref,start,limit\n=1+1,2018-01-10T10:00,1 day\n-5,2018-01-10T10:00,1 day\n"a,b",2018-01-10T10:00,1 day'
    )
    assert [row.removesuffix(",2018-01-11T10:00:00+00:00") for row in rows_of(out)] == ["'=1+1", "-5", '"a,b"']


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nowhere.csv", "carewright: nowhere.csv cannot be read: No such file or directory\n"),
        (".", "carewright: . cannot be read: Is a directory\n"),
        ("a\0b", "carewright: 'a\\x00b' cannot be the name of a file\n"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(name: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", name]) == 2
    assert capsys.readouterr() == ("", complaint)


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    table = io.TextIOWrapper(io.BytesIO(b"ref,start,limit\nA1,2018-01-10T10:00,1 day\n"))
    monkeypatch.setattr(sys, "stdin", table)
    assert main(["due", "-"]) == 0
    assert capsys.readouterr().out == "ref,due\nA1,2018-01-11T10:00:00+00:00\n"


def test_a_policy_file_sets_the_opening_hours_and_closures(ask: Ask, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[calendar]\nopening = { wed = "10:00-12:00" }\nclosures = ["2018-01-17"]\n', encoding="utf-8")
    status, out, err = ask("ref,start,limit\nA1,2018-01-10T11:00,2 working hours\n", "--policy", str(policy))
    assert (status, rows_of(out), err) == (0, ["A1,2018-01-24T11:00:00+00:00"], "")


@pytest.mark.parametrize("pack", ["kent", "essex", "bristol", "county"])
def test_every_pack_has_a_calendar(ask: Ask, pack: str) -> None:
    status, out, _ = ask("ref,start,limit\nA1,2017-12-22T15:45,2 working hours\n", "--policy", pack)
    assert (status, rows_of(out)) == (0, ["A1,2017-12-27T09:45:00+00:00"])


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        ("not = [toml", "line 1, column"),
        ('[calendar]\nopening = { tues = "09:00-17:00" }\n', "calendar.opening.tues: Not a weekday"),
        ('[calendar]\nopening = { mon = "9-5" }\n', "calendar.opening.mon: '9-5' is not opening hours"),
        ("[calendar]\nopening = { }\n", "calendar.opening: The calendar never opens"),
        ('[calendar]\nclosures = ["Christmas"]\n', "calendar.closures.1: “Christmas” is not a date"),
    ],
)
def test_a_policy_that_cannot_work_is_refused_with_its_place(ask: Ask, tmp_path: Path, policy: str, place: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(policy, encoding="utf-8")
    status, out, err = ask("ref,start,limit\nA1,2018-01-10T11:00,1 day\n", "--policy", str(file))
    assert (status, out) == (2, "")
    assert err.startswith("carewright: policy ")
    assert place in err
    assert err.count("\n") == 1


def test_a_policy_that_is_not_there_is_refused(ask: Ask) -> None:
    status, out, err = ask("ref,start,limit\n", "--policy", "atlantis")
    assert (status, out) == (2, "")
    assert err.startswith("carewright: policy atlantis: There is no file of this name, and no such pack.")


def test_it_starts_without_the_database_framework(tmp_path: Path) -> None:
    table = tmp_path / "limits.csv"
    table.write_text("ref,start,limit\nA1,2018-01-10T10:00,1 day\n", encoding="utf-8")
    program = (
        "import sys; from carewright.cli.main import main; "
        f"main(['due', {str(table)!r}]); sys.exit('django.apps' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, stdout=subprocess.DEVNULL).returncode == 0


def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    table = tmp_path / "limits.csv"
    table.write_text("ref,start,limit\n" + "A1,2018-01-10T10:00,1 day\n" * 20_000, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "carewright.cli.main", "due", str(table)]
    ended = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")
