"""The reviewed table: who may go through which door (S1). A door that is missing here fails the test.

`see`: who gets a page by GET; `act`: who may POST; None where the door does not know the method (405). Everybody else
is turned away: sent to sign in, 401, 403, or 404 where even the thing's existence says too much. Doors to a row of
one's own are tried with somebody else's row: nobody may pass (S2); one's own rows are tried in the rooms' tests.
"""

from dataclasses import dataclass

ROLES = (
    "visitor",
    "stranger",
    "suspended",
    "member",
    "ambassador",
    "topic_ambassador",
    "advisory",
    "operating",
    "support",
    "reviewer",
    "evaluator",
    "trust_safety",
    "administrator",
)
Roles = frozenset[str]

ANYONE: Roles = frozenset(ROLES)
SIGNED_IN: Roles = ANYONE - {"visitor"}
ACTIVE: Roles = SIGNED_IN - {"suspended"}
MEMBERS: Roles = ACTIVE - {"stranger", "evaluator"}
TEAM: Roles = frozenset({"operating", "support", "administrator"})
SUPPORT: Roles = frozenset({"support", "administrator"})
CARE: Roles = SUPPORT | {"trust_safety"}
PEOPLE_TEAM: Roles = TEAM | {"ambassador"}
REVIEW: Roles = TEAM | {"reviewer"}
NUMBERS: Roles = PEOPLE_TEAM | {"topic_ambassador", "advisory", "reviewer", "evaluator"}
CASES: Roles = frozenset({"trust_safety"})
ADMINISTRATORS: Roles = frozenset({"administrator"})
NOBODY: Roles = frozenset()


@dataclass(frozen=True)
class Door:
    see: Roles | None
    act: Roles | None = None


