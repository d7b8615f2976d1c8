"""Whether a printed period limits the task, or only says what the text speaks of.

A verb that ends (`hoàn thành`, `trình`) makes a limit; one that lasts (`tuyên truyền`, `duy trì`) makes a mere period.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ketluan.understanding.deadline_words import any_of

FARTHEST_VERB = 160

# signs between figures (2.500, 8:30) end nothing
_END_OF_CLAUSE = re.compile(r"[.;:](?!(?<=\d[.:])\d)")
_FINISHING = re.compile(rf"\b{any_of('finishing')}")
_TASK = re.compile(rf"\b(?:{any_of('finishing')}|{any_of('handing_in')})")
# in front of a verb: it is done, or shall not be
_NOT_TO_DO = ("đã ", "không ")
# acts that end, or all of it: by then they are to be done
_DECIDES = re.compile(rf"\b(?:{any_of('finishing')}|{any_of('decisive')})|100\s*%")
# acts that go on, unless a noun in front makes a name of them (đoàn kiểm tra)
_LASTS = re.compile(rf"\b(?P<noun>{any_of('lasting_in_names')}\s+)?{any_of('lasting')}")
# a plan for the period is not due in it
_PLANS = re.compile(
    rf"^{any_of('planned_from_start')}|\b{any_of('planned')}(?:\s+[^\s,]+){{0,3}}\s*$|\b{any_of('happened')}\s*$"
)
_CONTINUES = re.compile(rf"\b{any_of('continuing')}")
_COMES_TO_AN_END = re.compile(rf"\b{any_of('coming_to_an_end')}")
_DONE_ONCE = re.compile(rf"^(?:và\s+)?{any_of('done_once')}(?:\s+[^\s,]+){{2,}}$")
_SINGLE = re.compile(rf"\b(?:{any_of('done_once')}|{any_of('coming_to_an_end')})")
# what was done has a day, and no limit
_HAPPENED = re.compile(r"\b(?:đã|được|từng)\s[^.;:,]*$")
# things that are counted by the period: "các dự án hoàn thành trong năm 2024"
_THINGS = re.compile(r"\b(?:các|những|số)\s+(?:dự\s+án|công\s+trình|gói\s+thầu|hồ\s+sơ|hộ|trường\s+hợp)\b[^,]*$")
# the clause ends, or only a purpose follows
_ENDS = re.compile(
    r"\s*(?:\.(?!\d)|[;)]|$|,(?!\s*(?:tháng|quý|năm|\d)))"
    r"|\s+(?:để|nhằm|theo|làm\s+(?:cơ\s+sở|căn\s+cứ)|đồng\s+thời|trước\s+khi)\s"
)
# 60 letters hold what is to be finished
_THEN_DONE = re.compile(rf"[^.;:]{{0,60}}?\b(?:{any_of('finishing')}|(?:phải|đảm\s+bảo|bảo\s+đảm|đạt|giải\s+ngân)\b)")
# 100 letters hold it with its names
_THEN_HANDED_IN = re.compile(rf",?\s(?:[^.;:]{{0,100}}?\s)?(?:{any_of('finishing')}|{any_of('handing_in')}|phải\b)")
_FINISHED_NEXT = re.compile(rf",?\s+(?:phải\s+)?(?:{any_of('finishing')}|trình\b|ban\s+hành\b)")
# "phấn đấu đến ..." sets a limit though no duty is named
_PLEDGED = re.compile(r"(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo)\s+(?:từ\s+nay\s+)?$")


class LimitClause(NamedTuple):
    """What stands before a limit in the same part of the sentence, as printed and recognisable, and what follows."""

    printed: str
    before: str
    after: str


def clause_at(text: str, small: str, start: int, end: int) -> LimitClause:
    """The clause around a limit; the point of `2.500 m3` ends none."""
    begin = max(0, start - FARTHEST_VERB)
    for stop in _END_OF_CLAUSE.finditer(small, begin, start):
        begin = stop.end()
    begin = start - len(small[begin:start].lstrip(" ,"))
    return LimitClause(text[begin:start].rstrip(), small[begin:start].rstrip(), small[end : end + 140])


def always(clause: LimitClause) -> bool:
    """Whatever stands around."""
    return True


def never(clause: LimitClause) -> bool:
    """Whatever stands around."""
    return False


def after_done(clause: LimitClause) -> bool:
    """A verb that says `finished` stands shortly before."""
    return _is_to_do(_FINISHING, clause.before)


def after_task(clause: LimitClause) -> bool:
    """A verb of finishing or handing in stands shortly before."""
    return _is_to_do(_TASK, clause.before)


def aimed(clause: LimitClause) -> bool:
    """All of it is to be done by then and the period ends the clause, or it opens one that says what is finished."""
    if not clause.before:
        return bool(_FINISHED_NEXT.match(clause.after))
    return bool(_DECIDES.search(clause.before)) and ends(clause)


def at_its_time(clause: LimitClause) -> bool:
    """`vào cuối tháng 6`: closes an act that ends, or opens what is then handed in."""
    return closes_an_act(clause) or (opens(clause) and then_handed_in(clause))


def ends(clause: LimitClause) -> bool:
    """Nothing but a purpose follows in the clause."""
    return bool(_ENDS.match(clause.after))


def after_any_act(clause: LimitClause) -> bool:
    """The clause before names an act that ends, not one that lasts or a plan for the period."""
    if len(clause.before.split()) < 2:
        return False
    if _is_to_do(_DECIDES, clause.before):
        return True
    if _PLANS.search(clause.before):
        return False
    lasting = [found for found in _LASTS.finditer(clause.before) if not _is_name(found, clause.printed)]
    if not lasting:
        return True
    last_part = clause.before[clause.before.rfind(", ") + 1 :]
    return lasting[-1].end() <= len(clause.before) - len(last_part) and bool(_DONE_ONCE.match(last_part.strip()))


def after_single_act(clause: LimitClause) -> bool:
    """A verb of finishing, handing in, or of an act that is done once stands shortly before."""
    return after_task(clause) or _is_to_do(_SINGLE, clause.before)


def closes_an_act(clause: LimitClause) -> bool:
    """An act that ends stands before, and the period ends the clause."""
    return ends(clause) and after_any_act(clause)


def in_time(clause: LimitClause) -> bool:
    """`trong tháng 6`: what is finished or handed in, an act that ends, or (at the beginning) what then is."""
    return after_task(clause) or closes_an_act(clause) or (opens(clause) and then_handed_in(clause))


def opens(clause: LimitClause) -> bool:
    """The limit opens the sentence, or nearly."""
    return len(clause.before) <= 20


def then_handed_in(clause: LimitClause) -> bool:
    """What is to be finished or handed in follows."""
    return bool(_THEN_HANDED_IN.match(clause.after))


def until_done(clause: LimitClause) -> bool:
    """`đến ngày 30/6 phải hoàn thành`, `phấn đấu đến ngày 30/6 ...`."""
    return bool(_THEN_DONE.match(clause.after)) or bool(_PLEDGED.search(clause.before + " "))


def until_end(clause: LimitClause) -> bool:
    """As `until_done`; `đến hết` also closes an act that comes to an end, never one that goes on."""
    if until_done(clause):
        return True
    comes_to_an_end = _DECIDES.search(clause.before) or _COMES_TO_AN_END.search(clause.before)
    return bool(comes_to_an_end) and not _CONTINUES.search(clause.before) and closes_an_act(clause)


def happened(clause: LimitClause) -> bool:
    """Something else is dated: it has been done, or the words speak of things that were."""
    return bool(_HAPPENED.search(clause.before) or _THINGS.search(clause.before))


def _is_to_do(verb: re.Pattern[str], clause: str) -> bool:
    return any(not clause.endswith(_NOT_TO_DO, 0, found.start()) for found in verb.finditer(clause))


def _is_name(lasting: re.Match[str], printed: str) -> bool:
    """`đoàn kiểm tra`, `Ban Quản lý`: part of a name, not what is done."""
    return bool(lasting["noun"]) or (lasting.start() > 0 and printed[lasting.start() :][:1].isupper())
