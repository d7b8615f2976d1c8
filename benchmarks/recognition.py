"""How much of scanned sheets is recognised, beside Tesseract alone and OCRmyPDF's preparation on the same files.

    python benchmarks/recognition.py [SCAN.pdf=TEXT.txt ...] [--ocrmypdf PROGRAM]

Sheets are made with Chromium (its path in CHROMIUM): plain, under a red seal, askew by one, two and four degrees,
upside down and on its side; real scans with their texts may be added. `--ocrmypdf` names that program; it is run with
--rotate-pages --deskew --clean --force-ocr and its sidecar text is compared. Shares are of the words of the text found,
wherever they stand, and of its words with digits; time is a file's, on one core.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from ketluan.importing.readers import ocr
from ketluan.importing.readers.extract import extracted
from ketluan.importing.readers.pdf import opened, picture_of

SIZE = {"width": 794, "height": 1123}
SHEETS = {"plain": (0.0, False), "seal": (0.0, True), "1°": (1.0, True), "-2.2°": (-2.2, True), "4°": (4.0, True)}
SHEETS |= {"upside down": (180.0, True), "on its side": (90.0, True)}
LINES = (
    "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát danh mục 299 dự án chậm giải ngân, đề xuất điều "
    "chuyển vốn, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/3/2025.",
    "2. Giao Sở Nội vụ hoàn thành việc bố trí biên chế cho 44 trạm y tế xã, phường; tổng hợp kết quả, báo cáo Chủ tịch "
    "Ủy ban nhân dân tỉnh trong quý II năm 2025.",
    "3. Giao Thanh tra tỉnh kiểm tra việc nghiệm thu các công trình thủy lợi theo Quyết định số 11/QĐ-UBND ngày "
    "15/01/2025, xử lý nghiêm các đơn vị chậm trễ.",
    "4. Sở Văn hóa, Thể thao và Du lịch khẩn trương hoàn thiện hồ sơ khoa học di tích, trình cấp trên xếp hạng.",
)
HTML = """<meta charset="utf-8"><style>body{{margin:0;padding-left:{pad}px}}.p{{width:794px;height:1123px;padding:90px
70px 60px 113px;box-sizing:border-box;font:17px/1.5 "Liberation Serif";transform:rotate({angle}deg);color:#222}}
.p{{position:relative}}p{{text-align:justify;text-indent:48px}}
.s{{position:absolute;width:130px;height:130px;border:4px solid #d22;
color:#d22;border-radius:50%;left:480px;top:430px;font:bold 13px Arial;text-align:center;padding-top:50px;
box-sizing:border-box}}
</style><div class="p">{lines}{seal}</div>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", nargs="*", help="SCAN.pdf=TEXT.txt")
    parser.add_argument("--ocrmypdf", help="the program to compare with")
    arguments = parser.parse_args()
    readers: dict[str, Callable[[Path], str]] = {"ketluan": _ours, "tesseract alone": _alone}
    if arguments.ocrmypdf:
        readers["ocrmypdf"] = lambda path: _ocrmypdf(arguments.ocrmypdf, path)
    with tempfile.TemporaryDirectory() as folder:
        files = [*_made(Path(folder)), *(tuple(map(Path, each.split("=", 1))) for each in arguments.scans)]
        for scan, text in files:
            words = _words(text.read_text(encoding="utf-8"))
            for name, read in readers.items():
                began = time.perf_counter()
                found = _words(read(scan))
                seconds = time.perf_counter() - began
                shares = f"{_share(words, found):6.1%} {_share(_digits(words), found):6.1%}"
                print(f"{scan.stem:12} {name:16} {shares} {seconds:5.1f} s")


def _share(words: Counter[str], found: Counter[str]) -> float:
    return (words & found).total() / max(1, words.total())


def _digits(words: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in words.items() if any(map(str.isdigit, word))})


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))


def _ours(path: Path) -> str:
    return extracted(path.read_bytes(), path.name).text


def _alone(path: Path) -> str:
    with opened(path.read_bytes()) as document:
        pictures = [picture_of(document, number).plain.file for number in range(len(document))]
    return "\n".join(ocr._run(["-l", "vie", "--psm", "3"], picture).stdout.decode() for picture in pictures)


def _ocrmypdf(program: str, path: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        text, result = Path(folder, "text.txt"), Path(folder, "out.pdf")
        options = [
            "-l",
            "vie",
            "--rotate-pages",
            "--deskew",
            "--clean",
            "--force-ocr",
            "--output-type",
            "pdf",
            "-j",
            "1",
        ]
        subprocess.run([program, *options, "--sidecar", text, path, result], check=False, capture_output=True)
        return text.read_text(encoding="utf-8") if text.exists() else ""


def _made(folder: Path) -> Iterator[tuple[Path, Path]]:
    text = folder / "text.txt"
    text.write_text("\n".join(LINES), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        for name, (angle, seal) in SHEETS.items():
            tab = browser.new_page(device_scale_factor=2.083)
            path = folder / f"{name}.pdf"
            path.write_bytes(_scanned(tab, angle, seal=seal))
            tab.close()
            yield path, text


def _scanned(tab: Page, angle: float, *, seal: bool) -> bytes:
    wide = abs(angle) == 90
    tab.set_viewport_size({"width": 1123, "height": 1123} if wide else {"width": 794, "height": 1123})
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    stamp = '<div class="s">VĂN PHÒNG</div>' if seal else ""
    tab.set_content(HTML.format(pad=165 if wide else 0, angle=angle, lines=lines, seal=stamp))
    picture = base64.b64encode(tab.screenshot()).decode()
    width = "1123px" if wide else "794px"
    tab.set_content(
        f"<style>@page{{margin:0}}body{{margin:0}}img{{width:{width};display:block}}</style>"
        f'<img src="data:image/png;base64,{picture}">'
    )
    return bytes(tab.pdf(width=width, height="1123px", print_background=True))


if __name__ == "__main__":
    main()
