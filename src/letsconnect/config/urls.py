"""The door numbers of the house."""

from django.urls import include, path

from letsconnect.access.urls import wikimedia_doors
from letsconnect.connections.urls import together
from letsconnect.conversations.urls import team_doors

handler500 = "letsconnect.home.views.health.broken"
urlpatterns = [
    path("", include("letsconnect.home.urls")),
    path("", include("letsconnect.programme.urls")),
    path("", include("letsconnect.people.urls")),
    path("", include("letsconnect.mailboxes.urls")),
    path("", include("letsconnect.access.urls")),
    path("", include(wikimedia_doors)),
    path("", include("letsconnect.skills.urls")),
    path("", include("letsconnect.directory.urls")),
    path("", include("letsconnect.intake.urls")),
    path("", include("letsconnect.joining.urls")),
    path("", include("letsconnect.api.urls")),
    path("", include(together)),
    path("", include(team_doors)),
    path("", include("letsconnect.interpreting.urls")),
    path("", include("letsconnect.summaries.urls")),
    path("connections/", include("letsconnect.conversations.urls")),
    path("", include("letsconnect.inviting.urls")),
    path("team/rounds/", include("letsconnect.rounds.urls")),
    path("report/", include("letsconnect.safety.urls")),
]
