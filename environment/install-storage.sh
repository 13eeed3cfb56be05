#!/usr/bin/env bash
# Installs a server that speaks S3 (s3rver, of npm) for the tests of object storages; the workbench itself needs none of it. Debian, Ubuntu
# and macOS; does nothing where it is there.
set -euo pipefail
source "$(dirname "$0")/clients.sh"
node_packages=(s3rver@3.7.1)

has_all() { has_node && has_node_packages; }

if has_all; then
  echo "The server that speaks S3 is installed."
  exit 0
fi
if ! has_node; then
  if command -v apt-get >/dev/null; then
    apt_install nodejs npm
  elif command -v brew >/dev/null; then
    brew install node
  else
    echo "Neither apt-get nor brew was found. Install Node with npm, then run this script again." >&2
    exit 1
  fi
fi
npm_install
finish "The server that speaks S3 and what it needs"
