#!/usr/bin/env bash
# The Debian packages, installed on a clean Debian 12, used as a newsroom would, and removed again.
#   package_test.sh BUILD SOURCE      needs root, debootstrap and the network; CONCORD_CHROOT=FILE.tar keeps the clean
#   system for the next time, CONCORD_PACKAGES=FOLDER has packages that were made before
set -euo pipefail
build=$1 source=$2
skip() { echo "skipped: $1"; exit 77; }
fail() { echo "$1" >&2; exit 1; }
[ "${CONCORD_SLOW:-}" = 1 ] || skip "takes minutes; set CONCORD_SLOW=1"
[ "$(id -u)" -eq 0 ] || skip "needs root"
command -v debootstrap > /dev/null || skip "debootstrap is not installed"
work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  if mountpoint -q "$work/root/proc"; then umount "$work/root/proc" || return; fi
  rm -rf "$work"
}
trap finish EXIT

if [ -n "${CONCORD_PACKAGES:-}" ]; then  # made before
  cp -r "$CONCORD_PACKAGES" "$work/packages"
else
  "$source/tools/package" "$build" "$work/packages" > /dev/null
fi
program=$(ls "$work"/packages/concord_*.deb) data=$(ls "$work"/packages/concord-data_*.deb) dev=$(ls "$work"/packages/concord-dev_*.deb)

# What no tool sees is named, what a tool sees is there.
depends=$(dpkg-deb -f "$program" Depends)
for wanted in libcurl4 libarchive13 libc6 concord-data; do
  grep -q "$wanted" <<< "$depends" || fail "concord does not depend on $wanted: $depends"
done
dpkg-deb -c "$program" > "$work/contents"
for wanted in usr/bin/concord usr/share/man/man1/concord.1 usr/share/man/man1/concord-check.1 usr/share/bash-completion/completions/concord \
    usr/share/zsh/vendor-completions/_concord usr/share/fish/vendor_completions.d/concord.fish usr/share/doc/concord/copyright \
    usr/share/doc/concord/NOTICE usr/lib/systemd/system/concord-feed@.service; do
  grep -q "\./$wanted" "$work/contents" || fail "concord has no $wanted"
done
# Everything that was compiled from a dictionary of others is named with its licence.
dpkg-deb -x "$data" "$work/data"
for file in "$work"/data/usr/share/concord/lexicons/*.{lexicon,opposites,words}; do
  case $file in */vi-en.* | */en-vi.* | */vi-vi.*) continue ;; esac  # of the packs alone
  grep -q "lexicons/$(basename "$file")\$" "$work/data/usr/share/doc/concord-data/copyright" || fail "the licence of $(basename "$file") is not said"
done
dpkg-deb -c "$dev" > "$work/contents"
grep -q 'usr/lib/cmake/concord/concord-config.cmake' "$work/contents" || fail "concord-dev has no concord-config.cmake"

# A program that finds the library in the package.
if command -v cmake > /dev/null && command -v ninja > /dev/null; then
  dpkg-deb -x "$dev" "$work/dev"
  cmake -S "$source/tests/consumer" -B "$work/consumer" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$work/dev/usr" > "$work/log" 2>&1 &&
    cmake --build "$work/consumer" >> "$work/log" 2>&1 && "$work/consumer/consumer" "$work/data/usr/share/concord/data" >> "$work/log" 2>&1 ||
    { tail "$work/log"; fail "a program cannot be built with concord-dev"; }
fi

# A clean system.
root=$work/root
tar=${CONCORD_CHROOT:-}
if [ -n "$tar" ] && [ -f "$tar" ]; then
  mkdir "$root"
  tar -xf "$tar" -C "$root"
else
  debootstrap --variant=minbase bookworm "$root" "${CONCORD_MIRROR:-http://deb.debian.org/debian}" > "$work/log" 2>&1 || { tail -3 "$work/log"; skip "debootstrap could not make a system"; }
  [ -z "$tar" ] || tar -cf "$tar" -C "$root" .
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
# The program finds its data by /proc/self/exe.
mount -t proc proc "$root/proc" || skip "nothing can be mounted here"
in_root() { LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
in_root apt-get update -qq > "$work/log" 2>&1 || { tail -3 "$work/log"; skip "no packages can be fetched"; }
find "$root" -xdev -name '*concord*' | sort > "$work/before"
mkdir "$root/tmp/packages"
cp "$program" "$data" "$root/tmp/packages"

begun=$SECONDS
# As the container installs them, on the same clean system.
install=$(sed -n 's/^RUN //p' "$source/deploy/container/Containerfile")
[ "$(wc -l <<< "$install")" -eq 1 ] || fail "the Containerfile has another number of steps than this test knows"
in_root sh -c "$install" > "$work/log" 2>&1 || { tail "$work/log"; fail "the packages cannot be installed"; }
cp "$source"/samples/01-parliament/source.ru.txt "$source"/samples/01-parliament/target.en.txt "$root/tmp"
code=0
in_root su -s /bin/sh nobody -c 'concord check /tmp/source.ru.txt /tmp/target.en.txt --date 2024-10-22 --format jsonl' > "$work/issues" || code=$?
[ "$code" -eq 1 ] && grep -q '"check":"name","severity":"error"' "$work/issues" || fail "the installed program does not check (exit code $code)"
echo "from apt install to the first issues: $((SECONDS - begun)) s"
[ $((SECONDS - begun)) -le 120 ] || fail "that is too long"
# libcurl is there: an address is read.
(cd "$source/samples/01-parliament" && exec python3 -m http.server --bind 127.0.0.1 0 > "$work/server" 2>&1) &
server=$!
for _ in $(seq 50); do port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/server"); [ -z "$port" ] || break; sleep 0.2; done
code=0
in_root concord check "http://127.0.0.1:$port/source.ru.txt" /tmp/target.en.txt --date 2024-10-22 --format line > "$work/issues" 2>&1 || code=$?
[ "$code" -eq 1 ] || { cat "$work/issues"; fail "an address is not read"; }
in_root bash -c '. /usr/share/bash-completion/completions/concord; COMP_WORDS=(concord ch); COMP_CWORD=1; _concord; [ "${COMPREPLY[0]}" = check ]' || fail "bash does not complete"

in_root apt-get purge -y -qq concord concord-data > "$work/log" 2>&1 || { tail "$work/log"; fail "the packages cannot be removed"; }
find "$root" -xdev -name '*concord*' | sort | comm -13 "$work/before" - > "$work/left"
[ ! -s "$work/left" ] || { cat "$work/left"; fail "something is left after the removal"; }
