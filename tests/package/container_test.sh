#!/usr/bin/env bash
# The image of deploy/container/Containerfile, built by buildah without a daemon and used as a newsroom would.
#   container_test.sh BUILD SOURCE     needs root, buildah, debootstrap and the network; CONCORD_CHROOT and CONCORD_PACKAGES
#   as for package_test.sh. No registry is asked: the base image is a Debian of debootstrap under its name.
set -euo pipefail
build=$1 source=$2
skip() { echo "skipped: $1"; exit 77; }
fail() { echo "$1" >&2; exit 1; }
[ "${CONCORD_SLOW:-}" = 1 ] || skip "takes minutes; set CONCORD_SLOW=1"
[ "$(id -u)" -eq 0 ] || skip "needs root"
for tool in buildah debootstrap; do command -v "$tool" > /dev/null || skip "$tool is not installed"; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Images of this test stay out of those of the machine; neither overlays nor namespaces are needed.
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot CONTAINERS_STORAGE_CONF=$work/storage.conf
printf '[storage]\ndriver = "vfs"\nrunroot = "%s/run"\ngraphroot = "%s/images"\n' "$work" "$work" > "$work/storage.conf"

mkdir -p "$work/context/out/packages"
if [ -n "${CONCORD_PACKAGES:-}" ]; then
  cp "$CONCORD_PACKAGES"/*.deb "$work/context/out/packages"
else
  "$source/tools/package" "$build" "$work/context/out/packages" > /dev/null
fi
tar=${CONCORD_CHROOT:-$work/debian.tar}
if [ ! -f "$tar" ]; then
  debootstrap --variant=minbase bookworm "$work/root" "${CONCORD_MIRROR:-http://deb.debian.org/debian}" > "$work/log" 2>&1 || { tail -3 "$work/log"; skip "debootstrap could not make a system"; }
  tar -cf "$tar" -C "$work/root" .
fi
base=$(buildah from scratch)
buildah add -q "$base" "$tar" / > /dev/null
buildah commit -q "$base" docker.io/library/debian:12-slim > /dev/null
buildah rm "$base" > /dev/null
buildah bud --pull-never -t concord -f "$source/deploy/container/Containerfile" "$work/context" > "$work/log" 2>&1 || { tail "$work/log"; fail "the image cannot be built"; }

mkdir "$work/texts"
cp "$source"/samples/01-parliament/{source.ru.txt,target.en.txt} "$work/texts"
chmod -R a+rX "$work/texts"
box=$(buildah from --pull-never localhost/concord)
code=0
buildah run -v "$work/texts:/work" "$box" -- concord check source.ru.txt target.en.txt --date 2024-10-22 --format jsonl > "$work/issues" 2> "$work/log" || code=$?
[ "$code" -eq 1 ] && grep -q '"check":"name","severity":"error"' "$work/issues" || { tail "$work/log"; fail "concord does not check in the image (exit code $code)"; }
[ "$(buildah run "$box" -- id -un)" = nobody ] || fail "the image runs as root"
buildah inspect --format '{{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.WorkingDir}}' "$box" | grep -qx '\[concord\] /work' || fail "the image starts something else"
echo "built and used"
