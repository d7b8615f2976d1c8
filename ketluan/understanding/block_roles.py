"""What each block of a body is, and why: nothing of a body stays without a role and a reason."""

from __future__ import annotations

from typing import NamedTuple

from ketluan.markdown.outline import introduces
from ketluan.model.notice import BlockRole
from ketluan.understanding import closings, passages
from ketluan.understanding.addressees import Addressees, may_begin_with_body, speaker_asks
from ketluan.understanding.block_context import LONGEST_TITLE, BlockContext
from ketluan.understanding.main_verb import begins_with_demand, begins_with_order, main_verb
from ketluan.understanding.title_addressees import is_addressee

LONGEST_NAME = 30
SHORTEST_TASK = 8
SHORTEST_ITEM = 5

BY_HAND = "người soát ghi"
HEADING = "đề mục"
TABLE = "dòng này không giao việc"
TABLE_ROW = "dòng của bảng giao việc"
EMPTY = "không có chữ"
APPENDIX = "thuộc phụ lục"
FOOTNOTE = "chú thích"
ROLE_LINE = "ghi cơ quan, thời hạn của việc ở trên"
ROLES_BELOW = "việc có dòng ghi cơ quan, thời hạn bên dưới"
RECIPIENT = "nơi nhận của công văn"
OPENING = "đoạn mở đầu, trước phần kết luận"
LEADS_IN = "câu dẫn, giới thiệu các mục bên dưới"
NUMBERED_TITLE = "đề mục đánh số có các mục bên dưới"
ONLY_NAMES = "chỉ nêu tên cơ quan"
CLOSING = "câu kết của thông báo"
LAST_CALL = "lời nhắc chung ở cuối, không nêu việc cụ thể"
ATTACHES = "ghi tài liệu gửi kèm"
TAKES_EFFECT = "nói hiệu lực của văn bản"
DEFERS = "dẫn sang văn bản khác"
LOOKS_BACK = "đánh giá, mô tả: động từ chính nói việc đã có"
IN_ASSESSMENT = "thuộc phần đánh giá, không giao việc"
PRAISE = "ghi nhận, biểu dương"
QUOTES = "trích quy định, không giao việc"
AGREES = "thống nhất, không giao việc cho ai"
ORDERED = "có lời giao việc"
NAMED = "nêu cơ quan và việc phải làm"
UNDER_ADDRESSEE = "việc của cơ quan nêu ở đề mục trên"
ITEM = "mục của phần giao việc"
CONCLUDES = "có lời kết luận rồi nêu việc phải làm"
ACTS = "mở đầu bằng việc phải làm"
UNKNOWN_BODY = "nêu việc phải làm nhưng chưa nhận ra cơ quan được giao"
UNKNOWN_VERB = "mục của phần giao việc, chưa nhận ra động từ"
INSTRUCTS = "giao việc rồi dẫn vào các mục bên dưới"
NO_VERB = "không rõ có giao việc hay không: không nhận ra động từ"
NOT_SAID = "không rõ có giao việc hay không"


class BlockRuling(NamedTuple):
    """The role of a block and why; not `certain` when a person should look."""

    role: BlockRole
    reason: str
    certain: bool = True


def ruling(context: BlockContext, addressed: Addressees) -> BlockRuling:
    """By its place first, then by its words."""
    return (
        _by_hand(context)
        or _by_place(context, addressed)
        or _by_shape(context, addressed)
        or _by_words(context, addressed)
    )


def _by_hand(context: BlockContext) -> BlockRuling | None:
    role = context.block.hand.role
    return BlockRuling("directive" if role == "directive" else "assessment", BY_HAND) if role else None


