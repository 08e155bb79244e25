"""The door numbers."""

from django.urls import path

from letsconnect.skills.forms.steps import STEP_FORMS
from letsconnect.skills.views import (
    data,
    directory,
    hours,
    importing,
    me,
    numbers,
    own_words,
    person,
    register,
    said,
    steps,
    suggest,
    team_topics,
    topics,
)

app_name = "skills"
urlpatterns = [
    # register
    path("register/", register.start, name="register"),
    path("register/what-did-you-do/", register.discover, name="register_discover"),
    path("register/choose/", register.choose, name="register_choose"),
    path("register/finish/", register.finish, name="register_finish"),
    # directory
    path("people/", directory.people, name="people"),
    path("people/<slug:public_id>/", person.person, name="person"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
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
    path("me/letters/", data.letters, name="letters"),
    path("me/pause/", data.pause, name="pause"),
    path("me/export/", data.export, name="export"),
    path("me/erase/", data.erase, name="erase"),
    path("erased/", data.erased, name="erased"),
    # the team's topics
    path("team/topics/", team_topics.topics, name="team_topics"),
    path("team/topics/new/", team_topics.new, name="team_topic_new"),
    path("team/topics/<slug:slug>/", team_topics.edit, name="team_topic"),
    path("team/topics/<slug:slug>/merge/", team_topics.merge, name="team_topic_merge"),
    path("team/topics/<slug:slug>/undo/", team_topics.undo, name="team_topic_undo"),
    path("team/topics/<slug:slug>/split/", team_topics.split, name="team_topic_split"),
    path("team/numbers/", numbers.numbers, name="numbers"),
    path("team/own-words/", own_words.own_words, name="team_own_words"),
    # bringing in what exists
    path("team/import/", importing.imports, name="imports"),
    path("team/import/<int:draft_id>/", importing.draft, name="import_draft"),
    path("team/import/<int:draft_id>/bring-in/", importing.bring_in, name="import_bring_in"),
    path("team/import/files/<int:file_id>/", importing.file, name="import_file"),
    path("team/import/mend/<int:leftover_id>/", importing.mend, name="import_mend"),
    path("team/import/mend/<int:leftover_id>/leave/", importing.leave, name="import_leave"),
    path("team/suggest/<slug:public_id>/", suggest.suggest, name="suggest"),
]
