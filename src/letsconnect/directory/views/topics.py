"""The topics: /topics/ and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from letsconnect.directory.queries.topicpage import topic_page
from letsconnect.directory.queries.topics import catalogue, topic_counts
from letsconnect.directory.views.people import at_reading_pace
from letsconnect.people.queries.readers import reading


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics under their categories, with how many share and want each."""
    known = catalogue()
    counts = topic_counts(reading(request), known)
    headings = [(heading, [(topic, counts.get(topic.pk)) for topic in heading.topics]) for heading in known.shelves()]
    return render(request, "directory/topics.html", {"headings": headings})


@require_safe
@at_reading_pace("topic")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Who shares a topic and who wants it. A merged topic's address leads on."""
    known = catalogue()
    found = known.named(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect("directory:topic", found.slug, permanent=False)
    return render(request, "directory/topic.html", {"page": topic_page(found, reading(request), known)})
