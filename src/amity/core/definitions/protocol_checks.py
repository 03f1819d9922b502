"""Rules across the keys of a protocol: what one key says must agree with what the others say."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from amity.core.definitions.anchor import Anchor, FollowUp, spans
from amity.core.definitions.common import Check, Finding, Path, check
from amity.core.definitions.facts import WORDS, Attendance, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Due, PhaseStep, SessionRow

RESERVED: Final = ("not_begun", "closed")  # names for before the first phase and after the last
_LISTS: Final = ("phases", "gates", "steps", "tasks", "techniques", "areas", "watches")
_ASKED: Final = ("measures", "named_measures", "beside")
_SOURCED: Final = (
    *("phases", "gates", "steps", "areas", *_ASKED, "watches"),
    *("refer_first", "discuss", "off_model", "adjuncts"),
)


@check(*_LISTS)
def ids_are_told_apart(it: Protocol) -> Iterator[Finding]:
    for key in _LISTS:
        for id, count in Counter(entry.id for entry in getattr(it, key)).items():
            if count > 1:
                yield Finding((key,), f"{id} {count} times", "each id once", "rename or remove the others")
            if key == "phases" and id in RESERVED:
                yield Finding(
                    (key,), id, "a name of its own", f"{id} has a meaning of its own; rename the phase"
                )


@check("dose", "phases")
def ranges_rise(it: Protocol) -> Iterator[Finding]:
    ranges: list[tuple[Path, tuple[int, int, int]]] = [
        (("phases", n), (phase.min, phase.default, phase.max)) for n, phase in enumerate(it.phases)
    ]
    for place, numbers in [(("dose",), (it.dose.min, it.dose.default, it.dose.max)), *ranges]:
        if list(numbers) != sorted(numbers):
            yield Finding(place, f"min, default, max {numbers}", "min ≤ default ≤ max", "correct them")


@check("dose", "phases", "layouts", "layout_sources", "stretch")
def layouts_share_out_every_length(it: Protocol) -> Iterator[Finding]:
    if it.stretch and it.stretch.phase not in it.phase_ids:
        allowed = "one of " + ", ".join(it.phase_ids)
        yield Finding(("stretch", "phase"), it.stretch.phase, allowed, "correct the id")
    lengths = list(range(it.dose.min, it.dose.max + 1))
    for key in ("layouts", "layout_sources"):
        if sorted(getattr(it, key)) != lengths:
            found = ", ".join(map(str, getattr(it, key)))
            yield Finding((key,), found, ", ".join(map(str, lengths)), "one line for each length, or stretch")
    for of, numbers in it.layouts.items():
        if len(numbers) != len(it.phases) or sum(numbers) != of:
            allowed = f"{len(it.phases)} numbers that add up to {of}"
            yield Finding(("layouts", of), f"{list(numbers)}", allowed, "correct the numbers")
            continue
        for phase, number in zip(it.phases, numbers, strict=True):
            if not phase.min <= number <= phase.max:
                allowed = f"{phase.min} to {phase.max} for {phase.id}"
                yield Finding(("layouts", of), str(number), allowed, "correct the layout or the phase")
    if it.layouts.get(it.dose.default) not in (None, tuple(phase.default for phase in it.phases)):
        allowed = f"the layout of {it.dose.default}, {list(it.layouts[it.dose.default])}"
        yield Finding(("phases",), "other defaults", allowed, "make the two agree")


def _anchors(it: Protocol) -> Iterator[tuple[Path, Due | FollowUp]]:
    for n, row in enumerate(it.sessions):
        yield ("sessions", n, "at"), row.at
        if row.until:
            yield ("sessions", n, "until"), row.until
    for n, gate in enumerate(it.gates):
        if gate.due:
            yield ("gates", n, "due"), gate.due
    for key in _ASKED:
        for n, measure in enumerate(getattr(it, key)):
            for m, when in enumerate(measure.at):
                yield (key, n, "at", m), when


@check("phases", "sessions", "gates", *_ASKED)
def anchors_name_phases(it: Protocol) -> Iterator[Finding]:
    for place, when in _anchors(it):
        if isinstance(when, Anchor) and when.phase and when.phase not in it.phase_ids:
            yield Finding(
                (*place, "phase"), when.phase, "one of " + ", ".join(it.phase_ids), "correct the id"
            )


@check("dose", "phases", "sessions", "steps", "layouts", "stretch")
def every_session_has_a_row(it: Protocol) -> Iterator[Finding]:
    anchored = [(row.at, row.until or row.at) for row in it.sessions]
    if any(end.phase not in (None, *it.phase_ids) for pair in anchored for end in pair):
        return
    for of, numbers in it.layouts.items():
        if len(numbers) == len(it.phases):
            within = spans(it.phase_ids, numbers)
            covered = {
                n for at, until in anchored for n in range(at.number(within), until.number(within) + 1)
            }
            covered |= {at.number(within) for at, _ in anchored}
            by_steps = [within[step.phase] for step in it.steps if step.phase in within]
            covered |= {n for first, last in by_steps for n in range(first, last + 1)}
            if empty := sorted(set(range(1, sum(numbers) + 1)) - covered):
                yield Finding(
                    ("sessions",), f"nothing for session {empty[0]} of {of}", "a row for it", "add one"
                )


@check("gates", "phases")
def gates_open_phases(it: Protocol) -> Iterator[Finding]:
    opened = Counter(gate.opens for gate in it.gates if gate.opens)
    for place, gate in enumerate(it.gates):
        if gate.opens and gate.opens not in (*it.phase_ids, "closed"):
            allowed = "one of " + ", ".join((*it.phase_ids, "closed"))
            yield Finding(("gates", place, "opens"), gate.opens, allowed, "correct the id")
        elif gate.opens and opened[gate.opens] > 1:
            yield Finding(("gates", place, "opens"), gate.opens, "one gate a phase", "join the two")


@check("gates")
def gates_ask_for_facts(it: Protocol) -> Iterator[Finding]:
    for place, gate in enumerate(it.gates):
        asked = [*gate.holds, *gate.needs]
        if not asked or len(set(asked)) < len(asked):
            yield Finding(("gates", place), f"{[*asked]}", "one fact or more, each once", "correct the facts")
        for fact in gate.holds:
            if WORDS[fact].by_tick or WORDS[fact].counted:
                allowed = "a fact that is recorded on a page of its own"
                yield Finding(
                    ("gates", place, "holds"), fact, allowed, "move it to needs: a tick holds no phase"
                )


@check("gates")
def only_numbers_are_asked_for_by_number(it: Protocol) -> Iterator[Finding]:
    for place, gate in enumerate(it.gates):
        for fact in gate.at_least:
            if fact not in (*gate.holds, *gate.needs) or not WORDS[fact].many:
                allowed = "a fact of this gate that is recorded as a number"
                yield Finding(("gates", place, "at_least"), fact, allowed, "remove it")


@check("watches", "phases")
def watches_name_phases(it: Protocol) -> Iterator[Finding]:
    for place, watch in enumerate(it.watches):
        for id in watch.phases:
            if id not in it.phase_ids:
                allowed = "one of " + ", ".join(it.phase_ids)
                yield Finding(("watches", place, "phases"), id, allowed, "correct the id")


@check("gates", "areas", "steps", "phases")
def gates_ask_for_what_there_is(it: Protocol) -> Iterator[Finding]:
    for place, gate in enumerate(it.gates):
        asked = {*gate.holds, *gate.needs}
        if Fact.PROBLEM_AREA in asked and not it.areas:
            yield Finding(("gates", place), "problem_area", "an area to choose", "add areas, or remove it")
        before = (
            it.phase_ids[: it.phase_ids.index(gate.opens)] if gate.opens in it.phase_ids else it.phase_ids
        )
        if Fact.STEPS_TAKEN in asked and not (gate.opens and any(step.phase in before for step in it.steps)):
            allowed = "steps in a phase before the one it opens"
            yield Finding(("gates", place), "steps_taken", allowed, "add steps, or remove it")


@check("tasks", "watches")
def what_is_counted_is_not_recorded(it: Protocol) -> Iterator[Finding]:
    for key in ("tasks", "watches"):
        for place, entry in enumerate(getattr(it, key)):
            if entry.records and WORDS[entry.records].counted:
                allowed = "a fact that can be recorded"
                yield Finding((key, place, "records"), entry.records, allowed, "name another, or remove it")


@check("tasks", "techniques", "sessions", "steps", "phases", "each_session", "areas")
def named_ids_exist(it: Protocol) -> Iterator[Finding]:
    tasks = [task.id for task in it.tasks]
    techniques = [technique.id for technique in it.techniques]
    sheets = [technique.id for technique in it.techniques if technique.worksheet]
    named: list[tuple[Path, tuple[str, ...], list[str]]] = [
        (("each_session", "tasks"), it.each_session.tasks, tasks),
        (("each_session", "steps"), it.each_session.steps, tasks),
    ]
    for key in ("sessions", "steps"):
        for n, row in enumerate(getattr(it, key)):
            named.append(((key, n, "tasks"), row.tasks, tasks))
            named.append(((key, n, "techniques"), row.techniques, techniques))
            named.append(((key, n, "worksheets"), row.worksheets, sheets))
    named += [(("steps", n, "goes_on_when"), (step.goes_on_when,), tasks) for n, step in enumerate(it.steps)]
    named += [(("steps", n, "phase"), (step.phase,), [*it.phase_ids]) for n, step in enumerate(it.steps)]
    named += [(("areas", n, "worksheets"), area.worksheets, sheets) for n, area in enumerate(it.areas)]
    named += [
        (("tasks", n, "technique"), (task.technique,), techniques)
        for n, task in enumerate(it.tasks)
        if task.technique
    ]
    for place, ids, known in named:
        for id in ids:
            if id not in known:
                yield Finding(place, id, "an id listed in this file", "list it, or correct the id")


@check("tasks", "sessions", "steps", "each_session")
def every_task_has_its_session(it: Protocol) -> Iterator[Finding]:
    rows: tuple[SessionRow | PhaseStep, ...] = (*it.sessions, *it.steps)
    used = {id for row in rows for id in row.tasks}
    used |= {*it.each_session.tasks, *it.each_session.steps, *(step.goes_on_when for step in it.steps)}
    for place, task in enumerate(it.tasks):
        if task.id not in used:
            yield Finding(
                ("tasks", place), task.id, "a task of a session or step", "name it in one, or remove it"
            )


@check(*_ASKED)
def measures_say_when(it: Protocol) -> Iterator[Finding]:
    for key in _ASKED:
        for place, measure in enumerate(getattr(it, key)):
            within = [when for when in measure.at if not isinstance(when, FollowUp)]
            if measure.every_session == bool(within):
                allowed = "every_session: true, or at with a session or a week"
                yield Finding((key, place), measure.title, allowed, "choose one")


@check(*_ASKED)
def each_is_asked_in_one_place(it: Protocol) -> Iterator[Finding]:
    asked = [(("measures", n, "instrument"), measure.instrument) for n, measure in enumerate(it.measures)]
    asked += [
        (("named_measures", n, "instrument"), named.instrument) for n, named in enumerate(it.named_measures)
    ]
    asked += [
        (("beside", n, "instruments"), id) for n, beside in enumerate(it.beside) for id in beside.instruments
    ]
    times = Counter(id for _, id in asked)
    for place, id in asked:
        if times[id] > 1:
            yield Finding(place, f"{id} {times[id]} times", "each questionnaire in one place", "remove it")


@check("measures", "named_measures")
def what_is_given_instead_is_a_measure(it: Protocol) -> Iterator[Finding]:
    known = [measure.instrument for measure in it.measures]
    for place, named in enumerate(it.named_measures):
        for id in named.given_instead:
            if id not in known:
                allowed = "one of " + ", ".join(known)
                yield Finding(("named_measures", place, "given_instead"), id, allowed, "correct the id")


@check("counting", "dose", "ending_named_at_left")
def numbers_make_sense(it: Protocol) -> Iterator[Finding]:
    for attendance in it.counting.counts:
        if attendance is Attendance.PLANNED:
            yield Finding(("counting", "counts"), attendance, "attendances that are recorded", "remove it")
    if it.ending_named_at_left > it.dose.max:
        found, allowed = str(it.ending_named_at_left), f"at most {it.dose.max}, the longest course"
        yield Finding(("ending_named_at_left",), found, allowed, "lower it")


def _cited(it: Protocol) -> Iterator[tuple[Path, str]]:
    yield ("dose", "source"), it.dose.source
    yield ("counting", "source"), it.counting.source
    yield ("ending_source",), it.ending_source
    for of, source in it.layout_sources.items():
        yield ("layout_sources", of), source
    if it.stretch:
        yield ("stretch", "source"), it.stretch.source
    for key in _SOURCED:
        for place, entry in enumerate(getattr(it, key)):
            yield (key, place, "source"), entry.source


@check(*Protocol.model_fields)
def sources_are_listed(it: Protocol) -> Iterator[Finding]:
    for place, source in _cited(it):
        for part in source.split("; "):
            if not part.startswith(tuple(it.sources)):
                allowed = "beginning with one of: " + "; ".join(it.sources)
                yield Finding(place, part, allowed, "add the work to sources, or correct its name")


CHECKS: Final[tuple[Check, ...]] = tuple(
    value for value in list(globals().values()) if isinstance(value, Check)
)
