"""What parts of screens and widgets are made of.

Textual makes a widget of each subclass of one: it merges its keys, and looks through all its
attributes, which takes as long as painting a pane. So only the whole is made one. A part has
methods; the whole puts them before those of Textual's own class.

A part handles a message by a method's name, since Textual looks for decorated handlers only in
widgets. Keys are bound to the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    class ScreenPart(Screen[None]):
        """What a part of a screen can use: all that the whole screen has."""

    class WidgetPart(Widget):
        """What a part of a widget can use: all that the whole widget has."""

else:

    class ScreenPart:
        """A class as any other, until it is part of a screen."""

    class WidgetPart:
        """A class as any other, until it is part of a widget."""