def _by_place(context: BlockContext, addressed: Addressees) -> BlockRuling | None:
    """Headings, tables, appendices, and what stands before the conclusions."""
    block = context.block
    if block.kind == "heading" and context.titled:
        return BlockRuling("heading", HEADING)
    if block.kind == "table":
        return BlockRuling("table", TABLE)
    if not block.text:
        return BlockRuling("note", EMPTY)
    if context.part == "appendix":
        return BlockRuling("note", APPENDIX)
    if context.part == "address":
        return BlockRuling("note", RECIPIENT)
    if context.part == "preamble":
        if addressed.ordered and passages.orders_more_than_items(block.text):
            return BlockRuling("directive", INSTRUCTS)
        return BlockRuling("lead-in", LEADS_IN) if introduces(block.text) else BlockRuling("note", OPENING)
    return None


def _by_shape(context: BlockContext, addressed: Addressees) -> BlockRuling | None:
    """What introduces others, names somebody and no more, or ends the notice."""
    text = context.block.text
    if context.part == "assigning" and not context.titled and passages.quotes_law(text):
        return BlockRuling("assessment", QUOTES)
    if introduces(text) and not _is_complete(context, addressed):
        return (
            BlockRuling("directive", INSTRUCTS)
            if _instructs_itself(context, addressed)
            else BlockRuling("lead-in", LEADS_IN)
        )
    if not context.leaf and (context.titled or _is_topic(context, addressed)):
        return BlockRuling("lead-in", NUMBERED_TITLE)
    if _only_names(context):
        return BlockRuling("lead-in", ONLY_NAMES)
    if closing := _closing(context, addressed):
        return BlockRuling("closing", closing)
    if passages.is_ground(text) and not (context.tasked or context.block.marker or addressed.ordered):
        return BlockRuling("note", OPENING)
    if passages.takes_effect(text) and not addressed.ordered:
        return BlockRuling("note", TAKES_EFFECT)
    if passages.attaches(text):
        return BlockRuling("note", ATTACHES)
    return BlockRuling("note", DEFERS) if passages.defers(text) else None


def _by_words(context: BlockContext, addressed: Addressees) -> BlockRuling:
    """Leaf items of the assigning part order; praise, agreements without an order and what looks back do not."""
    text = context.block.text
    if context.part == "assessment":
        return BlockRuling("directive", ORDERED) if addressed.ordered else BlockRuling("assessment", IN_ASSESSMENT)
    if addressed.ordered:
        return BlockRuling("directive", ORDERED)
    if context.part == "topic" and not (addressed.lead and main_verb(text) == "demands"):
        return BlockRuling("assessment", IN_ASSESSMENT)
    if passages.agrees(text):
        return BlockRuling("directive", NAMED) if addressed.lead else BlockRuling("agreement", AGREES)
    if addressed.lead:
        return BlockRuling("directive", NAMED)
    if context.under_heading:
        return BlockRuling("directive", UNDER_ADDRESSEE)
    return _unaddressed(context, addressed)


def _unaddressed(context: BlockContext, addressed: Addressees) -> BlockRuling:
    """Of a block that names nobody the main verb decides."""
    text, hand = context.block.text, context.block.hand
    marked = bool(context.block.marker) or context.block.kind == "heading"
    if hand.lead or hand.coordinate or hand.due or hand.recurring:
        return BlockRuling("directive", BY_HAND)
    if passages.praises(text):
        return BlockRuling("assessment", PRAISE)
    if not context.marked and passages.concludes_within(text):
        return BlockRuling("directive", CONCLUDES)
    goes_on = context.tasked and not context.marked
    if (
        addressed.acts
        and (context.marked or context.lead or goes_on)
        and not (passages.begins_by_stating(text) or main_verb(text) == "states")
    ):
        return BlockRuling("directive", ACTS)
    if marked and context.lead and passages.prescribes(text):
        return BlockRuling("directive", ITEM)
    if passages.looks_back(text):
        return BlockRuling("assessment", LOOKS_BACK)
    verb = main_verb(text)
    if asks_anew(text):
        return BlockRuling("directive", UNKNOWN_BODY, certain=False)
    if verb == "demands" and (marked or passages.begins_with_group(text) or passages.obliges(text)):
        return BlockRuling("directive", ITEM if context.lead else UNKNOWN_BODY, certain=bool(context.lead))
    if goes_on and verb == "demands" and begins_with_demand(text):
        return BlockRuling("directive", UNKNOWN_BODY, certain=False)
    if marked and (verb or context.lead):
        return BlockRuling("directive", ITEM)
    if marked and len(text.split()) >= SHORTEST_ITEM:
        return BlockRuling("directive", UNKNOWN_VERB, certain=False)
    return BlockRuling("unread", NOT_SAID if verb else NO_VERB, certain=False)


