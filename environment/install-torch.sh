#!/usr/bin/env bash
# Installs libtorch, on which the second engine (lib/Workbench.Torch) stands: 160 MB of NuGet's packages, half a gigabyte in the folder that
# WORKBENCH_TORCH names, else in torch in the data folder. With --cuda the one for GPUs of NVIDIA instead, several gigabytes (written for
# Linux and Windows on x64, and not run yet: where it was written there is no GPU). Apple's GPUs need nothing but the usual one.
# NuGet compares the packages' checksums. Where the system's C++ library is older than GCC 13 (Debian 12, Ubuntu 22.04), one byte of
# TorchSharp's library is changed so that it loads; then a few training steps show that it works. Needs the .NET SDK; does nothing but
# train them where it is installed.
set -euo pipefail
exec dotnet run -c Release "$(dirname "$0")/install-torch.cs" -- "$@"
