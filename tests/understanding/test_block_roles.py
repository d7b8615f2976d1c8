"""Every block has a role and a reason; beside each rule a sentence that it holds for and one that it does not."""

import datetime as dt

import pytest

from ketluan.model.notice import AccountedBlock
from ketluan.store.notice_body import read_body
from ketluan.understanding import block_roles as why

PREAMBLE = "Ngày 03/01/2025, Chủ tịch UBND tỉnh họp. Chủ tịch UBND tỉnh kết luận:\n\n"


def blocks(text: str) -> list[AccountedBlock]:
    return list(read_body(PREAMBLE + text, date=dt.date(2025, 1, 8))[0].blocks[1:])


def last(text: str) -> tuple[str, str, bool]:
    block = blocks(text)[-1]
    return block.role, block.reason, block.certain


@pytest.mark.parametrize(
    ("text", "role", "reason"),
    [
        ("## 1. Sở Y tế", "heading", why.HEADING),
        ("| a | b |\n|---|---|\n| c | d |", "table", why.TABLE),
        ("## Phụ lục\n\n- Sở Y tế chủ trì.", "note", why.APPENDIX),
        ("## Phụ lục\n\n### I. Mẫu báo cáo\n\n1\\. Tên cơ sở đào tạo: Trường A.", "note", why.APPENDIX),
        ("Kính gửi:\n\n- Sở Y tế;", "note", why.RECIPIENT),
        ("1\\. Giao Sở Y tế:\n\n- Rà soát hồ sơ.", "directive", why.UNDER_ADDRESSEE),
        ("1\\. Sở Y tế rà soát hồ sơ.", "directive", why.NAMED),
        ("1\\. Giao Sở Y tế rà soát hồ sơ.", "directive", why.ORDERED),
        ("1\\. Rà soát hồ sơ đã được phê duyệt.", "directive", why.ACTS),
        ("1\\. Các nội dung khác thực hiện theo Thông báo số 12/TB-UBND.", "note", why.DEFERS),
        ("1\\. Chỉ thị này có hiệu lực từ ngày ký, thay thế Chỉ thị số 05/CT-UBND.", "note", why.TAKES_EFFECT),
        ("1\\. Thông báo này thay thế Thông báo số 12/TB-UBND.", "note", why.TAKES_EFFECT),
        ("1\\. Chỉ thị này có hiệu lực từ ngày ký; giao Sở Y tế theo dõi.", "directive", why.ORDERED),
        ("1\\. Sở Y tế rà soát văn bản này có hiệu lực.", "directive", why.NAMED),
        ("1\\. Sở Y tế rà soát.\n\n(Đính kèm Kế hoạch số 83-KH/TU của Tỉnh ủy)./.", "note", why.ATTACHES),
        ("1\\. Sở Y tế rà soát.\n\nĐính kèm: danh sách các xã.", "note", why.ATTACHES),
        ("1\\. Sở Y tế gửi kèm theo danh sách các xã.", "directive", why.NAMED),
        ("1\\. Sở Y tế rà soát.\n\n(Sở Nội vụ chủ trì, hoàn thành trước ngày 20/6).", "directive", why.ORDERED),
        (
            "1\\. Rà soát hồ sơ.\n\n2\\. Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh tổ chức triển "
            "khai và chỉ đạo các đơn vị thực hiện nghiêm Chỉ thị này.",
            "closing",
            why.LAST_CALL,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\n2\\. Bộ trưởng Bộ Y tế, Chủ tịch UBND các tỉnh thực hiện nghiêm Chỉ thị này.",
            "directive",
            why.NAMED,
        ),
        ("1\\. Rà soát hồ sơ.\n\n2\\. Các sở, UBND các xã báo cáo kết quả thực hiện.", "directive", why.NAMED),
        ("1\\. Thống nhất chủ trương điều chỉnh quy hoạch.", "agreement", why.AGREES),
        ("1\\. Để bảo đảm an toàn, đồng ý về chủ trương bổ sung dự án.", "agreement", why.AGREES),
        ("1\\. Để bảo đảm an toàn, đồng ý giao Sở Y tế bổ sung dự án.", "directive", why.ORDERED),
        ("1\\. Ghi nhận nỗ lực của các cấp, các ngành.", "assessment", why.PRAISE),
        ("Thay mặt Chính phủ, Thủ tướng Chính phủ biểu dương các bộ, ngành.", "assessment", why.PRAISE),
        ("1\\. Công tác phòng dịch đã được triển khai đồng bộ.", "assessment", why.LOOKS_BACK),
        ("1\\. Nhìn chung, tiến độ còn chậm.", "assessment", why.LOOKS_BACK),
        ("Trước đó, tại buổi làm việc với Đảng ủy Chính phủ, nhấn mạnh phải làm.", "assessment", why.LOOKS_BACK),
        ("Trước đó phải phun thuốc khử trùng chợ.", "directive", why.UNKNOWN_BODY),
        ("Văn phòng Chính phủ vừa ban hành thông báo về nhà ở.", "assessment", why.LOOKS_BACK),
        ('"Cần ưu tiên phát triển nhà ở cho thuê", kết luận nêu.', "assessment", why.LOOKS_BACK),
        ('"Chiến dịch Quang Trung" phải hoàn thành trong tháng 12.', "directive", why.UNKNOWN_BODY),
        ("Tổng Bí thư, Chủ tịch nước yêu cầu phân loại nhà ở theo bốn nhóm.", "directive", why.UNKNOWN_BODY),
        ("Phó Thủ tướng cũng đề nghị khẩn trương hoàn thiện hồ sơ.", "directive", why.UNKNOWN_BODY),
        ("## I. Đánh giá chung\n\n- Sở Y tế tham mưu kịp thời.", "assessment", why.IN_ASSESSMENT),
        ("1\\. Danh mục kèm theo.", "unread", why.NO_VERB),
        ("1\\. Bản đồ hiện trạng rừng tỷ lệ lớn.", "directive", why.UNKNOWN_VERB),
        ("- Sở Công Thương (đối với hạ tầng cụm công nghiệp);", "lead-in", why.ONLY_NAMES),
        ("1\\. Rà soát hồ sơ.\n\nTrên đây là kết luận của Chủ tịch UBND tỉnh./.", "closing", why.CLOSING),
        (
            "1\\. Rà soát hồ sơ.\n\nCăn cứ ý kiến chỉ đạo trên, các đơn vị nghiêm túc triển khai thực hiện./.",
            "closing",
            why.CLOSING,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\nĐề nghị Ủy ban nhân dân tỉnh và các sở nghiêm túc triển khai thực hiện.",
            "closing",
            why.LAST_CALL,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\nCác phòng nghiêm túc thực hiện. Trong quá trình thực hiện, báo cáo.",
            "closing",
            why.LAST_CALL,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\nSở Y tế lập danh sách. Các phòng nghiêm túc thực hiện./.",
            "directive",
            why.NAMED,
        ),
        ("1\\. Rà soát hồ sơ.\n\nBộ Y tế đề nghị các Sở quan tâm thực hiện./.", "closing", why.LAST_CALL),
        ("1\\. Rà soát hồ sơ.\n\nYêu cầu Sở Y tế, Sở Nội vụ thực hiện ngay Công điện này./.", "closing", why.CLOSING),
        ("1\\. Rà soát hồ sơ.\n\nYêu cầu Sở Y tế thực hiện ngay Công điện số 4/CĐ-BYT./.", "directive", why.ORDERED),
        (
            "1\\. Rà soát hồ sơ.\n\nBộ Y tế báo cáo vấn đề phát sinh trong quá trình thực hiện Chỉ thị này./.",
            "directive",
            why.NAMED,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\n## 2. Tổ chức thực hiện\n\n"
            "Thủ trưởng các sở tổ chức triển khai thực hiện nghiêm túc các nội dung nêu trên; "
            "trong quá trình thực hiện nếu phát sinh vướng mắc, báo cáo Sở Y tế./.",
            "closing",
            why.LAST_CALL,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\n## 2. Tổ chức thực hiện\n\nThủ trưởng các sở triển khai thực hiện Đề án số 4./.",
            "directive",
            why.NAMED,
        ),
        ("1\\. Rà soát hồ sơ.\n\nMong nhận được sự phối hợp của quý Sở.", "closing", why.CLOSING),
        ("1\\. Rà soát hồ sơ.\n\nTrân trọng./.", "closing", why.CLOSING),
        ("1\\. Rà soát hồ sơ.\n\nTrân trọng đề nghị./", "closing", why.CLOSING),
        ("1\\. Rà soát hồ sơ.\n\nYêu cầu các sở thực hiện nghiêm túc./.", "closing", why.LAST_CALL),
        (
            "1\\. Rà soát hồ sơ.\n\nYêu cầu các sở nghiêm túc quán triệt Kế hoạch số 5/KH-UBND ngày 03/02/2025./.",
            "closing",
            why.LAST_CALL,
        ),
        (
            "1\\. Rà soát hồ sơ.\n\nYêu cầu các sở thực hiện nghiêm túc, báo cáo trước ngày 12/5/2025./.",
            "directive",
            why.ORDERED,
        ),
        ("Thực hiện Công văn số 12/BYT-KCB ngày 5/3/2025 của Bộ Y tế;", "note", why.OPENING),
        ("Căn cứ Kế hoạch số 12/KH-UBND của UBND tỉnh;", "note", why.OPENING),
        ("Theo đề nghị của Sở Y tế tại Tờ trình số 12/TTr-SYT;", "note", why.OPENING),
        ("Theo dõi tình hình dịch bệnh trên địa bàn;", "unread", why.NO_VERB),
        ("Thực hiện tiêm phòng cho đàn gia súc;", "unread", why.NOT_SAID),
        (
            "## I. MỤC ĐÍCH, YÊU CẦU\n\n### 1. Mục đích\n\nTriển khai kịp thời, thống nhất.",
            "assessment",
            why.IN_ASSESSMENT,
        ),
        (
            "## I. MỤC ĐÍCH, YÊU CẦU\n\n### 1. Mục đích\n\nCó nề nếp.\n\n### 2. Yêu cầu\n\n- Tăng cường chủ động.",
            "assessment",
            why.IN_ASSESSMENT,
        ),
        ("## I. MỤC TIÊU, NHIỆM VỤ\n\n- Tăng cường chủ động.", "directive", why.ACTS),
        ("## I. MỤC ĐÍCH\n\nCó nề nếp.\n\n## II. YÊU CẦU\n\n- Tăng cường chủ động.", "directive", why.ACTS),
        ("1\\. Rà soát hồ sơ.\n\n- Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh;", "directive", why.ACTS),
        ("1\\. Rà soát hồ sơ.\n\nBộ Y tế trân trọng cảm ơn sự phối hợp của quý Sở./.", "closing", why.CLOSING),
        ("1\\. Rà soát hồ sơ.\n\nTrong quá trình thực hiện, nếu có vướng mắc, báo cáo.", "closing", why.LAST_CALL),
    ],
)
def test_a_block_has_a_role_and_a_reason(text: str, role: str, reason: str) -> None:
    assert last(text)[:2] == (role, reason)


