"""The one table of commands: it feeds the bindings, the key bar, the palette and the help screen.

Every key that works is in this table, and every key in it works. Nothing else binds a key, except
Textual's own keys: those that edit the text of the search, the palette and the choice of colours.
The settings can change keys; a `KeyTable` holds the keys in force. Nothing here needs Textual, so
that the command line can check and print keys without it.

(It is long because it is a table: one line per command.)
"""

# ruff: noqa: E501  # a table is read by its columns

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from quoth.basics.keys import key_name


class Context(StrEnum):
    """Where a command works."""

    EVERYWHERE = "Everywhere"
    EDITING = "Editing, everywhere"
    LISTS = "In a list"
    ACTORS = "Actors"
    STATEMENTS = "Statements"
    DETAIL = "Statement"
    TIMELINE = "Timeline"
    SEARCH = "Search"
    NARROWING = "Lists that narrow as you type"
    FILTERING = "Filters"
    CHOOSING = "Commands and colours"
    HELP = "Help"
    NAMING = "Naming a search"
    EXPORTING = "Writing to a file"
    FORM = "Forms"
    QUESTION = "Questions"
    MERGING = "Merging actors"
    SPLITTING = "Splitting an actor"
    RECORDS = "Sources, events, topics"
    PICKING = "Statements, with quoth pick"
    REVIEWING = "Reviewing drafts"
    ACCEPTING = "Accepting many drafts"
    CUTTING = "Cutting a draft in two"
    MARKING = "Marking a statement in its article"
    CONFIRMING = "Before drafts are joined or changed"
    ANALYSIS = "Analyses"
    OPENED = "Statements of a number"
    OPTION = "An option that is typed"
    LINK = "A source's address"
    WORDINGS = "The wordings of a quote"
    POSITIONS = "Whose position changed"
    HISTORY = "A position over time"
    BEFORE_AFTER = "Before and after a day"
    CURATING = "Settling what coders disagree on"
    AGREEMENT = "How far the coders agree"
    GREETING = "Without a store"
    BEGINNING = "Beginning a store"
    OPENING = "Opening a store"
    ON_SAMPLE = "Before the sample is changed"
    ALWAYS = "Always"


class Command(NamedTuple):
    """One thing that the user can do."""

    id: str
    """Also the name of the action, with underscores."""
    keys: tuple[str, ...]
    """As Textual names them; the first is the one that is shown."""
    label: str
    """A word or two, for the key bar."""
    help: str
    """What it does, for the help screen and the palette; `{undo}` is replaced by the key of undo."""
    place: Context = Context.EVERYWHERE
    hint: int = 0
    """The place in the key bar, the lowest first; 0 keeps it out."""
    action: str = ""
    """The action, if it has another name than the command."""
    beside: str = ""
    """The command that shares its place in the key bar."""
    label_of_both: str = ""
    """A word for the two, where they share a place."""

    @property
    def shown_keys(self) -> str:
        """The keys as they are shown."""
        return " ".join(map(key_name, self.keys))


_E, _N, _L, _A, _S, _D, _T = (
    Context.EVERYWHERE,
    Context.EDITING,
    Context.LISTS,
    Context.ACTORS,
    Context.STATEMENTS,
    Context.DETAIL,
    Context.TIMELINE,
)

