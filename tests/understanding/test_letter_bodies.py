# ruff: noqa: E501 (a letter's sentence a line)
"""Letters that pass on a leader's opinion, or in which the issuer asks: who is told, and who only speaks."""

from __future__ import annotations

import datetime as dt

import pytest

from ketluan.model.notice import Directive
from ketluan.store.notice_body import read_body
from ketluan.understanding.main_verb import main_verb

OPINION = "Kính gửi: Bộ Tư pháp.\n\nXét đề nghị của Bộ Tư pháp (Báo cáo số 12/BC-BTP ngày 3/3/2024), Phó Thủ tướng Chính phủ Lê Văn Giả có ý kiến như sau:\n\n"
PASSED_ON = "\n\nVăn phòng Chính phủ thông báo để Bộ Tư pháp và các cơ quan liên quan biết, thực hiện./."
ASKING = (
    "Kính gửi: Sở Tư pháp.\n\nNgày 05/3/2024, Bộ Tư pháp đã ban hành Kế hoạch số 15/KH-BTP về phổ biến pháp luật.\n\n"
)


def directives(text: str) -> tuple[Directive, ...]:
    return tuple(read_body(text, date=dt.date(2024, 3, 8))[0].directives)


def told(text: str) -> list[tuple[list[str], list[str]]]:
    """Lead and helpers of each directive."""
    return [
        ([party.name for party in each.lead], [party.name for party in each.coordinate]) for each in directives(text)
    ]


