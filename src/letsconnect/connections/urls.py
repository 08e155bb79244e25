"""The door numbers of connections."""

from django.urls import path

from letsconnect.connections.views import answers, apart, connection, inviting, preparing, tables

app_name = "connections"
urlpatterns = [
    path("", connection.connections, name="connections"),
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
    path("<str:public_id>/", connection.connection, name="connection"),
    path("<str:public_id>/other-times/", connection.other_times, name="other_times"),
    path("<str:public_id>/not-this-time/", connection.not_this_time, name="not_this_time"),
    path("<str:public_id>/place/", preparing.meeting, name="meeting"),
    path("<str:public_id>/questions/", preparing.questions, name="questions"),
]

# Doors that stand beside people and topics, not under /connections/.
together = (
    [
        path("people/<slug:public_id>/invite/", inviting.invite_person, name="invite"),
        path("people/<slug:public_id>/keep-apart/", apart.keep_apart, name="keep_apart"),
        path("tables/", tables.tables, name="tables"),
        path("tables/new/", tables.new_table, name="new_table"),
        path("tables/<slug:public_id>/seat/", tables.take_seat, name="take_seat"),
        path("tables/<slug:public_id>/leave/", tables.leave_table, name="leave_table"),
        path("me/apart/", apart.kept_apart, name="apart"),
        path("me/apart/<slug:public_id>/", apart.meet_again, name="meet_again"),
    ],
    "together",
)
