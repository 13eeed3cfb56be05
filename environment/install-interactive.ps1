# Installs the tool of .NET Interactive (dotnet-interactive, 226 MB), in which the tests run the notebooks with lib/Workbench.Interactive,
# as a global tool of the .NET SDK. Nothing else needs it. Does nothing where it is there.
$ErrorActionPreference = 'Stop'
$package = 'microsoft.dotnet-interactive'
$version = '1.0.712001'

if (dotnet tool list --global | Select-String "^$package *$version ") {
    Write-Output 'The tool of .NET Interactive is installed.'
    exit 0
}
dotnet tool update --global $package --version $version --allow-downgrade
if ($LASTEXITCODE -ne 0) {
    throw "The .NET SDK could not install $package $version; its own message stands above."
}
Write-Output 'The tool of .NET Interactive is now installed.'
