"""Who may, and when, in interpretation."""

from rules import predicate

from letsconnect.connections.rules import is_live, is_party, is_still_to_come
from letsconnect.interpreting.models import InterpretationRequest, Interpreter
from letsconnect.people.rules import is_member, is_team


@predicate
def is_its_interpreter(interpreter: object, request: InterpretationRequest) -> bool:
    """An interpreter of the team's list to whom this request was given."""
    confirmed = request.state == InterpretationRequest.State.CONFIRMED
    return isinstance(interpreter, Interpreter) and confirmed and request.interpreter_id == interpreter.pk


may_ask_interpretation = is_member & is_party & is_live & is_still_to_come
may_assign_interpreters = is_team