@pytest.mark.parametrize(
    "text",
    [
        "1\\. Giao Ban Xây dựng đời sống mới rà soát hồ sơ.",
        "Giao các hộ nuôi trồng thủy sản ven đầm di dời lồng bè đã được thống kê.",
        "1\\. Các hộ nuôi trồng phải di dời lồng bè trước mùa bão.",
        "1\\. Các dự án đã được phê duyệt phải hoàn thành thủ tục.",
        "1\\. Các vấn đề phát sinh trong quá trình thực hiện cần được tháo gỡ.",
        "1\\. Trong quá trình thực hiện, nếu có khó khăn, các đơn vị báo cáo Sở Y tế.",
        "1\\. Năm 2022 phải tạo ra bước đột phá trong cải cách.",
        "## I. Về tình hình triển khai\n\n- Sở Tư pháp rà soát, bãi bỏ văn bản cũ.",
        "## I. Đánh giá chung\n\nYêu cầu Sở Y tế rà soát hồ sơ.",
        "## 3. Tổ chức thực hiện\n\nThủ trưởng các sở, ban, ngành nghiêm túc triển khai thực hiện.",
        "1\\. Sở Y tế rà soát hồ sơ; báo cáo theo nội dung chỉ đạo trên./.",
    ],
)
def test_what_orders_is_a_task_whoever_it_tells_and_whatever_was_done(text: str) -> None:
    assert last(text)[0] == "directive"


