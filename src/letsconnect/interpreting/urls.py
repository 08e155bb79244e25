"""The door numbers of interpretation."""

from django.urls import path

from letsconnect.interpreting.views import interpretation, team

app_name = "interpreting"
urlpatterns = [
    path("connections/<str:public_id>/interpretation/", interpretation.interpretation, name="ask"),
    path("interpreting/", interpretation.interpreting, name="mine"),
    path("interpreting/<str:token>/", interpretation.interpreting_from_letter, name="from_letter"),
    path("team/interpretation/", team.requests, name="requests"),
    path("team/interpretation/<int:request_id>/", team.answer, name="answer"),
    path("team/interpretation/interpreters/", team.interpreter, name="new_interpreter"),
    path("team/interpretation/interpreters/<int:interpreter_id>/", team.interpreter, name="interpreter"),
]
