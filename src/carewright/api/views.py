"""The description of the API: for programs, and for people."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from carewright.api.reading import areas, kinds_of_problem
from carewright.api.v1 import openapi
from carewright.look.page import Request, open_page


@open_page
def openapi_document(request: Request) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})


@open_page
def documentation(request: Request) -> HttpResponse:
    """The same, to be read."""
    content = {"document": openapi(), "areas": areas(openapi()), "problems": kinds_of_problem(), "wide": True}
    return render(request, "api/docs.html", content)
