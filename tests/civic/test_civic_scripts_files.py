"""Spreadsheets and archives, good and bad: what can be read is read, what cannot is named with what to do."""

import csv
import datetime as dt
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripts_world import HEAD, voice, xlsx, zip_of

from voicebot.civic.scripts.columns import HEADINGS, find_columns
from voicebot.civic.scripts.problems import CODES, Problem
from voicebot.civic.scripts.reading import read_sheet
from voicebot.civic.scripts.recordings import Recordings
from voicebot.civic.scripts.rows import Row, script_rows
from voicebot.civic.scripts.script import Script
from voicebot.civic.scripts.sheet import Sheet
from voicebot.civic.scripts.table import FORM, csv_of, report_rows, safe_cell, xlsx_of
from voicebot.errors import ScriptError
from voicebot.settings import Scripts

T = TypeVar("T")
LIMITS = Scripts(rows=50, sheet_bytes=2_000_000, recording_bytes=200_000, unpacked_bytes=3_000_000)
GOOD = ["여권 수수료 얼마예요?", "여권 값\n여권 얼마", "52,000원이에요.", "구청 여권과", "2026-03-01", "", ""]


def read(path: Path) -> Sheet:
    return read_sheet(path, LIMITS.rows, LIMITS.sheet_bytes)


def rows_of(path: Path) -> list[Row]:
    return list(script_rows(read(path), "ko"))


def csv_file(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", separator: str = ",") -> Path:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def unless_refused(work: Callable[[], T], *kinds: str) -> T | None:
    """What work gives; nothing where the file was refused in our own words."""
    try:
        return work()
    except ScriptError as error:
        if error.code.startswith(kinds):
            return None
        raise


def codes(rows: list[Row]) -> list[str]:
    return [problem.code for row in rows for problem in row.problems]


EXPECTED = Script(
    "여권 수수료 얼마예요?",
    ("여권 값", "여권 얼마"),
    "52,000원이에요.",
    source="구청 여권과",
    valid_from=dt.date(2026, 3, 1),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_in_every_usual_form(tmp_path: Path, encoding: str, separator: str) -> None:
    [row] = rows_of(csv_file(tmp_path / "a.csv", [HEAD, GOOD], encoding, separator))
    assert row == Row(2, EXPECTED)


def test_xlsx_with_a_title_above_and_dates_as_dates(tmp_path: Path) -> None:
    row = [*GOOD[:4], dt.datetime(2026, 3, 1), "", ""]
    path = xlsx(tmp_path / "a.xlsx", [HEAD, [], row], ["2026년 질문 모음"])
    assert rows_of(path) == [Row(4, EXPECTED)]


def test_the_form_that_is_given_out_is_understood(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx_of([FORM, ["질문?", "", "답이에요."]]))
    (tmp_path / "a.csv").write_bytes(csv_of([FORM, ["질문?", "", "답이에요."]]))
    for name in ("a.xlsx", "a.csv"):
        [row] = rows_of(tmp_path / name)
        assert (row.script.question, row.script.answer, row.problems) == ("질문?", "답이에요.", ())
    columns = find_columns(FORM, 1)
    assert columns is not None
    assert set(columns.at) == set(HEADINGS)


def test_columns_by_other_names_and_some_that_are_none(tmp_path: Path) -> None:
    head = ["No", "대표 질문", "표현 1", "표현2", "답변 내용(말)", "녹음 파일명", "비고"]
    path = csv_file(tmp_path / "a.csv", [head, ["1", "물음", "가", "나", "답", "a.wav", ""]])
    [row] = rows_of(path)
    assert (row.script.phrasings, row.script.answer, row.script.recording_name) == (
        ("가", "나"),
        "답",
        "a.wav",
    )
    assert [problem.column for problem in read(path).problems] == ["No", "비고"]


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({0: ""}, "question_missing", "질문"),
        ({2: ""}, "answer_missing", "답변"),
        ({2: "가" * 2001}, "text_too_long", "답변"),
        ({4: "내년 봄"}, "date_unreadable", "시작일"),
        ({4: "2026-02-30"}, "date_unreadable", "시작일"),
        ({5: "2025.12.31."}, "dates_backward", "종료일"),
        ({2: '=HYPERLINK("http://x")'}, "formula", "답변"),
        ({1: "|".join(map(str, range(150)))}, "too_many_phrasings", "다른 표현"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(
    tmp_path: Path, changed: dict[int, str], code: str, column: str
) -> None:
    bad = [changed.get(at, cell) for at, cell in enumerate(GOOD)]
    found = rows_of(csv_file(tmp_path / "a.csv", [HEAD, ["다른 질문", *GOOD[1:]], bad]))
    [problem] = found[1].problems
    assert (problem.code, problem.line, problem.column, problem.blocks) == (code, 4, column, True)


def test_lines_are_those_of_the_file_where_cells_run_over_lines(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEAD, GOOD, ["둘째", "", "답", "", "", "", ""]])
    assert [row.line for row in rows_of(path)] == [2, 4]


def test_a_question_twice_names_the_first(tmp_path: Path) -> None:
    [_, second] = rows_of(csv_file(tmp_path / "a.csv", [HEAD, GOOD, [GOOD[0].upper(), *GOOD[1:]]]))
    assert second.problems[0].what("ko") == "같은 질문이 2줄에도 있어요."


def test_a_quotation_mark_that_stays_open_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('질문,답변\n가,나\n"다,라\n마,바\n', encoding="utf-8")
    found = rows_of(tmp_path / "a.csv")
    assert [(row.line, *codes([row])) for row in found][1][:2] == (3, "quote_open")


def test_formulas_and_errors_in_excel_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["질문", "", '=CONCATENATE("가","나")'], ["질문 2", "", "#REF!"]])
    assert codes(rows_of(path)) == ["formula", "cell_error"]


