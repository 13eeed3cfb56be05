#!/usr/bin/env bash
# Installs weights to start from (lib/Workbench/Models/StartWeights.cs): a ResNet-18 that learned the pictures of ImageNet, from the NuGet
# package Microsoft.ML.DnnImageFeaturizer.ResNet18 (licence MIT), 60 MB to fetch, into pretrained in the data folder. The content is
# compared with the SHA-256 that the library knows. Needs the .NET SDK; does nothing where it is installed.
set -euo pipefail
exec dotnet run -c Release "$(dirname "$0")/install-pretrained.cs" -- "$@"
