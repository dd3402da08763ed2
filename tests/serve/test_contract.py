"""The API against its own description (OpenAPI 3.1): whatever is sent, the answer is one that it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings

from extractor.serve.archive import identity

from .conftest import NAMES, filled
from .server import serving

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import checks  # noqa: E402  only where it is installed


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with serving(filled(tmp_path_factory.mktemp("contract") / "results")) as server:
        yield schemathesis.openapi.from_url(f"{server.url}/v1/openapi.json")


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


PATIENCE = 120
"""Seconds for an answer: on a machine with other work a reader takes longer to start than the ten that are usual."""


def test_every_answer_is_one_that_the_description_names(description: Any) -> None:
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) > 20
    failures = []
    for operation in operations:

        @settings(
            max_examples=6,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            if "number" in (case.path_parameters or {}):  # of a file that is there: the others are only 404
                case.path_parameters["number"] = identity(NAMES[0])
            case.call_and_validate(checks=CHECKS, timeout=PATIENCE)

        try:
            answered()
        except Exception as failure:  # noqa: BLE001  all of them are shown together
            failures.append(f"{operation.label}: {failure} {getattr(failure, 'exceptions', '')}")
    assert failures == []


def test_the_description_is_of_version_3_1_and_shows_examples(served: TestClient) -> None:
    described = served.get("/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["components"]["schemas"]["ValueChange"]["examples"]
    assert described["components"]["schemas"]["Problem"]["examples"][0]["exit_code"] == 7
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (path, method)
            assert "application/problem+json" in operation["responses"]["400"]["content"]
