"""The catalogue says what the job description says, word for word, and its own additions hold together."""

import re
from collections import Counter
from typing import Any

import pytest

from resources import duties

type Data = dict[str, Any]

FUNCTIONS = ("F1", "F2", "F3", "F4", "F5")
WAYS_TO_ASSESS = {"interview", "test", "case", "work_sample", "observation", "documents", "data"}


def clause(source: str, number: str, following: str) -> str:
    """Return the text of the clause *number*, up to the clause *following*."""
    found = re.search(rf"^{re.escape(number)}\.? (.*?)(?=^{re.escape(following)}\.? )", source, re.M | re.S)
    assert found, f"the source has no clause {number}"
    return found[1].strip()


def bare(text: str) -> str:
    """Return *text* without the sign that ends a list item or a sentence."""
    return text[:-1] if text.endswith((";", ".")) else text


def listed(source: str, number: str, following: str) -> dict[int, str]:
    """Return the filled items of a list, without the blanks that belong to the organisation."""
    rows = re.findall(r"^(\d+)\) (.+)$", clause(source, number, following), re.M)
    return {int(place): bare(text.strip()) for place, text in rows if "____" not in text}


def duties_in(source: str) -> dict[str, str]:
    return {
        f"3.1.{function} {place})": text
        for function in range(1, 6)
        for place, text in listed(source, f"3.1.{function}", f"3.1.{function + 1}").items()
    }


@pytest.mark.parametrize(
    ("part", "number", "following", "count"), [("knowledge", "1.4", "1.5", 39), ("skills", "1.5", "1.6", 32)]
)
def test_every_competency_is_the_source_word_for_word(
    catalogue: Data, source: str, part: str, number: str, following: str, count: int
) -> None:
    said = {item["number"]: item["ru"] for item in catalogue[part]}
    assert said == listed(source, number, following)
    assert len(said) == count


def test_every_function_is_the_source_word_for_word(catalogue: Data, source: str) -> None:
    following = {"2.1.1": "2.1.2", "2.1.2": "2.1.3", "2.1.3": "2.1.4", "2.1.4": "2.1.5", "2.1.5": "2.2"}
    said = {function["number"]: function["ru"] for function in catalogue["functions"]}
    assert said == {number: bare(clause(source, number, end)) for number, end in following.items()}


def test_every_duty_is_the_source_word_for_word(catalogue: Data, source: str) -> None:
    said = {duty["number"]: duty["ru"] for duty in catalogue["duties"]}
    assert said == duties_in(source)
    assert len(said) == 45


def test_the_formal_requirements_are_the_source_word_for_word(catalogue: Data, source: str) -> None:
    wanted = catalogue["eligibility"]
    required = listed(source, "1.2", "1.3")
    assert wanted["category"]["ru"] == bare(clause(source, "1.1", "1.2"))
    assert wanted["education"]["ru"] == required[1]
    assert wanted["experience"]["ru"] == required[2]
    assert wanted["medical"]["ru"] == bare(clause(source, "1.3", "1.4"))
    assert catalogue["general_duty"]["ru"] == bare(clause(source, "3.1.6", "3.1.7"))
    assert catalogue["meta"]["generalised_function_ru"] + ":" == clause(source, "2.1", "2.1.1")


def test_the_months_of_experience_are_those_of_the_source(catalogue: Data) -> None:
    experience = catalogue["eligibility"]["experience"]
    assert [way["min_months"] for way in experience["any_of"]] == [6, 12]
    assert "не менее шести месяцев" in experience["ru"]
    assert "не менее 12 месяцев" in experience["ru"]


def test_the_areas_of_experience_quote_the_source(catalogue: Data) -> None:
    experience = catalogue["eligibility"]["experience"]
    for area in experience["areas"].values():
        first, rest = area["ru"].split(" ", 1)
        assert rest in experience["ru"]  # the first word stands in another case there
        assert first[:6] in experience["ru"]
    assert {area for way in experience["any_of"] for area in way["areas"]} == set(experience["areas"])


def test_the_kinds_of_medical_examination_quote_the_source(catalogue: Data) -> None:
    medical = catalogue["eligibility"]["medical"]
    for examination in medical["examinations"]:
        assert examination["ru"].split(" (")[0][:7] in medical["ru"]


def test_no_diagnosis_has_a_place_to_be_stored(catalogue: Data) -> None:
    medical = catalogue["eligibility"]["medical"]
    assert medical["store_fields"] == ["examination_kind", "conclusion_date", "admitted", "valid_until"]
    assert medical["scored"] is False


def test_the_standard_is_cited_as_in_the_source(catalogue: Data, source: str) -> None:
    cited = catalogue["meta"]["source"]
    flat = " ".join(source.split())
    year, month, day = cited["order_date"].split("-")
    order = cited["approved_by_ru"].replace("Приказ", "Приказом")
    assert f'"{cited["professional_standard_ru"]}"' in flat
    assert f"{order} от {day}.{month}.{year} N {cited['order_number']}" in flat


def test_codes_stand_in_order_and_belong_to_one_thing_each(catalogue: Data, source: str) -> None:
    assert tuple(function["code"] for function in catalogue["functions"]) == FUNCTIONS
    assert [item["code"] for item in catalogue["knowledge"]] == [f"K{n:02d}" for n in range(1, 40)]
    assert [item["code"] for item in catalogue["skills"]] == [f"S{n:02d}" for n in range(1, 33)]
    for item in catalogue["knowledge"] + catalogue["skills"]:
        assert item["number"] == int(item["code"][1:])
    numbers = [re.sub(r"3\.1\.(\d) (\d+)\)", r"D\1.\2", number) for number in duties_in(source)]
    assert [duty["code"] for duty in catalogue["duties"]] == numbers