DOORS: dict[str, Door] = {
    # anybody
    "home:home": Door(ANYONE),
    "home:privacy": Door(ANYONE),
    "home:health": Door(ANYONE),
    "home:calendar": Door(ANYONE),  # whoever has the secret address
    "programme:culture": Door(ANYONE),
    "programme:self_check": Door(ANYONE),
    "programme:comment": Door(ANYONE, ANYONE),
    "access:sign_in": Door(ANYONE, ANYONE),
    "access:code": Door(NOBODY, NOBODY),  # only who has just asked for one
    "access:code_again": Door(None, NOBODY),
    "access:sign_out": Door(None, ANYONE),
    "access:wikimedia": Door(None, NOBODY),  # off until its keys are set
    "mediawiki_callback": Door(NOBODY),
    "access:claim": Door(ANYONE, ANYONE),
    "mailboxes:stop_letters": Door(ANYONE, ANYONE),
    "connections:answer_from_letter": Door(ANYONE, ANYONE),
    "joining:register": Door(ANYONE, ANYONE),
    "joining:register_discover": Door(ANYONE, ANYONE),
    "joining:register_choose": Door(ANYONE, ANYONE),
    "directory:people": Door(ANYONE),
    "directory:topics": Door(ANYONE),
    "directory:topic": Door(ANYONE),
    "joining:erased": Door(ANYONE),
    "summaries:cases": Door(ANYONE),
    "summaries:case": Door(NOBODY),  # only what everybody in it made public
    "summaries:from_letter": Door(NOBODY, NOBODY),  # only by the link in the letter
    "safety:report": Door(ANYONE, ANYONE),
    "safety:follow": Door(ANYONE, ANYONE),
    "api-1:api-root": Door(ANYONE),
    "api-1:openapi-json": Door(ANYONE),
    "api-1:topics": Door(ANYONE),
    "api-1:topic": Door(ANYONE),
    "api-1:people": Door(ANYONE),
    "api-1:languages": Door(ANYONE),
    "api-1:regions": Door(ANYONE),
    "api-1:api-nowhere": Door(NOBODY),
    # a person who is open to members
    "directory:person": Door(MEMBERS),
    "api-1:person": Door(MEMBERS),
    "inviting:invite": Door(ACTIVE, ACTIVE),  # who is not registered is led there first
    "together:keep_apart": Door(MEMBERS, MEMBERS),
    "inviting:suggestions": Door(ACTIVE),  # who is not registered reads what would help
    "inviting:tables": Door(MEMBERS),
    "inviting:new_table": Door(MEMBERS, MEMBERS),
    "inviting:take_seat": Door(None, NOBODY),  # the connection tried is no table
    "inviting:leave_table": Door(None, NOBODY),
    "together:apart": Door(SIGNED_IN),
    "together:meet_again": Door(None, SIGNED_IN),  # safe to repeat: only one's own wish is taken back
    # oneself
    "joining:register_finish": Door(SIGNED_IN, SIGNED_IN),
    "access:ways_in": Door(SIGNED_IN, SIGNED_IN),
    "access:add_email": Door(SIGNED_IN, SIGNED_IN),
    "access:add_email_again": Door(None, SIGNED_IN),
    "access:forget_email": Door(None, SIGNED_IN),
    "access:sessions": Door(SIGNED_IN, SIGNED_IN),
    "access:second_factor": Door(SIGNED_IN, SIGNED_IN),
    "access:recovery_codes": Door(SIGNED_IN, SIGNED_IN),
    "access:remove_second_factor": Door(None, SIGNED_IN),
    "mailboxes:my_letters": Door(SIGNED_IN, SIGNED_IN),
    "mailboxes:telegram": Door(None, NOBODY),  # off until its bot is set
    "home:my_calendar": Door(SIGNED_IN, SIGNED_IN),
    "home:calendar_address": Door(None, SIGNED_IN),
    "tokens": Door(SIGNED_IN, SIGNED_IN),
    **{
        f"joining:{name}": Door(SIGNED_IN, SIGNED_IN)
        for name in (
            *("audiences", "conduct", "shares", "share", "wishes", "wish", "languages", "hours", "hours_of_day"),
            *("group", "name", "place", "limits", "practical", "roles", "consents", "pause", "erase"),
        )
    },
    "joining:me": Door(SIGNED_IN),
    "joining:confirm": Door(None, SIGNED_IN),
    "joining:fresh": Door(None, SIGNED_IN),
    "joining:export": Door(SIGNED_IN),
    "connections:connections": Door(SIGNED_IN),
    # a row of somebody else's
    **{
        f"connections:{name}": Door(NOBODY, NOBODY)
        for name in ("connection", "other_times", "not_this_time", "meeting", "questions")
    },
    "access:end_session": Door(None, SIGNED_IN),  # safe to repeat: what is gone, or not one's own, stays as it is
    "joining:own_words": Door(None, SIGNED_IN),
    "revoke_token": Door(None, NOBODY),
    "joining:suggestion": Door(None, NOBODY),
    "summaries:summary": Door(NOBODY, NOBODY),
    **{f"connections:{name}": Door(NOBODY, NOBODY) for name in ("notes", "note", "links", "files")},
    "interpreting:ask": Door(NOBODY, NOBODY),
    "interpreting:mine": Door(NOBODY, NOBODY),  # only who is on the list of interpreters
    "interpreting:from_letter": Door(NOBODY, NOBODY),  # only by the link in the letter
    "connections:file": Door(NOBODY),
    "connections:calendar": Door(NOBODY),
    "connections:take_back_link": Door(None, NOBODY),
    "connections:take_back_file": Door(None, NOBODY),
    # the team
    "home:letters": Door(TEAM),
    "home:letter_again": Door(None, TEAM),
    "home:team": Door(ACTIVE - {"stranger", "member"}),
    "programme:team_comments": Door(TEAM),
    "programme:comment_answered": Door(None, TEAM),
    "programme:team_programme": Door(TEAM),
    "programme:earlier_phase": Door(TEAM),
    "programme:phase": Door(TEAM, TEAM),
    "programme:new_phase": Door(TEAM, TEAM),
    "programme:new_passage": Door(TEAM, TEAM),
    "programme:new_answer": Door(TEAM, TEAM),
    "programme:passage": Door(TEAM, TEAM),
    "programme:move_passage": Door(None, TEAM),
    "programme:remove_passage": Door(None, TEAM),
    "access:team_people": Door(PEOPLE_TEAM | CASES),
    "access:team_person": Door(PEOPLE_TEAM | CASES),
    "access:suspend": Door(None, CARE),
    "access:lift": Door(None, CARE),
    "access:team_claim": Door(SUPPORT, SUPPORT),
    "access:reset_second_factor": Door(None, ADMINISTRATORS),
    "access:roles": Door(TEAM, TEAM),
    "access:end_role": Door(None, ADMINISTRATORS),  # the role tried is Trust & Safety's
    "people:groups": Door(TEAM),
    "people:group": Door(TEAM, TEAM),
    "people:merge_group": Door(TEAM, TEAM),
    "skills:team_headings": Door(TEAM, TEAM),
    "skills:team_heading": Door(TEAM, TEAM),
    "people:countries_at_risk": Door(TEAM, TEAM),
    "people:country_not_at_risk": Door(None, TEAM),
    "skills:team_topics": Door(TEAM),
    "skills:team_topic_new": Door(TEAM, TEAM),
    "skills:team_topic": Door(TEAM, TEAM),
    "skills:team_topic_merge": Door(TEAM, TEAM),
    "skills:team_topic_undo": Door(None, TEAM),
    "skills:team_topic_split": Door(TEAM, TEAM),
    "skills:team_own_words": Door(TEAM, TEAM),
    "intake:imports": Door(SUPPORT, SUPPORT),
    "intake:import_draft": Door(SUPPORT, SUPPORT),
    "intake:import_bring_in": Door(None, SUPPORT),
    "intake:import_file": Door(SUPPORT),
    "intake:import_mend": Door(SUPPORT, SUPPORT),
    "intake:import_leave": Door(None, SUPPORT),
    "directory:numbers": Door(NUMBERS),
    "directory:suggest": Door(REVIEW, REVIEW),
    "connections_team:numbers": Door(NUMBERS),
    "connections_team:numbers_table": Door(NUMBERS),
    "connections_team:remind": Door(None, TEAM),
    "interpreting:requests": Door(TEAM),
    "interpreting:answer": Door(None, TEAM),
    "interpreting:new_interpreter": Door(TEAM, TEAM),
    "interpreting:interpreter": Door(TEAM, TEAM),
    **{f"rounds:{name}": Door(TEAM) for name in ("rounds", "round", "people", "summary", "waiting", "connection")},
    "rounds:new": Door(TEAM, TEAM),
    "rounds:prepare": Door(NOBODY, NOBODY),  # the round tried is planned already
    "rounds:add": Door(TEAM, TEAM),
    **{
        f"rounds:{name}": Door(None, TEAM)
        for name in ("plan", "stop", "over", "close", "resending", "send", "next_best", "chosen", "apart", "change")
    },
    # the case team
    "safety:cases": Door(CASES),
    "safety:keys": Door(CASES),
    "safety:new_key": Door(CASES, CASES),
    "safety:passphrase": Door(CASES, CASES),
    "safety:admit_key": Door(None, NOBODY),  # only who has a key of their own
    "safety:case": Door(NOBODY, NOBODY),  # only who has a seat in the case
    "safety:reply": Door(None, NOBODY),
    "safety:status": Door(None, NOBODY),
    "safety:share": Door(None, NOBODY),
    "safety:leave": Door(None, NOBODY),
}
