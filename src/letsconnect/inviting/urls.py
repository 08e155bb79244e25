"""The door numbers of inviting: beside people, and tables of their own."""

from django.urls import path

from letsconnect.inviting.views import inviting, suggestions, tables

app_name = "inviting"
urlpatterns = [
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("people/<slug:public_id>/invite/", inviting.invite_person, name="invite"),
    path("tables/", tables.tables, name="tables"),
    path("tables/new/", tables.new_table, name="new_table"),
    path("tables/<slug:public_id>/seat/", tables.take_seat, name="take_seat"),
    path("tables/<slug:public_id>/leave/", tables.leave_table, name="leave_table"),
]