@pytest.mark.parametrize(
    "text",
    [
        "1\\. Công tác kiểm tra đã góp phần nâng cao chất lượng.",
        "1\\. Tỷ lệ giải ngân vẫn thấp so với kế hoạch.",
        "1\\. Tổng số điểm tiêm được dự án hỗ trợ là 269 điểm.",
        "1\\. Tuy nhiên, đây là vấn đề mới, đòi hỏi phải nghiên cứu kỹ.",
        "1\\. Các sở, ngành đã chủ động triển khai nhiệm vụ.",
        "Thời gian qua, các địa phương nỗ lực triển khai nhiệm vụ.",
    ],
)
def test_what_describes_tells_nobody(text: str) -> None:
    assert last(text)[0] == "assessment"


def test_bodies_listed_alone_are_told_by_the_line_below_them() -> None:
    text = "1\\. Các sở:\n\n- Sở Công Thương;\n\n- Sở Xây dựng.\n\nCó trách nhiệm:\n\na) Rà soát hồ sơ.\n"
    body = read_body(PREAMBLE + text, date=dt.date(2025, 1, 8))[0]
    assert [party.name for party in body.directives[-1].lead] == ["Sở Công Thương", "Sở Xây dựng"]


def test_a_part_that_has_begun_to_assign_goes_on_beside_its_first_heading() -> None:
    text = "## I. Tình hình\n\n### 1. Nhiệm vụ trọng tâm\n\n- Rà soát hồ sơ.\n\n"
    text += "### 2. Về cơ sở vật chất\n\n- Bố trí trụ sở.\n"
    assert [block.role for block in blocks(text)] == ["heading", "heading", "directive", "heading", "directive"]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Giao tốp 3 rà soát hồ sơ.", False),
        ("1\\. Danh mục kèm theo.", False),
        ("1\\. Giao Sở Y tế rà soát hồ sơ.", True),
    ],
)
def test_what_a_person_should_look_at_is_not_certain(text: str, certain: bool) -> None:
    assert last(text)[2] == certain


