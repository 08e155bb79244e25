"""The door numbers."""

from django.urls import path

from letsconnect.people.views import countries, letters

app_name = "people"
urlpatterns = [
    # the team: countries whose people need care
    path("team/countries-at-risk/", countries.countries, name="countries_at_risk"),
    path("team/countries-at-risk/<str:code>/take-off/", countries.take_off, name="country_not_at_risk"),
    # letters
    path("letters/stop/<str:token>/", letters.stop, name="stop_letters"),
]
