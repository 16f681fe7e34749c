"""The council's face. One folder or module an area; a view makes one call to a query or a command, and shows a page.

How to add an area, say referrals:

1. `council/referrals/` with `views.py`, `forms.py`, `urls.py` and templates in `council/templates/council/referrals/`.
   Every view is guarded: `@page("see_referrals")` shows (GET), `@form_page("start_referral")` shows and takes a form,
   `@action("withdraw_referral")` does something by POST alone (`look/page.py`). It takes `request: Request`, and hands
   `by=request.actor, at=request.at` to what it calls. Faces don't import models.
2. `urls.py` has `urlpatterns` with plain names (`referral`, `referrals`, `start_referral`); a page about one thing has
   the name that `look/links.py` gives its prefix, and takes the reference alone:
   `path("referrals/<str:ref>/", views.referral, name="referral")`. Add one `path("", include(...))` line to
   `council/urls.py`.
3. Templates extend `look/base.html` and fill `title`, `content` and `back` (`{% back_link url %}`);
   `{% load carewright %}` has the components. A form in the context is named `form`: its faults are summed up on top.
4. A refusal needs no handling: it becomes a page. Within a form view, `with refusals_on(form):` puts it on the form.
5. The menu is `council/menu.py`; an item shows by itself once its page exists and the person may see it.
6. Tests: `tests/council/` with Django's client; `tests/browser/` looks at the page's states in Chromium with axe.
"""
