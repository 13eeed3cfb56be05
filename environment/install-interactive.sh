#!/usr/bin/env bash
# Installs the tool of .NET Interactive (dotnet-interactive, 226 MB), in which the tests run the notebooks with lib/Workbench.Interactive,
# as a global tool of the .NET SDK. Nothing else needs it. Does nothing where it is there.
set -euo pipefail
package=microsoft.dotnet-interactive version=1.0.712001

if dotnet tool list --global | grep --quiet "^$package *$version "; then
  echo "The tool of .NET Interactive is installed."
  exit 0
fi
dotnet tool update --global "$package" --version "$version" --allow-downgrade
echo "The tool of .NET Interactive is now installed."
