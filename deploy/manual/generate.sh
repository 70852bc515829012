#!/usr/bin/env bash
# Makes the man pages and the completions of the shells from what `concord COMMAND --help` prints, so that they cannot differ from the
# program:   generate.sh CONCORD VERSION FOLDER   writes FOLDER/man1/concord*.1, FOLDER/concord.bash, FOLDER/_concord, FOLDER/concord.fish
set -euo pipefail
concord=$1 version=$2 out=$3
mkdir -p "$out/man1"
date=$(LC_ALL=C date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%d)

# Every help once: `help_of`, `help_of tm`, `help_of tm add`.
helps=$(mktemp -d)
trap 'rm -rf "$helps"' EXIT
help_of() {
  local file="$helps/help-$*"
  [ -e "$file" ] || "$concord" "$@" --help > "$file"
  cat "$file"
}

# "name TAB summary" of every command.
commands() { help_of | awk '/^  [a-z]+ / { name = $1; sub(/^  [a-z]+ +/, ""); print name "\t" $0 }'; }

# The actions of a command ("add" of "tm"): lower-case words behind its name in the usage lines.
actions() {
  help_of "$1" | awk -v command="$1" '
    { for (i = 1; i < NF; i++) if ($i == "concord" && $(i + 1) == command && $(i + 2) ~ /^[a-z]+$/) print $(i + 2) }' | sort -u
}

# "--long TAB -s TAB ARG|- TAB text" of every option in a help.
options() {
  awk '
    function flush() { if (long != "") print long "\t" short "\t" arg "\t" text; long = "" }
    /^  -/ {
      flush()
      line = substr($0, 3); short = "-"; arg = "-"; text = ""
      if (match(line, /^-[a-z] \[ --[a-z-]+ \]/)) { short = substr(line, 1, 2); long = substr(line, 6); sub(/ .*/, "", long); sub(/^-[a-z] \[ --[a-z-]+ \]/, "", line) }
      else { long = line; sub(/ .*/, "", long); sub(/^--[a-z-]+/, "", line) }
      if (match(line, /^ arg/)) { arg = "ARG"; sub(/^ arg/, "", line) }
      if (match(line, /^ \(=[^)]*\)/)) { value = substr(line, 4, RLENGTH - 4); sub(/^ \(=[^)]*\)/, "", line); arg = arg "=" value }
      sub(/^ +/, "", line); text = line; next
    }
    /^   +[^ ]/ && long != "" { line = $0; sub(/^ +/, "", line); sub(/ +$/, "", text); text = text (text == "" ? "" : " ") line; next }
    { flush() }
    END { flush() }'
}

# What a help says before its options, without the usage lines.
description() { awk '/^(Options|[A-Z][a-z ]*):$/ { exit } /^Usage:/ || /^       concord / { next } { print }'; }
usage() { awk '/^Usage:/ || /^       concord / { sub(/^(Usage: |       )/, ""); print }'; }
roff() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"; }

options_roff() {
  options | while IFS=$'\t' read -r long short arg text; do
    printf '.TP\n'
    [ "$short" = - ] || printf '\\fB%s\\fR, ' "$(printf %s "$short" | roff)"
    printf '\\fB%s\\fR' "$(printf %s "$long" | roff)"
    case "$arg" in
      -*) printf '\n' ;;
      *=*) printf ' \\fI%s\\fR (default: %s)\n' "${arg%%=*}" "$(printf %s "${arg#*=}" | roff)" ;;
      *) printf ' \\fI%s\\fR\n' "$arg" ;;
    esac
    printf '%s\n' "$text" | roff
  done
}

page() {  # COMMAND SUMMARY
  local name=$1 summary=$2 help action
  help=$(help_of "$name")
  printf '.TH CONCORD\\-%s 1 "%s" "concord %s" "User Commands"\n' "${name^^}" "$date" "$version"
  printf '.SH NAME\nconcord\\-%s \\- %s\n.SH SYNOPSIS\n.nf\n' "$name" "$(printf %s "$summary" | roff)"
  usage <<<"$help" | roff
  printf '.fi\n.SH DESCRIPTION\n'
  printf '%s\n' "${summary^}." | roff
  if description <<<"$help" | grep -q .; then
    printf '.PP\n.nf\n'
    description <<<"$help" | roff
    printf '.fi\n'
  fi
  printf '.SH OPTIONS\n'
  options_roff <<<"$help"
  for action in $(actions "$name"); do
    help=$(help_of "$name" "$action")
    grep -q '^  -' <<<"$help" || continue
    printf '.SS Options of %s %s\n' "$name" "$action"
    options_roff <<<"$help"
  done
  printf '.TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nprint the options\n'
  exits
  printf '.SH SEE ALSO\n.BR concord (1)\n'
}

exits() {
  cat <<'R'
.SH EXIT STATUS
.TP
.B 0
nothing at or above \fB\-\-fail\-on\fR
.TP
.B 1
issues
.TP
.B 2
a usage or input error, said in one line on standard error
R
}

