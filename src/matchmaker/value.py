"""What a learner adds to a connection, and what a connection costs."""

from matchmaker.register import Register
from matchmaker.shapes import Connection, Policy, Reason, Wish


def fit(policy: Policy, above: int) -> int:
    """Percent of the priority that counts when the sharer stands this far above the level sought."""
    if above < 0:
        return policy.one_below
    return policy.further_above if above > 1 else policy.same_or_one_above


def urgency(policy: Policy, wish: Wish, level: int) -> int:
    """What serving this wish at this level is worth by its priority alone."""
    return policy.priority[wish.priority - 1] * fit(policy, level - wish.level) // 100


def gain(register: Register, sharer: int, level: int, learner: int, wish: Wish) -> int:
    """What this learner adds: priority and fit, equity, reciprocity when they share what the sharer wants."""
    worth = urgency(register.round.policy, wish, level) + register.people[learner].equity
    return worth + reciprocity(register, sharer, learner)


def reciprocity(register: Register, sharer: int, learner: int) -> int:
    """What it adds that the learner shares something the sharer wants, if so."""
    mutual = not register.wants[sharer].isdisjoint(register.gives[learner])
    return register.round.policy.reciprocity if mutual else 0


def cost(policy: Policy, learners: int, interpreted: bool) -> int:
    """What a connection of this size costs."""
    return policy.group_cost[learners - 1] + (policy.interpretation_cost if interpreted else 0)


def reasons(register: Register, found: Connection, starts: int) -> tuple[Reason, ...]:
    """Each part of the connection's value with its code, then what it shares without value."""
    policy, people, sharer = register.round.policy, register.people, register.number[found.sharer]
    level = next(offer.level for offer in people[sharer].share if offer.topic == found.topic)
    parts: list[Reason] = []
    for name in found.learners:
        at = register.number[name]
        wish = next(wish for wish in people[at].learn if wish.topic == found.topic)
        parts.append(Reason("priority", urgency(policy, wish, level), name))
        if equity := people[at].equity:
            parts.append(Reason("equity", equity, name))
        if both := reciprocity(register, sharer, at):
            parts.append(Reason("reciprocity", both, name))
    if spent := policy.group_cost[len(found.learners) - 1]:
        parts.append(Reason("group_cost", -spent))
    if found.interpretation and policy.interpretation_cost:
        parts.append(Reason("interpretation_cost", -policy.interpretation_cost))
    if found.language:
        parts.append(Reason("shared_language", language=found.language))
    return (*parts, Reason("shared_hours", starts=starts))
