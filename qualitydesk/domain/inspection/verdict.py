"""The verdict: frozen limits per class against what was found, and the checks that decide by themselves.

Computed after every answer, so the inspector always knows how many more are still accepted. It decides
nothing about the goods: that is a person's decision (states.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitydesk.domain.inspection.limits import ClassLimit
from qualitydesk.domain.inspection.states import DefectClass, Result
from qualitydesk.domain.values import Bilingual, Message, Tone, msg


@dataclass(frozen=True, slots=True)
class Standing:
    """One class of defects against its limit."""

    limit: ClassLimit
    found: int

    @property
    def rejected(self) -> bool:
        """Whether the class rejects the lot: Re reached (ISO 2859-1:1999, 11.1.1)."""
        return self.found >= self.limit.re

    @property
    def between(self) -> bool:
        """Over Ac but under Re: accepted, back to normal inspection (reduced plans of MIL-STD-105E,
        4.10.1.4).
        """
        return self.limit.ac < self.found < self.limit.re

    @property
    def left(self) -> int:
        """How many more defects are still accepted."""
        return max(0, self.limit.re - 1 - self.found)

    @property
    def tone(self) -> Tone:
        """Green while there is room, amber close to the limit, red once it is broken."""
        if self.rejected:
            return Tone.BAD
        return Tone.WARN if self.found and self.left <= 1 else Tone.OK

    @property
    def words(self) -> Message:
        """What the tally means, in words."""
        if self.rejected:
            return msg("Rejected: {found} found, {re} reject the lot", found=self.found, re=self.limit.re)
        if self.limit.re == 1:
            return msg("none allowed")
        if self.left == 0:
            return msg("no more is accepted")
        if self.left == 1:
            return msg("1 more is still accepted")
        return msg("{count} more are still accepted", count=self.left)


@dataclass(frozen=True, slots=True)
class CheckFailure:
    """A check outside the sample count (special sample, cartons, the lot) that failed: it decides by
    itself.
    """

    name: Bilingual
    defect_class: DefectClass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: units done of the units to inspect, open checks outside the sample, photos
    still missing.
    """

    units_done: int
    units: int
    open_checks: int = 0
    missing_photos: int = 0

    @property
    def complete(self) -> bool:
        """Whether it can be signed."""
        return self.units_done >= self.units and self.open_checks == 0 and self.missing_photos == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was measured, why, and how it stands while the work goes on.

    ``result`` is Pending until everything is done, unless the lot is already lost; ``headline`` and
    ``next_words`` say it to the inspector; ``close`` is true when one more defect of some class rejects the
    lot or changes the result.
    """

    result: Result
    standings: tuple[Standing, ...]
    reasons: tuple[Message, ...]
    headline: Message
    next_words: Message
    tone: Tone


def judge(
    limits: Sequence[ClassLimit],
    found: Mapping[DefectClass, int],
    failures: Sequence[CheckFailure],
    progress: Progress,
) -> Verdict:
    """Fail when critical or major defects, or a decisive check of those classes, reject; Conditional when
    only minor ones do.
    """
    standings = tuple(Standing(limit, found.get(limit.defect_class, 0)) for limit in limits)
    result = _result(standings, failures, progress)
    return Verdict(
        result=result,
        standings=standings,
        reasons=_reasons(standings, failures, result),
        headline=_headline(result, standings),
        next_words=_next_words(result, standings, progress),
        tone=_tone(result, standings),
    )


def _result(standings: Sequence[Standing], failures: Sequence[CheckFailure], progress: Progress) -> Result:
    broken = {each.limit.defect_class for each in standings if each.rejected}
    broken |= {each.defect_class for each in failures}
    if broken & {DefectClass.CRITICAL, DefectClass.MAJOR}:
        return Result.FAIL
    if progress.units_done < progress.units or progress.open_checks:
        return Result.PENDING
    return Result.CONDITIONAL if broken else Result.PASS


def _reasons(
    standings: Sequence[Standing], failures: Sequence[CheckFailure], result: Result
) -> tuple[Message, ...]:
    reasons = [_rejection(each) for each in standings if each.rejected]
    reasons += [msg("{check} failed", check=each.name) for each in failures]
    reasons += [_between(each) for each in standings if each.between]
    if not reasons and result is Result.PASS:
        reasons.append(msg("Every class of defects is within its limit"))
    return tuple(reasons)


def _rejection(standing: Standing) -> Message:
    return msg(
        "{defect_class} {found} ≥ Re {re}",
        defect_class=msg(standing.limit.defect_class.value),
        found=standing.found,
        re=standing.limit.re,
    )


def _between(standing: Standing) -> Message:
    return msg(
        "{defect_class} {found} between Ac {ac} and Re {re}: accepted, normal inspection from the next lot",
        defect_class=msg(standing.limit.defect_class.value),
        found=standing.found,
        ac=standing.limit.ac,
        re=standing.limit.re,
    )


def _closest(standings: Sequence[Standing]) -> Standing | None:
    """The class with something found that is nearest to its limit."""
    at_risk = [each for each in standings if each.found and not each.rejected]
    return min(at_risk, key=lambda each: each.left, default=None)


def _is_close(standings: Sequence[Standing]) -> bool:
    closest = _closest(standings)
    return closest is not None and closest.left <= 1


def _headline(result: Result, standings: Sequence[Standing]) -> Message:
    if result is Result.PENDING:
        return msg("Open, close to the limit") if _is_close(standings) else msg("Open, within the limits")
    return {
        Result.PASS: msg("Pass"),
        Result.FAIL: msg("Fail"),
        Result.CONDITIONAL: msg("Conditional"),
    }[result]


def _next_words(result: Result, standings: Sequence[Standing], progress: Progress) -> Message:
    if result is Result.FAIL:
        return msg("The lot is rejected. Finish the sample or abort with a reason.")
    if result is Result.CONDITIONAL:
        return msg("Only minor defects are over their limit.")
    if result is Result.PASS:
        return msg("Every class of defects is within its limit")
    closest = _closest(standings)
    if closest is None:
        return msg("Nothing has been found so far.")
    return _until_rejection(closest)


_UNTIL_REJECTION = {
    (DefectClass.CRITICAL, True): msg("1 more critical defect rejects the lot."),
    (DefectClass.CRITICAL, False): msg("{count} more critical defects reject the lot."),
    (DefectClass.MAJOR, True): msg("1 more major defect rejects the lot."),
    (DefectClass.MAJOR, False): msg("{count} more major defects reject the lot."),
    (DefectClass.MINOR, True): msg("1 more minor defect breaks the limit."),
    (DefectClass.MINOR, False): msg("{count} more minor defects break the limit."),
}


def _until_rejection(standing: Standing) -> Message:
    count = standing.limit.re - standing.found
    words = _UNTIL_REJECTION[standing.limit.defect_class, count == 1]
    return Message(words.text, {"count": count})


def _tone(result: Result, standings: Sequence[Standing]) -> Tone:
    if result is Result.FAIL:
        return Tone.BAD
    if result is Result.CONDITIONAL or (result is Result.PENDING and _is_close(standings)):
        return Tone.WARN
    return Tone.OK if result is Result.PASS else Tone.INFO


def sign_off_words(progress: Progress) -> Message | None:
    """Why the inspection cannot be signed yet; None when it can."""
    if progress.units_done < progress.units:
        return msg("Sign-off opens at unit {unit}", unit=progress.units)
    if progress.open_checks:
        return msg("Sign-off opens when every check is answered")
    if progress.missing_photos:
        return msg("Sign-off opens when the photos are there")
    return None
