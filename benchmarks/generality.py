"""What the open classes of the lexicon are worth: `python benchmarks/generality.py [LABELS SOURCES]`.

Lead and spans F1 on labelled notices with the whole lexicon, then with a random third of every sample and every
generated class taken away (the closed classes and the register stay), as the mean of ten seeds. Files are read once;
only their bodies are understood again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT.parent / "shared" / "gold")]

import score  # noqa: E402

from ketluan.importing.recognition import placed, recognised  # noqa: E402
from ketluan.lexicon import lexicon as module  # noqa: E402
from ketluan.lexicon.lexicon import Entry, Lexicon, listed_entries, thinned  # noqa: E402
from ketluan.model.json_record import directive_record  # noqa: E402
from ketluan.model.notice import Notice  # noqa: E402
from ketluan.model.problem import Refused  # noqa: E402
from ketluan.store.notice_body import read_body  # noqa: E402
from ketluan.store.reader import read_archive  # noqa: E402
from ketluan.understanding import word_units  # noqa: E402
from ketluan.understanding.registered_names import is_read_whole, lexicon_of  # noqa: E402

SEEDS = range(10)
"""Each takes another third away."""


@dataclass(frozen=True)
class Case:
    """A labelled notice: its labels, and the body that the import makes of its file."""

    label: dict[str, Any]
    notice: Notice
    names: tuple[str, ...]


def read_cases(labels: Path, sources: Path) -> Iterator[Case]:
    """Every labelled notice whose file the import can read, as a first notice of an archive with our register."""
    archive, _ = read_archive(ROOT / "notices", today=dt.date(2026, 1, 1))
    for path in sorted(labels.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        try:
            understood = placed(recognised(sources / label["source"]), archive, notices=ROOT / "notices")
        except Refused as reason:
            print(f"{path.name}: {reason}")
            continue
        jurisdiction = understood.notice.jurisdiction
        yield Case(label, understood.notice, understood.register.names_in(jurisdiction))


def kept(entry: Entry, seed: int) -> bool:
    """Whether an entry stays; chosen by its digest, so that a longer list changes nothing for the others."""
    if entry.kind == "closed":
        return True
    digest = hashlib.sha256(f"{seed}\n{entry.word_class}\n{entry.text}".encode()).digest()
    return digest[0] % 3 != 0


def figures(cases: list[Case]) -> Counter[str]:
    """F1 of spans and leads, in thousandths."""
    tallies = {"spans": score.Tally(), "lead": score.Tally()}
    for case in cases:
        body, _ = read_body(case.notice.text, date=case.notice.date, names=case.names)
        found = [directive_record(directive) for directive in body.directives]
        _count(case.label["directives"], found, tallies)
    return Counter({name: round(1000 * tally.f1) for name, tally in tallies.items()})


def _count(labels: list[dict[str, Any]], found: list[dict[str, Any]], tallies: dict[str, Any]) -> None:
    pairs = score.pair(labels, found)
    tallies["spans"].hit += sum(ends for *_, ends in pairs)
    tallies["spans"].wanted += len(labels)
    tallies["spans"].found += len(found)
    partner = {id(want): got for want, got, _ in pairs}
    for want in labels:
        tallies["lead"].add(score.names(want.get("lead")), score.names(partner.get(id(want), {}).get("lead")))
    taken = {id(got) for _, got, _ in pairs}
    for extra in found:
        if id(extra) not in taken:
            tallies["lead"].add([], score.names(extra["lead"]))


def use(lexicon: Lexicon) -> None:
    """Understand with this lexicon from now on."""
    word_units.lexicon = lambda: lexicon  # type: ignore[attr-defined,assignment]
    word_units.stretches.cache_clear()
    lexicon_of.cache_clear()
    is_read_whole.cache_clear()


def main() -> None:
    """Print the figures."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    labels, sources = folders or [ROOT.parent / "shared" / "gold" / "dev", ROOT.parent / "shared"]
    cases = list(read_cases(labels, sources))
    whole = figures(cases)
    print(f"whole lexicon: spans {whole['spans'] / 1000:.3f}, lead {whole['lead'] / 1000:.3f}")
    total: Counter[str] = Counter()
    for seed in SEEDS:
        use(thinned(lambda entry, seed=seed: kept(entry, seed)))  # type: ignore[misc]
        total += figures(cases)
    mean = {name: total[name] / len(SEEDS) / 1000 for name in whole}
    print(f"without a third of every open class: spans {mean['spans']:.3f}, lead {mean['lead']:.3f}")
    for name in whole:
        print(f"{name}: {100 * (whole[name] / 1000 - mean[name]):+.1f} points lost")
    opened = sum(entry.kind != "closed" for entry in listed_entries()) + sum(1 for _ in module.general_entries())
    print(f"{opened} entries are in open classes")


if __name__ == "__main__":
    main()
