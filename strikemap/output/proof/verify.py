"""Is a picture ours, is it untouched, which data made it, and what changed since: a verdict in plain sentences."""

from __future__ import annotations

import datetime as dt
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import ProofError, RegisterError, StrikemapError
from strikemap.model.dates import say_day
from strikemap.output.pictures.facts import code_of
from strikemap.output.pictures.spec import SCALES, SPEC_KEYS, read_spec, size_of
from strikemap.output.proof.metadata import WRITERS, fingerprint, read
from strikemap.output.proof.record import Fingerprint, Proof, Record
from strikemap.output.proof.regions import ALMOST_ALL, Box, changed_boxes, share_changed
from strikemap.output.proof.register import Entry, Register, read_code
from strikemap.query.changes import Changes, changes_between
from strikemap.query.select import select, shown
from strikemap.query.view import PART_BY_KEY, read_view
from strikemap.query.wording import in_a_row, labels_of

Redraw = Callable[[str, str, int], bytes]
"""Draws a picture again: (query, kind, scale) to the bytes of its file, record included. May raise StrikemapError."""

State = Literal["untouched", "stripped", "known", "unproven", "changed", "foreign"]
"""untouched : proven. stripped : proven, without metadata. known : the typed code is that of a picture made here. unproven : it
names us, and nothing here can prove or disprove it. changed : proven to differ. foreign : nothing leads to us."""

GOOD: Final = frozenset({"untouched", "stripped", "known"})

BOXES_SAID: Final = 4

MAX_PARTS: Final = 1_000
"""Most parts of an address that are read."""

_TYPE_THE_CODE: Final = (
    "No picture made on this machine looks the same, and the file names none. If a short code is printed in the picture, type it:"
    " the code finds the picture also when it was scaled or saved as JPEG."
)

_OTHER_COLOURS: Final = "it carries a colour profile or gamma that ours do not, so the same pixels look different"

_WORDS_OF: Final = {
    "query": "link", "dataset_title": "title of the dataset", "data_version": "data version", "program_version": "program version",
    "alt": "alternative text", "as_of": "day of knowledge", "ids": "reports", "all_ids": "reports", "digest": "digest of the reports",
    "style_digest": "house style",
}  # fmt: skip
"""Parts of a record in words, where their name does not say it."""


@dataclass(frozen=True)
class Verdict:
    """What is known of a picture.

    sentences : the first says it all, the others why. record : what it shows, from the register or a fresh drawing where there is
    one, else from the file (then `trusted` is False). boxes : where it was changed, pixels. first_day : made on this machine.
    changes : what changed since between its reports and those of the same View now; None where that cannot be said.
    """

    state: State
    sentences: tuple[str, ...]
    record: Record | None = None
    trusted: bool = False
    boxes: tuple[Box, ...] = ()
    first_day: dt.date | None = None
    changes: Changes | None = None

    @property
    def is_good(self) -> bool:
        """Whether the picture is ours and untouched, or the code is that of a picture made here."""
        return self.state in GOOD

    @property
    def address(self) -> str:
        """The address, without its host, that opens the picture's View and keeps what was asked of the picture; "" without a record."""
        if self.record is None:
            return ""
        return urllib.parse.urlencode([pair for pair in _pairs(self.record.query) if pair[0] in PART_BY_KEY or pair[0] in SPEC_KEYS])

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """What the picture shows and what made it, as (name, words); what is not known is left out."""
        if self.record is None:
            return ()
        record = self.record
        lines = (
            ("Title", record.title),
            ("Shows", record.summary),
            ("Knowledge", record.as_of),
            ("Short code", record.code),
            ("Dataset", f"{record.dataset_title} ({record.dataset})"),
            ("Data version", record.data_version),
            ("Program version", record.program_version),
            ("Made on this machine", say_day(self.first_day) if self.first_day else ""),
            ("Caption", record.caption),
            ("Sources", "; ".join(record.sources)),
            ("Credit", record.credit),
            ("Notice", record.notice),
        )
        return tuple((name, words) for name, words in lines if words)