def test_too_many_rows_stop_the_batch(tmp_path: Path) -> None:
    rows = [[f"질문 {n}", "", "답"] for n in range(60)]
    found = read(xlsx(tmp_path / "a.xlsx", rows))
    assert len(found.rows) == LIMITS.rows
    assert [(p.code, p.line) for p in found.problems] == [("too_many_rows", 52)]


def test_only_the_first_sheet_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [GOOD])
    book = openpyxl.load_workbook(path)
    book.create_sheet("작년")
    book.save(path)
    assert [dict(p.about)["value"] for p in read(path).problems] == ["작년"]


def bad_workbook(path: Path, name: str, content: bytes) -> Path:
    xlsx(path, [GOOD])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xl/vbaProject.bin", b"macro", "sheet_macros"),
        ("xl/macrosheets/sheet1.xml", b"<a/>", "sheet_macros"),
        (
            "xl/extra.xml",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
            "sheet_unreadable",
        ),
        ("xl/extra.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), "sheet_unreadable"),
        ("../../escape.xml", b"<a/>", "sheet_unreadable"),
        ("xl/media/bomb.bin", b"\0" * 70_000_000, "zip_too_large"),
        ("xl/media/bomb.bin", b"\0" * 20_000_000, "sheet_unreadable"),
    ],
)
def test_a_workbook_that_is_not_what_it_seems(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read(bad_workbook(tmp_path / "a.xlsx", name, content))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 garbage", "zip_unreadable"),
        ("a.xlsx", b"", "sheet_old_format"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "sheet_old_format"),
        ("a.csv", b"\xff\xfe\x00\xd8", "sheet_unreadable"),
        ("a.csv", "질문,대답\n".encode() + b"\xff\xff\xff", "sheet_unreadable"),
        ("a.csv", "이름,나이\n가,1\n".encode(), "sheet_no_columns"),
        ("a.csv", b"", "sheet_no_columns"),
        ("a.csv", b"x" * 2_000_001, "sheet_too_large"),
    ],
)
def test_files_that_are_no_spreadsheets(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ScriptError) as caught:
        read(tmp_path / name)
    assert caught.value.code == code


