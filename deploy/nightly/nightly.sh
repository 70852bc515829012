#!/usr/bin/env bash
# A night of a newsroom without systemd, for cron:   15 3 * * * /usr/share/doc/concord/examples/nightly.sh /srv/concord/agency.conf
# The settings are those of concord-feed@.service (SOURCE, TARGET, OPTIONS) and FOLDER, where everything is kept.
# Reads both feeds and checks what is new, writes the memory as TMX for the translators, and deletes pages of more than thirty days.
# The exit code is that of concord feed: 1 when there are new issues, which cron sends as mail.
set -euo pipefail
# shellcheck source=/dev/null
. "${1:?name the settings}"
mkdir -p "${FOLDER:?}"
code=0
# shellcheck disable=SC2086  # OPTIONS are words
concord feed --source "$SOURCE" --target "$TARGET" --store "$FOLDER/store" --memory "$FOLDER/memory.sqlite" ${OPTIONS:-} || code=$?
[ ! -f "$FOLDER/memory.sqlite" ] || concord tm export "$FOLDER/memory.sqlite" --unique --tmx "$FOLDER/memory.tmx"
[ ! -d "$FOLDER/store/reports" ] || find "$FOLDER/store/reports" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -r {} +
exit "$code"
