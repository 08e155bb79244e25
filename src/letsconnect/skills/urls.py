"""The door numbers."""

from django.urls import path

from letsconnect.skills.views import headings, own_words, team_topics

app_name = "skills"
urlpatterns = [
    path("team/topics/", team_topics.topics, name="team_topics"),
    path("team/topics/new/", team_topics.new, name="team_topic_new"),
    path("team/topics/<slug:slug>/", team_topics.edit, name="team_topic"),
    path("team/topics/<slug:slug>/merge/", team_topics.merge, name="team_topic_merge"),
    path("team/topics/<slug:slug>/undo/", team_topics.undo, name="team_topic_undo"),
    path("team/topics/<slug:slug>/split/", team_topics.split, name="team_topic_split"),
    path("team/headings/", headings.headings, name="team_headings"),
    path("team/headings/<slug:slug>/", headings.edit, name="team_heading"),
    path("team/own-words/", own_words.own_words, name="team_own_words"),
]
