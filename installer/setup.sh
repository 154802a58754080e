#!/usr/bin/env bash
# Installs the Debian packages that building, running and testing need, where they are missing.
#
# As root or with sudo; else it prints the one line to type. Nothing else is installed and nothing is removed.
set -eu

packages=(
  python3 xorriso mtools grub-common grub-pc-bin grub-efi-amd64-bin qemu-system-x86 ovmf
  libsdl2-dev libfreetype-dev libpng-dev zlib1g-dev pkg-config
  libturbojpeg0-dev libjpeg-turbo-progs python3-pil
  fonts-inter-variable fonts-jetbrains-mono fonts-dejavu-core fonts-noto-core
  dash bash coreutils findutils grep sed gawk mawk original-awk gzip zstd
  tar unzip zip tree ncal time binutils
  vim patch python3-cairo librsvg2-bin
)
# A window needs QEMU's user interfaces, which are large: only where there is a display.
[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || packages+=(qemu-system-gui)

command -v swift >/dev/null || { echo "setup: no swift in PATH; install the Swift 6.3 toolchain first" >&2; exit 1; }

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" = 0 ]; then
  run=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  run=(sudo)
else
  echo "setup: these packages are missing; as root, type:" >&2
  echo "  apt-get update && $line" >&2
  exit 1
fi
echo "== installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
# shellcheck disable=SC2086
"${run[@]}" $line >/dev/null
