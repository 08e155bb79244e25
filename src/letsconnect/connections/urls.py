"""The door numbers of connections."""

from django.urls import path

from letsconnect.connections.views import answers, connection

app_name = "connections"
urlpatterns = [
    path("answer/<str:token>/", answers.answer_from_letter, name="answer_from_letter"),
    path("<str:public_id>/", connection.connection, name="connection"),
]