def verify(
    asked: bytes | str, catalogue: Catalogue, register: Register, redraw: Redraw | None = None, code: str = ""
) -> Verdict:
    """Verify a file (bytes) or a short code (text).

    redraw : draws a picture again from the open data; without it only the register and the file itself are asked. code : the
    short code printed in the picture, for a file that does not say it any more.
    Raises ProofError where the file cannot be opened as a picture, or the text is no short code.
    """
    case = _Case(catalogue, register, redraw)
    verdict = case.of_code(asked) if isinstance(asked, str) else case.of_file(asked, code)
    changes, sentence = _since(verdict.record, catalogue)
    said = (*verdict.sentences, *case.notes, *([sentence] if sentence else []))
    return replace(verdict, sentences=said, changes=changes)


class _Case:
    """One question, with the notes that come up on the way."""

    def __init__(self, catalogue: Catalogue, register: Register, redraw: Redraw | None) -> None:
        self.catalogue = catalogue
        self.register = register
        self.redraw = redraw
        self.notes: list[str] = []
        self.damaged = False

    def of_code(self, text: str) -> Verdict:
        code = read_code(text)
        if code is None:
            raise ProofError("This is no short code: a code has ten letters and digits, like K7QF3-M2PWX. Read it again.")
        entry = self._entry(code)
        if entry is None:
            return Verdict(
                "foreign",
                (f"No picture with the code {code} was made on this machine.", "Verify the file itself, or ask where it was made."),
            )
        return Verdict(
            "known",
            (
                f"The code {code} is that of a picture made here.",
                "A code is only printed words: compare what the picture shows with what is said here, or verify its file.",
            ),
            entry.record, trusted=True, first_day=entry.first_day,
        )  # fmt: skip

    def of_file(self, content: bytes, typed: str) -> Verdict:
        seen = fingerprint(content)
        stated = self._stated(content)
        if entries := self._found(seen):
            return self._known_pixels(content, seen, stated, entries)
        if stated is None:
            return self._by_typed_code(seen, typed) or self._nameless(seen)
        return (
            _contradicting_itself(stated)
            or _saved_otherwise(seen, stated)
            or self._against_drawing(content, seen, stated)
            or self._against_register(seen, stated)
            or _against_itself(seen, stated)
        )

    def _stated(self, content: bytes) -> Proof | None:
        try:
            return read(content)
        except ProofError as error:
            self.damaged = True
            self.notes.append(str(error))
            return None

    def _found(self, seen: Fingerprint) -> tuple[Entry, ...]:
        try:
            return self.register.find_pixels(seen.whole)
        except RegisterError as error:
            self.notes.append(str(error))
            return ()

    def _entry(self, code: str) -> Entry | None:
        try:
            return self.register.find_code(code)
        except RegisterError as error:
            if str(error) not in self.notes:
                self.notes.append(str(error))
            return None

    def _known_pixels(self, content: bytes, seen: Fingerprint, stated: Proof | None, entries: Sequence[Entry]) -> Verdict:
        """The register holds a picture that looks exactly so."""
        same_code = [each for each in entries if stated and each.record.code == stated.record.code]
        entry = (same_code or list(entries))[0]
        verdict = Verdict("untouched", (), entry.record, trusted=True, first_day=entry.first_day)
        how = f"It looks, in every {_unit(seen)}, like the picture {entry.record.code} in the register of this machine."
        if stated is None and self.damaged:
            said = "The picture is untouched, but its metadata were changed or damaged. Below stands what we wrote."
            return replace(verdict, state="changed", sentences=(said, how))
        if stated is None:
            said = "The picture is ours and untouched; its metadata are gone."
            return replace(verdict, state="stripped", sentences=(said, how))
        if differing := _differing(stated.record, entry.record):
            return replace(verdict, state="changed", sentences=(_other_words(differing), how))
        self._note_other_text(content, stated)
        return replace(verdict, sentences=("The picture is ours and untouched.", how))

    def _note_other_text(self, content: bytes, stated: Proof) -> None:
        """A record that is whole can stand beside plain text fields that are not ours any more."""
        kind = stated.fingerprint.kind
        try:
            as_made = kind in WRITERS and WRITERS[kind](content, stated) == content
        except StrikemapError:
            as_made = False
        if not as_made:
            self.notes.append(
                "The file was saved again, or text in it was changed beside its record: trust the words here, not those that"
                " other programs show as its title or description."
            )

    def _against_drawing(self, content: bytes, seen: Fingerprint, stated: Proof) -> Verdict | None:
        """Draw it again from the same data and compare; None where that is not possible or proves nothing."""
        drawn = self._drawn(seen, stated.record)
        if drawn is None:
            return None
        fresh, record = drawn
        if record.style_digest != stated.record.style_digest:
            self.notes.append("The house style that it was made with is not the one that is here now; so drawing it again proves nothing.")
            return None
        other_program = stated.record.program_version != __version__
        if fresh.whole != seen.whole:
            if other_program:
                self.notes.append(
                    f"Version {stated.record.program_version} of the program drew it and this is {__version__}, so that it"
                    " looks different when drawn again proves nothing."
                )
                return None
            how = "It was drawn again from the same data, and looks different."
            return _changed(seen, fresh, how, Verdict("changed", (), record, trusted=True))
        how = "Drawn again from the same data it is the same in every " + _unit(seen) + "."
        if differing := _differing(stated.record, record, ("code", "program_version") if other_program else ()):
            return Verdict("changed", (_other_words(differing), how), record, trusted=True)
        self._note_other_text(content, stated)
        return Verdict("untouched", ("The picture is ours and untouched.", how), record, trusted=True)

    def _drawn(self, seen: Fingerprint, record: Record) -> tuple[Fingerprint, Record] | None:
        if self.redraw is None:
            return None
        if record.dataset not in self.catalogue.names:
            self.notes.append(f"It was made from the dataset {record.dataset!r}, which is not open here; so it was not drawn again.")
            return None
        if (version := self.catalogue.dataset(record.dataset).version) != record.data_version:
            self.notes.append(
                f"It was made from data version {record.data_version}, and {version} is open now; so it was not drawn again."
            )
            return None
        try:
            made = self.redraw(record.query, seen.kind, _scale_of(record.query, seen))
            again = read(made)
            return (fingerprint(made), again.record) if again else None
        except StrikemapError as error:
            self.notes.append(f"It could not be drawn again: {error}")
            return None

    def _against_register(self, seen: Fingerprint, stated: Proof) -> Verdict | None:
        """Compare with the file of the same code, kind and size that was made here, if there is one."""
        entry = self._entry(stated.record.code)
        files = [each for each in entry.files if _comparable(each, seen) and each.kind == seen.kind] if entry else []
        if entry is None or not files:
            return None
        how = f"The picture {entry.record.code} in the register of this machine looks different."
        verdict = Verdict("changed", (), entry.record, trusted=True, first_day=entry.first_day)
        return _changed(seen, _closest(seen, files), how, verdict)

    def _by_typed_code(self, seen: Fingerprint, typed: str) -> Verdict | None:
        """A file without a record, and the code that a reader has read off it."""
        if not typed.strip():
            return None
        known = self.of_code(typed)
        entry = self._entry(typed)
        if entry is None:
            self.notes.append(known.sentences[0])
            return None
        files = [each for each in entry.files if each.is_raster and _comparable(each, seen)] if seen.kind != "jpeg" else []
        verdict = replace(known, state="unproven")
        closest = _closest(seen, files) if files else None
        if closest and share_changed(closest.blocks, seen.blocks) < ALMOST_ALL:
            how = f"Its metadata are gone; compared with the picture {entry.record.code} in the register of this machine."
            return _changed(seen, closest, how, replace(verdict, state="changed"))
        said = f"The code is that of a picture made here, and whether this file still shows it cannot be proven: {_why_not(seen, entry.files)}."
        return replace(verdict, sentences=(said, "Its metadata are gone. Compare it by eye with the link below."))

    def _nameless(self, seen: Fingerprint) -> Verdict:
        """Nothing in the file names us: perhaps a picture made here looks much like it."""
        try:
            like = self.register.find_like(seen)
        except RegisterError:
            like = None  # noted when the pixels were looked for
        if like is None:
            return Verdict("foreign", ("This is no picture of ours, or nothing in it says so any more.", _TYPE_THE_CODE))
        entry, closest = like
        boxes = changed_boxes(closest.blocks, seen.blocks, seen.width, seen.height)
        same = 100 * (1 - share_changed(closest.blocks, seen.blocks))
        said = (
            f"The file names no picture of ours, and {same:.0f}\N{NO-BREAK SPACE}% of it looks like the picture"
            f" {entry.record.code} made here; {'it differs ' + _say_boxes(boxes) if boxes else _OTHER_COLOURS}."
        )
        how = "It may be that picture, edited, or another one of the same map that was made elsewhere."
        return Verdict("unproven", (said, how), entry.record, trusted=True, boxes=boxes, first_day=entry.first_day)


