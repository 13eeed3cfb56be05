#!/usr/bin/env bash
# Installs mpv, a player, which the tests ask to open the playlists that the workbench writes (some 10 MB). The workbench itself needs no
# player. Debian, Ubuntu and macOS; does nothing where it is there.
set -euo pipefail

if command -v mpv >/dev/null; then
  echo "mpv is installed."
  exit 0
fi

if command -v apt-get >/dev/null; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" apt-get install --yes --no-install-recommends mpv
elif command -v brew >/dev/null; then
  brew install mpv
else
  echo "Neither apt-get nor brew was found. Install mpv with your system's package manager." >&2
  exit 1
fi
command -v mpv >/dev/null || { echo "The installation ended without an error, but mpv is still not found." >&2; exit 1; }
echo "mpv is now installed."
