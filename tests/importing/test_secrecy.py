"""Stamps of secrecy are found, words about secrets are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ketluan.importing.sandbox import read_source
from ketluan.model.problem import Refused
from ketluan.store.secrecy import secret_mark
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import written

HEAD = "UBND TỈNH A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TB-UBND\n"


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("MẬT", "MẬT"),
        ("   [ MẬT ]  ", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("(TUYỆT  MẬT)", "TUYỆT MẬT"),
        ("| MẬT |", "MẬT"),
        ("**TỐI MẬT**", "TỐI MẬT"),
        ("MÂT", "MẬT"),
        ("TÓI MẬT", "TỐI MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("Độ mật: tối mật.", "TỐI MẬT"),
        ("Mức độ mật: TUYỆT MẬT", "TUYỆT MẬT"),
        ("Số: 15/BC-UBND   MẬT", "MẬT"),
        ("Số 07-TB/TU TỐI MẬT", "TỐI MẬT"),
        ("TÀI LIỆU MẬT", "MẬT"),
        ("MẬT BẢN SỐ: 03", "MẬT"),
        ("MA\u0302\u0323T", "MẬT"),
    ],
)
def test_a_stamp_in_the_head_is_found(line: str, degree: str) -> None:
    assert secret_mark(f"{HEAD}{line}\nTHÔNG BÁO\n") == degree


@pytest.mark.parametrize(
    "line",
    [
        "BẢO MẬT",
        "bảo mật thông tin",
        "mật độ xây dựng",
        "MẬT ĐỘ DÂN SỐ",
        "Ban Cơ yếu Chính phủ quản lý mật mã",
        "1. Công tác bảo vệ bí mật nhà nước: MẬT",
        "Quy định danh mục bí mật nhà nước độ Tối mật",
        "Mật",
        "MẶT",
        "NUÔI ONG LẤY MẬT",
        "Sản phẩm: mật ong",
        "Số hộ nuôi ong lấy mật",
        "Số: 12/TB-UBND ngày 3/4/2020 về bảo mật",
        "BÍ MẬT",
    ],
)
def test_words_about_secrets_are_no_stamp(line: str) -> None:
    assert secret_mark(f"{HEAD}{line}\nTHÔNG BÁO\n") is None


def test_a_stamp_far_below_the_head_is_none() -> None:
    assert secret_mark(HEAD + "dòng\n" * 60 + "MẬT\n") is None


def test_a_secret_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_source(written(tmp_path, "a.txt", f"{HEAD}TỐI MẬT\nTHÔNG BÁO\n".encode()))
    assert str(refused.value) == "Văn bản đóng dấu TỐI MẬT: bí mật nhà nước không được đưa lên mạng, từ chối nhập."


@needs_shared
def test_no_real_text_is_taken_for_a_secret() -> None:
    for path in [*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("seeds/*.txt")]:
        assert secret_mark(path.read_text(encoding="utf-8")) is None