_WRITTEN: Final[tuple[Command, ...]] = (
    Command("search", ("slash",), "search", "Search quotes, contexts and names, misspelt or not; by:name, topic:name, said:2025-03, \"phrase\", -not, OR", _E, 10, beside="filter", label_of_both="find"),
    Command("back", ("escape",), "back", "Go back one step", _E, 40),
    Command("filter", ("f",), "filter", "Choose kinds, topics, outlets and sources to filter by", _E),
    Command("drop", ("x",), "drop filter", "Remove the last filter", _E),
    Command("drop_all", ("X",), "drop all", "Clear the search and all filters", _E),
    Command("save_search", ("w",), "save search", "Save this search under a name; recall it with @name", _E),
    Command("export", ("e",), "export", "Write what is shown, or marked, to a file: a sheet of quotes, a table, citations", _E),
    Command("sort", ("s",), "sort", "Sort by date, newest or oldest first, by speaker or relevance", _E),
    Command("next_statement", ("n",), "next", "Go to the next statement", _E),
    Command("previous_statement", ("N",), "previous", "Go to the previous statement", _E),
    Command("earlier", ("left_square_bracket",), "earlier", "Choose the previous period with statements", _E),
    Command("later", ("right_square_bracket",), "later", "Choose the next period with statements", _E),
    Command("zoom_in", ("plus", "equals_sign"), "zoom in", "Cut the timeline finer: decades, years, months, weeks, days", _E),
    Command("zoom_out", ("minus",), "zoom out", "Cut the timeline coarser", _E),
    Command("wordings", ("F",), "wordings", "Show the other wordings of the quote, who has them, and what differs", _E, 31, beside="mark_differences", label_of_both="wordings"),
    Command("mark_differences", ("D",), "differences", "Mark with ≠ statements whose wordings differ so that the meaning may change, or stop marking", _E),
    Command("positions", ("P",), "positions", "Show whose position on a topic changed, when and how surely; then before and after", _E, 30, beside="analyse", label_of_both="analyse"),
    Command("curate", ("L",), "coders", "Show how far the coders agree, and settle where they differ", _E),
    Command("mark_all", ("A",), "mark all", "Mark all statements shown; keys then act on the marked ones", _E),
    Command("clear_marks", ("C",), "clear marks", "Remove all marks", _E),
    Command("copy", ("y",), "copy", "Copy the quote (or those that are marked) with speaker, date and source", _E, 36),
    Command("copy_words", ("Y",), "copy words", "Copy only the words of the quote", _E),
    Command("open_source", ("o",), "source link", "Open the source's web page; over SSH, show the address to click or copy", _E),
    Command("open_archived", ("O",), "archived", "Open the archived copy of the source", _E),
    Command("actors", ("1",), "actors", "Go to the actors", _E, 37, action="go('actors')"),
    Command("statements", ("2",), "statements", "Go to the statements", _E, action="go('statements')"),
    Command("timeline", ("3",), "timeline", "Go to the timeline", _E, action="go('timeline')"),
    Command("next_pane", ("tab",), "next pane", "Go to the next pane", _E, 38),
    Command("previous_pane", ("shift+tab",), "previous pane", "Go to the previous pane", _E),
    Command("zoom_pane", ("z",), "zoom", "Give this pane the whole screen, or bring the others back", _E, 41),
    Command("fold_timeline", ("Z",), "fold timeline", "Fold the timeline away, or bring it back", _E),
    Command("wider", ("greater_than_sign",), "wider", "Make this pane wider; its width is remembered", _E),
    Command("narrower", ("less_than_sign",), "narrower", "Make this pane narrower; its width is remembered", _E),
    Command("palette", ("colon", "ctrl+p"), "commands", "Find a command, an actor or a topic by name", _E, 42),
    Command("theme", ("T",), "theme", "Choose the colours", _E),
    Command("help", ("question_mark", "f1"), "help", "Show every key", _E, 90),
    Command("leave", ("q",), "quit", "Leave quoth", _E, 91),
    Command("add_record", ("a",), "add", "Add a statement (in Actors: an actor; in the timeline: an event)", _N, 33),
    Command("edit_record", ("m",), "edit", "Edit the statement or actor", _N, 34),
    Command("delete_record", ("d",), "delete", "Delete the statement or actor", _N),
    Command("star", ("asterisk",), "star", "Star or unstar the statement (the tag “star”)", _N),
    Command("tag", ("t",), "tags", "Tag the statement", _N),
    Command("write_note", ("c",), "note", "Write a note on the statement or actor", _N),
    Command("change_status", ("S",), "status", "Set the status: confirmed, draft or rejected", _N),
    Command("undo", ("u",), "undo", "Undo the last change; repeat to go further back, across sessions", _N, 36),
    Command("redo", ("U", "ctrl+r"), "redo", "Redo the change undone last", _N),
    Command("merge", ("M",), "merge", "Merge duplicate actors: the selected ones first, then suggestions", _N),
    Command("split", ("vertical_line",), "split", "Split this actor: move some statements to a new one", _N),
    Command("take_in", ("I",), "article", "Import an article (file or pasted text); its statements become drafts", _N),
    Command("import_file", ("i",), "import", "Import a file: a table, JSON, GDELT, brat and more; what it would add is shown first", _N),
    Command("review", ("R",), "review", "Go through drafts beside their article: accept, correct or drop each", _N),
    Command("records", ("r",), "records", "Add, edit, delete sources, events, topics and checks of claims", _N),
    Command("analyse", ("W",), "analyse", "Analyse what is shown: who stands where, who agrees with whom, who is heard", _E),
    Command("down", ("j", "down"), "down", "Go down", _L),
    Command("up", ("k", "up"), "up", "Go up", _L),
    Command("first", ("g", "home"), "first", "Go to the first", _L),
    Command("last", ("G", "end"), "last", "Go to the last", _L),
    Command("page_down", ("ctrl+d", "pagedown"), "page down", "Go down a page", _L),
    Command("page_up", ("ctrl+u", "pageup"), "page up", "Go up a page", _L),
    Command("choose", ("enter",), "only this", "Show only statements by this actor or its members", _A, 1),
    Command("add", ("space",), "this too", "Add this actor's statements, or remove them", _A, 2),
    Command("read", ("enter",), "read", "Read the statement: its chain, context and source", _S, 1),
    Command("mark", ("space",), "mark", "Mark or unmark the statement, and go down; keys then act on the marked ones", _S, 2),
    Command("mark_range", ("V",), "mark from here", "Mark a range: press it again at the other end", _S),
    Command("follow", ("enter",), "follow", "Follow the line: to a statement, an actor, a topic", _D, 1, "choose"),
    Command("spell_out", ("v",), "spell out", "Show hidden or replaced characters by name", _D),
    Command("period_left", ("left", "h"), "earlier", "Go to the period before", _T, 3, beside="period_right", label_of_both="period"),
    Command("period_right", ("right", "l"), "later", "Go to the period after", _T),
    Command("choose_period", ("enter", "space"), "choose", "Show only statements that were, or may have been, made in the period", _T, 1),
    Command("mark_period", ("v",), "from here", "Start a longer period here; {choose_period} ends it", _T, 2),
    Command("lanes_down", ("j", "down"), "lanes down", "Show the lanes below", _T),
    Command("lanes_up", ("k", "up"), "lanes up", "Show the lanes above", _T),
    Command("first_period", ("g", "home"), "first", "Go to the first period", _T),
    Command("last_period", ("G", "end"), "last", "Go to the last period", _T),
    Command("fit", ("0",), "whole", "Show the whole time again, as fine as it fits", _T, 5),
    Command("to_list", ("enter",), "to the list", "Keep the search and go to the results", Context.SEARCH, 1, "screen.keep_search"),
    Command("complete", ("tab",), "complete", "Complete a field or a name; again for the next; or go to the results", Context.SEARCH, 3, "screen.complete"),
    Command("older", ("up",), "recent", "Go to an earlier search", Context.SEARCH, 4, "screen.older_search"),
    Command("newer", ("down",), "", "Go to a later search, or to the results", Context.SEARCH, 0, "screen.newer_search"),
    Command("give_up", ("escape",), "undo search", "Restore the previous search", Context.SEARCH, 2, "screen.give_up_search"),
    Command("toggle", ("enter",), "on or off", "Switch a filter on or off; what you type narrows the list", Context.FILTERING, 1, "choose"),
    Command("choose_row", ("enter",), "choose", "Choose the line under the cursor; what you type narrows the list", Context.CHOOSING, 1),
    Command("narrowed_down", ("down",), "down", "Go down", Context.NARROWING, 3),
    Command("narrowed_up", ("up",), "up", "Go up", Context.NARROWING, 4),
    Command("narrowed_page_down", ("pagedown",), "page", "Go down a page", Context.NARROWING, 5),
    Command("narrowed_page_up", ("pageup",), "", "Go up a page", Context.NARROWING),
    Command("close", ("escape",), "close", "Close the list", Context.NARROWING, 6),
    Command("help_down", ("down",), "down", "Scroll down; what you type finds lines of keys and topics", Context.HELP, 2),
    Command("help_up", ("up",), "up", "Scroll up", Context.HELP, 3),
    Command("help_page_down", ("pagedown",), "page", "Scroll down a page", Context.HELP, 4),
    Command("help_page_up", ("pageup",), "", "Scroll up a page", Context.HELP),
    Command("help_first", ("home",), "", "Go to the beginning", Context.HELP),
    Command("help_last", ("end",), "", "Go to the end", Context.HELP),
    Command("close_help", ("escape",), "close", "Close the help, or first clear the typed words", Context.HELP, 1),
    Command("leave_at_once", ("ctrl+c",), "quit", "Quit now", Context.ALWAYS),
    Command("suspend", ("ctrl+z",), "to the shell", "Suspend; `fg` resumes", Context.ALWAYS),
    Command("repaint", ("ctrl+l",), "redraw", "Redraw the screen", Context.ALWAYS),
    Command("take", ("enter",), "save", "Save the search under this name", Context.NAMING, 1),
    Command("cancel", ("escape",), "close", "Close without saving", Context.NAMING, 2, "close"),
    Command("write_out", ("enter",), "write", "Write the file", Context.EXPORTING, 1, "take"),
    Command("write_nothing", ("escape",), "close", "Write nothing", Context.EXPORTING, 2, "close"),
    Command("save", ("f2", "ctrl+s"), "save", "Save; so does {next_field} in the last field", Context.FORM, 1),
    Command("next_field", ("enter",), "next", "Go to the next field", Context.FORM, 2),
    Command("take_completion", ("tab",), "complete", "Complete what is typed; again for the next; or go to the next field", Context.FORM, 3),
    Command("leave_form", ("escape",), "leave", "Close the form; what was typed is kept for next time", Context.FORM, 4),
    Command("previous_field", ("shift+tab",), "back", "Go back to the previous completion or field", Context.FORM),
    Command("repeat_last", ("f3",), "as last", "Fill in the field as in the last statement", Context.FORM, 6),
    Command("field_below", ("down",), "below", "Go to the field below, from the last line of this one", Context.FORM),
    Command("field_above", ("up",), "above", "Go to the field above, from the first line of this one", Context.FORM),
    Command("begin_anew", ("f8",), "discard", "Discard what was typed and start over", Context.FORM, 5),
    Command("choose_columns", ("f4",), "columns", "Say which column of the file is which field (before it is imported)", Context.FORM, 3),
    Command("new_line", ("alt+enter", "ctrl+j"), "new line", "Start a new line (in the words, the context and the note)", Context.FORM),
    Command("agree", ("y", "enter"), "yes", "Do it", Context.QUESTION, 1),
    Command("decline", ("n", "escape", "q"), "no", "Leave everything as it is", Context.QUESTION, 2),
    Command("accept", ("y", "enter"), "merge, next", "Merge them and go to the next", Context.MERGING, 1),
    Command("skip", ("n",), "skip", "Keep them apart and go to the next", Context.MERGING, 2),
    Command("keep_next", ("j", "down"), "keep another", "Keep the next one; the others take its name", Context.MERGING, 3),
    Command("keep_previous", ("k", "up"), "", "Keep the previous one; the others take its name", Context.MERGING),
    Command("leave_out", ("x",), "leave out", "Don't merge this one", Context.MERGING, 4),
    Command("stop", ("escape", "q"), "stop", "Stop merging", Context.MERGING, 5),
    Command("pick", ("space",), "theirs", "Move the statement to the new actor, or leave it", Context.SPLITTING, 1),
    Command("name_them", ("enter",), "name them", "Name the new actor", Context.SPLITTING, 2),
    Command("leave_whole", ("escape", "q"), "close", "Don't split the actor", Context.SPLITTING, 3),
    Command("edit_this", ("enter", "m"), "edit", "Edit the record under the cursor", Context.RECORDS, 1),
    Command("add_one", ("a",), "add", "Add a record of the kind under the cursor", Context.RECORDS, 2),
    Command("delete_this", ("d",), "delete", "Delete the record under the cursor", Context.RECORDS, 3),
    Command("copy_address", ("y", "enter"), "copy", "Send the address to the terminal's clipboard", Context.LINK, 1),
    Command("close_link", ("escape", "q", "o"), "close", "Close the address", Context.LINK, 2),
    Command("read_wording", ("enter",), "read", "Read the statement under the cursor", Context.WORDINGS, 1, "choose"),
    Command("same_quote", ("equals_sign",), "same", "Decide that it is the same quote as the one it is compared with", Context.WORDINGS, 3),
    Command("misquoted", ("exclamation_mark",), "misquoted", "Decide that it misquotes the one it is compared with", Context.WORDINGS, 4),
    Command("other_quote", ("vertical_line",), "not one", "Decide that it isn't the same quote", Context.WORDINGS, 5),
    Command("right_wording", ("r",), "right", "Decide that this is the right wording of the quote", Context.WORDINGS, 6),
    Command("write_wordings", ("e",), "write", "Write these statements to a file: a sheet of quotes, a table, citations", Context.WORDINGS, 7),
    Command("close_wordings", ("escape", "q", "F"), "close", "Close the wordings", Context.WORDINGS, 2),
    Command("wordings_help", ("question_mark", "f1"), "help", "Show every key", Context.WORDINGS, 1, "dialog_help"),
    Command("open_position", ("enter",), "over time", "Show the position under the cursor over time", Context.POSITIONS, 1),
    Command("write_positions", ("e",), "write", "Write the statements of all these positions to a file: a sheet of quotes, a table, citations", Context.POSITIONS, 2),
    Command("close_positions", ("escape", "q", "P"), "close", "Close the positions", Context.POSITIONS, 3),
    Command("positions_help", ("question_mark", "f1"), "help", "Show every key", Context.POSITIONS, 1, "dialog_help"),
    Command("read_position", ("enter",), "read", "Read the statement under the cursor", Context.HISTORY, 1),
    Command("before_and_after", ("b",), "before|after", "Show what was said before a day and from it on, side by side", Context.HISTORY, 2),
    Command("write_history", ("e",), "write", "Write these statements to a file: a sheet of quotes, a table, citations", Context.HISTORY, 3),
    Command("close_history", ("escape", "q"), "back", "Go back to the positions", Context.HISTORY, 4),
    Command("history_help", ("question_mark", "f1"), "help", "Show every key", Context.HISTORY, 1, "dialog_help"),
    Command("read_told", ("enter",), "read", "Read the statement under the cursor", Context.BEFORE_AFTER, 1),
    Command("day_earlier", ("comma",), "earlier", "Move the day back by one occasion", Context.BEFORE_AFTER, 2),
    Command("day_later", ("full_stop",), "later", "Move the day on by one occasion", Context.BEFORE_AFTER, 3),
    Command("other_side", ("tab", "shift+tab"), "other side", "Go to the other side", Context.BEFORE_AFTER, 4),
    Command("write_side", ("e",), "write", "Write the statements of this side to a file: a sheet of quotes, a table, citations", Context.BEFORE_AFTER, 5),
    Command("close_before_after", ("escape", "q"), "back", "Go back to the positions over time", Context.BEFORE_AFTER, 6),
    Command("before_after_help", ("question_mark", "f1"), "help", "Show every key", Context.BEFORE_AFTER, 1, "dialog_help"),
    Command("close_records", ("escape", "q"), "close", "Close the list", Context.RECORDS, 4),
    Command("accept_draft", ("y", "enter"), "accept", "Accept the draft and go to the next; once all are read, to the next article", Context.REVIEWING, 1),
    Command("reject_draft", ("x", "d"), "drop", "Drop the draft (it wasn't said so) and go to the next", Context.REVIEWING, 2),
    Command("reject_alike", ("X",), "drop alike", "Drop all drafts like this one: of its speaker, its kind or its rule; it shows which first", Context.REVIEWING, 17),
    Command("next_draft", ("n", "j", "down"), "next", "Go to the next draft; this one stays pending", Context.REVIEWING, 3),
    Command("previous_draft", ("N", "k", "up"), "back", "Go to the previous draft", Context.REVIEWING, 12),
    Command("next_doubtful", ("exclamation_mark",), "doubtful", "Go to the next draft that has a doubt, or a confidence below .8; others stay pending", Context.REVIEWING, 18),
    Command("end_later", ("right", "l"), "longer", "End the words one word later", Context.REVIEWING, 4),
    Command("end_earlier", ("left", "h"), "shorter", "End the words one word earlier", Context.REVIEWING, 5),
    Command("start_earlier", ("left_square_bracket",), "from before", "Start the words one word earlier", Context.REVIEWING, 7),
    Command("start_later", ("right_square_bracket",), "from later", "Start the words one word later", Context.REVIEWING, 8),
    Command("end_clause_later", ("L",), "", "End the words one clause later", Context.REVIEWING),
    Command("end_clause_earlier", ("H",), "", "End the words one clause earlier", Context.REVIEWING),
    Command("start_clause_earlier", ("left_curly_bracket",), "", "Start the words one clause earlier", Context.REVIEWING),
    Command("start_clause_later", ("right_curly_bracket",), "", "Start the words one clause later", Context.REVIEWING),
    Command("end_sentence_later", ("right_parenthesis",), "", "End the words one sentence later", Context.REVIEWING),
    Command("end_sentence_earlier", ("left_parenthesis",), "", "End the words one sentence earlier", Context.REVIEWING),
    Command("start_sentence_earlier", ("comma",), "", "Start the words one sentence earlier", Context.REVIEWING),
    Command("start_sentence_later", ("full_stop",), "", "Start the words one sentence later", Context.REVIEWING),
    Command("change_kind", ("K",), "kind", "Set the kind: direct, mixed or indirect", Context.REVIEWING),
    Command("change_polarity", ("p",), "denied", "Set whether the speaker affirms or denies the words, or supposes them", Context.REVIEWING),
    Command("change_date", ("t",), "when", "Set the date of the statement; {take_completion} takes a likely day", Context.REVIEWING),
    Command("date_article", ("D",), "article's date", "Set the article's date; its undated drafts follow", Context.REVIEWING),
    Command("mark_statement", ("a",), "add", "Add a missed statement: mark its words in the article", Context.REVIEWING, 9),
    Command("change_speaker", ("s",), "speaker", "Set the speaker: a number takes whom the article names, {take_completion} completes a name", Context.REVIEWING, 6),
    Command("same_speaker", ("S",), "same speaker", "Use this speaker for the drafts whose speaker the article calls the same, or who had the same one; it shows which first", Context.REVIEWING),
    Command("edit_draft", ("m",), "edit", "Edit all fields of the draft", Context.REVIEWING, 9),
    Command("undo_review", ("u",), "undo", "Undo the last change", Context.REVIEWING, 10, "undo"),
    Command("redo_review", ("U", "ctrl+r"), "redo", "Redo the change undone last", Context.REVIEWING, 0, "redo"),
    Command("accept_all", ("A",), "accept all", "Show all drafts of the article above a confidence, and accept them at once", Context.REVIEWING, 11),
    Command("cut_draft", ("vertical_line",), "cut", "Cut the draft in two", Context.REVIEWING, 14),
    Command("join_draft", ("J",), "join", "Join the draft with the next one; the words between are marked or included", Context.REVIEWING, 15),
    Command("next_article", ("greater_than_sign",), "next article", "Go to the next article that has drafts", Context.REVIEWING, 13),
    Command("previous_article", ("less_than_sign",), "", "Go to the previous article that has drafts", Context.REVIEWING),
    Command("unfold", ("tab",), "all fields", "Show the draft full size, or beside the article again", Context.REVIEWING, 16),
    Command("article_down", ("pagedown", "ctrl+d"), "scroll", "Scroll the article down", Context.REVIEWING, 0, "page_down"),
    Command("article_up", ("pageup", "ctrl+u"), "", "Scroll the article up", Context.REVIEWING, 0, "page_up"),
    Command("review_help", ("question_mark", "f1"), "help", "Show every key", Context.REVIEWING, 90),
    Command("leave_review", ("escape", "q"), "leave", "Close; remaining drafts stay pending", Context.REVIEWING, 91),
    Command("accept_them", ("y", "enter"), "accept", "Accept these drafts; those that weren't in view yet are shown first", Context.ACCEPTING, 1),
    Command("accept_none", ("n", "escape", "q"), "none", "Accept none", Context.ACCEPTING, 2),
    Command("leave_draft_out", ("space",), "leave out", "Leave the draft under the cursor out, or include it again", Context.ACCEPTING, 3, "leave_out"),
    Command("surer", ("right", "l", "plus"), "surer", "Raise the confidence: accept fewer", Context.ACCEPTING, 4),
    Command("less_sure", ("left", "h", "minus"), "less sure", "Lower the confidence: accept more", Context.ACCEPTING, 5),
    Command("cut_here", ("enter", "vertical_line"), "cut", "Cut the draft at the mark", Context.CUTTING, 1),
    Command("cut_later", ("right", "l"), "later", "Cut one word later", Context.CUTTING, 2),
    Command("cut_earlier", ("left", "h"), "earlier", "Cut one word earlier", Context.CUTTING, 3),
    Command("leave_whole_draft", ("escape", "q"), "close", "Don't cut the draft", Context.CUTTING, 4),
    Command("take_marked", ("enter",), "take", "Take the marked words, or the sentence where none are, and say who said them", Context.MARKING, 1),
    Command("mark_here", ("space", "v"), "mark from here", "Mark from this word on; press it again to start elsewhere", Context.MARKING, 2),
    Command("word_later", ("right", "l"), "word", "Go a word on", Context.MARKING, 3),
    Command("word_earlier", ("left", "h"), "", "Go a word back", Context.MARKING),
    Command("sentence_later", ("down", "j"), "sentence", "Go to the next sentence; while words are marked, to the end of one", Context.MARKING, 5),
    Command("clause_later", ("L", "tab"), "clause", "Go to the next clause; while words are marked, to the end of one", Context.MARKING, 4),
    Command("clause_earlier", ("H", "shift+tab"), "", "Go a clause back", Context.MARKING),
    Command("sentence_earlier", ("up", "k"), "", "Go a sentence back", Context.MARKING),
    Command("leave_marking", ("escape", "q"), "close", "Add nothing", Context.MARKING, 6),
    Command("agree_shown", ("y", "enter"), "yes", "Do it; what wasn't in view yet is shown first", Context.CONFIRMING, 1),
    Command("decline_shown", ("n", "escape", "q"), "no", "Leave everything as it is", Context.CONFIRMING, 2),
    Command("other_way", ("space", "tab"), "other way", "Show another way to do it, if there is one", Context.CONFIRMING, 3),
    Command("choose_shown_columns", ("f4",), "columns", "Say which column of the file is which field (before it is imported)", Context.CONFIRMING, 4, "choose_columns"),
    Command("shown_down", ("j", "down"), "down", "Scroll down", Context.CONFIRMING, 4, "line_down"),
    Command("shown_up", ("k", "up"), "up", "Scroll up", Context.CONFIRMING, 5, "line_up"),
    Command("shown_page_down", ("pagedown", "ctrl+d"), "", "Scroll down a page", Context.CONFIRMING, 0, "page_down"),
    Command("shown_page_up", ("pageup", "ctrl+u"), "", "Scroll up a page", Context.CONFIRMING, 0, "page_up"),
    Command("open_number", ("enter",), "statements", "Show the statements that the number counts", Context.ANALYSIS, 1),
    Command("next_analysis", ("tab",), "next view", "Go to the next view: stances, voices, matrix, agree, camps, about, pace, words, drift", Context.ANALYSIS, 2),
    Command("previous_analysis", ("shift+tab",), "", "Go to the view before", Context.ANALYSIS),
    Command("column_right", ("right", "l"), "column", "Go a column to the right", Context.ANALYSIS, 3),
    Command("column_left", ("left", "h"), "", "Go a column to the left", Context.ANALYSIS),
    Command("write_report", ("e",), "write", "Write the view to a file: a page, a picture, a table, a network", Context.ANALYSIS, 4),
    Command("turn_who", ("w",), "who", "Count the positions of speakers, of voices, or of the actors they belong to", Context.ANALYSIS, 0, "turn('who')"),
    Command("turn_once", ("o",), "once", "Count the same position once per source, day, … or every time", Context.ANALYSIS, 0, "turn('once')"),
    Command("turn_dates", ("d",), "dates", "Use the date when it was said, or published", Context.ANALYSIS, 0, "turn('dates')"),
    Command("turn_by", ("b",), "by", "Show actors as rows, or topics", Context.ANALYSIS, 0, "turn('by')"),
    Command("turn_agg", ("a",), "agg", "Change how numbers are computed: subtract, ignore, combine, congruence, conflict", Context.ANALYSIS, 0, "turn('agg')"),
    Command("turn_norm", ("n",), "norm", "Change what the numbers are divided by", Context.ANALYSIS, 0, "turn('norm')"),
    Command("turn_camps", ("c",), "camps", "Split into two, three or four camps", Context.ANALYSIS, 0, "turn('camps')"),
    Command("turn_group", ("v",), "group", "Change how the people heard are grouped", Context.ANALYSIS, 0, "turn('group')"),
    Command("turn_link", ("t",), "link", "Show who speaks about, to, or through whom", Context.ANALYSIS, 0, "turn('link')"),
    Command("turn_days", ("p",), "days", "Show more days around the event, or fewer", Context.ANALYSIS, 0, "turn('days')"),
    Command("turn_kernel", ("z",), "kernel", "Change how the middle of a window is weighted", Context.ANALYSIS, 0, "turn('kernel')"),
    Command("turn_size", ("x",), "size", "Make windows longer or shorter", Context.ANALYSIS, 0, "turn('size')"),
    Command("turn_every", ("s",), "every", "Move windows by days, weeks, months or years", Context.ANALYSIS, 0, "turn('every')"),
    Command("type_against", ("f",), "against", "Choose the statements to hold words against, by a query", Context.ANALYSIS, 0, "ask('against')"),
    Command("type_event", ("m",), "event", "Choose the event, or the day, around which statements are counted", Context.ANALYSIS, 0, "ask('event')"),
    Command("turn_limit", ("i",), "limit", "Show more rows, or fewer: those that say the most", Context.ANALYSIS, 0, "turn('limit')"),
    Command("close_analysis", ("escape", "q"), "close", "Close the view", Context.ANALYSIS, 5),
    Command("analysis_help", ("question_mark", "f1"), "help", "Show every key", Context.ANALYSIS, 1, "dialog_help"),
    Command("read_opened", ("enter",), "read", "Read the statement in the explorer", Context.OPENED, 1),
    Command("use_option", ("enter",), "use", "Use what you typed; leave it empty for the default", Context.OPTION, 1),
    Command("leave_option", ("escape",), "leave", "Leave the option as it is", Context.OPTION, 2),
    Command("close_opened", ("escape", "q"), "back", "Go back to the numbers", Context.OPENED, 2),
    Command("opened_help", ("question_mark", "f1"), "help", "Show every key", Context.OPENED, 1, "dialog_help"),
    Command("take_first", ("1",), "first", "Accept the first coder's statement; {take_second} and {take_third}: the second's, the third's", Context.CURATING, 2, "take_version(1)"),
    Command("take_second", ("2",), "", "Accept the second coder's statement", Context.CURATING, 0, "take_version(2)"),
    Command("take_third", ("3",), "", "Accept the third coder's statement", Context.CURATING, 0, "take_version(3)"),
    Command("take_majority", ("y",), "most", "Accept what more than half of the coders say", Context.CURATING, 1),
    Command("write_own", ("m",), "own", "Settle it in a form, filled in as most coders or the first have it", Context.CURATING, 3),
    Command("take_none", ("x",), "none", "It isn't a statement: keep it as rejected", Context.CURATING, 4),
    Command("accept_same", ("a",), "same", "Accept all that are the same in all fields", Context.CURATING, 5),
    Command("undo_curation", ("u",), "undo", "Undo the last change", Context.CURATING, 6),
    Command("show_agreement", ("t",), "tables", "Show all figures of agreement: each topic, each pair of coders", Context.CURATING, 7),
    Command("write_agreement", ("e",), "write", "Write those numbers to a file: a page, a picture, a table", Context.CURATING, 8),
    Command("close_curation", ("escape", "q"), "close", "Close the list", Context.CURATING, 9),
    Command("curation_help", ("question_mark", "f1"), "help", "Show every key", Context.CURATING, 0, "dialog_help"),
    Command("write_numbers", ("e",), "write", "Write the numbers to a file: a page, a picture, a table", Context.AGREEMENT, 1),
    Command("agreement_right", ("right", "l"), "column", "Go a column to the right", Context.AGREEMENT, 2, "column_right"),
    Command("agreement_left", ("left", "h"), "", "Go a column to the left", Context.AGREEMENT, 0, "column_left"),
    Command("close_agreement", ("escape", "q", "t"), "back", "Go back to the list", Context.AGREEMENT, 3),
    Command("do_it", ("enter",), "choose", "Choose the line under the cursor", Context.GREETING, 1, "choose"),
    Command("open_last", ("l",), "last store", "Open the store that was open last", Context.GREETING),
    Command("look_at_sample", ("s",), "sample", "Open the sample, where you can try every key", Context.GREETING),
    Command("begin_store", ("b",), "begin", "Begin a store of your own, an empty one", Context.GREETING),
    Command("begin_with_article", ("a", "I"), "article", "Begin a store with an article, whose statements become drafts", Context.GREETING),
    Command("begin_with_file", ("i",), "import", "Begin a store with the contents of a file: a table, JSON and more", Context.GREETING),
    Command("open_named", ("o",), "open", "Open a store by its name", Context.GREETING),
    Command("greeting_theme", ("T",), "colours", "Choose the colours", Context.GREETING, 3, "theme"),
    Command("greeting_help", ("question_mark", "f1"), "help", "Show every key", Context.GREETING, 90, "help"),
    Command("leave_greeting", ("q",), "quit", "Leave quoth", Context.GREETING, 91, "leave"),
    Command("begin_now", ("enter", "f2", "ctrl+s"), "begin", "Begin the store", Context.BEGINNING, 1),
    Command("begin_below", ("tab", "down"), "next", "Go to the next field", Context.BEGINNING, 2),
    Command("begin_above", ("shift+tab", "up"), "", "Go to the field before", Context.BEGINNING),
    Command("begin_nothing", ("escape",), "close", "Close without beginning a store", Context.BEGINNING, 3),
    Command("open_this", ("enter",), "open", "Open the store that is typed, or the one under the cursor", Context.OPENING, 1),
    Command("complete_path", ("tab",), "complete", "Complete what is typed; again for the next", Context.OPENING, 2),
    Command("do_this", ("enter",), "choose", "Choose the line under the cursor, then do what was asked for", Context.ON_SAMPLE, 1, "choose"),
    Command("use_own", ("o",), "own store", "Go on in the store of your own", Context.ON_SAMPLE),
    Command("use_empty", ("e",), "empty store", "Begin an empty store, and go on there", Context.ON_SAMPLE),
    Command("use_copy", ("c",), "copy", "Copy the sample, and go on in the copy", Context.ON_SAMPLE),
    Command("leave_sample", ("escape", "q"), "close", "Leave the sample as it is", Context.ON_SAMPLE, 2),
    Command("take_statement", ("enter",), "take", "Print the statement, and leave", Context.PICKING, 1),
    Command("read_first", ("space",), "read", "Read the statement before you take it", Context.PICKING, 2),
)  # fmt: skip