def test_a_duty_has_the_number_and_the_function_of_its_code(catalogue: Data) -> None:
    for duty in catalogue["duties"]:
        function, place = duty["code"][1:].split(".")
        assert (duty["number"], duty["function"]) == (f"3.1.{function} {place})", f"F{function}")


def test_the_blanks_are_left_to_the_organisation(catalogue: Data, source: str) -> None:
    declared = {blank["source_clause"]: blank["code"] for blank in catalogue["meta"]["organisation_defined"]}
    assert declared == {"1.4 40)": "K40", "1.5 33)": "S33"}
    for number, following, place in (("1.4", "1.5", 40), ("1.5", "1.6", 33)):
        assert re.search(rf"^{place}\) _+", clause(source, number, following), re.M)


def test_the_counts_that_the_catalogue_states_are_true(
    catalogue: Data, competencies: dict[str, Data]
) -> None:
    parts = ("functions", "knowledge", "skills", "duties")
    counted = {part: len(catalogue[part]) for part in parts}
    counted["critical"] = sum(item["critical"] for item in competencies.values())
    assert catalogue["meta"]["counts"] == counted


def test_every_competency_has_one_main_function_and_maybe_others(competencies: dict[str, Data]) -> None:
    for code, item in competencies.items():
        assert item["function"] in FUNCTIONS, code
        assert set(item["secondary"]) <= set(FUNCTIONS) - {item["function"]}, code
        assert len(set(item["secondary"])) == len(item["secondary"]), code


def test_targets_lie_on_the_scale_and_a_candidate_is_not_asked_more_than_a_manager(
    competencies: dict[str, Data], scale: Data
) -> None:
    levels = {level["value"] for level in scale["levels"]}
    for code, item in competencies.items():
        assert set(item["target"]) == {"manager", "candidate"}, code
        assert set(item["target"].values()) <= levels, code
        assert item["target"]["candidate"] <= item["target"]["manager"], code


def test_weights_and_flags_have_allowed_values(competencies: dict[str, Data]) -> None:
    for code, item in competencies.items():
        assert item["weight"] in (1, 2, 3), code
        assert isinstance(item["critical"], bool), code
        assert isinstance(item["org_specific"], bool), code
        assert item["assess"], code
        assert set(item["assess"]) <= WAYS_TO_ASSESS, code


def test_few_competencies_are_critical_and_each_says_why(competencies: dict[str, Data]) -> None:
    critical = [code for code, item in competencies.items() if item["critical"]]
    assert len(critical) <= 12
    for code, item in competencies.items():
        assert item["critical"] == ("critical_reason" in item), code
        if item["critical"]:
            assert item["weight"] >= 2, code
            assert item["critical_reason"]["ru"], code
            assert item["critical_reason"]["en"], code


def test_neighbours_name_each_other(competencies: dict[str, Data]) -> None:
    for code, item in competencies.items():
        for other in item["similar"]:
            assert other != code
            assert code in competencies[other]["similar"], (code, other)


def test_twins_are_neighbours_and_only_one_of_them_counts_in_full(
    catalogue: Data, competencies: dict[str, Data]
) -> None:
    members = [code for group in catalogue["meta"]["alias_groups"] for code in group]
    assert len(members) == len(set(members))
    for group in catalogue["meta"]["alias_groups"]:
        first, *repeated = group
        assert set(competencies[first]["similar"]) >= set(repeated)
        assert all(competencies[code]["weight"] == 1 for code in repeated)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_short_titles_fit_and_differ(catalogue: Data, competencies: dict[str, Data], language: str) -> None:
    titles = [item[f"label_{language}"] for item in competencies.values()]
    assert all(0 < len(title) <= 40 for title in titles)
    assert len(set(titles)) == 71
    shorts = [function[f"short_{language}"] for function in catalogue["functions"]]
    assert all(0 < len(short) <= 28 for short in shorts)


@pytest.mark.parametrize("at", [0, 1], ids=["ru", "en"])
def test_short_titles_of_duties_fit_and_differ_and_are_not_cut(catalogue: Data, at: int) -> None:
    language = ("ru", "en")[at]
    found = duties.titles()
    texts = {duty[language]: found[duty["ru"]][at] for duty in catalogue["duties"]}
    assert len(set(texts.values())) == 45
    for text, title in texts.items():
        assert 0 < len(title) <= 45, title
        assert not title.endswith(("…", ".", ";")), title
        assert not text.casefold().startswith(title.casefold()), title


def test_every_text_of_the_source_has_its_english(catalogue: Data) -> None:
    for part in ("functions", "knowledge", "skills", "duties"):
        for entry in catalogue[part]:
            assert entry["en"], entry["code"]
            assert not entry["en"].endswith((".", ";")), entry["code"]


def test_every_duty_draws_on_competencies_and_first_on_those_of_its_function(
    catalogue: Data, competencies: dict[str, Data]
) -> None:
    for duty in catalogue["duties"]:
        drawn = duty["competencies"]
        assert len(set(drawn)) == len(drawn) >= 3, duty["code"]
        assert set(drawn) <= set(competencies), duty["code"]
        assert any(competencies[code]["function"] == duty["function"] for code in drawn), duty["code"]


def test_every_competency_serves_a_duty_of_its_function(
    catalogue: Data, competencies: dict[str, Data]
) -> None:
    served = Counter(
        (code, duty["function"]) for duty in catalogue["duties"] for code in duty["competencies"]
    )
    for code, item in competencies.items():
        assert served[code, item["function"]], code
