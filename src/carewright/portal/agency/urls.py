"""The address of a provider's own details."""

from django.urls import path

from carewright.portal.agency import views

urlpatterns = [path("agency/", views.agency, name="own_agency")]
