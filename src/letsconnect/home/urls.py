"""The door numbers."""

from django.urls import path

from letsconnect.home.views import health, privacy, start, team

app_name = "home"
urlpatterns = [
    path("", start.home, name="home"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("team/", team.team, name="team"),
    path("health/", health.health, name="health"),
]
