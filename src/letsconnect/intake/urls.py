"""The door numbers."""

from django.urls import path

from letsconnect.intake import views

app_name = "intake"
urlpatterns = [
    path("team/import/", views.imports, name="imports"),
    path("team/import/<int:draft_id>/", views.draft, name="import_draft"),
    path("team/import/<int:draft_id>/bring-in/", views.bring_in, name="import_bring_in"),
    path("team/import/files/<int:file_id>/", views.file, name="import_file"),
    path("team/import/mend/<int:leftover_id>/", views.mend, name="import_mend"),
    path("team/import/mend/<int:leftover_id>/leave/", views.leave, name="import_leave"),
]
