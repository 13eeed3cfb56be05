#!/usr/bin/env bash
# Installs the clients that the tests drive the Jupyter kernel with: nbclient, nbconvert, jupyter_client and the classic notebook for
# Python, zeromq and Playwright for Node, Chromium; and ipykernel, which the benchmark measures beside our kernel. The kernel needs none
# of it. Debian, Ubuntu and macOS; does nothing where all are there.
set -euo pipefail
cd "$(dirname "$0")"

node_packages=(zeromq@6.8.0 playwright-core@1.65.1 plotly.js-dist-min@3.3.0)

# The tests take the first Python that has the packages; apt installs them for the system's own.
has_python_packages() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import nbclient, nbconvert, jupyter_client, notebook, ipykernel' 2>/dev/null && return
  done
  return 1
}
has_browser() {
  command -v chromium || command -v google-chrome || [ -d /Applications/Chromium.app ] || [ -d "/Applications/Google Chrome.app" ]
} >/dev/null
has_node() { command -v node && command -v npm; } >/dev/null
has_node_packages() {
  local package
  for package in "${node_packages[@]}"; do
    grep --quiet "\"version\": *\"${package#*@}\"" "references/node_modules/${package%@*}/package.json" 2>/dev/null || return 1
  done
}
has_all() { has_python_packages && has_browser && has_node && has_node_packages; }

if has_all; then
  echo "The clients of the Jupyter kernel are installed."
  exit 0
fi

if command -v apt-get >/dev/null; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  packages=()
  has_python_packages || packages+=(python3-nbclient python3-nbconvert python3-jupyter-client jupyter-notebook python3-ipykernel)
  has_browser || packages+=(chromium)
  has_node || packages+=(nodejs npm)
  if [ "${#packages[@]}" -gt 0 ]; then
    "${as_root[@]}" apt-get update
    "${as_root[@]}" apt-get install --yes --no-install-recommends "${packages[@]}"
  fi
elif command -v brew >/dev/null; then
  has_python_packages || python3 -m pip install nbclient nbconvert jupyter_client 'notebook<7' ipykernel
  has_browser || brew install --cask chromium
  has_node || brew install node
else
  echo "Neither apt-get nor brew was found. Install Chromium, Node with npm, and for Python (pip) nbclient, nbconvert," \
    "jupyter_client, notebook<7 and ipykernel; then run this script again." >&2
  exit 1
fi
# What they would download at installation is in the packages, or is not needed.
has_node_packages || npm install --ignore-scripts --no-audit --no-fund --prefix references "${node_packages[@]}"

if has_all; then
  echo "The clients of the Jupyter kernel are now installed."
else
  echo "The installation ended without an error, but not all of the clients are found." >&2
  exit 1
fi