def _contradicting_itself(stated: Proof) -> Verdict | None:
    record = stated.record
    if code_of(record.query, record.program_version, record.style_digest) == record.code:
        return None
    return Verdict(
        "changed", ("The metadata of this picture were changed: its code is not that of its link.",), record
    )


def _saved_otherwise(seen: Fingerprint, stated: Proof) -> Verdict | None:
    """Scaled, or saved as a JPEG: no pixel is as it was, so nothing can be proven either way."""
    made = stated.fingerprint
    if seen.kind != "jpeg" and _comparable(made, seen):
        return None
    return Verdict(
        "unproven",
        (
            f"The picture says that it is ours, and whether it was changed cannot be proven: {_why_not(seen, [made])}.",
            "Compare it by eye with the link below, or ask for the file as it was made.",
        ),
        stated.record,
    )


def _against_itself(seen: Fingerprint, stated: Proof) -> Verdict:
    if seen.whole == stated.fingerprint.whole:
        return Verdict(
            "unproven",
            (
                "The picture agrees with what it says of itself; nothing here can prove more.",
                "So it was not changed by accident. Whoever changes a picture on purpose can change that, too.",
            ),
            stated.record,
        )
    how = "It does not agree with the fingerprint in its own metadata."
    return _changed(seen, stated.fingerprint, how, Verdict("changed", (), stated.record))


