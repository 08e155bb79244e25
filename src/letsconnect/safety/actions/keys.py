"""Keys of the case team: made, vouched for, locked anew."""

from django.db import transaction
from django.utils.translation import gettext as _

from letsconnect.ground import clock
from letsconnect.ground.audit import record
from letsconnect.ground.errors import Refused, require
from letsconnect.people.models import Person
from letsconnect.safety.models import TeamKey
from letsconnect.safety.queries.keys import current_keys, key_of, keys_in_use
from letsconnect.safety.rules import may_admit_key, may_hold_key
from letsconnect.safety.sealing import WrongKeyError, lock, new_key, unlock


@transaction.atomic
def make_key(passphrase: str, *, shown_as: str, by: Person) -> TeamKey:
    """Make a key pair. Where nobody reads for the case team yet it counts at once, else when somebody vouches.

    An earlier key stops counting for new reports and still opens the old ones with its own passphrase.
    """
    require(may_hold_key(by))
    TeamKey.objects.filter(person=by, replaced_at=None).update(replaced_at=clock.now())
    public, private = new_key()
    key = TeamKey.objects.create(
        person=by,
        shown_as=shown_as,
        public=public,
        locked=lock(private, passphrase),
        made_at=clock.now(),
        admitted_at=None if keys_in_use().exists() else clock.now(),
    )
    record("safety.key_made", key, by=by, admitted=key.admitted_at is not None)
    return key


@transaction.atomic
def admit_key(key: TeamKey, *, by: Person) -> None:
    """Vouch that a key belongs to the person it names: from now on new reports are sealed to it."""
    require(may_admit_key(by) and key.person_id != by.pk)
    current_keys().filter(pk=key.pk, admitted_at=None).update(admitted_at=clock.now(), admitted_by=by)
    record("safety.key_admitted", key, by=by)


@transaction.atomic
def change_passphrase(old: str, new: str, *, by: Person) -> None:
    """Lock the same key with another passphrase."""
    require(may_hold_key(by))
    key = key_of(by)
    if key is None:
        raise Refused(_("You have no key yet."))
    try:
        key.locked = lock(unlock(bytes(key.locked), old), new)
    except WrongKeyError as error:
        raise Refused(_("This passphrase does not open your key. Nothing was changed.")) from error
    key.save(update_fields=["locked"])
    record("safety.passphrase_changed", key, by=by)
