"""The door numbers of connections: doors that stand beside people and topics. The doors of a connection's own page
are those of conversations."""

from django.urls import path

from letsconnect.connections.views import apart

together = (
    [
        path("people/<slug:public_id>/keep-apart/", apart.keep_apart, name="keep_apart"),
        path("me/apart/", apart.kept_apart, name="apart"),
        path("me/apart/<slug:public_id>/", apart.meet_again, name="meet_again"),
    ],
    "together",
)