PANES: Final = frozenset(
    {Context.ACTORS, Context.STATEMENTS, Context.PICKING, Context.DETAIL, Context.TIMELINE}
)
_AROUND: Final = (Context.EVERYWHERE, Context.EDITING)
"""What works in every pane."""
_IN_LISTS: Final = (
    Context.ACTORS, Context.STATEMENTS, Context.PICKING, Context.DETAIL, Context.RECORDS,
    Context.SPLITTING, Context.WORDINGS, Context.ANALYSIS, Context.OPENED, Context.GREETING,
    Context.ON_SAMPLE, Context.POSITIONS, Context.HISTORY, Context.BEFORE_AFTER,
    Context.CURATING, Context.AGREEMENT, Context.ACCEPTING,
)  # fmt: skip
"""The places that are lists, or have one."""
_NARROWING: Final = frozenset({Context.OPENING, Context.FILTERING, Context.CHOOSING})
"""The places with a list that narrows."""
TYPED_IN: Final = _NARROWING | {
    Context.SEARCH, Context.NAMING, Context.EXPORTING, Context.FORM, Context.BEGINNING,
    Context.NARROWING, Context.HELP, Context.OPTION,
}  # fmt: skip
"""The places where text is typed."""
_COMMAND_IN_TEXT: Final = re.compile(r"\{([a-z_]+)\}")


