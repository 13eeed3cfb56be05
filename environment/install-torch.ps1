# Installs libtorch, on which the second engine (lib/Workbench.Torch) stands: 110 MB of NuGet's packages, into the folder that
# WORKBENCH_TORCH names, else into torch in the data folder. With --cuda the one for GPUs of NVIDIA instead, several gigabytes.
# NuGet compares the packages' checksums; then a few training steps show that it works. Needs the .NET SDK; does nothing but train them
# where it is installed. (Not run yet: where it was written there is no Windows.)
$ErrorActionPreference = 'Stop'
dotnet run -c Release (Join-Path $PSScriptRoot 'install-torch.cs') -- @args
exit $LASTEXITCODE
