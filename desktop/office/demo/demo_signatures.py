"""The job description of the demo: published, signed by some of those in the position, refused by one."""

from datetime import timedelta

from db.framework import familiarisations
from db.framework import job_description_editions as documents
from desktop.office.demo.demo_story import Story
from domain.people.familiarisation import Reply, Signature, Way

_PUBLISHED, _SIGNED = timedelta(days=12), timedelta(days=6)  # before today


def tell(story: Story, hr: int) -> None:
    """Publish the job description and bring in what came back signed by then."""
    store, told = story.store, story.content["job_description"]
    day = story.today - _PUBLISHED
    story.clock.set(day)
    store.act_as(hr)
    framework = story.framework.id
    for place, text in told["lines"].items():
        store.write(documents.fill, framework, place, text)
    store.write(documents.publish, framework, told["number"], day)
    story.clock.set(story.today - _SIGNED)
    document = store.read(familiarisations.newest_of, framework)
    assert document is not None
    people = store.read(familiarisations.readers, document).people
    signed = tuple(one.person_id for one in people if one.code in told["signed"])
    on = story.today - _SIGNED
    store.write(familiarisations.enter, document, signed, Signature(Reply.SIGNED, on, Way.SHEET))
    refused = tuple(one.person_id for one in people if one.code == told["refused"])
    store.write(
        familiarisations.enter, document, refused, Signature(Reply.REFUSED, on, reason=told["reason"])
    )
    story.clock.set(story.today)
