"""The door numbers of connections: doors that stand beside people and topics. The doors of a connection's own page
are those of conversations."""

from django.urls import path

from letsconnect.connections.views import apart, inviting, tables

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
