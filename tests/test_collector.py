"""The cycle collector sleeps while this program extracts, and a caller's is left alone."""

import gc
from collections.abc import Iterator

import pytest

from extractor.collector import collector_as_it_was, collector_paused
from extractor.match import entity_model


@pytest.fixture(autouse=True)
def awake() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_sleeps_within_the_pause_and_wakes_behind_it() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_wakes_when_the_work_fails() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_one_that_a_caller_put_to_sleep_stays_asleep() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_a_library_that_wakes_it_does_not_keep_it_awake() -> None:
    with collector_paused():
        with collector_as_it_was():
            gc.enable()
        assert not gc.isenabled()


def test_loading_the_entity_model_does_not_wake_it() -> None:
    entity_model.model.cache_clear()  # type: ignore[attr-defined]
    with collector_paused():
        entity_model.model()
        assert not gc.isenabled()
