"""The door numbers."""

from django.urls import path

from letsconnect.joining.forms.steps import STEP_FORMS
from letsconnect.joining.views import data, hours, me, register, said, steps

app_name = "joining"
urlpatterns = [
    # register
    path("register/", register.start, name="register"),
    path("register/what-did-you-do/", register.discover, name="register_discover"),
    path("register/choose/", register.choose, name="register_choose"),
    path("register/finish/", register.finish, name="register_finish"),
    # me
    path("me/", me.me, name="me"),
    path("me/confirm/", me.confirm, name="confirm"),
    path("me/still-true/", me.fresh, name="fresh"),
    path("me/audiences/", me.audiences, name="audiences"),
    path("me/conduct/", steps.conduct, name="conduct"),
    path("me/shares/", said.shares, name="shares"),
    path("me/shares/<slug:slug>/", said.share, name="share"),
    path("me/wishes/", said.wishes, name="wishes"),
    path("me/wishes/<slug:slug>/", said.wish, name="wish"),
    path("me/own-words/<int:row_id>/", said.own_words, name="own_words"),
    path("me/suggestions/<int:suggestion_id>/", said.suggestion, name="suggestion"),
    path("me/languages/", steps.languages, name="languages"),
    path("me/hours/", hours.hours, name="hours"),
    path("me/hours/<int:day>/", hours.day, name="hours_of_day"),
    path("me/group/", steps.group, name="group"),
    *(path(f"me/{code}/", steps.step, {"code": code}, name=code) for code in STEP_FORMS),
    path("me/consents/", data.consents, name="consents"),
    path("me/pause/", data.pause, name="pause"),
    path("me/export/", data.export, name="export"),
    path("me/erase/", data.erase, name="erase"),
    path("erased/", data.erased, name="erased"),
]
