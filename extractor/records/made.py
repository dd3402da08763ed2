"""An indicator in the making: what was read of it so far, and the draft that it becomes.

Comes in: values, one by one, from the rows and cells that speak of it. Goes out: a draft with all the keys of the
contract's Indicator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.match.explanation import Explanation, merge
from extractor.match.found import DraftValue, Found
from extractor.schema import Indicator

_KEYS = tuple(Indicator.model_fields)


@dataclass
class Made:
    """An indicator in the making. ``targets`` are by the rank of their column, ``more`` stand in rows of their own."""

    fields: dict[str, DraftValue]
    explanation: Explanation | None = None
    targets: dict[int, DraftValue] = field(default_factory=dict)
    actuals: dict[int, DraftValue] = field(default_factory=dict)
    more_actuals: list[DraftValue] = field(default_factory=list)
    more: list[DraftValue] = field(default_factory=list)
    first_is_target: bool = True
    first_is_actual: bool = True
    place: int = 0
    inherited: Mapping[str, DraftValue] = field(default_factory=dict)
    """What the row of the programme or kegiatan above says, where this one's own row does not."""

    def draft(self) -> dict[str, DraftValue]:
        """The draft with all the keys of the contract's Indicator."""
        parts: Mapping[str, DraftValue] = self.explanation.fields() if self.explanation else {}
        own = {k: v for k, v in self.fields.items() if v is not None}
        listed = [self.targets[n] for n in sorted(self.targets)]
        target = listed[0] if self.first_is_target and listed else None
        more = [t for t in (*listed, *_news(listed, self.more)) if t is not None and t is not target]
        if target is None and len(listed) == 1 and self.first_is_target and more:
            target = more.pop(0)
        reached = [self.actuals[n] for n in sorted(self.actuals)]
        actual = reached.pop(0) if self.first_is_actual and reached else None
        reached += self.more_actuals
        return {
            **dict.fromkeys(_KEYS),
            **self.inherited,
            **{k: v for k, v in parts.items() if v is not None},
            **own,
            "target": target,
            "further_targets": more,
            "actual": actual,
            "further_actuals": [a for a in reached if a is not None],
        }

    def explain(self, explanation: Explanation) -> None:
        """Adds an explanation, or what one has that is still missing."""
        self.explanation = merge(self.explanation, explanation) if self.explanation else explanation


def _news(listed: Sequence[DraftValue], more: Sequence[DraftValue]) -> list[DraftValue]:
    """The further targets that do not merely repeat one: a cell each for the rows that an indicator reaches over."""
    said = {_printed(t) for t in listed}
    fresh: list[DraftValue] = []
    for target in more:
        if _printed(target) not in said:
            said.add(_printed(target))
            fresh.append(target)
    return fresh


def _printed(target: DraftValue) -> tuple[str, str | None] | None:
    """What a target says: its text and its period."""
    if not isinstance(target, Found):
        return None
    period = target.value["period"] if isinstance(target.value, Mapping) else None
    return target.span.text, period.span.text if isinstance(period, Found) else None
