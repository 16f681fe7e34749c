"""What the faces share: the shell of a page, forms, components and the guard of every view. Nothing here knows of care.

Faces (council, portal) are siblings and can't import each other, so that what both need stands just below them
(docs/decisions/look-below-the-faces.md).

- `look.page`: `@page`, `@form_page`, `@action`: who may open a view; `Request` with its `actor` and its moment `at`.
- `look.forms`: `Form`, the fields, `refusals_on(form)`.
- `look.refusals`: what a refusal looks like.
- `templates/look/base.html`: the shell; `templatetags/carewright.py`: the components (`{% load carewright %}`).
"""