main_page() {
  printf '.TH CONCORD 1 "%s" "concord %s" "User Commands"\n' "$date" "$version"
  printf '.SH NAME\nconcord \\- compare two language versions of a news report\n.SH SYNOPSIS\n.B concord\n.I COMMAND\n[options]\n'
  printf '.SH DESCRIPTION\nAligns two versions of a report sentence by sentence and reports where they disagree: a wrong number, a\n'
  printf 'different date, another name, a dropped clause.\n.SH COMMANDS\n'
  commands | while IFS=$'\t' read -r name summary; do
    printf '.TP\n.BR concord\\-%s (1)\n%s\n' "$name" "$(printf %s "$summary" | roff)"
  done
  exits
  printf '.SH FILES\n.TP\n.I concord.toml\nthe settings of a newsroom, from the working folder upwards; see \\fBconcord config\\fR\n'
  printf '.SH ENVIRONMENT\n.TP\n.B CONCORD_DATA\nthe folder of the language packs, instead of the installed one\n'
  printf '.TP\n.B SOURCE_DATE_EPOCH\nthe time of the run, so that outputs can be compared byte for byte\n.TP\n.B NO_COLOR\nno colours\n'
}

bash_completion() {
  printf '# bash completion of concord %s\n_concord() {\n  local current=${COMP_WORDS[COMP_CWORD]} words\n  COMPREPLY=()\n' "$version"
  printf '  if [ "$COMP_CWORD" -eq 1 ]; then\n    mapfile -t COMPREPLY < <(compgen -W "%s --help --version" -- "$current")\n    return\n  fi\n' "$(commands | cut -f1 | xargs)"
  printf '  case "${COMP_WORDS[1]} ${COMP_WORDS[2]}" in\n'
  commands | while IFS=$'\t' read -r name _; do
    for action in $(actions "$name"); do
      printf '    "%s %s") words="%s" ;;\n' "$name" "$action" "$(help_of "$name" "$action" | options | awk -F'\t' '{print $1}' | xargs)"
    done
    printf '    "%s "*) words="%s --help" ;;\n' "$name" "$(help_of "$name" | options | awk -F'\t' '{print $1}' | xargs)"
  done
  printf '  esac\n'
  printf '  if [[ $current == -* ]]; then\n    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")\n    return\n  fi\n'
  printf '  if [ "$COMP_CWORD" -eq 2 ]; then\n    case "${COMP_WORDS[1]}" in\n'
  commands | while IFS=$'\t' read -r name _; do
    local list
    list=$(actions "$name" | xargs)
    [ -z "$list" ] || printf '      %s) mapfile -t COMPREPLY < <(compgen -W "%s" -- "$current"); return ;;\n' "$name" "$list"
  done
  printf '    esac\n  fi\n  mapfile -t COMPREPLY < <(compgen -f -- "$current")\n}\ncomplete -o filenames -F _concord concord\n'
}

quoted() { sed "s/'/'\\\\''/g"; }

zsh_completion() {
  printf '#compdef concord\n# zsh completion of concord %s\n_concord() {\n  local -a commands\n  if (( CURRENT == 2 )); then\n    commands=(\n' "$version"
  commands | while IFS=$'\t' read -r name summary; do printf "      '%s:%s'\n" "$name" "$(printf %s "$summary" | sed 's/:/\\:/g' | quoted)"; done
  printf '    )\n    _describe command commands\n    return\n  fi\n  case "$words[2]" in\n'
  commands | while IFS=$'\t' read -r name _; do
    printf '    %s)\n      _arguments -s' "$name"
    { help_of "$name" | options; for action in $(actions "$name"); do help_of "$name" "$action" | options; done; } | sort -u -t$'\t' -k1,1 |
      while IFS=$'\t' read -r long _ arg text; do
        text=$(printf %s "$text" | sed 's/[]:[]/\\&/g' | quoted)
        case "$arg" in -*) printf " \\\\\n        '%s[%s]'" "$long" "$text" ;; *) printf " \\\\\n        '%s[%s]:value:_files'" "$long" "$text" ;; esac
      done
    local list
    list=$(actions "$name" | xargs)
    if [ -n "$list" ]; then printf " \\\\\n        '2:action:(%s)'" "$list"; fi
    printf " \\\\\n        '*:file:_files' ;;\n"
  done
  printf '  esac\n}\n_concord "$@"\n'
}

fish_completion() {
  printf '# fish completion of concord %s\n' "$version"
  commands | while IFS=$'\t' read -r name summary; do
    printf "complete -c concord -n __fish_use_subcommand -f -a %s -d '%s'\n" "$name" "$(printf %s "$summary" | sed "s/'/\\\\'/g")"
    for action in $(actions "$name"); do printf "complete -c concord -n '__fish_seen_subcommand_from %s' -a %s\n" "$name" "$action"; done
    { help_of "$name" | options; for action in $(actions "$name"); do help_of "$name" "$action" | options; done; } | sort -u -t$'\t' -k1,1 |
      while IFS=$'\t' read -r long _ arg text; do
        [[ $arg == -* ]] && arg="" || arg=" -r"
        printf "complete -c concord -n '__fish_seen_subcommand_from %s' -l %s%s -d '%s'\n" "$name" "${long#--}" "$arg" "$(printf %s "$text" | sed "s/\\\\/\\\\\\\\/g; s/'/\\\\'/g")"
      done
  done
}

main_page > "$out/man1/concord.1"
commands | while IFS=$'\t' read -r name summary; do page "$name" "$summary" > "$out/man1/concord-$name.1"; done
bash_completion > "$out/concord.bash"
zsh_completion > "$out/_concord"
fish_completion > "$out/concord.fish"
