"""Where a site may be published: beside what it is made of, never among it, in it or around it."""

from __future__ import annotations

import os
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Refused

PROGRAM = Path(__file__).parents[2]


def refuse_place(folder: Path, notices: Path) -> None:
    """Raises Refused for a file, and for a folder where a release would mix with the archive or the program."""
    if folder.is_file():
        raise Refused(say("{folder} is a file; --to must name a folder", folder=folder))
    here = _real(folder)
    for what, place in {
        say("the folder of notices"): notices,
        say("the folder of what may be made again"): notices.absolute().parent / ".cache",
        say("the folder of the program's own pages"): PROGRAM / "docs",
    }.items():
        for there in (_real(place), Path(os.path.realpath(place))):  # it may be a link to another disk
            if here == there:
                raise Refused(say("{folder} is {what}; choose another folder", folder=folder, what=what))
            if here.is_relative_to(there):
                raise Refused(say("{folder} lies in {what}; choose another folder", folder=folder, what=what))
            if there.is_relative_to(here):
                raise Refused(say("{folder} holds {what}; choose another folder", folder=folder, what=what))


def _real(path: Path) -> Path:
    """Where it stands; a published folder may itself be a link to its release."""
    whole = path.absolute()
    if whole.name == "..":
        return Path(os.path.realpath(whole))
    return Path(os.path.realpath(whole.parent)) / whole.name
