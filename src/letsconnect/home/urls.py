"""The door numbers."""

from django.urls import path

from letsconnect.home.views import health, start

app_name = "home"
urlpatterns = [
    path("", start.home, name="home"),
    path("health/", health.health, name="health"),
]