def test_a_numbered_last_call_ends_the_tasks_also_where_one_more_paragraph_follows() -> None:
    call = "2\\. Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh thực hiện nghiêm Chỉ thị này."
    found = blocks(f"1\\. Rà soát hồ sơ.\n\n{call}\n\nVăn phòng Chính phủ theo dõi, đôn đốc.")
    assert [block.role for block in found] == ["directive", "closing", "directive"]


@pytest.mark.parametrize(
    ("ending", "role"),
    [
        ("rà soát các văn bản đã ban hành, trong đó lưu ý một số nhiệm vụ sau:", "directive"),
        ("rà soát các văn bản đã ban hành; trong đó, cần tập trung các nội dung, cụ thể như sau:", "directive"),
        ("thực hiện một số nhiệm vụ, cụ thể như sau:", "lead-in"),
        ("thực hiện các nội dung trong đó có các nhiệm vụ sau:", "lead-in"),
    ],
)
def test_an_opening_sentence_that_orders_more_than_the_points_below_is_a_task(ending: str, role: str) -> None:
    text = f"Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh {ending}\n\n1\\. Kiểm tra các cơ sở.\n"
    body, _ = read_body(text, date=dt.date(2025, 3, 12))
    assert [block.role for block in body.blocks] == [role, "directive"]
    assert {party.name for task in body.directives for party in task.lead} == {"Ủy ban nhân dân các tỉnh"}


FLOWING = "Sau khi nghe báo cáo, Bí thư Tỉnh ủy kết luận: Triển khai kế hoạch thu ngân sách.\n\n"


@pytest.mark.parametrize(
    ("text", "role", "certain"),
    [
        ("Đẩy nhanh tiến độ giải ngân vốn.", "directive", True),
        ("Song song tháo gỡ vướng mắc về đất đai, rà soát nguồn thu.", "directive", True),
        ("Về giải ngân vốn, tập trung xử lý dứt điểm các vi phạm.", "directive", False),
        ("Liên quan đến nhiệm vụ trên, Sở Y tế rà soát hồ sơ.", "directive", True),
        ("Chuyến thăm đã để lại nhiều ấn tượng.", "assessment", True),
        ("Người dân tích cực hưởng ứng phong trào.", "unread", False),
    ],
)
def test_of_a_text_without_numbers_what_begins_with_an_act_is_a_task_once_one_was_given(
    text: str, role: str, certain: bool
) -> None:
    body, _ = read_body(FLOWING + text, date=dt.date(2025, 3, 12))
    assert [block.role for block in body.blocks] == ["directive", role]
    assert body.blocks[-1].certain == certain
    assert body.directives[0].lead == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ tịch UBND tỉnh kết luận: Rà soát hồ sơ.", "directive"),
        ("Chủ tịch UBND tỉnh kết luận: Thống nhất chủ trương đầu tư cầu A.", "agreement"),
        ("Đẩy nhanh tiến độ giải ngân vốn.", "unread"),
    ],
)
def test_a_paragraph_that_concludes_goes_on_with_a_task(text: str, role: str) -> None:
    body, _ = read_body(text, date=dt.date(2025, 3, 12))
    assert body.blocks[0].role == role


