"""The door numbers."""

from django.urls import path

from letsconnect.safety.views import cases, follow, keys, report

app_name = "safety"
urlpatterns = [
    path("", report.report, name="report"),
    path("follow/", follow.follow, name="follow"),
    # the case team
    path("team/", cases.cases, name="cases"),
    path("team/keys/", keys.keys, name="keys"),
    path("team/keys/new/", keys.new, name="new_key"),
    path("team/keys/passphrase/", keys.passphrase, name="passphrase"),
    path("team/keys/<int:key_id>/admit/", keys.admit, name="admit_key"),
    path("team/<int:report_id>/", cases.case, name="case"),
    path("team/<int:report_id>/reply/", cases.reply, name="reply"),
    path("team/<int:report_id>/status/", cases.status, name="status"),
    path("team/<int:report_id>/share/", cases.share, name="share"),
    path("team/<int:report_id>/leave/", cases.leave, name="leave"),
]
