#!/usr/bin/env bash
# Installs libsndfile, which decodes MP3, FLAC, Ogg Vorbis and Opus faster than the decoders that come with the library, and ffmpeg,
# which decodes what those do not know (M4A, WMA, WebM ...). Debian, Ubuntu and macOS; does nothing where both are there.
set -euo pipefail

has_libsndfile() {
  case "$(uname -s)" in
    Darwin)
      ls /opt/homebrew/lib/libsndfile*.dylib /usr/local/lib/libsndfile*.dylib /opt/local/lib/libsndfile*.dylib 2>/dev/null | grep -q .
      ;;
    *) { /sbin/ldconfig -p 2>/dev/null || ldconfig -p; } | grep 'libsndfile\.so\.1' >/dev/null ;;
  esac
}

has_ffmpeg() { command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null; }

if has_libsndfile && has_ffmpeg; then
  echo "libsndfile and ffmpeg are installed."
  exit 0
fi

if command -v apt-get >/dev/null; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" apt-get install --yes --no-install-recommends libsndfile1 ffmpeg
elif command -v brew >/dev/null; then
  brew install libsndfile ffmpeg
else
  echo "Neither apt-get nor brew was found. Install libsndfile (1.1 or later) and ffmpeg with your system's package manager." >&2
  exit 1
fi

if has_libsndfile && has_ffmpeg; then
  echo "libsndfile and ffmpeg are now installed."
else
  echo "The installation ended without an error, but libsndfile or ffmpeg is still not found." >&2
  exit 1
fi
