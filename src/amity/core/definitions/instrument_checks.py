"""Rules across the keys of a questionnaire: what one key says must agree with what the others say."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction
from typing import Final

from amity.core.definitions.common import Check, Finding, Path, check
from amity.core.definitions.instrument import Instrument, Item

OUTPUTS: Final = ("total", "total_reason", "band", "flags")  # columns that every scored file has


def _twice(place: str, key: str, values: Iterable[Hashable]) -> Iterator[Finding]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Finding(
                (place,), f"{key} {value!r} {count} times", "once", f"give each of {place} its own {key}"
            )


@check("items")
def items_are_told_apart(it: Instrument) -> Iterator[Finding]:
    yield from _twice("items", "id", (item.id for item in it.items))
    numbers = [item.number for item in it.items]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding(
            ("items",), f"numbers {numbers}", f"1 to {len(numbers)} in order", "number the items as printed"
        )
    if not it.scored_items:
        yield Finding(("items",), "no scored item", "at least one", "say scored: true, or leave it out")
    for place, item in enumerate(it.items):
        if item.id.isdigit() or item.id.startswith("item"):
            yield Finding(("items", place, "id"), item.id, "a word", "name the item by what it asks")


@check("answer_lists")
def options_are_told_apart(it: Instrument) -> Iterator[Finding]:
    for name, answers in it.answer_lists.items():
        place: Path = ("answer_lists", name, "options")
        values = [option.value for option in answers.options]
        labels = [option.label for option in answers.options if option.label]
        codes = [option.loinc for option in answers.options if option.loinc]
        for kind, seen in (("value", values), ("label", labels), ("loinc", codes)):
            if len(set(seen)) < len(seen):
                yield Finding(
                    place, f"the same {kind} twice in {seen}", f"each {kind} once", "mend the repeated one"
                )


@check("items", "answer_lists")
def answer_lists_exist(it: Instrument) -> Iterator[Finding]:
    for place, item in enumerate(it.items):
        if item.answer_list and item.answer_list not in it.answer_lists:
            allowed = "one of " + ", ".join(it.answer_lists)
            yield Finding(
                ("items", place, "answer_list"),
                item.answer_list,
                allowed,
                "correct the name, or add the list",
            )
        elif len(item.values) < 2:
            yield Finding(
                ("items", place), "fewer than two options that count", "two or more", "add the options"
            )


@check("scoring", "items")
def subscales_name_scored_items(it: Instrument) -> Iterator[Finding]:
    scored = [item.id for item in it.scored_items]
    yield from _twice("scoring", "subscale", (subscale.id for subscale in it.scoring.subscales))
    for place, subscale in enumerate(it.scoring.subscales):
        here: Path = ("scoring", "subscales", place)
        for id in subscale.items:
            if id not in scored:
                yield Finding((*here, "items"), id, "one of " + ", ".join(scored), "name a scored item")
        if subscale.id in OUTPUTS:
            yield Finding((*here, "id"), subscale.id, f"none of {', '.join(OUTPUTS)}", "choose another id")
        if len(set(subscale.items)) < len(subscale.items):
            yield Finding((*here, "items"), "an item twice", "each item once", "remove the repeated one")
        if subscale.missing.max_missing >= len(subscale.items):
            yield Finding(
                (*here, "missing"), str(subscale.missing.max_missing), "fewer than its items", "lower it"
            )


@check("scoring", "items")
def missing_leaves_something(it: Instrument) -> Iterator[Finding]:
    missing, count = it.scoring.missing, len(it.scored_items)
    place: Path = ("scoring", "missing", "max_missing")
    if missing.max_missing >= max(count, 1):
        yield Finding(place, str(missing.max_missing), f"fewer than the {count} scored items", "lower it")
    if (missing.rule == "prorate") != (missing.max_missing > 0):
        yield Finding(
            place,
            f"{missing.rule} with {missing.max_missing}",
            "prorate with 1 or more, none with 0",
            "choose",
        )


@check("scoring")
def there_is_something_to_score(it: Instrument) -> Iterator[Finding]:
    if it.scoring.method == "none" and not it.scoring.subscales:
        yield Finding(("scoring", "method"), "none, without subscales", "sum or mean", "choose, or add them")
    parts = [it.scoring.missing, *(part.missing for part in it.scoring.subscales)]
    if any(one.each_subscale for one in parts[1:] or parts):
        yield Finding(("scoring",), "each_subscale without subscales", "on a total over some", "remove it")
    if it.scoring.method != "sum" and it.scoring.times > 1:
        found = f"{it.scoring.method} times {it.scoring.times}"
        yield Finding(("scoring", "times"), found, "1, unless it is a sum", "remove it")


@check("scoring", "items", "answer_lists")
def skips_are_answers(it: Instrument) -> Iterator[Finding]:
    items = {item.id: item for item in it.items}
    known = "one of " + ", ".join(items)
    for place, skip in enumerate(it.scoring.skips):
        here: Path = ("scoring", "skips", place)
        for id in (*skip.items, *(condition.item for condition in skip.when)):
            if id not in items:
                yield Finding(here, id, known, "name an item of this file")
        for id in skip.items:
            if id in items and skip.counts not in items[id].values:
                allowed = f"an answer to {id} that counts"
                yield Finding((*here, "counts"), str(skip.counts), allowed, "correct it")
        for condition in skip.when:
            asked = items[condition.item].options if condition.item in items else ()
            options = {option.value for option in asked} or set(condition.values)
            if condition.item in skip.items or not set(condition.values) <= options:
                allowed = f"answers to {condition.item}, which is itself asked"
                yield Finding((*here, "when"), str(list(condition.values)), allowed, "correct it")


@check("patterns", "items", "answer_lists")
def patterns_can_be_met(it: Instrument) -> Iterator[Finding]:
    items = {item.id: item for item in it.items}
    yield from _twice("patterns", "id", (pattern.id for pattern in it.patterns))
    for place, pattern in enumerate(it.patterns):
        for n, need in enumerate(pattern.needs):
            here: Path = ("patterns", place, "needs", n)
            unknown = [id for id in (*need.items, *need.otherwise) if id not in items]
            if unknown or not need.otherwise.keys() <= set(need.items):
                allowed = "items of this file; those in otherwise also in items"
                yield Finding(here, ", ".join(unknown) or str([*need.otherwise]), allowed, "correct it")
                continue
            wanted = {id: need.otherwise.get(id, need.reaches) for id in need.items}
            if any(value not in items[id].values for id, value in wanted.items()):
                yield Finding((*here, "reaches"), str(wanted), "an answer to each item", "correct it")
            most = len(need.items) if need.at_most is None else need.at_most
            if not need.count <= most <= len(set(need.items)):
                found = f"{need.count} to {most} of {len(set(need.items))}"
                yield Finding(here, found, "a count that its items can reach", "correct it")


@check("range", "items", "answer_lists", "scoring")
def range_is_what_the_options_give(it: Instrument) -> Iterator[Finding]:
    items = [item for item in it.scored_items if item.values]
    least, most = [min(item.values) for item in items], [max(item.values) for item in items]
    if it.scoring.method == "sum":
        lowest, highest = Fraction(sum(least)) * it.scoring.times, Fraction(sum(most)) * it.scoring.times
    elif it.scoring.method == "mean" and items:
        lowest, highest = Fraction(sum(least), len(items)), Fraction(sum(most), len(items))
    else:  # no total: the span that any subscale can have
        lowest, highest = Fraction(min(least, default=0)), Fraction(max(most, default=0))
    if it.range.lowest != lowest or it.range.highest != highest:
        found = f"{it.range.lowest} to {it.range.highest}"
        yield Finding(
            ("range",), found, f"{lowest} to {highest}, by the options", "correct the range or the options"
        )


@check("bands", "range")
def bands_cover_the_range(it: Instrument) -> Iterator[Finding]:
    yield from _twice("bands", "id", (band.id for band in it.bands))
    starts = [band.from_ for band in it.bands]
    if starts and (
        starts != sorted(set(starts)) or starts[0] != it.range.lowest or starts[-1] > it.range.highest
    ):
        allowed = f"rising, first {it.range.lowest}, none above {it.range.highest}"
        yield Finding(("bands",), f"from {starts}", allowed, "correct the lower bounds")


@check("cutoffs", "range")
def cutoffs_lie_in_the_range(it: Instrument) -> Iterator[Finding]:
    yield from _twice("cutoffs", "id", (cutoff.id for cutoff in it.cutoffs))
    for place, cutoff in enumerate(it.cutoffs):
        if not it.range.lowest <= cutoff.at <= it.range.highest:
            allowed = f"{it.range.lowest} to {it.range.highest}"
            yield Finding(("cutoffs", place, "at"), str(cutoff.at), allowed, "correct it")


@check("review_from", "talk_from", "range", "scoring")
def lines_on_a_total_can_be_reached(it: Instrument) -> Iterator[Finding]:
    for key, line in (("review_from", it.review_from), ("talk_from", it.talk_from)):
        if line is None:
            continue
        if it.scoring.method == "none":
            yield Finding((key,), "a line on a total", "nothing: it has no total", "remove it")
        if not it.range.lowest <= line.at <= it.range.highest:
            allowed = f"{it.range.lowest} to {it.range.highest}"
            yield Finding((key, "at"), str(line.at), allowed, "correct it")


@check("talk_from", "range", "higher_is")
def some_total_is_no_reason_to_talk(it: Instrument) -> Iterator[Finding]:
    """A line at the best total would make every answer a reason."""
    best = it.range.lowest if it.higher_is == "worse" else it.range.highest
    if it.talk_from and it.talk_from.at == best:
        allowed = f"a total on the worse side of {best}, the best one"
        yield Finding(("talk_from", "at"), str(best), allowed, "correct it: every total would be a reason")


@check("talk_from", "alerts", "items", "review_from")
def what_is_talked_about_is_about_the_two(it: Instrument) -> Iterator[Finding]:
    """Working together is told apart from danger and from illness: neither is read from the same total."""
    here: Path = ("talk_from",)
    if it.talk_from and (it.alerts or any(item.safety for item in it.items)):
        yield Finding(
            here, "a line, with questions about safety", "nothing", "remove it: that is no alliance"
        )
    if it.talk_from and it.review_from:
        yield Finding(
            here, "a line, beside review_from", "one of the two", "remove the one that is not meant"
        )


@check("remission", "range", "reliable_change", "other_changes")
def changes_are_possible(it: Instrument) -> Iterator[Finding]:
    lowest, highest = it.range.lowest, it.range.highest
    if it.remission and not lowest <= it.remission.better_than <= highest:
        found, place = str(it.remission.better_than), ("remission", "better_than")
        yield Finding(place, found, f"{lowest} to {highest}", "correct it")
    if it.reliable_change and (it.reliable_change.sd is None) != (it.reliable_change.reliability is None):
        yield Finding(("reliable_change",), "sd or reliability alone", "both, or neither", "add the other")
    yield from _twice("other_changes", "id", (change.id for change in it.other_changes))


@check("alerts", "items", "answer_lists", "higher_is")
def alerts_name_safety_items(it: Instrument) -> Iterator[Finding]:
    items: dict[str, Item] = {item.id: item for item in it.items}
    for place, alert in enumerate(it.alerts):
        here: Path = ("alerts", place)
        item = items.get(alert.item)
        if item is None or not item.safety:
            yield Finding(
                (*here, "item"), alert.item, "an item with safety: true", "name it, or mark the item"
            )
        elif alert.kind == "positive" and (alert.at_least is None or not min(item.values) < alert.at_least):
            allowed = f"above {min(item.values)}, the lowest answer"
            yield Finding(
                (*here, "at_least"), str(alert.at_least), allowed, "give the value that raises the alert"
            )
        elif alert.kind == "positive" and item.scored and item.reverse == (it.higher_is == "worse"):
            yield Finding(
                ("items", it.items.index(item), "reverse"),
                "its low answers are scored as the worse ones, and an alert counts from a value up",
                "an item whose worse answers have the higher values",
                "number its answers the other way round",
            )
        elif alert.kind == "positive" and alert.at_least is not None and alert.at_least > max(item.values):
            yield Finding((*here, "at_least"), str(alert.at_least), f"at most {max(item.values)}", "lower it")
        elif alert.kind == "not_answered" and alert.at_least is not None:
            yield Finding(
                (*here, "at_least"), str(alert.at_least), "nothing", "remove it: no answer has no value"
            )


@check("alerts", "items")
def safety_items_have_alerts(it: Instrument) -> Iterator[Finding]:
    kinds: dict[str, set[str]] = {}
    for alert in it.alerts:
        kinds.setdefault(alert.item, set()).add(alert.kind)
        other = [
            a for a in it.alerts if a.rule == alert.rule and (a.item, a.kind) != (alert.item, alert.kind)
        ]
        if other:
            yield Finding(
                ("alerts",), f"rule {alert.rule} for two things", "one item and kind a rule", "rename one"
            )
    for place, item in enumerate(it.items):
        for kind in ("positive", "not_answered"):
            if item.safety and kind not in kinds.get(item.id, set()):
                yield Finding(
                    ("items", place, "safety"), f"no alert of kind {kind}", "one or more", "add it to alerts"
                )


@check("may_be_kept_back", "alerts", "items", "filled_by", "review_from")
def what_is_kept_back_calls_nobody(it: Instrument) -> Iterator[Finding]:
    """What somebody must look at, or asked themself, is never kept from them."""
    if not it.may_be_kept_back:
        return
    here: Path = ("may_be_kept_back",)
    if it.alerts or any(item.safety for item in it.items):
        yield Finding(here, "true, with questions about safety", "false", "remove it: somebody must see them")
    if it.review_from:
        yield Finding(here, "true, with a total that is looked at", "false", "remove one of the two")
    if it.filled_by != "client":
        yield Finding(
            here, f"true, filled by the {it.filled_by}", "false", "remove it: the clinician asks it"
        )


@check("licence", "items", "answer_lists", "stem")
def wording_follows_the_licence(it: Instrument) -> Iterator[Finding]:
    if it.licence.class_ == "separate" and not any(item.text for item in it.items):
        return  # scored only; a pack or a service brings the words
    texts: list[tuple[Path, str | None]] = [
        (("items", n, "text"), item.text) for n, item in enumerate(it.items)
    ]
    for name, answers in it.answer_lists.items():
        texts += [
            (("answer_lists", name, "options", n, "label"), o.label) for n, o in enumerate(answers.options)
        ]
    for place, text in texts:
        if it.licence.class_ == "byo" and text is not None:
            yield Finding(
                place, text, "nothing: the licence is byo", "remove the wording; the organisation brings it"
            )
        if it.licence.class_ != "byo" and text is None:
            yield Finding(place, "nothing", "the printed wording", "add it exactly as the source prints it")
    if it.licence.class_ == "byo" and it.stem is not None:
        yield Finding(("stem",), it.stem, "nothing: the licence is byo", "remove the wording")


@check(
    *("sources", "scoring", "bands", "cutoffs", "norms", "alerts", "reliable_change", "frequency"),
    *("patterns", "other_changes", "response", "remission", "wording", "review_from", "talk_from"),
)
def sources_are_listed(it: Instrument) -> Iterator[Finding]:
    cited: list[tuple[Path, str]] = [(("scoring", "missing"), it.scoring.missing.source)]
    for n, subscale in enumerate(it.scoring.subscales):
        cited += [(("scoring", "subscales", n), subscale.source)]
        cited += [(("scoring", "subscales", n, "missing"), subscale.missing.source)]
    cited += [(("scoring", "skips", n), skip.source) for n, skip in enumerate(it.scoring.skips)]
    for key in ("bands", "cutoffs", "patterns", "other_changes", "norms", "alerts"):
        cited += [((key, n), entry.source) for n, entry in enumerate(getattr(it, key))]
    cited += [(("frequency",), it.frequency.source)]
    for key in ("reliable_change", "response", "remission", "review_from", "talk_from"):
        if one := getattr(it, key):
            cited += [((key,), one.source)]
    if it.wording:
        cited += [(("wording",), it.wording)]
    for place, source in cited:
        if not source.startswith(tuple(it.sources)):
            allowed = "beginning with one of: " + "; ".join(it.sources)
            yield Finding((*place, "source"), source, allowed, "add the work to sources, or correct the name")


CHECKS: Final[tuple[Check, ...]] = tuple(
    value for value in list(globals().values()) if isinstance(value, Check)
)