def test_a_workbook_without_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(zip_of({"[Content_Types].xml": b"<Types/>"}))
    with pytest.raises(ScriptError, match="xlsx"):
        read(tmp_path / "a.xlsx")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: f"질문,답변\n{t}".encode()))
def test_whatever_is_in_a_csv_file_is_met_calmly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    found = unless_refused(lambda: rows_of(tmp_path / "a.csv"), "sheet_", "zip_") or []
    assert all(problem.what("ko") and problem.what_to_do("en") for row in found for problem in row.problems)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 5000), put=st.binary(min_size=1, max_size=30))
def test_a_workbook_that_was_damaged_is_met_calmly(tmp_path: Path, at: int, put: bytes) -> None:
    content = xlsx(tmp_path / "whole.xlsx", [GOOD]).read_bytes()
    at %= len(content)
    (tmp_path / "a.xlsx").write_bytes(content[:at] + put + content[at + len(put) :])
    found = unless_refused(lambda: rows_of(tmp_path / "a.xlsx"), "sheet_", "zip_") or []
    assert len(found) <= LIMITS.rows


# -- recordings ----------------------------------------------------------------------------------------


def recordings(path: Path, content: bytes) -> Recordings:
    path.write_bytes(content)
    return Recordings(path, LIMITS)


def test_recordings_are_found_by_the_names_people_write(tmp_path: Path) -> None:
    files = {"녹음/여권 수수료.wav": b"1", "b.MP3": b"2", "__MACOSX/._b.MP3": b"x", "readme.txt": b"3"}
    found = recordings(tmp_path / "a.zip", zip_of(files))
    assert (
        found.read("여권 수수료.wav")
        == found.read("여권 수수료")
        == found.read("녹음\\여권 수수료.WAV")
        == b"1"
    )
    assert found.read("b") == b"2"
    missing = found.read("여권 수수로")
    assert isinstance(missing, Problem)
    assert missing.what_to_do("ko").endswith("혹시 '여권 수수료.wav'인가요?")
    assert [p.code for p in found.problems] == ["member_other"]
    assert [dict(p.about)["name"] for p in found.unused({"b"})] == ["여권 수수료.wav"]


def cp949_zip(name: str, content: bytes) -> bytes:
    """As Korean Windows packs it: the name in CP949, and no flag that says so."""
    plain = "x" * len(name.encode("cp949"))
    return zip_of({plain: content}).replace(plain.encode(), name.encode("cp949"))


def test_names_from_korean_windows_and_from_macs(tmp_path: Path) -> None:
    assert recordings(tmp_path / "a.zip", cp949_zip("전입신고.wav", b"1")).read("전입신고") == b"1"
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "전입신고.wav")
    assert recordings(tmp_path / "b.zip", zip_of({decomposed: b"2"})).read("전입신고.wav") == b"2"


def test_two_files_of_one_name_are_told_apart_or_refused(tmp_path: Path) -> None:
    found = recordings(
        tmp_path / "a.zip", zip_of({"a/x.wav": b"1", "b/x.wav": b"2", "y.wav": b"3", "y.mp3": b"4"})
    )
    for name in ("x.wav", "y"):
        problem = found.read(name)
        assert isinstance(problem, Problem)
        assert problem.code == "recording_ambiguous"
    assert found.read("y.mp3") == b"4"


@pytest.mark.parametrize(
    "name", ["../a.wav", "/etc/a.wav", "C:\\a.wav", "\\\\host\\a.wav", "b/../../a.wav", "C:a.wav"]
)
def test_names_that_point_elsewhere(tmp_path: Path, name: str) -> None:
    plain = "x" * len(name)
    found = recordings(tmp_path / "a.zip", zip_of({plain: b"1"}).replace(plain.encode(), name.encode()))
    assert [p.code for p in found.problems] == ["member_path"]
    assert isinstance(found.read("a.wav"), Problem)