DISCUSSED = """Ngày 10/3/2025, Chánh Văn phòng chủ trì cuộc họp.

## I. Thành phần tham dự

- Giám đốc Sở Y tế.

## II. Nội dung

1\\. Giám đốc Sở Y tế báo cáo: đề nghị Sở Tài chính bố trí kinh phí.

2\\. Phó Giám đốc Sở Xây dựng: đề nghị giao Sở Nội vụ rà soát biên chế.

"""
CONCLUDED = "1\\. Giao Công an tỉnh kiểm tra.\n\nCuộc họp kết thúc lúc 11 giờ 30 phút cùng ngày./.\n"


@pytest.mark.parametrize(
    "concluding",
    [
        "## III. KẾT LUẬN CỦA CHỦ TRÌ",
        "## III. Ý kiến kết luận của Chánh Văn phòng",
        "## III. Kết luận cuộc họp:",
        "Chánh Văn phòng kết luận cuộc họp như sau:",
        "3\\. Kết luận:",
    ],
)
def test_of_minutes_only_what_the_chair_concluded_assigns(concluding: str) -> None:
    body, _ = read_body(f"{DISCUSSED}{concluding}\n\n{CONCLUDED}", date=dt.date(2025, 3, 12))
    assert [task.text for task in body.directives] == ["Giao Công an tỉnh kiểm tra."]
    assert body.blocks[-1].role == "closing"


@pytest.mark.parametrize("heading", ["## I. Về kết luận thanh tra", "## I. Thực hiện kết luận của Chủ tịch"])
def test_a_notice_that_lists_who_was_there_assigns_under_its_own_headings(heading: str) -> None:
    preamble = "Thành phần dự họp: Sở Y tế.\n\nChủ tịch chỉ đạo:\n\n"
    body, _ = read_body(f"{preamble}{heading}\n\n{CONCLUDED}", date=dt.date(2025, 3, 12))
    assert [task.text for task in body.directives] == ["Giao Công an tỉnh kiểm tra."]


LETTER = "Kính gửi:\n\n- Sở Xây dựng;\n\n- Trường Đại học A.\n\nChủ tịch UBND tỉnh có ý kiến như sau:\n\n"


@pytest.mark.parametrize(
    ("introducing", "items", "tasks"),
    [
        ("1\\. Đồng ý cho Hội Nông dân tổ chức hội thi, cụ thể:", "- Địa điểm: nhà văn hóa.\n- Quy mô: 40 đội.", 0),
        ("1\\. Thống nhất chủ trương sửa chữa hồ B như sau:", "- Diện tích: 12 ha.\n- Nguồn vốn: ngân sách xã.", 0),
        ("1\\. Chấp thuận phương án của Trường Đại học A:", "- Tuyển 200 sinh viên mỗi năm.", 0),
        ("Bộ Xây dựng đã ban hành các văn bản sau:", "- Thông tư số 01/2026/TT-BXD;\n- Thông tư số 02/2026/TT-BXD.", 0),
        (
            "1\\. Đồng ý cho Hội Nông dân tổ chức hội thi; giao:",
            "- Sở Y tế trực cấp cứu.\n- Công an tỉnh giữ trật tự.",
            2,
        ),
        ("1\\. Đồng ý cho Hội Nông dân tổ chức hội thi, cụ thể:", "- Giao Sở Y tế trực cấp cứu.\n- Quy mô: 40 đội.", 1),
        ("1\\. Thống nhất một số nhiệm vụ sau:", "- Đẩy nhanh tiến độ.\n- Báo cáo kết quả.", 2),
        ("1\\. Sở Xây dựng có văn bản hướng dẫn các nội dung sau:", "- Lập hồ sơ.\n- Thẩm định hồ sơ.", 2),
    ],
)
def test_items_that_describe_what_was_agreed_to_or_done_are_no_tasks(introducing: str, items: str, tasks: int) -> None:
    found = read_body(LETTER + f"{introducing}\n\n{items}\n", date=dt.date(2026, 1, 8))[0].blocks[-items.count("- ") :]
    assert [block.role for block in found].count("directive") == tasks
