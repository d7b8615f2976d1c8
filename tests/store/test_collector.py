"""What is read in great number is left alone by the collector of cycles."""

from __future__ import annotations

import gc

import pytest

from ketluan.store.collector import collector_at_rest


def test_what_was_made_is_left_alone_and_the_collector_runs_again() -> None:
    before = gc.get_freeze_count()
    with pytest.raises(ValueError, match="stop"), collector_at_rest():
        assert not gc.isenabled()
        made = [[] for _ in range(1000)]  # type: ignore[var-annotated]
        raise ValueError("stop")
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(made)