def _changed(seen: Fingerprint, made: Fingerprint, how: str, verdict: Verdict) -> Verdict:
    """The verdict with the places that differ, as far as they can be told."""
    boxes = changed_boxes(made.blocks, seen.blocks, seen.width, seen.height)
    if made.is_raster and made.blocks == seen.blocks:
        said = f"The picture was changed: {_OTHER_COLOURS}."
    elif not boxes:
        said = "The picture was changed; in a drawing the place cannot be told."
    elif share_changed(made.blocks, seen.blocks) >= ALMOST_ALL:
        said = "The picture differs nearly everywhere, as after saving with loss, recolouring, or when it is another picture."
    else:
        said = f"The picture was changed {_say_boxes(boxes)}."
    return replace(verdict, sentences=(said, how), boxes=boxes)


def _say_boxes(boxes: Sequence[Box]) -> str:
    """In words: in the upper left part (x 0 to 200, y 0 to 100) and in the top part (x 600 to 900, y 0 to 100)."""
    said = [f"in the {each.words} part (x {each.left} to {each.right}, y {each.top} to {each.bottom})" for each in boxes[:BOXES_SAID]]
    if len(boxes) > BOXES_SAID:
        said.append(f"in {len(boxes) - BOXES_SAID} more parts")
    return in_a_row(said)


