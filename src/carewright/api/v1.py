"""Version 1 of the API: its areas, one line each."""

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE

from carewright.api import (
    book,
    budgets,
    changes,
    council,
    enablement,
    obligations,
    offers,
    own,
    packages,
    people,
    policies,
    programme,
    providers,
    referrals,
    requirements,
    reviews,
    trail,
    variations,
)
from carewright.api.operations import OPERATIONS, Operation
from carewright.api.problems import Problem, answers_with_problems

PREFIX = "api/v1/"
DESCRIPTION = (
    "The same commands and queries as the pages of Carewright, under the same rules. "
    "Send an API key as a bearer token; it carries no more than its user's roles, narrowed by its scopes. "
    "Every write takes an Idempotency-Key: the same key and request has one effect and gets the same answer, "
    "for 30 days. "
    "Lists come by pages: follow `next`. Money and hours are text with two decimals, dates and moments ISO 8601. "
    "What is refused is answered by a problem document (RFC 9457) that says what to do next and names the rule."
)

AREAS = [
    people.area,
    providers.area,
    enablement.area,
    referrals.area,
    requirements.area,
    offers.area,
    packages.area,
    variations.area,
    changes.area,
    reviews.area,
    book.area,
    budgets.area,
    programme.area,
    obligations.area,
    trail.area,
    policies.area,
    council.area,
    offers.answer_area,
    offers.own_area,
    packages.own_area,
    variations.own_area,
    changes.own_area,
    reviews.own_area,
    book.own_area,
    own.area,
]


def _made() -> NinjaAPI:
    api = NinjaAPI(
        title="Carewright",
        version="1.0.0",
        description=DESCRIPTION,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
    )
    answers_with_problems(api)
    for area in AREAS:
        api.add_router("", area.router)
    return api


API = _made()


def operations() -> list[Operation]:
    """Every operation there is, as declared."""
    return OPERATIONS


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document. Made once: it changes with the program alone."""
    document: dict[str, Any] = dict(API.get_openapi_schema(path_prefix=PREFIX))
    problem = Problem.model_json_schema(ref_template=REF_TEMPLATE)
    document["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    for methods in document["paths"].values():
        for described in methods.values():
            for needed in described.get("security", []):
                needed["Key"] = [described["x-right"]["scope"]]
            for parameter in described["parameters"]:
                parameter.pop("examples", None)  # a schema's list of examples is no parameter's map of them
                if parameter["in"] == "path":
                    parameter["description"] = "The reference, such as REF-7K3M-9QWA-5."
    return document
