"""The door numbers of rounds, below /team/rounds/."""

from django.urls import path

from letsconnect.rounds.views import editing, opening, proposal, running

app_name = "rounds"
urlpatterns = [
    path("", proposal.rounds, name="rounds"),
    path("new/", opening.new, name="new"),
    path("<int:round_id>/", proposal.round_, name="round"),
    path("<int:round_id>/prepare/", opening.prepare, name="prepare"),
    path("<int:round_id>/people/", proposal.people, name="people"),
    path("<int:round_id>/summary/", proposal.summary, name="summary"),
    path("<int:round_id>/waiting/", proposal.waiting, name="waiting"),
    path("<int:round_id>/plan/", running.plan, name="plan"),
    path("<int:round_id>/stop/", running.stop, name="stop"),
    path("<int:round_id>/over/", running.over, name="over"),
    path("<int:round_id>/close/", running.close, name="close"),
    path("<int:round_id>/resending/", running.resending, name="resending"),
    path("<int:round_id>/send/", running.send, name="send"),
    path("<int:round_id>/next/", running.next_best, name="next_best"),
    path("<int:round_id>/chosen/", running.chosen, name="chosen"),
    path("<int:round_id>/add/", editing.add, name="add"),
    path("<int:round_id>/apart/", editing.apart, name="apart"),
    path("<int:round_id>/<int:number>/", editing.connection, name="connection"),
    path("<int:round_id>/<int:number>/change/", editing.change, name="change"),
]
