"""`quoth completion`: the script that makes a shell ask quoth at each tab.

The scripts know nothing of quoth: they hand over what was typed, and quoth answers with what it may
become (`quoth.cli.completing`). A line of the answer is a candidate, then perhaps a tab and what it
is; a first line `:files` asks for the names of files, `:list` to insert none of what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.basics.exits import Exit
from quoth.cli.printing import Printer

_BASH: Final = r"""# bash completion of quoth
_quoth() {
    local line text
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o default 2>/dev/null && return
            text=${COMP_WORDS[COMP_CWORD]}
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -f -- "${text#=}")
            return
        fi
        [[ $line == *[:=] ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("$line")
    done < <(command quoth complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _quoth quoth
"""
_ZSH: Final = r"""#compdef quoth
_quoth() {
    local line text
    local -a lines texts shown ends
    lines=("${(@f)$(command quoth complete zsh "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ ${lines[1]} == :files ]]; then
        compset -P '--[a-z]##='
        _files
        return
    elif [[ ${lines[1]} == :list ]]; then
        compstate[insert]=''
        compstate[list]='list force'
        shift lines
    fi
    for line in $lines; do
        text=${line%%$'\t'*}
        [[ -n $text ]] || continue
        if [[ $text == *[:=] ]]; then
            ends+=("$text")
        else
            texts+=("$text")
            shown+=("${line/$'\t'/  -- }")
        fi
    done
    (( $#ends )) && compadd -U -S '' -- $ends
    (( $#texts )) && compadd -U -l -d shown -- $texts
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _quoth "$@"; else compdef _quoth quoth; fi
"""
_FISH: Final = r"""# fish completion of quoth
function __quoth_complete
    set -l typed (commandline -opc)
    set -l now (commandline -ct)
    set -l answer (command quoth complete fish $typed[2..-1] "$now" 2>/dev/null)
    if test "$answer[1]" = :files
        set -l option (string match -r '^--[a-z]+=' -- "$now")
        for file in (__fish_complete_path (string replace -r '^--[a-z]+=' '' -- "$now"))
            printf '%s\n' "$option$file"
        end
    else
        string match -v ':list' -- $answer
    end
end
complete -c quoth -f -a '(__quoth_complete)'
"""
SHELLS: Final[Mapping[str, str]] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""The shells that there is a script for."""


def script(shell: str, printer: Printer) -> Exit:
    """Print the script of a shell."""
    for line in SHELLS[shell].splitlines():
        printer.line(line)
    return Exit.DONE
