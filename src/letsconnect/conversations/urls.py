"""The door numbers of conversations: all that stands under /connections/, which is what people know them by."""

from django.urls import path

from letsconnect.conversations.views import answers, connection, kept, numbers, preparing

app_name = "connections"
urlpatterns = [
    path("", connection.connections, name="connections"),
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
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
]

team_doors = (
    [
        path("team/connections/", numbers.numbers, name="numbers"),
        path("team/connections.csv", numbers.numbers_table, name="numbers_table"),
        path("team/connections/<str:public_id>/remind/", numbers.remind, name="remind"),
    ],
    "connections_team",
)