def asks_anew(text: str) -> bool:
    """Whether a text begins with an order, or with who gives one."""
    return begins_with_order(text) or speaker_asks(text)


def _is_complete(context: BlockContext, addressed: Addressees) -> bool:
    """An item that ends in a colon although nothing stands under it, and says what is to be done."""
    text = context.block.text.rstrip(" *:.;")
    says_more = len(text.split()) > SHORTEST_TASK and addressed.acts and not is_addressee(text)
    return context.leaf and bool(context.block.marker) and says_more


def _instructs_itself(context: BlockContext, addressed: Addressees) -> bool:
    """A numbered paragraph with instructions of its own AND items under it counts as a directive too."""
    return (
        context.part == "assigning"
        and (addressed.ordered or not passages.describes_items(context.block.text))
        and (
            passages.instructs_before_items(context.block.text)
            or (addressed.acts and passages.lists_what_it_asks(context.block.text))
        )
        and bool(addressed.lead or context.lead)
    )


def _is_topic(context: BlockContext, addressed: Addressees) -> bool:
    """A numbered sentence that only names what the paragraphs under it assign to somebody."""
    text = context.block.text
    return (
        bool(context.block.marker)
        and not (addressed.lead or context.lead)
        and len(text.split()) <= LONGEST_TITLE
        and ". " not in text
    )


def _only_names(context: BlockContext) -> bool:
    """`- Sở Công Thương (đối với ...);` in a list of addressees whose task follows."""
    block = context.block
    if block.kind == "heading" or not block.marker or not may_begin_with_body(block.text):
        return False
    name = passages.without_brackets(block.text)
    # the block's own words were cut already, and the marks at its end do not count
    same = name == block.text.rstrip(" .;:")
    return len(name.split()) <= LONGEST_NAME and is_addressee(block.text if same else name)


def _closing(context: BlockContext, addressed: Addressees) -> str | None:
    """A closing is unmarked and stands at the end; the last call to everybody names no work of its own, and may be
    numbered."""
    block = context.block
    if block.kind == "heading":
        return None
    if block.marker:
        return LAST_CALL if context.tasked and _calls_everybody(block.text, addressed) else None
    if closings.closes(block.text) and (context.tasked or not addressed.ordered):
        return CLOSING
    if not context.tail:
        return None
    asks_for_this = _asks_for_this(block.text)
    if context.alone:
        return LAST_CALL if context.last and context.tasked and asks_for_this else None
    if closings.speaks_of_trouble(block.text) and (context.marked or not addressed.ordered):
        return LAST_CALL
    if context.last and asks_for_this:
        return CLOSING
    if context.last and closings.asks_to_carry_out(block.text):
        return LAST_CALL if context.tasked else None
    if not (context.tasked and (context.marked or context.last)):
        return None
    everybody = all("các" in party.name.lower() for party in addressed.lead)
    return LAST_CALL if addressed.lead and everybody and closings.exhorts(block.text) else None


def _asks_for_this(text: str) -> bool:
    return closings.asks_to_carry_out(text) and closings.speaks_of_this(text)


def _calls_everybody(text: str, addressed: Addressees) -> bool:
    """`8. Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh thực hiện nghiêm Chỉ thị này.`"""
    groups = (closings.names_group(party.name) for party in addressed.lead)
    return len(addressed.lead) > 1 and all(groups) and _asks_for_this(text)
