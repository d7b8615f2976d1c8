"""Makes `ketluan/lexicon/general.txt` from the dictionary inside pyvi's tagger: `python benchmarks/general_words.py`.

To be run by hand where pyvi 0.1.1 (MIT licence, by Viet-Trung Tran) is installed; the program itself never needs it.
The tagger is a linear-chain CRF: its weights between a word and a part of speech are a dictionary of parts of speech
learnt from a treebank. A word goes in with the one part that outweighs all others, and not at all when two vie.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from pyvi.ViPosTagger import ViPosTagger

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.lexicon.lexicon import folded_phrase, listed_entries  # noqa: E402

CLASSES = {"V": "verb", "N": "noun", "A": "quality"}
MEANT = {"verb": "says what is done", "noun": "names a thing", "quality": "says how something is"}
CLEAR = 0.25
WIDTH = 118
HEAD = """\
# General Vietnamese words with their part of speech.
# Made by benchmarks/general_words.py from the weights of the tagger in pyvi 0.1.1 (MIT licence, Viet-Trung Tran).
# Not to be edited: a word that is wrong here goes into another file of this folder, which then leaves it out here.
"""


def parts_of_speech() -> dict[str, str]:
    """Each word of the tagger with the one part of speech that it was learnt with."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (attribute, label), weight in ViPosTagger.model.state_features_.items():
        if attribute.startswith("word.lower()"):
            weights[attribute[13:].replace("_", " ")][label] = weight
    clear = {word: _clear(labels) for word, labels in weights.items() if re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", word)}
    return {word: label for word, label in clear.items() if label in CLASSES}


def _clear(labels: dict[str, float]) -> str:
    best, *others = sorted(labels, key=lambda label: -labels[label])
    return best if not others or labels[others[0]] < CLEAR * labels[best] else ""


def wrapped(words: list[str]) -> str:
    """The words as lines of the file."""
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 3 + len(word) > WIDTH:
            lines.append("")
        lines[-1] += f" | {word}" if lines[-1] else word
    return "\n".join(lines)


def main() -> None:
    """Write the file."""
    known = {folded_phrase(entry.text) for entry in listed_entries() if not entry.capital}
    parts = {folded_phrase(word): part for word, part in sorted(parts_of_speech().items())}
    parts = {word: part for word, part in parts.items() if word not in known}
    sections = [
        f"[{CLASSES[part]}] generated: {MEANT[CLASSES[part]]}\n"
        + wrapped(sorted(word for word, own in parts.items() if own == part))
        for part in CLASSES
    ]
    target = ROOT / "ketluan" / "lexicon" / "general.txt"
    target.write_text(HEAD + "\n" + "\n\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
