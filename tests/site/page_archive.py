"""A small archive for the tests of pages: every kind of thing that a page shows, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ketluan.model.agency import Agency, Register
from ketluan.model.archive import Archive
from ketluan.model.notice import (
    AccountedBlock,
    Body,
    Deadline,
    Directive,
    Meeting,
    Notice,
    Origin,
    Party,
    Related,
    Signature,
    TocItem,
    Tombstone,
)

TODAY = dt.date(2026, 1, 15)
LABOUR = "kon-tum/so-ldtbxh"
HEALTH = "kon-tum/so-y-te"
HOME_AFFAIRS = "kon-tum/so-noi-vu"
MEMBERS = "kon-tum/thanh-vien-ban-chi-dao"
OFFICE = "kon-tum/van-phong-ubnd"
DISTRICT_OFFICE = "dong-thap/huyen-hong-ngu/van-phong"

REGISTER = Register(
    agencies={
        agency.id: agency
        for agency in (
            Agency(id="kon-tum/ubnd", name="UBND tỉnh", kind="issuer"),
            Agency(id=OFFICE, name="Văn phòng UBND tỉnh", kind="issuer", parent="kon-tum/ubnd"),
            Agency(
                id=LABOUR,
                name="Sở Lao động - Thương binh và Xã hội",
                kind="department",
                short="Sở LĐTBXH",
                aliases=("Sở LĐ-TBXH",),
                closed=dt.date(2025, 2, 28),
                reason="split",
                successors=(HOME_AFFAIRS, HEALTH),
                source="Nghị định 45/2025/NĐ-CP",
            ),
            Agency(id=HOME_AFFAIRS, name="Sở Nội vụ", kind="department"),
            Agency(id=HEALTH, name="Sở Y tế", kind="department", short="SYT", parent="kon-tum/ubnd"),
            Agency(id="kon-tum/cong-an", name="Công an tỉnh", kind="department"),
            Agency(id=MEMBERS, name="Các thành viên Ban chỉ đạo", kind="group", members=(HEALTH,)),
            Agency(id="trung-uong/bo-y-te", name="Bộ Y tế", kind="department", confirmed=False),
            Agency(id=DISTRICT_OFFICE, name="Văn phòng HĐND và UBND Huyện", kind="issuer"),
        )
    },
    places={"kon-tum": "tỉnh Kon Tum", "dong-thap/huyen-hong-ngu": "huyện Hồng Ngự", "trung-uong": "Trung ương"},
)


def told_to(id: str, *, origin: Origin = "heading") -> Party:
    """A body of the register, called by its name."""
    name = REGISTER.agencies[id].name
    return Party(name=name, id=id, origin=origin, words=name)


COLLECT = Directive(
    id="1-1",
    section="1",
    marker="-",
    text="Tiếp thu ý kiến của các thành viên dự họp, hoàn chỉnh báo cáo về đuối nước trẻ em;",
    lead=(told_to(LABOUR),),
    line=5,
)
FUND = Directive(
    id="1-2",
    section="1",
    marker="-",
    text="Vận động Quỹ Bảo trợ trẻ em, xong trước ngày 20/12/2026.",
    lead=(told_to(LABOUR),),
    deadlines=(Deadline(phrase="trước ngày 20/12/2026", date=dt.date(2026, 12, 20), time="16:00"),),
    line=7,
)
WORKSHOP = Directive(
    id="2-1",
    section="2",
    marker="",
    text="Tổ chức hội thảo về sức khỏe trẻ em, xong trong tháng 10 năm 2014.",
    lead=(told_to(HEALTH),),
    coordinate=(
        told_to("kon-tum/cong-an", origin="sentence"),
        Party(name="Hội Người mù", words="Hội Người mù", certain=False, why="không chắc tên dừng ở đâu"),
    ),
    deadlines=(
        Deadline(phrase="trong tháng 10", date=dt.date(2014, 10, 31), inferred=True),
        Deadline(phrase="trong 05 ngày làm việc", certain=False, why="tính theo ngày làm việc"),
    ),
    line=11,
)
REVIEW = Directive(
    id="3-1",
    section="3",
    marker="3.",
    text="Các thành viên Ban chỉ đạo căn cứ Quyết định 34/2014/QĐ-TTg <script>alert(1)</script> báo cáo hằng quý.",
    lead=(told_to(MEMBERS, origin="sentence"), Party(name="Đài Phát thanh & Truyền hình", words="Đài")),
    deadlines=(Deadline(phrase="hằng quý", recurring="quarterly"),),
    citations=("34/2014/QĐ-TTg",),
    line=15,
)
HTML = """<p>Ngày 8/7/2014, Phó Chủ tịch kết luận:</p>
<h2 id="muc-1"><!--heading:1-->1. Giao Sở Lao động - Thương binh và Xã hội:<!--/heading--></h2><!--under:1-->
<ul>
<li class="directive" id="1-1">Tiếp thu ý kiến của các thành viên dự họp, hoàn chỉnh báo cáo về đuối nước trẻ em;<!--facts:1-1--></li>
<li class="directive" id="1-2">Vận động Quỹ Bảo trợ trẻ em, xong trước ngày 20/12/2026.<!--facts:1-2--></li>
</ul>
<h2 id="muc-2"><!--heading:2-->2. Giao ngành y tế:<!--/heading--></h2><!--under:2-->
<p class="directive" id="2-1">Tổ chức hội thảo về sức khỏe trẻ em, xong trong tháng 10 năm 2014.<!--facts:2-1--></p>
<p class="directive" id="3-1">3. Các thành viên Ban chỉ đạo căn cứ Quyết định 34/2014/QĐ-TTg
&lt;script&gt;alert(1)&lt;/script&gt; báo cáo hằng quý.<!--facts:3-1--></p>
<p>Văn phòng thông báo để các đơn vị biết, thực hiện./.</p>"""  # noqa: E501
BODY = Body(
    html=HTML,
    toc=(
        TocItem(level=2, id="muc-1", text="1. Giao Sở Lao động - Thương binh và Xã hội:"),
        TocItem(level=2, id="muc-2", text="2. Giao ngành y tế:"),
    ),
    directives=(COLLECT, FUND, WORKSHOP, REVIEW),
    blocks=(
        AccountedBlock(line=11, role="directive", reason="nêu cơ quan và việc phải làm", text=WORKSHOP.text),
        AccountedBlock(
            line=13, role="unread", reason="không rõ có giao việc hay không", text="Kinh phí.", certain=False
        ),
    ),
)

NOTICE = Notice(
    id=f"{OFFICE}/2014/975-tb-vp",
    path=f"notices/{OFFICE}/2014/975-tb-vp.md",
    issuer=OFFICE,
    number="975/TB-VP",
    issued=dt.date(2014, 7, 10),
    place="Kon Tum",
    title="Kết luận của đồng chí Lê Thị Kim Đơn tại cuộc họp Ban chỉ đạo </script><b>vì trẻ em</b>",
    meeting=Meeting(
        date=dt.date(2014, 7, 8),
        place="Văn phòng UBND tỉnh",
        name="cuộc họp Ban chỉ đạo vì trẻ em 6 tháng đầu năm 2014",
        chair="Lê Thị Kim Đơn",
        chair_position="Phó Chủ tịch UBND tỉnh",
    ),
    signer="Nguyễn Đình Cầu",
    signer_position=("KT. CHÁNH VĂN PHÒNG", "PHÓ VĂN PHÒNG"),
    recipients=("Chủ tịch UBND tỉnh (B/cáo)", "Lưu VT, VX2"),
    topics=("trẻ em",),
    original="975 TB-VP.pdf",
    original_size=184223,
    original_ending=".pdf",
    sha256="a3" * 32,
    signature=Signature(signer="Văn phòng UBND tỉnh", time=dt.datetime(2014, 7, 10, 9, 30), intact=True),
    head="ỦY BAN NHÂN DÂN TỈNH KON TUM\nVĂN PHÒNG\nSố: 975/TB - VP\nKon Tum, ngày 10 tháng 7 năm 2014",
    body=BODY,
)
NEXT = replace(
    NOTICE,
    id=f"{OFFICE}/2015/12-tb-vp",
    path=f"notices/{OFFICE}/2015/12-tb-vp.md",
    number="12/TB-VP",
    issued=dt.date(2015, 1, 9),
    title="Kết luận tại cuộc họp Ban chỉ đạo vì trẻ em",
    meeting=replace(NOTICE.meeting, date=dt.date(2015, 1, 6), name="cuộc họp Ban chỉ đạo vì trẻ em năm 2015"),
    related=(Related(kind="implements", number="975/TB-VP"),),
    original=None,
    original_size=None,
    sha256=None,
    signature=None,
    head="",
    aliases=(f"{OFFICE}/2015/hop-2015-01-06",),
    body=Body(
        html='<p class="directive" id="0-1">Sở Y tế thực hiện Thông báo số 975/TB-VP.<!--facts:0-1--></p>',
        toc=(),
        directives=(
            Directive(
                id="0-1",
                section="0",
                marker="",
                text="Sở Y tế thực hiện Thông báo số 975/TB-VP.",
                lead=(told_to(HEALTH, origin="sentence"),),
                citations=("975/TB-VP", "34/2014/QĐ-TTg", "12/2013/NĐ-CP"),
                line=3,
            ),
        ),
        blocks=(),
    ),
)
WITHDRAWN = replace(
    NEXT,
    id=f"{OFFICE}/2015/1-tb-vp",
    path=f"notices/{OFFICE}/2015/1-tb-vp.md",
    number="1/TB-VP",
    issued=dt.date(2015, 1, 2),
    related=(),
    aliases=(),
    withdrawn=Tombstone(reason="Thay bằng Thông báo số 12/TB-VP", date=dt.date(2015, 1, 9)),
)
UNNUMBERED = replace(
    NEXT,
    id=f"{DISTRICT_OFFICE}/2020/hop-2020-07-16",
    path=f"notices/{DISTRICT_OFFICE}/2020/hop-2020-07-16.md",
    issuer=DISTRICT_OFFICE,
    number=None,
    issued=None,
    place=None,
    meeting=Meeting(date=dt.date(2020, 7, 16), chair="Huỳnh Văn Tài"),
    signer=None,
    signer_position=(),
    recipients=(),
    topics=(),
    related=(),
    aliases=(),
    body=Body(html="<p>Không giao việc cho ai.</p>", toc=(), directives=(), blocks=()),
)

ARCHIVE = Archive(notices=(UNNUMBERED, NEXT, WITHDRAWN, NOTICE), register=REGISTER, today=TODAY)
EMPTY = Archive(notices=(), register=Register(), today=TODAY)


def many(number: int) -> Archive:
    """As many notices of one issuer and one year, three directives each, one of them with a deadline ahead."""
    notices = [
        replace(
            NOTICE,
            id=f"{OFFICE}/2025/{place}-tb-vp",
            number=f"{place}/TB-VP",
            issued=dt.date(2025, 1, 1) + dt.timedelta(days=place % 365),
            title=f"Kết luận thứ {place}",
            body=replace(BODY, directives=(COLLECT, FUND, replace(REVIEW, citations=(f"{place}/QĐ-UBND",)))),
        )
        for place in range(1, number + 1)
    ]
    notices.sort(key=lambda notice: (notice.date or TODAY, notice.id), reverse=True)
    return Archive(notices=tuple(notices), register=REGISTER, today=TODAY)