def test_links_locks_archives_and_giants(tmp_path: Path) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        link = zipfile.ZipInfo("link.wav")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", zip_of({"a.wav": b"1"}))
        archive.writestr("giant.wav", bytes(range(256)) * 1000)
        archive.writestr("locked.wav", b"1")
    content = bytearray(written.getvalue())
    at = content.rindex(b"locked.wav") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 8] |= 1
    found = recordings(tmp_path / "a.zip", bytes(content))
    assert sorted(p.code for p in found.problems) == [
        "member_link", "member_locked", "member_nested", "recording_too_large",
    ]  # fmt: skip


def test_bombs_are_seen_before_they_burst_and_when_they_lie(tmp_path: Path) -> None:
    with pytest.raises(ScriptError) as caught:
        recordings(tmp_path / "a.zip", zip_of({"a.wav": b"\0" * 5_000_000}))
    assert caught.value.code == "zip_too_large"
    wide = LIMITS.model_copy(update={"unpacked_bytes": 10**9, "recording_bytes": 10**9})
    (tmp_path / "b.zip").write_bytes(zip_of({"a.wav": b"\0" * 5_000_000}))
    assert [p.code for p in Recordings(tmp_path / "b.zip", wide).problems] == ["member_bomb"]
    lying = bytearray(zip_of({"a.wav": voice(6.0) * 2}))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 1000)
    problem = recordings(tmp_path / "c.zip", bytes(lying)).read("a.wav")
    assert isinstance(problem, Problem)
    assert problem.code in {"member_broken", "recording_too_large"}


def test_a_member_that_is_damaged(tmp_path: Path) -> None:
    content = bytearray(zip_of({"a.wav": voice()}))
    content[60:80] = b"\xff" * 20
    problem = recordings(tmp_path / "a.zip", bytes(content)).read("a.wav")
    assert isinstance(problem, Problem)
    assert problem.code == "member_broken"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), put=st.binary(min_size=1, max_size=20))
def test_an_archive_that_was_damaged_is_met_calmly(tmp_path: Path, at: int, put: bytes) -> None:
    content = zip_of({"가.wav": b"sound" * 30, "나.mp3": b"other"})
    at %= len(content)
    damaged = content[:at] + put + content[at + len(put) :]
    found = unless_refused(lambda: recordings(tmp_path / "a.zip", damaged), "zip_")
    for read in [found.read(name) for name in ("가", "나")] if found else ():
        assert isinstance(read, bytes) or read.code in CODES


# -- what is written -----------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_nothing_that_is_exported_begins_to_compute(text: str) -> None:
    [[cell]] = list(csv.reader(io.StringIO(csv_of([[text]]).decode("utf-8-sig"), newline="")))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([["머리"], [text]])))
    assert book.active is not None
    kept = book.active["A2"]
    assert kept.data_type != "f"


@pytest.mark.parametrize("text", ["=1+1", "+82-32-560-4114", "-5도", "@누구"])
def test_what_was_neutralised_is_read_as_it_was(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes(csv_of([HEAD, ["질문", "", text]]))
    [row] = rows_of(tmp_path / "a.csv")
    assert row.script.answer == text
    assert safe_cell("가격 = 5") == "가격 = 5"


def test_every_problem_is_said_in_both_languages() -> None:
    named = "name value first most letters count begins until near near_en level apart share"
    about = dict.fromkeys(named.split(), "x")
    for code in CODES:
        problem = Problem.of(code, 3, "답변", **about)
        rows = list(report_rows([problem], [], "ko"))
        assert rows[1][0] == "3"
        assert all(rows[1])
        assert problem.what("en")
        assert problem.what_to_do("en")
        assert Problem.of_json(problem.as_json()) == problem
