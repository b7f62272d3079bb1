"""`python -m tools.hard_moments`: writes `docs/hard-moments.md`, the page that a clinician reads.

Every text of an urge, a crisis or another hard moment, and of what is one tap away from it,
in both languages. With `--check` nothing is written: it fails when the page is not what the
content says now.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.load import load
from bot.content.model import Book, Content, Exercise, HelpLine, Step

PAGE = Path("docs/hard-moments.md")
_SHORT = 48
"""Texts up to this length stand side by side in a table."""
_LANGUAGES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A part of the page: fixed replies by name, other texts by the beginning of their key."""

    title: str
    about: str
    replies: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


MOMENTS = (
    Moment(
        "Thinking of ending one's life",
        "Said plainly: the reply with the lines at once. Hinted at: the question, with the lines"
        " right below it; not knowing counts as yes, and a no may give its reason."
        " `_after` stands below the lines. `_again` asks once more, with the numbers alone, after"
        " words that are no answer to the question. Where it was only guessed, and more"
        " likely something else, the question says so (`suicide_slight`), and a bare yes or no"
        " beside the exercise that it offers is asked about (`suicide_beside`).",
        (
            "suicide",
            "suicide_after",
            "suicide_say",
            "suicide_sentence",
            "suicide_veiled",
            "suicide_slight",
            "suicide_again",
            "suicide_open",
            "suicide_open_still",
            "suicide_beside",
            "suicide_who_reads",
            "suicide_no",
        ),
    ),
    Moment(
        "Something is said to a reply that stands already",
        'Nothing light follows. A yes, fear, a "no, but", and any word that may tell of an'
        " attempt, a farewell, a body, an amount, a time or a place gets what to do in danger and"
        " all lines again (`still`; about a throat `still_throat` stands below it). Anything else,"
        " from thanks to a good day, gets one line that answers it, and below that what to do for"
        " whoever took something (`still_taken`; `still_hurt` where only violence was told;"
        " `still_other`, and `still_of_another` for `still`, where it was told of another) and"
        " the numbers alone (`still_people`); *Help* opens the rest."
        " Who cannot ring sees where somebody answers in writing at that hour"
        " (`still_chat`). Who says that she is in the Netherlands or in Belgium sees the lines"
        " of that country (`still_place`)."
        " It stays so for a day, whatever is shown in between: a list of commands, who reads"
        " this, an answer of the coach."
        " The first text after a night or a day is answered for that (`after_`), asks nothing, and"
        " says what becomes of the daily message (`still_held`). `not_seen` stands above it when"
        " it was no text, such as a voice message.",
        (
            "still",
            "still_taken",
            "still_hurt",
            "still_other",
            "still_of_another",
            "still_people",
            "still_place",
            "still_unsure",
            "still_no",
            "still_thanks",
            "still_sorry",
            "still_better",
            "still_good",
            "still_hello",
            "still_good_night",
            "still_else",
            "still_else_again",
            "still_calling",
            "still_cannot_call",
            "still_chat",
            "still_later",
            "still_later_on",
            "still_bleeding",
            "still_throat",
            "after_night",
            "after_day",
            "still_held",
            "not_seen",
        ),
    ),
    Moment(
        "Something was taken or done already",
        "112 comes first; the lines for talking stand below it.",
        ("medical", "medical_after"),
    ),
    Moment(
        "Signs of a heart attack or a stroke",
        "Also pain in the chest alone, and who asks whether it is panic: nobody can tell from"
        " afar. No exercise. `still_ill` and `ill_people` stand above the numbers in what is said"
        " afterwards.",
        ("ill", "ill_after", "still_ill", "ill_people"),
    ),
    Moment("Self-harm", "Now, recent or wanted.", ("selfharm", "selfharm_after")),
    Moment(
        "Violence",
        "First one short question, since somebody may stand beside the phone. On `no` it is edited"
        " into one neutral line, and all is silent. On `yes`: care, the lines, evidence. What is"
        " asked or told then has a line of its own (`now_`). Who wrote"
        " more than ten minutes ago, while the program was down, is asked without a sound. What"
        " was only guessed, and is more likely something else, is asked in other words"
        " (`violence_slight`), with a third answer, that it was not meant so (`violence_no`);"
        " on a `yes` the care begins with `violence_maybe`. What makes light of it is no answer:"
        " it is asked once more (`violence_open_slight`).",
        (
            "violence",
            "violence_slight",
            "violence_maybe",
            "violence_no",
            "violence_late",
            "violence_open",
            "violence_open_slight",
            "violence_keep",
            "violence_over",
            "violence_unsafe",
            "violence_safe",
            "violence_after",
            "now_police",
            "now_where",
            "now_coach",
            "now_door",
            "now_away",
        ),
    ),
    Moment(
        "Strangulation",
        "The same question with the signs that need 112 at once, then care before anything else.",
        ("strangulation_ask", "strangulation", "strangulation_after"),
    ),
    Moment(
        "Somebody else is in danger",
        "Suicide of another (also as a threat), or violence against another. Who asks what to do"
        " for another who thinks of it reads `now_other`.",
        (
            "third_suicide",
            "third_suicide_after",
            "now_other",
            "third_violence",
            "third_violence_after",
        ),
    ),
    Moment("Afraid of hurting somebody", "No shaming; distance first.", ("harm", "harm_after")),
    Moment(
        "Somebody else has this phone",
        "Who types that he is her husband reads that this is a program, and nothing else; a"
        " question whether she can type safely is deleted. Who may be there to help finds *Help*.",
        ("somebody_types", "somebody_helps"),
    ),
    Moment(
        "Around every reply",
        "`not_kept` ends a reply when the words were typed inside a letter, to the coach, or at"
        " another place that waits for a text; `write_on` where that place waits on, and"
        " `write_after` in its stead below a question, which is answered first."
        " `beside_work` stands, with the lines, beside words of a coach that may be about herself."
        " `failed` goes out when the program itself fails.",
        (
            "not_kept",
            "write_on",
            "write_after",
            "beside_work",
            "not_emergency",
            "failed",
            "young",
            "young_client",
            "evidence",
        ),
        ("lines.", "country.", "button."),
    ),
    Moment(
        "The own safety plan",
        "Made in a calm moment; one tap away from every reply.",
        texts=("plan.",),
    ),
    Moment(
        "Would like you to call",
        "Locked until a coach confirmed the protocol; consent before, and a yes in the moment.",
        texts=("call.",),
    ),
    Moment(
        "An urge",
        "From the first reply to the look back; then the gentle days.",
        texts=("urge.", "look.", "care.", "breath."),
    ),
    Moment(
        "The letter and the anchor box",
        "Offered in an urge, prepared before.",
        texts=("letter.", "anchor.", "keeping."),
    ),
    Moment(
        "Contact that has to happen, and hard days",
        "Planned in a calm moment. What comes about contact goes through in an urge, too.",
        texts=("appointment.", "date.", "moment."),
    ),
    Moment(
        "Arriving",
        "Whoever opens the program for the first time may do so in a hard hour.",
        texts=("start.",),
    ),
    Moment(
        "Leaving no trace",
        "What empties the chat, and what has everything forgotten: asked for after violence, and"
        " whenever somebody may look. `evidence` stands below what is emptied then.",
        texts=("wipe.", "forget."),
    ),
    Moment(
        "Ways that stay open",
        "What somebody in a hard moment may come to from there.",
        texts=("exercise.", "other.", "contact.", "late.", "stop.", "pause.", "word.", "stub."),
    ),
)


