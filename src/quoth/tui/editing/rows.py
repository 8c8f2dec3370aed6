"""The fields of a form on the screen: a label, what is typed, and a line on what it means."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from quoth.basics.text import as_entered
from quoth.editing.fields import FieldSpec, FieldType
from quoth.editing.typed import Understood
from quoth.tui.configured import table_of, told_keys
from quoth.tui.editing.fields import about
from quoth.tui.editing.lookups import Lookups
from quoth.tui.editing.typed import Completed, completed, terms, understood
from quoth.tui.look.painting import LineBar, Painted, line, plain
from quoth.tui.widgets.line_input import LineInput


class NumberTyped(Message):
    """The number of something that a form offers was typed."""

    def __init__(self, place: int) -> None:
        """Take its place among what is offered."""
        super().__init__()
        self.place = place


def _number_of(event: events.Key, offers: int) -> int | None:
    """Return the place of what is offered by the number that a key types; None if it is none."""
    typed = event.character or ""
    place = "123456789"[:offers].find(typed)
    return place if typed and place >= 0 else None


class FormInput(LineInput):
    """A field of one line; a number takes what the form offers, until something is typed."""

    def __init__(self, text: str, *, selects: bool) -> None:
        """Create the input with its text; with `selects`, the first typed character replaces it."""
        super().__init__(text, compact=True, select_on_focus=selects)
        self.cursor_blink = False
        self.offers = 0
        """How many things are offered by number."""
        self._first = text

    def on_key(self, event: events.Key) -> None:
        """Take a number as that of something offered while the text is as it was at first."""
        place = _number_of(event, self.offers) if self.value == self._first else None
        if place is not None:
            event.prevent_default().stop()
            self.post_message(NumberTyped(place))


class FormArea(TextArea):
    """A field of several lines."""

    def __init__(self, text: str) -> None:
        """Create the area with its text."""
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as it will be stored: Textual breaks lines at control characters."""
        event.prevent_default()
        event.stop()
        if result := self._replace_via_keyboard(
            as_entered(event.text, lines=True), *self.selection
        ):
            self.move_cursor(result.end_location)

    def on_mount(self) -> None:
        """Begin at the end, as a field of one line does."""
        self.move_cursor(self.document.end)