@pytest.mark.parametrize(
    ("paragraph", "lead", "helpers"),
    [
        ("Bộ Tư pháp hướng dẫn, kiểm tra các Bộ, ngành thực hiện nghiêm Chỉ thị số 20/CT-TTg.", ["Bộ Tư pháp"], []),
        ("Đồng chí Bộ trưởng Bộ Tư pháp chỉ đạo xem xét đơn của công dân, báo cáo Thủ tướng Chính phủ.", ["Bộ trưởng Bộ Tư pháp"], []),
        ("Giao Bộ Xây dựng phối hợp với Bộ Tài chính và UBND tỉnh Lào Cai rà soát và tổ chức thực hiện.", ["Bộ Xây dựng"], ["Bộ Tài chính", "UBND tỉnh Lào Cai"]),
        ("Đồng ý tổ chức lễ kỷ niệm theo đề nghị của Bộ Tư pháp. Bộ Tư pháp chủ trì, phối hợp với Hội Luật gia Việt Nam tổ chức lễ bảo đảm tiết kiệm.", ["Bộ Tư pháp"], ["Hội Luật gia Việt Nam"]),
        ("Đồng ý gia hạn thời gian thực hiện dự án; giao Bộ Xây dựng hướng dẫn UBND tỉnh Lào Cai triển khai.", ["Bộ Xây dựng"], []),
        ("UBND tỉnh Lào Cai kiểm tra, xử lý phản ánh của báo chí, báo cáo Thủ tướng Chính phủ trước ngày 30/3/2024.", ["UBND tỉnh Lào Cai"], []),
        ("Yêu cầu UBND tỉnh Lào Cai chỉ đạo làm rõ vụ việc, xử lý nghiêm và triển khai thực hiện.", ["UBND tỉnh Lào Cai"], []),
        ("Bộ Tài chính và Bộ Xây dựng nghiên cứu kiến nghị nêu trên để xử lý theo thẩm quyền.", ["Bộ Tài chính", "Bộ Xây dựng"], []),
        ("Giao Bộ trưởng Bộ Tài chính thay mặt Chính phủ ký Tờ trình.", ["Bộ trưởng Bộ Tài chính"], []),
        ("Tập đoàn Điện lực Việt Nam khẩn trương bàn giao mặt bằng; Bộ Xây dựng giám sát việc bàn giao.", ["Tập đoàn Điện lực Việt Nam", "Bộ Xây dựng"], []),
    ],
)  # fmt: skip
def test_the_paragraph_behind_a_leaders_opinion_assigns(paragraph: str, lead: list[str], helpers: list[str]) -> None:
    assert told(OPINION + paragraph + PASSED_ON) == [(lead, helpers)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Đồng ý với đề nghị của Bộ Tư pháp tại văn bản nêu trên.",
        "Hoan nghênh Bộ Tư pháp đã chủ động nghiên cứu.",
        "Thống nhất chủ trương gia hạn dự án như đề nghị của UBND tỉnh Lào Cai.",
        "Bộ Tư pháp đã có báo cáo về nội dung này.",
    ],
)
def test_an_opinion_that_only_agrees_or_looks_back_assigns_nothing(paragraph: str) -> None:
    assert told(OPINION + paragraph + PASSED_ON) == []


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("Bộ Tư pháp đề nghị Sở Tư pháp các tỉnh, thành phố tổ chức thực hiện.", ["Sở Tư pháp các tỉnh, thành phố"]),
        ("Do vậy, Bộ Tư pháp trân trọng đề nghị Ủy ban nhân dân các tỉnh, thành phố chỉ đạo Sở Tư pháp tổ chức thực hiện.", ["Ủy ban nhân dân các tỉnh, thành phố"]),
        ("Để bảo đảm tiến độ, Bộ Tư pháp đề nghị các Sở Tư pháp gửi báo cáo trước ngày 20/3/2024.", ["các Sở Tư pháp"]),
        ("UBND tỉnh yêu cầu UBND các huyện triển khai thực hiện.", ["UBND các huyện"]),
        ("Vì vậy, Bộ Tư pháp kính đề nghị Bộ Nội vụ cho ý kiến.", ["Bộ Nội vụ"]),
        ("Bộ Tư pháp yêu cầu Cục trưởng Cục Thi hành án dân sự nghiêm túc thực hiện.", ["Cục trưởng Cục Thi hành án dân sự"]),
        ("Chủ tịch UBND tỉnh yêu cầu Giám đốc Sở Tư pháp kiểm tra, báo cáo.", ["Giám đốc Sở Tư pháp"]),
        ("Về việc này, UBND tỉnh đề nghị Công an tỉnh xem xét, giải quyết.", ["Công an tỉnh"]),
        ("Đề nghị Công an tỉnh, Sở Tư pháp phối hợp thực hiện tốt.", ["Công an tỉnh", "Sở Tư pháp"]),
        ("Sở Tư pháp khẩn trương rà soát, gửi báo cáo về Bộ Tư pháp.", ["Sở Tư pháp"]),
    ],
)  # fmt: skip
def test_who_asks_in_a_letter_is_never_told(paragraph: str, lead: list[str]) -> None:
    assert told(ASKING + paragraph + "\n\nBộ Tư pháp trân trọng cảm ơn./.") == [(lead, [])]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Khoản 2 Điều 5 của Nghị định số 12/2024/NĐ-CP quy định: “Bộ Tư pháp phân cấp cho UBND cấp tỉnh cấp phép.”",
        "Điều 8 Thông tư số 3/2024/TT-BTP nêu rõ: Sở Tư pháp tiếp nhận hồ sơ.",
    ],
)
def test_a_law_that_a_letter_quotes_assigns_nothing(paragraph: str) -> None:
    assert told(ASKING + f"- {paragraph}\n\nBộ Tư pháp đề nghị Sở Tư pháp rà soát hồ sơ.") == [(["Sở Tư pháp"], [])]


@pytest.mark.parametrize(
    ("opening", "item", "lead"),
    [
        ("UBND Thành phố lưu ý các cơ quan:", "1\\.- Sở Công an cấp sổ hộ khẩu.", ["Sở Công an"]),
        ("Ủy ban nhân dân Thành phố nhắc nhở:", "a.- Sở Công an cấp sổ hộ khẩu.", ["Sở Công an"]),
        (
            "Chủ tịch UBND tỉnh chỉ thị:",
            "Giao nhiệm vụ cho ông Chánh Văn phòng UBND công bố.",
            ["Chánh Văn phòng UBND"],
        ),
        ("UBND Thành phố lưu ý các cơ quan:", "1/- Đơn vị nào đã mượn kho phải trả.", ["các cơ quan"]),
    ],
)
def test_an_old_notice_commands(opening: str, item: str, lead: list[str]) -> None:
    assert told(f"Để giữ trật tự, {opening}\n\n{item}") == [(lead, [])]


