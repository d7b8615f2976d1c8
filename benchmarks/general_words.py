"""Makes `ketluan/lexicon/general.txt` from the dictionary inside pyvi's tagger: `python benchmarks/general_words.py`.

To be run by hand where pyvi 0.1.1 (MIT licence, by Viet-Trung Tran) is installed; the program itself never needs it.
The tagger is a linear-chain CRF: its weights between a word and a part of speech are a dictionary of parts of speech
learnt from a treebank. Words of its list that it has learnt nothing of go in as compounds; single syllables, which
mean too many things, do not go in.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import pyvi
from pyvi.ViPosTagger import ViPosTagger

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.lexicon.lexicon import folded_phrase, listed_entries  # noqa: E402

PARTS = {
    "V": "verb",
    "N": "noun",
    "A": "quality",
    "V N": "work",
    "N V": "work",
    "Np N": "noun",
    "N Np": "noun",
    "V A": "verb",
    "A N": "noun",
    "N A": "noun",
}
MEANT = {
    "verb": "says what is done",
    "noun": "names a thing",
    "quality": "says how something is",
    "work": "was learnt as a verb and as a noun",
    "compound": "stands in the dictionary without a part of speech: one word, of unknown class",
}
WORD = r"[^\W\d_]+( [^\W\d_]+){1,3}"
CLEAR = 0.25
WIDTH = 118
HEAD = """\
# General Vietnamese words with their part of speech.
# Made by benchmarks/general_words.py from the weights of the tagger in pyvi 0.1.1 (MIT licence, Viet-Trung Tran).
# Not to be edited: a word that is wrong here goes into another file of this folder, which then leaves it out here.
"""


def parts_of_speech() -> dict[str, str]:
    """Each word of the tagger's dictionary with its class; of two syllables where the part of speech is not clear."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (attribute, label), weight in ViPosTagger.model.state_features_.items():
        if attribute.startswith("word.lower()"):
            weights[attribute[13:].replace("_", " ")][label] = weight
    listed = (Path(pyvi.__file__).parent / "models" / "words.txt").read_text(encoding="utf-8").split("\n")
    words = {word.strip(): "compound" for word in listed if re.fullmatch(WORD, word.strip()) and " " in word}
    return words | {word: part for word, labels in weights.items() if (part := _part(word, labels))}


def _part(word: str, labels: dict[str, float]) -> str:
    if not re.fullmatch(WORD, word):
        return ""
    best = sorted(labels, key=lambda label: -labels[label])
    clear = " ".join(label for label in best if labels[label] > max(0.2, CLEAR * labels[best[0]]))
    if " " in clear and " " not in word:
        return ""
    return PARTS.get(clear, "compound" if " " in word else "")


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
        f"[{part}] generated: {meant}\n" + wrapped(sorted(word for word, own in parts.items() if own == part))
        for part, meant in MEANT.items()
    ]
    target = ROOT / "ketluan" / "lexicon" / "general.txt"
    target.write_text(HEAD + "\n" + "\n\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
