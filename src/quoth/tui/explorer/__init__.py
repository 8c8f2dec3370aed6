"""The screen of three panes: what is shown, which pane has the keys, the palette."""
