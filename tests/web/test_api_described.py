"""The API held to its own description by schemathesis: no error of ours, and no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.schemas import OpenApiSchema

from sayso.store.sqlite import open_store
from sayso.web.app import make_app
from sayso.web.records import KINDS, UNNAMED
from sayso.web.security import Address
from tests.web.asking import HOST
from tests.web.conftest import NoWork

PATHS = ["/search", *(f"/{name}" for name in KINDS), *(f"/{name}/{{id}}" for name in KINDS if name not in UNNAMED)]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, filled_case: bytes) -> Iterator[OpenApiSchema]:
    """Give the API of the invented case, behind the guard of the pages."""
    path: Path = tmp_path_factory.mktemp("described") / "case.db"
    path.write_bytes(filled_case)
    with open_store(path) as store:
        app = make_app(store, Address(), work=NoWork(path, path.parent))
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Host": HOST})


def test_every_path_is_asked(api: OpenApiSchema) -> None:
    """The paths below are all that the description has."""
    assert sorted(api) == sorted(PATHS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_described(api: OpenApiSchema, path: str, mode: GenerationMode) -> None:
    """Whatever is asked, rightly or wrongly, the answer is one of those described, and of the described shape."""

    @settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
    @given(case=api[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(headers={"Host": HOST})

    ask()
