#!/usr/bin/env bash
# make-iso.sh FOLDER ISO: one hybrid image from FOLDER for CD and USB stick, BIOS and UEFI, with GRUB from Debian.
#
# Only the GRUB modules that the menu needs go in: that keeps the image small.
set -eu
folder=$1
iso=$2
modules="normal multiboot2 all_video gfxterm part_gpt part_msdos iso9660 fat test echo"
for theme in locale fonts themes; do rm -rf "${folder:?}/boot/grub/$theme"; done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! grub-mkrescue -o "$iso.new" "$folder" --install-modules="$modules" --locales="" --fonts="" --themes="" \
  --compress=xz -- -volid APUS >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
size=$(stat -c %s "$iso.new")
limit=$((48 * 1024 * 1024))
[ "$size" -le "$limit" ] || { echo "the image has $size bytes; the limit is $limit" >&2; exit 1; }
mv "$iso.new" "$iso"
