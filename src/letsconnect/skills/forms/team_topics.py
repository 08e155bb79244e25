"""What the team may type about topics."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from letsconnect.ground.languages import INTERFACE, autonym, direction
from letsconnect.skills.actions.topics import TopicFacts
from letsconnect.skills.models import Category, Offer, Topic, Wish
from letsconnect.skills.queries.catalogue import living_topics
from letsconnect.skills.queries.upkeep import name_for_team, namesakes

LONGEST_NAME = 120


class TopicForm(forms.Form):
    """All that is said about a topic: names, other names and a few words in each language."""

    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"), queryset=Category.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    highlighted = forms.BooleanField(label=_("Highlighted"), required=False)
    any_language = forms.CharField(
        label=_("Other names in any language"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    wikidata_qid = forms.CharField(
        label=_("Wikidata item"),
        help_text=_("Q and a number"),
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata item is written Q and a number, like Q42."))],
        max_length=20,
        required=False,
    )
    capx_id = forms.CharField(label=_("Number in Capacity Exchange"), max_length=20, required=False)

    def __init__(self, data: Any = None, *, topic: Topic | None = None, initial: dict[str, Any] | None = None) -> None:
        self.topic = topic
        super().__init__(data, initial={**(facts_on_form(topic) if topic else {}), **(initial or {})})
        for code in INTERFACE:
            self._add_language(code)
        self.order_fields([f"label_{code}" for code in INTERFACE])

    def _add_language(self, code: str) -> None:
        written = {"lang": code, "dir": direction(code)}
        language = {"language": autonym(code)}
        lines = forms.Textarea(attrs={**written, "rows": 3})
        self.fields[f"label_{code}"] = forms.CharField(
            label=_("Name in %(language)s") % language,
            widget=forms.TextInput(attrs=written),
            max_length=LONGEST_NAME,
            required=code == "en",
        )
        self.fields[f"about_{code}"] = forms.CharField(
            label=_("A few words about it in %(language)s") % language, widget=lines, max_length=2000, required=False
        )
        self.fields[f"synonyms_{code}"] = forms.CharField(
            label=_("Other names in %(language)s") % language,
            help_text=_("One on each line."),
            widget=lines,
            max_length=5000,
            required=False,
        )

    def clean_wikidata_qid(self) -> str:
        qid = str(self.cleaned_data["wikidata_qid"])
        other = Topic.objects.filter(wikidata_qid=qid).first() if qid else None
        if other and other != self.topic:
            raise forms.ValidationError(gettext("Another topic has this item: %(topic)s") % {"topic": other})
        return qid

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        names = [facts[f"label_{code}"] for code in INTERFACE if facts.get(f"label_{code}")]
        for other in namesakes(names, but=self.topic):
            self.add_error(
                None, gettext("There is a topic of that name: %(topic)s. Merge them instead.") % {"topic": other}
            )
        return facts

    def facts(self) -> TopicFacts:
        given = self.cleaned_data
        return TopicFacts(
            labels={code: given[f"label_{code}"] for code in INTERFACE},
            about={code: given[f"about_{code}"] for code in INTERFACE},
            synonyms={"": _lines(given["any_language"])}
            | {code: _lines(given[f"synonyms_{code}"]) for code in INTERFACE},
            categories=tuple(given["categories"]),
            highlighted=given["highlighted"],
            wikidata_qid=given["wikidata_qid"] or None,
            capx_id=given["capx_id"] or None,
        )


def facts_on_form(topic: Topic) -> dict[str, Any]:
    """What the form shows first."""
    facts: dict[str, Any] = {
        "categories": list(topic.categories.all()),
        "highlighted": topic.highlighted,
        "any_language": "\n".join(topic.synonyms.get("", [])),
        "wikidata_qid": topic.wikidata_qid or "",
        "capx_id": topic.capx_id or "",
    }
    for code in INTERFACE:
        facts[f"label_{code}"] = topic.labels.get(code, "")
        facts[f"about_{code}"] = topic.about.get(code, "")
        facts[f"synonyms_{code}"] = "\n".join(topic.synonyms.get(code, []))
    return facts


def _lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Merge into"), queryset=Topic.objects.none(), empty_label=pgettext_lazy("empty choice", "Choose")
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = living_topics().exclude(pk=topic.pk)  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """Whose offers and wishes go to which other topic."""

    to = forms.ModelChoiceField(
        label=_("The other topic"),
        queryset=Topic.objects.none(),
        empty_label=_("A new topic, named below"),
        required=False,
    )
    name = forms.CharField(
        label=_("Name of the new topic in English"),
        help_text=_("You can add the other languages afterwards."),
        max_length=LONGEST_NAME,
        required=False,
    )
    keep = forms.ChoiceField(
        label=_("What happens with this topic"),
        choices=[("move", _("They go over to the other topic")), ("keep", _("They have both topics"))],
        initial="move",
        widget=forms.RadioSelect,
    )
    offers = forms.MultipleChoiceField(label=_("Who shares"), widget=forms.CheckboxSelectMultiple, required=False)
    wishes = forms.MultipleChoiceField(label=_("Who wants"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(
        self, *args: Any, topic: Topic, offers: QuerySet[Offer], wishes: QuerySet[Wish], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = living_topics().exclude(pk=topic.pk)  # type: ignore[attr-defined]
        self.fields["offers"].choices = [(row.pk, _who(row.person, row.note)) for row in offers]  # type: ignore[attr-defined]
        self.fields["wishes"].choices = [(row.pk, _who(row.person, row.context)) for row in wishes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("to") and not facts.get("name"):
            self.add_error("name", gettext("Choose the other topic, or name a new one."))
        elif not facts.get("to") and (others := namesakes([facts["name"]])):
            self.add_error("name", gettext("There is a topic of that name: %(topic)s.") % {"topic": others[0]})
        return facts


def _who(person: Any, text: str) -> str:
    """A person as the split page names them, with what they said."""
    name = f"\u2068{name_for_team(person)}\u2069"
    return f"{name}: \u2068{text[:200]}\u2069" if text else name


class AssignForm(forms.Form):
    """What own words mean: a topic, a new topic, or nothing we have."""

    NEW, ASIDE = "+new", "+aside"
    side = forms.ChoiceField(choices=[("share", ""), ("learn", "")], widget=forms.HiddenInput)
    folded = forms.CharField(max_length=500, widget=forms.HiddenInput)
    words = forms.CharField(max_length=500, widget=forms.HiddenInput, required=False)
    means = forms.ChoiceField(label=_("Means"))

    def __init__(self, *args: Any, topics: list[Topic], likely: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": False, **kwargs})
        others = [topic for topic in topics if topic not in likely]
        self.fields["means"].choices = [  # type: ignore[attr-defined]
            ("", pgettext_lazy("empty choice", "Choose")),
            (_("Nearest"), [(topic.slug, str(topic)) for topic in likely]),
            (_("Something else"), [(self.NEW, _("A new topic")), (self.ASIDE, _("Leave it in their own words"))]),
            (_("All topics"), [(topic.slug, str(topic)) for topic in others]),
        ]
