"""Reads a message once: one intent, any number of alerts and indicators, and where they stand.

    reader = Reader.load(Path("models/understanding"))
    reader.glance(text)  # alerts from wordings alone, under a millisecond
    reader.read(text)    # everything, some milliseconds; call it off the event loop

A reader keeps nothing of what it reads: no cache, no log, no text in an exception. Every string
is accepted, and the time a long one takes is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from understanding.artefact import load_arrays, make_fingerprint, read_artefact
from understanding.clauses import Clauses, Parser
from understanding.encoder import Encoder, Vector
from understanding.features import find_marks, join_marks, make_features
from understanding.incidents import NOTHING, Told, count_incidents
from understanding.indicators import IndicatorModel, find_indicators, keep_told, make_parts
from understanding.intents import WHOLE_CONFIDENCE, IntentModel, find_whole, leave_out_of_scope
from understanding.kinds import find_kinds, mark_kinds
from understanding.names import ALERTS, INDICATORS, OUT_OF_SCOPE
from understanding.patterns import Book, load_book, load_spelling
from understanding.plain import Plain, make_plain
from understanding.roles import put_right
from understanding.sentences import cut_sentences, make_focus, pick_pieces
from understanding.sentinel import (
    Piece,
    Sentinel,
    find_calm,
    find_in_ranking,
    find_patterns,
    is_bare_answer,
)
from understanding.typos import VOCABULARY, Typos
from understanding.welsh import find_alerts, find_told, make_welsh
from understanding.welsh import rank as rank_welsh

Span = tuple[int, int]

OURS = "cue_my_stalker"
"""Wordings (patterns/cues.yml) of messages that are ours, however unlike all that was learned."""

# Of one or two digits: 999, 112 and 101 are calls for help, and read.
_BARE_NUMBER = re.compile(r"[\W_]*\d{1,2}(?:[\W_]+\d{1,2})*[\W_]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `evidence` gives, for each alert and indicator, spans of the original text.

    Spans are [start, end) in characters (Python's, one a code point), in order, not overlapping.
    `ranking` holds the likeliest intents, the one that was read first. `told`: how often what the
    indicators name is said to have happened.
    """

    intent: str
    confidence: float
    alerts: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    ranking: tuple[tuple[str, float], ...] = ()
    told: Told = NOTHING


