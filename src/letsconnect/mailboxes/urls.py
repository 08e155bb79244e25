"""The door numbers of mailboxes."""

from django.urls import path

from letsconnect.mailboxes import views

app_name = "mailboxes"
urlpatterns = [
    path("me/letters/", views.my_letters, name="my_letters"),
    path("me/letters/telegram/", views.telegram, name="telegram"),
    path("letters/stop/<str:token>/", views.stop, name="stop_letters"),
]
