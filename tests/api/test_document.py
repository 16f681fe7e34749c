"""The OpenAPI document, and the page made from it."""

import json
import re

import pytest

from carewright.access.who_may import WHO_MAY
from carewright.api.v1 import openapi, operations

OPERATIONS = operations()


def described():
    document = openapi()
    return {told["operationId"]: told for methods in document["paths"].values() for told in methods.values()}


def test_every_operation_is_in_the_document_with_its_scope():
    told = described()

    assert set(told) == {operation.name for operation in OPERATIONS}
    for operation in OPERATIONS:
        assert told[operation.name]["security"] == [{"Key": [WHO_MAY[operation.right].scope]}]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_write_says_that_it_takes_an_idempotency_key(operation):
    headers = [p["name"] for p in described()[operation.name]["parameters"] if p["in"] == "header"]

    assert headers == (["Idempotency-Key"] if operation.is_write else [])


def test_every_field_says_what_it_is():
    schemas = openapi()["components"]["schemas"]

    untold = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description") and field not in {"items", "next"}
    ]

    assert untold == []


def test_every_reference_within_the_document_leads_somewhere():
    whole = json.dumps(openapi())
    schemas = openapi()["components"]["schemas"]

    assert set(re.findall(r"#/components/schemas/([^\"]+)", whole)) <= set(schemas)


def test_the_document_is_openapi_3_1_and_for_anybody(client):
    response = client.get("/api/v1/openapi.json")

    assert response["Content-Type"] == "application/json"
    assert response.json()["openapi"].startswith("3.1")


def test_the_page_shows_every_operation_and_runs_nothing_inline(client):
    response = client.get("/api/v1/docs")
    page = response.content.decode()

    assert response.status_code == 200
    assert [op.name for op in OPERATIONS if f'id="{op.name}"' not in page] == []
    assert not re.search(r"<script(?![^>]*(nonce|src)=)|style=|onclick=", page)
    assert not re.search(r'(src|href)="https?://', page)


def test_the_page_says_what_each_kind_of_problem_is(client):
    from carewright.api.problems import KINDS

    page = client.get("/api/v1/docs").content.decode()

    assert [slug for _, _, slug, _ in KINDS if f'id="problem-{slug}"' not in page] == []