class Reader:
    """Everything needed to read, loaded and verified; safe to call from several threads."""

    def __init__(
        self,
        encoder: Encoder,
        intents: IntentModel,
        sentinel: Sentinel,
        indicators: IndicatorModel,
        fingerprint: str,
        parser: Parser | None,
        typos: Typos,
    ) -> None:
        self._encoder = encoder
        self._intents = intents
        self._sentinel = sentinel
        self._indicators = indicators
        self._parser = parser
        self._book: Book = load_book()
        self._spelling = load_spelling()
        self._typos = typos
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, folder: Path, threads: int = 1, parser: bool = True) -> Reader:
        """From a trained artefact. Raises ArtefactError naming any file that is not as trained.

        `parser` False reads as where it cannot be installed: a few indicators are then other ones.
        """
        manifest, files = read_artefact(folder)
        topics = tuple(str(name) for name in manifest.get("topics") or ())
        marks = len(load_book().marks)
        reader = cls(
            Encoder(threads),
            IntentModel.from_arrays(load_arrays(files, "intents.npz"), marks, topics),
            Sentinel.from_arrays(load_arrays(files, "sentinel.npz"), marks),
            IndicatorModel.from_arrays(load_arrays(files, "indicators.npz"), marks),
            make_fingerprint(folder),
            Parser.find() if parser else None,
            Typos.from_file(files.get(VOCABULARY, b"")),
        )
        reader.read("hello")  # the first run of a session is slow; nobody should wait for it
        return reader

    def glance(self, text: str) -> tuple[str, ...]:
        """Alerts that wordings alone raise, in the fixed order."""
        welsh = make_welsh(text)
        plain = welsh or make_plain(text, self._spelling, self._typos.mend)
        found = self._find_alerts(plain.text, cut_sentences(plain.text), welsh is not None)
        return tuple(name for name in ALERTS if name in found)

    def read(self, text: str) -> Reading:
        """The whole reading of one message."""
        welsh = make_welsh(text)
        plain = welsh or make_plain(text, self._spelling, self._typos.mend)
        if not plain.text:
            return Reading(OUT_OF_SCOPE, 0.0, ranking=((OUT_OF_SCOPE, 0.0),))
        sentences = cut_sentences(plain.text)
        alerts = self._find_alerts(plain.text, sentences, welsh is not None)
        worded = find_indicators(self._book, plain.text, sentences)
        if welsh is not None:
            worded = find_told(plain.text, sentences)
        if not alerts and _BARE_NUMBER.fullmatch(plain.text):
            # It means what was asked before makes it mean (an age); a model would only guess.
            return Reading(OUT_OF_SCOPE, 0.0, ranking=((OUT_OF_SCOPE, 0.0),))
        pieces = self._read_pieces(plain.text, sentences)
        ranking = self._intents.rank(pieces[0].features, bool(alerts or worded))
        if self._book.has(OURS, plain.text):
            ranking = leave_out_of_scope(ranking)
        if welsh is not None:
            ranking = rank_welsh(plain.text, tuple(alerts), tuple(worded), ranking)
        else:
            ranking = put_right(self._book, plain.text, ranking)
        fixed = find_whole(self._book, plain.text)
        if fixed is not None:
            rest = tuple(pair for pair in ranking if pair[0] != fixed)
            ranking = ((fixed, WHOLE_CONFIDENCE), *rest)
        elif welsh is None and not is_bare_answer(ranking, plain.text):
            for name, spans in self._sentinel.raise_alerts(pieces, alerts).items():
                alerts.setdefault(name, spans)
            for name in find_in_ranking(ranking):
                if name not in pieces[0].calm:
                    alerts.setdefault(name, [pieces[0].span])
        indicators = (
            worded
            if fixed or welsh is not None
            else self._find_indicators(plain.text, pieces, worded)
        )
        intent, confidence = ranking[0]
        found = {name: alerts[name] for name in ALERTS if name in alerts} | indicators
        return Reading(
            intent,
            confidence,
            tuple(name for name in ALERTS if name in alerts),
            tuple(indicators),
            {name: _to_origin(plain, spans) for name, spans in found.items()},
            ranking,
            count_incidents(plain.text, indicators),
        )

    def _find_alerts(self, text: str, sentences: list[Span], welsh: bool) -> dict[str, list[Span]]:
        """Alerts by wordings: English ones, which may stand in any message, and Welsh ones."""
        found = find_patterns(self._book, text, sentences)
        for name, spans in find_alerts(text, sentences).items() if welsh else ():
            found.setdefault(name, []).extend(spans)
        return found

    def _find_indicators(
        self, text: str, pieces: list[Piece], worded: dict[str, list[Span]]
    ) -> dict[str, list[Span]]:
        """Indicators by wordings and by the model, in the fixed order."""
        spans = [piece.span for piece in pieces]
        kinds = find_kinds(text, spans[1:] or spans, Clauses())
        found = worded
        # Clauses say what is denied or supposed of something found; where nothing is, of nothing.
        if self._parser and (worded or any(kinds)):
            clauses = self._parser.read(text)
            kinds = mark_kinds(kinds, clauses)
            found = keep_told(worded, clauses)
        parts = make_parts(spans, [piece.features for piece in pieces], kinds)
        for name, words in self._indicators.find(self._book, text, parts).items():
            found.setdefault(name, words)
        return {name: found[name] for name in INDICATORS if name in found}

    def _read_pieces(self, text: str, sentences: list[Span]) -> list[Piece]:
        """What the models read: the whole first, then its sentences if there are several."""
        focus = make_focus(text)
        spans = pick_pieces(text, sentences) if len(sentences) > 1 else []
        marks = [find_marks(self._book, text[start:end]) for start, end in spans]
        # The wordings are looked for once, in the sentences, if those are all of the whole.
        all_read = bool(spans) and focus == text and len(spans) == len(sentences)
        whole = join_marks(marks) if all_read else find_marks(self._book, focus)
        pieces = [self._read_piece((0, len(text)), focus, whole)]
        for (start, end), marked in zip(spans, marks, strict=True):
            pieces.append(self._read_piece((start, end), text[start:end], marked))
        return pieces

    def _read_piece(self, span: Span, text: str, marks: Vector) -> Piece:
        features = make_features(self._encoder, text, marks)
        return Piece(span, features, find_calm(self._book, text))


def _to_origin(plain: Plain, spans: list[Span]) -> tuple[Span, ...]:
    """Spans of the plain text as spans of the original: sorted, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(plain.origin(start, end) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
