"""The job description can be printed whole from the data: every line, in order, in both languages."""

import re
from typing import Any

type Data = dict[str, Any]

KINDS = {"head", "section", "clause", "item", "dash", "text", "blank", "caption"}


def label(line: Data) -> str:
    """Return what the source prints before the text: «1.», «1.4.», «12)», «-», or nothing."""
    if line["kind"] == "dash":
        return "- "
    number = line.get("number", "")
    if number.endswith(")"):
        return number.split()[-1] + " "
    return f"{number}. " if number else ""


def wording(line: Data, catalogue: Data, language: str) -> str:
    if "code" not in line:
        return line[language]
    parts = ("functions", "knowledge", "skills", "duties")
    entries = {entry["code"]: entry for part in parts for entry in catalogue[part]}
    return entries[line["code"]][language] + line["end"]


def printed(job_description: Data, catalogue: Data, language: str) -> list[str]:
    whole = (label(line) + wording(line, catalogue, language) for line in job_description["lines"])
    return [" ".join(row.split()) for text in whole for row in text.split("\n")]


def blanks(text: str) -> list[str]:
    return re.findall(r"_+", text)


def test_the_source_comes_back_line_for_line(job_description: Data, catalogue: Data, source: str) -> None:
    assert printed(job_description, catalogue, "ru") == [" ".join(row.split()) for row in source.splitlines()]


def test_every_line_has_a_known_kind_and_one_wording(job_description: Data) -> None:
    for line in job_description["lines"]:
        assert line["kind"] in KINDS, line
        keys = set(line) - {"kind", "number"}
        assert keys in ({"ru", "en"}, {"code", "end"}), line


def test_every_line_that_the_catalogue_knows_is_taken_from_there(
    job_description: Data, catalogue: Data
) -> None:
    numbers = {line["code"]: line["number"] for line in job_description["lines"] if "code" in line}
    assert numbers == {
        **{function["code"]: function["number"] for function in catalogue["functions"]},
        **{item["code"]: f"1.4 {item['number']})" for item in catalogue["knowledge"]},
        **{item["code"]: f"1.5 {item['number']})" for item in catalogue["skills"]},
        **{duty["code"]: duty["number"] for duty in catalogue["duties"]},
    }


def test_numbers_are_unique_and_the_six_sections_stand_in_order(job_description: Data) -> None:
    numbers = [line["number"] for line in job_description["lines"] if "number" in line]
    assert len(numbers) == len(set(numbers))
    sections = [line["number"] for line in job_description["lines"] if line["kind"] == "section"]
    assert sections == ["1", "2", "3", "4", "5", "6"]


def test_the_english_keeps_every_line_break_blank_and_bracket(job_description: Data, catalogue: Data) -> None:
    russian = printed(job_description, catalogue, "ru")
    english = printed(job_description, catalogue, "en")
    assert [blanks(text) for text in english] == [blanks(text) for text in russian]
    captions = [line for line in job_description["lines"] if line["kind"] == "caption"]
    assert len(captions) > 10
    for line in captions:
        assert (line["en"][0], line["en"][-1]) == (line["ru"][0], line["ru"][-1]) == ("(", ")"), line


def test_english_lines_end_as_the_russian_ones(job_description: Data) -> None:
    for line in job_description["lines"]:
        if "ru" in line and line["ru"][-1] in ".;:":
            assert line["en"][-1] == line["ru"][-1], line


def test_a_line_called_blank_holds_nothing_but_the_blank(job_description: Data) -> None:
    for line in job_description["lines"]:
        if "ru" in line:
            assert (line["kind"] == "blank") == (re.fullmatch(r"[_ .;]+", line["ru"]) is not None), line
