"""The door numbers of connections."""

from django.urls import path

from letsconnect.connections.views import answers, cases, connection, summary

app_name = "connections"
urlpatterns = [
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
    path("summary/<str:token>/", summary.summary_from_letter, name="summary_from_letter"),
    path("<str:public_id>/", connection.connection, name="connection"),
    path("<str:public_id>/summary/", summary.summary, name="summary"),
]

case_doors = (
    [
        path("cases/", cases.cases, name="cases"),
        path("cases/<str:public_id>/", cases.case, name="case"),
    ],
    "cases",
)
