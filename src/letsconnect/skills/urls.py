"""The door numbers."""

from django.urls import path

from letsconnect.skills.views import directory, me, own_words, person, register, suggest, team_topics, topics

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
    # the team's topics
    path("team/topics/", team_topics.topics, name="team_topics"),
    path("team/topics/new/", team_topics.new, name="team_topic_new"),
    path("team/topics/<slug:slug>/", team_topics.edit, name="team_topic"),
    path("team/topics/<slug:slug>/merge/", team_topics.merge, name="team_topic_merge"),
    path("team/topics/<slug:slug>/undo/", team_topics.undo, name="team_topic_undo"),
    path("team/topics/<slug:slug>/split/", team_topics.split, name="team_topic_split"),
    path("team/own-words/", own_words.own_words, name="team_own_words"),
    path("team/suggest/<slug:public_id>/", suggest.suggest, name="suggest"),
]
