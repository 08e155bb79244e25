"""Who may, and when, in inviting; inviting itself is judged where it is done, in connections."""

from letsconnect.connections.rules import is_invited, is_open
from letsconnect.people.rules import is_member

may_open_table = is_member
may_take_a_seat = is_member & is_open & ~is_invited
may_sit_down_again = is_member & is_open & is_invited