def together(place: Context) -> tuple[Context, ...]:
    """Return the places whose commands work where those of one do: no two may share a key."""
    around = _AROUND if place in PANES else ()
    narrowing = (Context.NARROWING,) * (place in _NARROWING)
    return (place, *narrowing, *(Context.LISTS,) * (place in _IN_LISTS), *around, Context.ALWAYS)


class KeyTable:
    """The commands, with the keys that are in force."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Take the keys that differ from the table's, by the id of the command."""
        self.changed: Mapping[str, tuple[str, ...]] = keys or {}
        self.commands = tuple(
            command._replace(keys=self.changed[command.id])
            if command.id in self.changed
            else command
            for command in _WRITTEN
        )
        self._by_id = {command.id: command for command in self.commands}
        self.commands = tuple(
            command._replace(help=self.told(command.help)) if "{" in command.help else command
            for command in self.commands
        )

    def of(self, *places: Context) -> Iterable[Command]:
        """Yield the commands of some places, in the table's order."""
        return (command for command in self.commands if command.place in places)

    def hints(self, place: Context) -> list[Command]:
        """Return the commands for the key bar when a place has the focus, in order of weight."""
        around = _AROUND if place in PANES else ()
        narrowing = (Context.NARROWING,) * (place in _NARROWING)
        relevant = self.of(place, *around, *narrowing)
        return sorted((command for command in relevant if command.hint), key=lambda c: c.hint)

    def told(self, text: str) -> str:
        """Return a text with the keys of the commands that it names: `{undo} takes it back`.

        Raises:
            KeyError: there is no such command.
        """
        return _COMMAND_IN_TEXT.sub(lambda found: self.key(found[1]), text)

    def key(self, command_id: str) -> str:
        """Return the first key of a command, as it is shown.

        Raises:
            KeyError: there is no such command.
        """
        return key_name(self._by_id[command_id].keys[0])


COMMANDS: Final = KeyTable().commands
"""The commands with their default keys."""