def _why_not(seen: Fingerprint, made: Sequence[Fingerprint]) -> str:
    sizes = sorted({(each.width, each.height) for each in made if each.is_raster})
    if seen.kind == "jpeg":
        return "as a JPEG no pixel is quite as it was"
    if seen.is_raster and sizes and (seen.width, seen.height) not in sizes:
        known = " or ".join(f"{width} x {height}" for width, height in sizes)
        return f"it has {seen.width} x {seen.height} pixels, and was made with {known}"
    return "it was saved again in a way that changes it everywhere, or another picture was put in its place"


def _comparable(one: Fingerprint, other: Fingerprint) -> bool:
    return (one.width, one.height) == (other.width, other.height)


def _closest(seen: Fingerprint, files: Sequence[Fingerprint]) -> Fingerprint:
    return min(files, key=lambda each: share_changed(each.blocks, seen.blocks))


def _unit(seen: Fingerprint) -> str:
    if seen.is_raster:
        return "pixel"
    return "byte of its page" if seen.kind == "pdf" else "line and letter"


def _differing(stated: Record, known: Record, leave_out: Sequence[str] = ()) -> list[str]:
    """The parts of two records that differ, in words."""
    names = [each.name for each in fields(Record) if getattr(stated, each.name) != getattr(known, each.name)]
    return list(dict.fromkeys(_WORDS_OF.get(name, name) for name in names if name not in leave_out))


def _other_words(differing: Sequence[str]) -> str:
    return f"The picture is untouched, but its metadata were changed: {', '.join(differing)}. Below stands what we wrote."


def _scale_of(query: str, seen: Fingerprint) -> int:
    """The scale at which a picture of that width was drawn. Raises AddressError or ProofError."""
    if not seen.is_raster:
        return 1
    width = size_of(read_spec(_pairs(query)).size).width
    for scale in SCALES:
        if seen.width == width * scale:
            return scale
    raise ProofError(f"It is {seen.width:,} pixels wide, which is no scale of the {width:,} that its link asks for.")


def _pairs(query: str) -> list[tuple[str, str]]:
    return urllib.parse.parse_qsl(query) if query.count("&") < MAX_PARTS else []


def _since(record: Record | None, catalogue: Catalogue) -> tuple[Changes | None, str]:
    """What changed between the reports of a picture and those of the same View now, and a sentence about it."""
    if record is None:
        return None, ""
    if record.dataset not in catalogue.names:
        return None, f"What changed since cannot be said: the dataset {record.dataset!r} is not open here."
    dataset = catalogue.dataset(record.dataset)
    if dataset.version == record.data_version:
        return Changes((), ("regraded",)), f"The data are still the same, version {dataset.version}."
    if not record.all_ids and record.digest:
        return None, (
            f"The data changed: version {record.data_version} then, {dataset.version} now. The picture counts too many reports"
            " to name each, or none, so which ones changed cannot be said."
        )
    pairs = [pair for pair in _pairs(record.query) if pair[0] in PART_BY_KEY and pair[0] not in ("dataset", "data", "event")]
    view, notice = read_view(pairs, catalogue.vocabulary(dataset.name))
    view = view.but(dataset=dataset.name)
    reports = catalogue.reports(view)
    now = shown(select(reports, view, dataset.first_day, dataset.last_day))
    changes = changes_between(dict(zip(record.all_ids, record.grades, strict=True)), now, labels_of(dataset))
    elsewhere = sum(each.event_id in reports.index for each in changes.of("removed"))
    parts = [f"Since then, with data version {dataset.version} in place of {record.data_version}: {changes.sentence}"]
    if elsewhere:
        parts.append(f"Of those removed {elsewhere:,} are still in the data, and match the picture's filters or days no longer.")
    return changes, " ".join(filter(None, [*parts, notice]))
