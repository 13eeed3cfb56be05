#!/usr/bin/env bash
# Installs what the benchmarks compare with: PyTorch, OpenBLAS, librosa and scikit-learn for Python, ONNX Runtime and
# usearch for Node, rubberband.
# Debian and Ubuntu; the tests need none of it, but tests/Workbench.Tests/Reference/scripts do, which made their reference values.
# Prints at the end which variables let tests/Workbench.Benchmarks find them.
set -euo pipefail
source "$(dirname "$0")/clients.sh"
node_packages=("$onnx_runtime" "$usearch")

command -v apt-get >/dev/null || {
  echo "This script needs apt-get; elsewhere install PyTorch, librosa 0.11 (pip), onnxruntime-node and usearch (npm) by hand." >&2
  exit 1
}
node=()
has_node || node=(nodejs npm)
apt_install python3-torch python3-sklearn python3-numba libopenblas0-pthread python3-pip rubberband-cli "${node[@]}"

python=/usr/bin/python3
"$python" -c 'import librosa' 2>/dev/null || "$python" -m pip install --break-system-packages 'librosa==0.11.0' \
  || echo "librosa 0.11 could not be installed; without it the benchmarks of features do not run." >&2
npm_install

echo "export PYTHON=$python NODE_PATH=$PWD/references/node_modules"
