"""The door numbers."""

from django.urls import path

from letsconnect.home.views import calendars, health, letters, privacy, start, team

app_name = "home"
urlpatterns = [
    path("", start.home, name="home"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("me/calendar/", calendars.my_calendar, name="my_calendar"),
    path("me/calendar/address/", calendars.address, name="calendar_address"),
    path("calendar/<str:word>.ics", calendars.calendar, name="calendar"),
    path("team/letters/", letters.letters, name="letters"),
    path("team/letters/<int:letter_id>/again/", letters.again, name="letter_again"),
    path("team/", team.team, name="team"),
    path("health/", health.health, name="health"),
]
