"""The door numbers of the house."""

from django.urls import include, path

from letsconnect.access.urls import wikimedia_doors
from letsconnect.connections.urls import case_doors, interpreter_doors, team_doors, together

handler500 = "letsconnect.home.views.health.broken"
urlpatterns = [
    path("", include("letsconnect.home.urls")),
    path("", include("letsconnect.programme.urls")),
    path("", include("letsconnect.people.urls")),
    path("", include("letsconnect.access.urls")),
    path("", include(wikimedia_doors)),
    path("", include("letsconnect.skills.urls")),
    path("", include("letsconnect.directory.urls")),
    path("", include("letsconnect.intake.urls")),
    path("", include("letsconnect.joining.urls")),
    path("", include("letsconnect.api.urls")),
    path("", include(case_doors)),
    path("", include(interpreter_doors)),
    path("", include(team_doors)),
    path("", include(together)),
    path("connections/", include("letsconnect.connections.urls")),
    path("", include("letsconnect.inviting.urls")),
    path("team/rounds/", include("letsconnect.rounds.urls")),
    path("report/", include("letsconnect.safety.urls")),
]