def test_whoever_did_something_is_obliged_by_the_main_clause_alone() -> None:
    assert main_verb("Đơn vị nào đã chiếm lòng đường, lề đường phải tháo gỡ.") == "demands"
    assert main_verb("Đơn vị nào đã chiếm lòng đường, lề đường đã tháo gỡ.") == "states"


def test_what_speaks_of_whoever_did_something_but_obliges_nobody_is_no_task() -> None:
    assert told("UBND Thành phố lưu ý:\n\nĐơn vị nào đã tháo gỡ thì được biểu dương.") == []


@pytest.mark.parametrize(
    ("last", "lead"),
    [
        ("Thừa lệnh Bộ trưởng, Văn phòng Bộ đề nghị Sở Tư pháp báo cáo./.", [(["Sở Tư pháp"], [])]),
        ("Thừa lệnh Bộ trưởng, Văn phòng Bộ thông báo để Sở Tư pháp biết, thực hiện./.", []),
        ("Bộ Tư pháp trân trọng cảm ơn./.", []),
    ],
)
def test_a_letter_that_speaks_for_another_may_ask_in_its_last_sentence(last: str, lead: list[object]) -> None:
    assert told(f"Kính gởi: Sở Tư pháp.\n\n{last}") == lead


def test_a_last_call_behind_tasks_is_none_though_alone_it_would_be() -> None:
    call = "Bộ Tư pháp đề nghị các Sở Tư pháp quan tâm, tổ chức thực hiện."
    assert told(ASKING + call) == [(["các Sở Tư pháp"], [])]
    assert told(ASKING + "Sở Tư pháp tỉnh Lào Cai rà soát hồ sơ.\n\n" + call) == [(["Sở Tư pháp tỉnh Lào Cai"], [])]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Giao Giám đốc: Sở Y tế, Sở Tư pháp rà soát.", ["Giám đốc Sở Y tế", "Giám đốc Sở Tư pháp"]),
        ("Giao Thủ trưởng: các sở, Công an tỉnh rà soát.", ["Thủ trưởng các sở", "Thủ trưởng Công an tỉnh"]),
        ("Giao Tổ trưởng: Giám đốc Sở Y tế rà soát.", ["Giám đốc Sở Y tế"]),
        ("Chủ tịch UBND tỉnh chỉ thị: rà soát hồ sơ.", []),
        ("Bộ trưởng Bộ Y tế yêu cầu: rà soát hồ sơ.", []),
        ("Bộ trưởng chủ trì.", ["Bộ trưởng"]),
        ("Về sự cần thiết: Bộ Tư pháp thống nhất với dự thảo.", []),
        ("Bộ Tư pháp thống nhất với Bộ Nội vụ nội dung dự thảo.", ["Bộ Tư pháp"]),
        ("Văn phòng UBND tỉnh nhận được đơn của công dân.", []),
        ("Thừa lệnh Bộ trưởng, Văn phòng Bộ đề nghị Sở Tư pháp báo cáo.", ["Sở Tư pháp"]),
        ("Thừa ủy quyền Thủ tướng Chính phủ, Bộ Tài chính đề nghị Bộ Tư pháp báo cáo.", ["Bộ Tư pháp"]),
    ],
)
def test_an_office_is_read_with_its_body(sentence: str, lead: list[str]) -> None:
    assert [party.name for each in directives(f"## 1. Kết luận\n\n- {sentence}") for party in each.lead] == lead


def test_recipients_behind_dashes_of_one_line_are_all_told() -> None:
    asked = "Kính gửi: - Sở Tư pháp; - UBND các huyện; - Công an tỉnh.\n\nUBND tỉnh yêu cầu:\n\n- Rà soát hồ sơ."
    assert told(asked) == [(["Sở Tư pháp", "UBND các huyện", "Công an tỉnh"], [])]


def test_what_a_letter_goes_by_is_no_task_though_no_colon_ends_it() -> None:
    basis = "Kính gửi: Sở Tư pháp.\n\nXét đề nghị của Sở Tư pháp tại Tờ trình số 4/TTr-STP về kinh phí\n\n"
    assert told(basis + "1\\. Đồng ý chủ trương.\n\n2\\. Sở Tài chính bố trí kinh phí.") == [(["Sở Tài chính"], [])]
    assert len(told(basis.replace("Xét", "Rà soát") + "1\\. Đồng ý chủ trương.")) == 1
