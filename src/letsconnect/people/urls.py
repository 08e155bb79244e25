"""The door numbers."""

from django.urls import URLPattern, path

from letsconnect.people.views import letters

app_name = "people"
urlpatterns: list[URLPattern] = [
    # letters
    path("letters/stop/<str:token>/", letters.stop, name="stop_letters"),
]
