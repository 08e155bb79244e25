"""The door numbers of connections."""

from django.urls import include, path

from letsconnect.connections.views import answers, apart, connection, inviting, preparing

app_name = "connections"
conversations = [
    path("", connection.connections, name="connections"),
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
    path("<str:public_id>/", connection.connection, name="connection"),
    path("<str:public_id>/other-times/", connection.other_times, name="other_times"),
    path("<str:public_id>/not-this-time/", connection.not_this_time, name="not_this_time"),
    path("<str:public_id>/place/", preparing.meeting, name="meeting"),
    path("<str:public_id>/questions/", preparing.questions, name="questions"),
]
urlpatterns = [
    path("connections/", include(conversations)),
    path("people/<slug:public_id>/invite/", inviting.invite, name="invite"),
    path("people/<slug:public_id>/keep-apart/", apart.keep_apart, name="keep_apart"),
    path("me/apart/", apart.apart, name="apart"),
]
