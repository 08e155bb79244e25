"""The demonstration programme: enough to look at, in no number, gone without a trace."""

from letsconnect.config.management.commands.serve import greeting
from letsconnect.people.models import Group, Person
from letsconnect.skills.demo import load_demo, remove_demo
from letsconnect.skills.models import Offer, Wish


def test_the_demonstration_has_people_in_all_eight_regions():
    load_demo()

    people = Person.objects.filter(is_demo=True)
    assert people.count() >= 60
    assert set(people.values_list("region", flat=True)) == {"MENA", "SSA", "SA", "ESEAP", "LAC", "NA", "NWE", "CEECA"}


def test_loading_it_twice_changes_nothing():
    load_demo()

    assert load_demo() == 0


def test_removing_it_leaves_real_people_alone(learner):
    groups = Group.objects.count()
    load_demo()

    remove_demo()

    assert list(Person.objects.all()) == [learner]
    assert (Offer.objects.count(), Wish.objects.count(), Group.objects.count()) == (0, 0, groups)


def test_the_greeting_names_the_example_accounts_only_while_they_are_there():
    load_demo()
    with_examples = greeting("8000")
    remove_demo()

    assert "team@example.org" in with_examples
    assert "any e-mail address" in greeting("8000")