def texts_of(book: Book, moment: Moment) -> dict[str, str]:
    """The texts of one moment under their keys."""
    found = {f"crisis · {name}": book.replies[name] for name in moment.replies}
    for key, entry in book.t.entries.items():
        if key.startswith(moment.texts):
            forms = {"": entry} if isinstance(entry, str) else entry
            found |= {f"{key}{f' ({form})' if form else ''}": text for form, text in forms.items()}
    return found


def page_of(content: Content) -> str:
    """The whole page."""
    parts = [_HEAD, *(_moment(content, moment) for moment in MOMENTS)]
    parts += [_names(content), _exercises(content), _lines(content)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


_HEAD = """# Hard moments

Every text of an urge, a crisis or another hard moment, and of what is one tap away from it, for a
clinician to read and approve.
Made from the content by `python -m tools.hard_moments`; change the words in `content/`, not here.
Words between braces are filled in by the program. Nothing below is ever composed on the fly."""


def _moment(content: Content, moment: Moment) -> str:
    if not moment.texts and not moment.replies:
        return ""
    by_language = {code: texts_of(content[code], moment) for code in _LANGUAGES}
    keys = list(by_language["nl"])
    short = [key for key in keys if all(_is_short(found[key]) for found in by_language.values())]
    parts = [f"## {moment.title}", moment.about]
    parts += [_quoted(by_language, key) for key in keys if key not in short]
    if short:
        parts.append(_table(by_language, short))
    return "\n\n".join(parts)


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and "\n" not in text


def _quoted(by_language: Mapping[str, Mapping[str, str]], key: str) -> str:
    blocks = [f"**{key}**"]
    for code, name in _LANGUAGES.items():
        lines = [f"*{name}*", "", *by_language[code][key].split("\n")]
        blocks.append("\n".join(f"> {line}".rstrip() for line in lines))
    return "\n\n".join(blocks)


def _table(by_language: Mapping[str, Mapping[str, str]], keys: list[str]) -> str:
    rows = [f"| text | {' | '.join(_LANGUAGES.values())} |", "|---|---|---|"]
    for key in keys:
        cells = " | ".join(by_language[code][key].replace("|", "\\|") for code in _LANGUAGES)
        rows.append(f"| `{key}` | {cells} |")
    return "\n".join(rows)


def names_of(book: Book) -> dict[str, str]:
    """The phases and states, as they stand on buttons."""
    states = {state: name for state, (name, _) in book.cycle.withdrawal.items()}
    return {phase.id: phase.name for phase in book.cycle.phases} | states


def _names(content: Content) -> str:
    by_language = {code: names_of(content[code]) for code in _LANGUAGES}
    return "## Names on buttons\n\n" + _table(by_language, list(by_language["nl"]))


def _exercises(content: Content) -> str:
    parts = [
        "## Exercises",
        "Never the answer to a crisis; offered in an urge, and there when the client chooses one.",
    ]
    for name in sorted(content["nl"].exercises):
        parts += [f"### {name}", *(_exercise(content[c].exercises[name]) for c in _LANGUAGES)]
    return "\n\n".join(parts)


def _exercise(exercise: Exercise) -> str:
    states = ", ".join(exercise.states)
    head = f"**{exercise.title}** · {exercise.minutes} min · {states}"
    rows = [head, *_steps("", exercise.steps), *_steps("(lying) ", exercise.lying)]
    if exercise.cautions:
        rows.insert(1, f"*{exercise.cautions}*")
    return "\n\n".join(rows)


def _steps(mark: str, steps: tuple[Step, ...]) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        # Indented, so that a text of several lines stays one step.
        text = step.text.replace("\n", "\n   ")
        yield f"{number}. {mark}{text} ({step.seconds} s)"


def _lines(content: Content) -> str:
    rows = [
        "## Help lines",
        "",
        "Times are local. A line that nobody looked at for 90 days is reported to the coach.",
    ]
    for code, name in _LANGUAGES.items():
        rows += ["", f"### {name}", "", "| line | number | chat | hours | about | verified |",
                 "|---|---|---|---|---|---|"]  # fmt: skip
        rows += [_row(line) for line in content[code].lines]
    return "\n".join(rows)


def _row(line: HelpLine) -> str:
    hours = "; ".join(
        filter(None, (line.hours_text, line.chat_hours and f"chat {line.chat_hours}"))
    )
    cells = (
        f"{line.country} · {line.name}",
        line.phone,
        line.chat,
        hours,
        line.about,
        f"{line.verified_on} ({line.basis})",
    )
    return f"| {' | '.join(cell.replace('|', '-') for cell in cells)} |"


def main() -> None:
    page = page_of(load(Path("content")))
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print(f"{PAGE} is stale: run python -m tools.hard_moments", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