class ChoiceField(Painted, Widget, can_focus=True):
    """A field in which one of a few things is chosen."""

    class Changed(Message):
        """Something else was chosen."""

    def __init__(self, choices: Sequence[str], chosen: str, unchosen: str) -> None:
        """Create the field with its choices, and the label of no choice."""
        super().__init__()
        self._choices = choices
        self._unchosen = unchosen
        self._chosen = chosen
        self.offers = 0
        """How many things are offered by number."""

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._chosen

    @value.setter
    def value(self, value: str) -> None:
        """Choose something else."""
        if value != self._chosen:
            self._chosen = value
            self.refresh()
            self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Choose the next, the one before, the next that begins with a letter, or by a number."""
        number = _number_of(event, self.offers)
        if number is not None:
            event.stop()
            self.post_message(NumberTyped(number))
            return
        steps = {"left": -1, "right": 1, "space": 1}.get(event.key)
        place = self._choices.index(self._chosen) if self._chosen in self._choices else 0
        if steps is None and event.character:
            after = [*self._choices[place + 1 :], *self._choices[: place + 1]]
            begun = [one for one in after if one.startswith(event.character.casefold())]
            if begun:
                self.value = begun[0]
                event.stop()
        elif steps is not None:
            self.value = self._choices[(place + steps) % len(self._choices)]
            event.stop()

    def on_focus(self) -> None:
        """Show that keys choose here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they don't any more."""
        self.refresh()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: on what is chosen."""
        before = self._choices[: self._choices.index(self._chosen)] if self._chosen else ()
        across = sum(len(choice or self._unchosen) + 3 for choice in before)
        return self.content_region.offset + Offset(across, 0)

    def render_line(self, y: int) -> Strip:
        """Paint the choices, the one that is chosen in brackets."""
        runs: list[str | tuple[str, str]] = []
        for choice in self._choices:
            name = choice or self._unchosen
            on = choice == self._chosen
            role = ("key" if self.has_focus else "chosen") if on else "faint"
            runs += [(f"[{name}]" if on else f" {name} ", role), " "]
        return self.paint(line(*runs) if y == 0 else Content(""), self.size.width)


class FieldRow(Vertical):
    """A field, with a line below it while it is being filled in, or where something is wrong."""

    class Edited(Message):
        """The text of the field changed."""

        def __init__(self, row: FieldRow) -> None:
            """Create the message about the field of a row."""
            super().__init__()
            self.row = row

    def __init__(self, spec: FieldSpec, text: str, last: str = "") -> None:
        """Create the row of a field, with its text and the last record's, both neutralised."""
        super().__init__(classes="field")
        self.spec = spec
        self.initial = text
        self.last = last
        self._text = text
        self._means: Understood = Understood()
        self._offered: Sequence[Completed] = ()
        """What the text that is completed may become, whichever of it was taken."""
        self._place = -1
        self._taken: str | None = None
        self._said = ""
        self._insisting = False
        is_open = spec.form is FieldType.TERM and not text
        self.suggested: Sequence[Completed] = terms(spec, "") if is_open else ()
        """What an unchanged text may become."""
        self._label = LineBar(id=f"label-{spec.name}", classes="label")
        self._hint = LineBar(id=f"hint-{spec.name}", classes="hint")
        self.editor = _editor(spec, text)

    def compose(self) -> ComposeResult:
        """Make the label, the editor and the line below."""
        yield self._label
        yield self.editor
        yield self._hint

    def on_mount(self) -> None:
        """Show the label."""
        sign = "*" if self.spec.required else " "
        self._label.show(line((f" {self.spec.label:<12}", "label"), (sign, "sign")))
        self._hint.display = False

    @property
    def can_be_completed(self) -> bool:
        """Whether anything may complete what is typed here."""
        spec = self.spec
        by_form = spec.form in (FieldType.PATH, FieldType.TERM, FieldType.STANCES)
        return by_form or bool(spec.refers or spec.facet or self.suggested)

    @property
    def text(self) -> str:
        """The text of the field."""
        if isinstance(self.editor, TextArea):
            return self.editor.text
        assert isinstance(self.editor, Input | ChoiceField)  # noqa: S101  # as they are made
        return self.editor.value

    @text.setter
    def text(self, text: str) -> None:
        """Put something else there."""
        if isinstance(self.editor, TextArea):
            self.editor.text = text
            self.editor.move_cursor(self.editor.document.end)
        elif isinstance(self.editor, Input | ChoiceField):
            self.editor.value = text
            if isinstance(self.editor, Input):
                self.editor.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take note of what was typed."""
        event.stop()
        self.look()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take note of what was typed."""
        event.stop()
        self.look()

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Take note of what was chosen."""
        event.stop()
        self.look()

    def look(self) -> None:
        """Take what was typed or pasted as it will be stored, and say that it is another."""
        typed = self.text
        if typed == self._text:
            return
        shown = as_entered(typed, lines=self.spec.form is FieldType.TEXT)
        self._text = shown
        self._said = _said_of(typed, shown)
        if shown != typed:
            self.text = shown
        self._insisting = False
        self.post_message(self.Edited(self))

    def understand(self, lookups: Lookups, known: object = None) -> Understood:
        """Find out what the text means; that is known if the text is unchanged."""
        if known is not None and self.text == self.initial:
            self._means = Understood(known)
        else:
            self._means = understood(self.spec, self.text, lookups)
        return self._means

    @property
    def _goes_round(self) -> bool:
        """Whether what stands here is a completion that was taken, and there are others."""
        return self.text == self._taken and len(self._offered) > 1

    def complete(self, lookups: Lookups) -> bool:
        """Take the next of what the text may become, and tell whether there was another."""
        self.look()
        if not self._goes_round:
            self._place = -1
            self._offered = self._completed(lookups) if self.text != self._taken else ()
        return self._take(1)

    def _completed(self, lookups: Lookups) -> Sequence[Completed]:
        """Return what the text may become."""
        if self.text == self.initial:
            return self.suggested
        return completed(self.spec, self.text, lookups)

    def complete_back(self) -> bool:
        """Take the completion before the one that was taken, and tell whether there was one."""
        self.look()
        return self._goes_round and self._take(-1)

    def _take(self, steps: int) -> bool:
        """Take a completion so many steps on, round and round; tell whether there are any."""
        if not self._offered:
            return False
        self._place = (self._place + steps) % len(self._offered)
        self._taken = self.text = self._offered[self._place].text
        return True

    def repeat(self) -> bool:
        """Take what the last record has here, and tell whether it has anything."""
        if self.last:
            self.text = self.last
        return bool(self.last)

    def insist(self, problem: str) -> None:
        """Show a problem, although this field doesn't have the focus."""
        self._insisting = True
        self._hint.display = True
        self._hint.show(line(("! ", "sign"), plain(problem)))

    def show_hint(self, lookups: Lookups) -> None:
        """Say what the text means, what is wrong with it, or what it may become."""
        if self._insisting:
            return
        typing = self.editor.has_focus
        if typing and self._goes_round:
            offered = [*self._offered[self._place :], *self._offered[: self._place]]
        else:
            offered = [*self._completed(lookups)] if typing else []
        hint = self._hint_line(offered, typing=typing)
        self._hint.display = bool(hint.plain.strip())
        self._hint.show(hint)

    def _hint_line(self, offered: Sequence[Completed], *, typing: bool) -> Content:
        """Return the line below the field."""
        means = self._means
        if means.problem and self.text.strip() and not offered:
            return line(("! ", "sign"), plain(means.problem))
        if not typing:
            return line((plain(means.hint), "faint")) if means.new else Content("")
        runs: list[str | tuple[str, str]] = []
        for one in offered:
            first = not runs
            runs += [(f"{table_of(self).key('take_completion')} ", "key")] if first else []
            runs += [(plain(one.label), "chosen" if first else ""), (f" {plain(one.note)}" if
                     first and one.note else "", "faint"), "  "]  # fmt: skip
        hint = self.spec.about if self.spec.form is FieldType.TERM else means.hint
        if offered and hint == offered[0].label:
            hint = ""  # It was taken, and is shown as the first of the completions.
        if hint:
            runs.insert(0, (f"{plain(hint)}  ", "sign" if means.new else "faint"))
        elif not self.text and self.last:
            last = plain(self.last)
            runs += [
                (f"{table_of(self).key('repeat_last')} ", "key"),
                (f"as last: {last}", "faint"),
            ]
        elif not offered:
            runs.append((self._said or told_keys(self, about(self.spec)), "faint"))
        return line(*runs)


def _said_of(typed: str, shown: str) -> str:
    """Report how a text that was typed or pasted was changed, if it was."""
    if len(shown) < len(typed.replace("\r\n", "\n")):
        return "hidden characters were left out"
    return "control characters became spaces" if shown != typed else ""


def _editor(spec: FieldSpec, text: str) -> Widget:
    """Return the widget that a field is filled in with."""
    if spec.form is FieldType.CHOICE:
        return ChoiceField(spec.choices, text, spec.unchosen)
    if spec.form is FieldType.TEXT:
        return FormArea(text)
    one_of = (FieldType.NAME, FieldType.DATE, FieldType.TERM)
    return FormInput(text, selects=spec.form in one_of)
