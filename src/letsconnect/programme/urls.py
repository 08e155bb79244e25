"""The door numbers."""

from django.urls import path, register_converter

from letsconnect.programme.models import Passage
from letsconnect.programme.views import comments, culture, editing, self_check


class KindConverter:
    """A kind of passage in an address."""

    regex = "|".join(Passage.Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KindConverter, "kind")

app_name = "programme"
urlpatterns = [
    path("culture/", culture.culture, name="culture"),
    path("is-this-for-me/", self_check.self_check, name="self_check"),
    path("comment/", comments.comment, name="comment"),
    # the team
    path("team/comments/", comments.team_comments, name="team_comments"),
    path("team/comments/<int:comment_id>/answered/", comments.answered, name="comment_answered"),
    path("team/programme/", editing.programme, name="team_programme"),
    path("team/programme/phase/", editing.phase, name="phase"),
    path("team/programme/phases/new/", editing.new_phase, name="new_phase"),
    path("team/programme/phases/<int:phase_id>/", editing.programme, name="earlier_phase"),
    path("team/programme/new/<kind:kind>/", editing.new_passage, name="new_passage"),
    path("team/programme/<int:parent_id>/new/<kind:kind>/", editing.new_passage, name="new_answer"),
    path("team/programme/<int:passage_id>/", editing.passage, name="passage"),
    path("team/programme/<int:passage_id>/move/", editing.move, name="move_passage"),
    path("team/programme/<int:passage_id>/remove/", editing.remove, name="remove_passage"),
]
