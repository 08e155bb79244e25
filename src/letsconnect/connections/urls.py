"""The door numbers of connections."""

from django.urls import path

from letsconnect.connections.views import (
    answers,
    apart,
    cases,
    connection,
    interpretation,
    kept,
    numbers,
    preparing,
    summary,
    team_interpretation,
)

app_name = "connections"
urlpatterns = [
    path("", connection.connections, name="connections"),
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
    path("summary/<str:token>/", summary.summary_from_letter, name="summary_from_letter"),
    path("<str:public_id>/", connection.connection, name="connection"),
    path("<str:public_id>/other-times/", connection.other_times, name="other_times"),
    path("<str:public_id>/not-this-time/", connection.not_this_time, name="not_this_time"),
    path("<str:public_id>/place/", preparing.meeting, name="meeting"),
    path("<str:public_id>/calendar.ics", preparing.calendar, name="calendar"),
    path("<str:public_id>/questions/", preparing.questions, name="questions"),
    path("<str:public_id>/notes/", kept.notes, name="notes"),
    path("<str:public_id>/notes/<int:note_id>/", kept.note, name="note"),
    path("<str:public_id>/links/", kept.links, name="links"),
    path("<str:public_id>/links/<int:link_id>/take-back/", kept.take_back_link, name="take_back_link"),
    path("<str:public_id>/files/", kept.files, name="files"),
    path("<str:public_id>/files/<int:file_id>/", kept.file, name="file"),
    path("<str:public_id>/files/<int:file_id>/take-back/", kept.take_back_file, name="take_back_file"),
    path("<str:public_id>/interpretation/", interpretation.interpretation, name="interpretation"),
    path("<str:public_id>/summary/", summary.summary, name="summary"),
]

case_doors = (
    [
        path("cases/", cases.cases, name="cases"),
        path("cases/<str:public_id>/", cases.case, name="case"),
    ],
    "cases",
)

interpreter_doors = (
    [
        path("interpreting/", interpretation.interpreting, name="mine"),
        path("interpreting/<str:token>/", interpretation.interpreting_from_letter, name="from_letter"),
    ],
    "interpreting",
)

team_doors = (
    [
        path("team/connections/", numbers.numbers, name="numbers"),
        path("team/connections.csv", numbers.numbers_table, name="numbers_table"),
        path("team/connections/<str:public_id>/remind/", numbers.remind, name="remind"),
        path("team/interpretation/", team_interpretation.requests, name="interpretation"),
        path("team/interpretation/<int:request_id>/", team_interpretation.answer, name="answer"),
        path("team/interpretation/interpreters/", team_interpretation.interpreter, name="new_interpreter"),
        path(
            "team/interpretation/interpreters/<int:interpreter_id>/",
            team_interpretation.interpreter,
            name="interpreter",
        ),
    ],
    "connections_team",
)

# Doors that stand beside people, not under /connections/.
together = (
    [
        path("people/<slug:public_id>/keep-apart/", apart.keep_apart, name="keep_apart"),
        path("me/apart/", apart.kept_apart, name="apart"),
        path("me/apart/<slug:public_id>/", apart.meet_again, name="meet_again"),
    ],
    "together",
)
