"""The profile as a paper: complete, honest about what is not known, unbroken by whatever people type."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.platypus import Spacer

from domain.assessing.entry import Entry
from domain.assessing.evidence import Polarity, newest_first
from domain.assessing.result import CaseResult, Comment
from domain.assessing.scoring import Status
from domain.hiring.decision import Decision
from domain.mark import GivenMark, Mark, Role, State
from domain.people.person import Person, PersonKind
from domain.progress import Cancelled, Progress
from domain.text import Text
from reports.assessing import candidate_details, candidate_pdf, summary_pdf
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import faces
from reports.words import phrases
from resources.i18n import Words, words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.reading import drawn, fonts, pages, squeezed, whole

RLO = "\u202e"
HOSTILE = f"<img src=x> <b {{}} =1+1 😀 {RLO}слева\x00 & конец"


def write(result: CaseResult, folder: Path, language: str = "ru", name: str = "profile.pdf") -> Path:
    target = folder / name
    candidate_pdf.write(result, target, Progress(), words(language))
    return target


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_competency_of_the_scope_stands_there_with_code_and_title(
    tmp_path: Path, language: str
) -> None:
    text = squeezed(whole(write(sample.candidate(), tmp_path, language)))
    for item in sample.framework().items:
        assert item.code in text
        assert squeezed(item.label.ru if language == "ru" else item.label.en or "") in text, item.code


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("make", [sample.candidate, sample.employee])
def test_the_decision_fits_on_page_one_with_boxes_and_signatures(tmp_path: Path, language: str, make) -> None:  # type: ignore[no-untyped-def]
    first, second, *_ = pages(write(make(), tmp_path, language))
    wanted = (
        ("Заключение", "Обоснование", "(подпись)")
        if language == "ru"
        else ("Conclusion", "Reasons", "(signature)")
    )
    for word in wanted:
        assert word in first
        assert word not in second


@pytest.mark.parametrize(("seed", "scope"), [(1, 29), (1, 39), (2, 25)])
def test_findings_that_fill_page_one_leave_the_conclusion_there(
    tmp_path: Path, seed: int, scope: int
) -> None:
    """Each part alone has room, and where two meet there is a space that neither has."""
    first, second, *_ = pages(write(sample.candidate(seed=seed, scope=scope, silent=0), tmp_path))
    assert "Заключение" in first and "Заключение" not in second


def test_what_the_assessors_said_stands_below_its_heading_wherever_the_page_ends(tmp_path: Path) -> None:
    made = sample.candidate(scope=20, silent=0)
    assessors = (replace(one, role=Role.PEER) if one.person is sample.HR else one for one in made.assessors)
    hidden = replace(made, assessors=tuple(assessors))
    assert hidden.kept_apart
    target, ends = tmp_path / "details.pdf", set[int]()

    @printed
    def lay(above: float, words: Words) -> Pages:
        details = candidate_details.story(hidden, words, ())
        return Pages(PORTRAIT, "", sample.TODAY, "", [Spacer(1, above), *details])

    for above in range(0, int(PORTRAIT.height), 40):
        lay(above, target, Progress(), words("ru"))
        told = pages(target)
        heading = next(at for at, page in enumerate(told) if "Факты и комментарии оценщиков" in page)
        assert "отдельных оценщиков не показаны" in told[heading], above
        assert "Подписи других оценщиков" in told[heading], above
        ends.add(heading)
    assert len(ends) > 1, "the end was brought from one page to the next"


def test_each_page_but_the_first_is_numbered_and_each_has_a_foot_without_names(tmp_path: Path) -> None:
    result = sample.candidate()
    all_pages = pages(write(result, tmp_path))
    assert 4 <= len(all_pages) <= 6
    assert not all_pages[0].startswith("1 ")
    for number, page in enumerate(all_pages, start=1):
        foot = page[page.rindex("ПК-42") :]
        assert "модель: Менеджер контакт-центра, редакция 1" in foot
        assert result.person.surname not in foot
        assert number == 1 or f" {number} " in f" {page} "


def test_every_font_is_embedded_and_helvetica_never_sneaks_in(tmp_path: Path) -> None:
    for language in ("ru", "en"):
        found = fonts(write(sample.candidate(comments={"S03": HOSTILE}), tmp_path, language))
        assert found
        assert all(found.values()), found
        assert not any("Helvetica" in name for name in found)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_character_drawn_has_its_glyph(tmp_path: Path, language: str) -> None:
    cmaps = {font.face.name.decode(): set(font.face.charToGlyph) for font in faces().values()}
    path = write(sample.candidate(comments={"S03": HOSTILE, "K01": "漢字 → ✓ α"}), tmp_path, language)
    checked = 0
    for font, text in drawn(path):
        for char in text:
            if char not in "\n ":
                assert ord(char) in cmaps[font], (font, char, text)
                checked += 1
    assert checked > 3000


def test_hostile_text_is_printed_as_it_is_seen_and_acts_nowhere(tmp_path: Path) -> None:
    person = replace(sample.CANDIDATE, surname="<b " + "Я" * 117, given="{}", code="=1+1")
    organisation = replace(sample.ORGANISATION, full_name="<img src=x>&amp;{0}", city=RLO + "город")
    result = replace(sample.candidate(comments={"S03": HOSTILE}, person=person), organisation=organisation)
    text = squeezed(whole(write(result, tmp_path)))
    assert squeezed("<img src=x> <b {} =1+1 □ [U+202E]слева & конец") in text
    assert "<b" + "Я" * 117 in text
    assert "<imgsrc=x>&amp;{0}" in text
    assert RLO not in text
    assert "\x00" not in text


def test_a_glyph_that_no_face_has_is_a_box_not_nothing(tmp_path: Path) -> None:
    text = squeezed(whole(write(sample.candidate(comments={"S03": "漢字"}), tmp_path)))
    assert "СоколоваА.В.:□□" in text


def test_a_comment_of_five_thousand_characters_flows_over_pages(tmp_path: Path) -> None:
    words_of_it = " ".join(f"слово{n}" for n in range(560))[:5000]
    result = sample.candidate(comments={"S03": words_of_it, "K01": "щ" * 5000, "K02": "x\n" * 400})
    path = write(result, tmp_path)
    text = squeezed(whole(path))
    assert all(f"слово{n}" in text for n in range(550))
    assert text.count("щ") >= 5000
    assert len(pages(path)) >= 7


def test_below_the_coverage_of_the_policy_there_is_no_single_number(tmp_path: Path) -> None:
    result = sample.candidate(silent=44)
    assert result.score.totals.status is Status.BOUNDS_ONLY
    first = pages(write(result, tmp_path))[0]
    assert "мало данных" in first
    share = words("ru").percent(result.score.totals.attainment)
    assert f"{share} от" not in first.replace("\u00a0", " ")
    assert "Средний уровень: мало данных" in first


def test_a_provisional_result_says_so_and_names_the_critical_items_without_a_level(tmp_path: Path) -> None:
    result = sample.candidate(missing=("K18",))
    first = pages(write(result, tmp_path))[0].replace("\u00a0", " ")
    assert "Выполнение профиля, предварительно" in first
    assert "нет уровня у критичной компетенции K18" in first
    assert "≈" in first


def test_one_assessor_gives_no_precision(tmp_path: Path) -> None:
    first = pages(write(sample.candidate(assessors=1), tmp_path))[0].replace("\u00a0", " ")
    assert "оценка одного оценщика, точность не определяется" in first
    assert "Согласованность" not in first


def test_several_assessors_are_compared_in_words_and_shares(tmp_path: Path) -> None:
    first = pages(write(sample.candidate(), tmp_path))[0].replace("\u00a0", " ")
    assert "Согласованность оценщиков: достаточная; совпали 54 % пар из 204" in first
    assert "Обсудить: S01" in first


def test_items_outside_the_scope_are_one_line_with_their_count(tmp_path: Path) -> None:
    result = sample.candidate(scope=23)
    text = whole(write(result, tmp_path)).replace("\u00a0", " ")
    assert "23 из 71 компетенции" in text
    assert "Вне набора этой оценки: 48 компетенций" in text
    outside = next(row.code for row in result.score.rows if not row.entry.in_scope)
    assert outside not in text.split("Обязанности в зоне риска")[0]


def test_what_is_not_assessed_is_listed_with_all_its_reasons(tmp_path: Path) -> None:
    result = sample.candidate(silent=12)
    text = squeezed(whole(write(result, tmp_path)))
    assert len(result.score.missing) == 12
    for row in result.score.missing:
        label = result.framework.item(row.code).label.ru
        assert (
            squeezed(f"{row.code} {label}: ответа недостаточно, чтобы судить об уровне; вопрос не задан")
            in text
        )


def test_a_critical_item_left_out_of_the_scope_is_named_with_its_reason_on_page_one(tmp_path: Path) -> None:
    result = sample.candidate()
    result = replace(result, case=replace(result.case, excluded=(("K11", "проверит служба охраны труда"),)))
    first = pages(write(result, tmp_path))[0].replace("\u00a0", " ")
    assert "Исключена из набора критичная: K11" in first
    assert "проверит служба охраны труда" in first


def test_a_carried_level_shows_its_age(tmp_path: Path) -> None:
    text = whole(write(sample.employee(), tmp_path)).replace("\u00a0", " ")
    assert text.count("перенесён, 2 квартала") == 3
    assert "оценено 66, перенесено 3, нет данных 2" in text


def test_a_function_counts_what_is_known_and_calls_it_rated_only_where_all_of_it_was(tmp_path: Path) -> None:
    for carried, head in ((("K13", "K14", "S26"), "Известно"), ((), "Оценено")):
        text = whole(write(sample.employee(silent=0, carried=carried), tmp_path))
        assert f"От и до Уровень {head} Оперативное управление" in text


def test_where_levels_are_carried_all_are_known_and_not_all_rated() -> None:
    russian = words("ru")
    carried = sample.employee(silent=0).score.totals
    assert carried.known == carried.applicable > carried.now
    assert phrases.bounds(carried, russian) == "известны все"
    rated = sample.employee(silent=0, carried=()).score.totals
    assert phrases.bounds(rated, russian) == "оценены все"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_page_one_names_everything_below_its_minimum_even_where_room_is_scarce(
    tmp_path: Path, language: str
) -> None:
    """Long reasons of a conclusion leave little room; what decides still stands there, gap by gap."""
    base = hiring.decision(conclusions=(replace(hiring.REFUSED, reasons="довод " * 60),))
    low = [row.code for row in base.result.score.criticals][:5]
    result = hiring.apart(base.result, dict.fromkeys(low, (0, 0, 0)))
    stops = [row.code for row in result.score.stops]
    assert len(stops) >= 5
    target = tmp_path / "profile.pdf"
    decision = replace(base, result=result)
    candidate_pdf.write(result, target, Progress(), words(language), decision)
    first = pages(target)[0]
    table = first[first.index("Разрывы (" if language == "ru" else "Gaps (") :]
    said = words(language)
    for code in stops:
        label = said.text(result.framework.item(code).label)
        assert f"{code} {label[:24]}" in table.replace("\u00a0", " "), code


def test_bounds_that_meet_are_the_same_in_the_profile_and_the_summary(tmp_path: Path) -> None:
    result = sample.candidate(silent=0)
    share = words("ru").percent(result.score.functions["F1"].attainment).replace("\u00a0", " ")
    row = f"{share} {share}"
    first = pages(write(result, tmp_path))[0]
    target = tmp_path / "summary.pdf"
    summary_pdf.write(Decision(result, (), ()), target, Progress(), words("ru"))
    assert row in first and row in whole(target)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_staff_paper_speaks_of_levels_and_leaves_room_for_the_employee(
    tmp_path: Path, language: str
) -> None:
    result = sample.employee()
    first = pages(write(result, tmp_path, language))[0].replace("\u00a0", " ")
    text = whole(write(result, tmp_path, language)).lower()
    last = pages(write(result, tmp_path, language))[-1].replace("\u00a0", " ")
    if language == "ru":
        assert "Об уровне развития компетенций, модель «Менеджер»" in first
        for part in ("с результатами ознакомлен(а)", "не согласен(на)", "Мнение работника:", "(дата)"):
            assert part in last, part
        assert "требованиям должности" not in text and "занимаемой должности" not in text
    else:
        assert "Competency level, framework" in first and "Employee's opinion" in last
    candidate = whole(write(sample.candidate(), tmp_path, language))
    assert "Мнение работника" not in candidate and "Employee's opinion" not in candidate


def test_two_colleagues_are_not_shown_apart(tmp_path: Path) -> None:
    result = with_peers(2)
    text = whole(write(result, tmp_path))
    assert "слова коллеги" not in text
    assert "комментарии отдельных оценщиков не показаны" in text
    assert "Тихонов" not in text, "a colleague goes by the role"
    assert "уровни 4, 1" not in text
    first = pages(write(result, tmp_path))[0].replace("\u00a0", " ")
    assert "Их отметки в уровень не входят." in first, "page 1 counts three assessors"
    assert "слова коллеги" in whole(write(with_peers(3), tmp_path))


def test_nothing_known_at_all_still_makes_a_paper(tmp_path: Path) -> None:
    empty = sample.candidate()
    entries = tuple(
        Entry(row.code, row.entry.function, row.entry.target, row.weight, row.critical, in_scope=False)
        for row in empty.score.rows
    )
    first = pages(write(sample.with_score(replace(empty, comments=()), entries), tmp_path))[0]
    assert "нет данных" in first


def test_every_result_says_that_it_is_no_attestation(tmp_path: Path) -> None:
    assert "не является аттестацией" in pages(write(sample.candidate(), tmp_path))[0]
    assert "not a statutory attestation" in pages(write(sample.candidate(), tmp_path, "en"))[0]


def test_the_metadata_hold_no_names_and_the_day_of_the_record(tmp_path: Path) -> None:
    path = write(sample.candidate(), tmp_path)
    metadata = PdfReader(path).metadata
    assert metadata is not None
    assert (metadata.author, metadata.creator) == ("Merilo", "Merilo")
    assert metadata.title == "Профиль кандидата по результатам оценки"
    assert str(metadata["/CreationDate"]).startswith("D:20261124")
    assert "Лебедева" not in "".join(str(value) for value in metadata.values())


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    one = write(sample.candidate(), tmp_path, name="one.pdf").read_bytes()
    assert one == write(sample.candidate(), tmp_path, name="two.pdf").read_bytes()


def test_progress_is_told_and_a_cancelled_run_leaves_no_file(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    candidate_pdf.write(
        sample.candidate(),
        tmp_path / "a.pdf",
        Progress(lambda done, total: told.append((done, total))),
        words("ru"),
    )
    assert len(told) > 10
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]

    progress = Progress(lambda done, _total: progress.cancel() if done > 5 else None)
    with pytest.raises(Cancelled):
        candidate_pdf.write(sample.candidate(), tmp_path / "b.pdf", progress, words("ru"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def with_peers(count: int) -> CaseResult:
    """A case with a manager and colleagues who all left a comment."""
    base = sample.employee(silent=0, carried=())
    peers = [Person(900 + n, "", f"E-090{n}", PersonKind.EMPLOYEE, f"Тихонов{n}") for n in range(count)]
    entries = tuple(
        replace(
            row.entry,
            marks=(
                GivenMark(sample.HEAD.id, Role.MANAGER, Mark.rated(4)),
                *(GivenMark(peer.id, Role.PEER, Mark.rated(1)) for peer in peers),
            )
            if row.code != "K13"
            else (GivenMark(sample.HEAD.id, Role.MANAGER, Mark(State.NOT_APPLICABLE)),),
        )
        for row in base.score.rows
    )
    assessors = (
        base.assessors[0],
        *(
            replace(base.assessors[0], id=peer.id, sheet_id=50 + n, person=peer, role=Role.PEER, rated=70)
            for n, peer in enumerate(peers)
        ),
    )
    comments = tuple(Comment("S03", peer.id, f"слова коллеги {n}") for n, peer in enumerate(peers))
    return sample.with_score(replace(base, assessors=assessors, comments=comments), entries)


def test_what_several_assessors_saw_alike_is_printed_once_and_a_day_of_all_in_the_heading(
    tmp_path: Path,
) -> None:
    result = sample.candidate()
    first, second = result.assessors[:2]
    code, day = result.score.rows[0].code, date(2026, 11, 19)
    alike = tuple(
        sample.fact(number, code, one, "выясняет причину", Polarity.FOR, day)
        for number, one in enumerate((first, second), start=1)
    )
    told = squeezed(whole(write(replace(result, facts=alike), tmp_path)))
    assert told.count(squeezed("выясняет причину")) == 1
    names = f"{first.person.short_name}, {second.person.short_name}, за: выясняет причину"
    assert squeezed(names) in told and squeezed("Факты и комментарии оценщиков 19.11.2026") in told
    # Initials stay with their surname at the end of a line.
    assert phrases.of_fact(None, Polarity.FOR, (first,), words("ru")).count(" ") == 1


def test_findings_rest_on_facts_that_speak_their_way_and_the_details_hold_them_all(tmp_path: Path) -> None:
    gap = sample.candidate().score.gaps[0].code
    result = sample.candidate(comments={gap: "сомнение на потом"})
    first, second = result.assessors[:2]
    strong = result.score.strengths[0].code
    facts = newest_first(
        (
            sample.fact(1, gap, first, "без порога", Polarity.AGAINST, date(2026, 11, 19)),
            sample.fact(2, gap, second, "двоих сняла с чата", Polarity.FOR, date(2026, 11, 20)),
            sample.fact(3, strong, first, "обучила троих", Polarity.FOR, date(2026, 11, 19)),
            sample.fact(4, strong, second, "опоздала раз", Polarity.AGAINST, date(2026, 11, 20)),
        )
    )
    shown = [squeezed(page) for page in pages(write(replace(result, facts=facts), tmp_path))]
    assert squeezed("без порога") in shown[0]
    for other in ("двоих сняла с чата", "опоздала раз", "сомнение на потом"):
        assert squeezed(other) not in shown[0]
    rest = "".join(shown[1:])
    assert squeezed("Факты и комментарии оценщиков") in rest
    name = first.person.short_name
    assert squeezed(f"{name}, 19.11.2026, против: без порога") in rest
    for other in ("двоих сняла с чата", "обучила троих", "опоздала раз", "сомнение на потом"):
        assert squeezed(other) in rest


def test_a_profile_made_after_the_conclusion_carries_it(tmp_path: Path) -> None:
    decision = hiring.decision()
    target = tmp_path / "profile.pdf"
    result = replace(decision.result, made_on=date(2030, 1, 9))
    decision = replace(decision, result=result).decided
    candidate_pdf.write(decision.result, target, Progress(), words("ru"), decision)
    first = pages(target)[0]
    for said in (
        "Рекомендовать с условиями. 24.11.2026, Громов Максим Сергеевич, руководитель контакт-центра",
        "Обоснование: Обязательные требования подтверждены",
        "Условия: Наставник на первые два месяца",
        "24.11.2026 № 42",
        "Обязательные требования на 24.11.2026",
    ):
        assert said in first, said
    assert "(заполняет комиссия)" not in first
    assert first.count("09.01.2030") == 1  # the foot


def test_the_fact_of_a_gap_is_told_to_its_end(tmp_path: Path) -> None:
    result = sample.candidate()
    told = "слушает «сколько кому удобно», порога не называет и никого на линию не зовёт, пока не спросят"
    code = result.score.gaps[0].code
    fact = sample.fact(1, code, result.assessors[0], told, Polarity.AGAINST, date(2026, 11, 19))
    assert squeezed(told) in squeezed(pages(write(replace(result, facts=(fact,)), tmp_path))[0])


def test_nobody_signs_a_profile_with_its_conclusion_twice(tmp_path: Path) -> None:
    decision = hiring.decision()
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(decision.result, target, Progress(), words("ru"), decision)
    text = whole(target).replace("\u00a0", " ")
    for name in ("М.С. Громов", "А.В. Соколова", "Е.П. Фомина"):
        assert text.count(name) == 1, name
    assert "Подписи других оценщиков" not in text
    open_ended = whole(
        write(decision.result, tmp_path)
    )  # by hand: the manager and HR conclude, the rest sign
    assert "Подписи других оценщиков" in open_ended and "Е.П. Фомина" in open_ended


def test_without_a_conclusion_the_profile_is_of_the_day_of_its_last_sheet(tmp_path: Path) -> None:
    result = replace(sample.candidate(), made_on=date(2030, 1, 9))
    first = pages(write(result, tmp_path))[0]
    last = max(one.submitted_on for one in result.assessors)
    assert f"{words('ru').date(last)} № 42" in first
    assert first.count("09.01.2030") == 2  # the requirements, which say as of when, and the foot


def test_what_was_agreed_is_told_as_agreed_and_not_as_to_discuss(tmp_path: Path) -> None:
    decision = hiring.decision()
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(decision.result, target, Progress(), words("ru"), decision)
    text = whole(target)
    assert "Обсудить: K18, K27, S21. Обсуждено 21.11.2026, согласовано: S08 – 2" in text
    assert "Обсудить расхождения до решения об уровне K18" in text
    assert "Обсуждено, уровень согласован S08" in text
    assert "согласовано: 2" in text


def test_a_level_never_leaves_its_number_behind(tmp_path: Path) -> None:
    result = sample.candidate(strength=-1.5)
    risks = [one for one in result.score.duties if len(one.short) > 1]
    assert risks
    for one in risks:
        said = phrases.shortfalls(one, 4, words("ru"))
        assert all(" " not in part.split(" и ещё ")[0] for part in said.split(", "))


def test_titles_that_were_cut_stand_in_full_where_there_is_room(tmp_path: Path) -> None:
    result = sample.candidate(scope=23)
    gap = result.score.gaps[0].code
    told = "порядок ценообразования и налогообложения"
    items = tuple(
        replace(one, label=Text("Порядок ценообразования…"), text=Text(told)) if one.code == gap else one
        for one in result.framework.items
    )
    name = "Контролирует обеспечение аптечных и лечебно-профилактических учреждений документами, "
    name += "которые подтверждают качество лекарственных средств и препаратов"
    functions = tuple(replace(one, text=Text(name), short=Text(name)) for one in result.framework.functions)
    framework = replace(result.framework, items=items, functions=functions)
    path = write(replace(result, framework=framework), tmp_path)
    first = pages(path)[0]
    assert told.capitalize() in first and "Порядок ценообразования…" not in first
    lines = PdfReader(path).pages[0].extract_text().splitlines()
    assert any(one.startswith("Контролирует обеспечение аптечных") for one in lines), "not a word a line"
