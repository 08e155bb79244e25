"""The door numbers."""

from django.urls import path

from letsconnect.people.views import countries, groups

app_name = "people"
urlpatterns = [
    # the team: countries whose people need care
    path("team/countries-at-risk/", countries.countries, name="countries_at_risk"),
    path("team/countries-at-risk/<str:code>/take-off/", countries.take_off, name="country_not_at_risk"),
    # the team: groups
    path("team/groups/", groups.groups, name="groups"),
    path("team/groups/<slug:slug>/", groups.group, name="group"),
    path("team/groups/<slug:slug>/merge/", groups.merge, name="merge_group"),
]
