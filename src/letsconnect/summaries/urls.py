"""The door numbers of brief summaries and of the case cards that come of them."""

from django.urls import path

from letsconnect.summaries.views import cases, summary

app_name = "summaries"
urlpatterns = [
    path("connections/summary/<str:token>/", summary.summary_from_letter, name="from_letter"),
    path("connections/<str:public_id>/summary/", summary.summary, name="summary"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:public_id>/", cases.case, name="case"),
]
