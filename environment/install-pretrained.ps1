# Installs weights to start from (lib/Workbench/Models/StartWeights.cs): a ResNet-18 that learned the pictures of ImageNet, from the NuGet
# package Microsoft.ML.DnnImageFeaturizer.ResNet18 (licence MIT), 60 MB to fetch, into pretrained in the data folder. The content is
# compared with the SHA-256 that the library knows. Needs the .NET SDK; does nothing where it is installed. (Not run yet: where it was
# written there is no Windows.)
$ErrorActionPreference = 'Stop'
dotnet run -c Release (Join-Path $PSScriptRoot 'install-pretrained.cs') -- @args
exit $LASTEXITCODE
