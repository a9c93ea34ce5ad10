"""The short titles of the shipped duties: written for narrow places, not cut from the text."""

from collections.abc import Mapping
from functools import cache
from typing import cast

import resources


@cache
def titles() -> Mapping[str, tuple[str, str]]:
    """Return the text of a duty in Russian -> its title in Russian and English, of at most 45 characters.

    A duty that an organisation words anew is another one and has no title here.
    """
    import yaml  # only where a result is shown

    # Only this part is parsed: the rest is in the organisation's file.
    _head, mark, rest = resources.text("catalogue/catalogue.yaml").partition("\nduties:")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    duties = cast(Mapping[str, list[Mapping[str, str]]], yaml.load(mark + rest, Loader=loader))["duties"]
    return {one["ru"]: (one["label_ru"], one["label_en"]) for one in duties}
