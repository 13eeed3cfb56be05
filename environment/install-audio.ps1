# Installs ffmpeg (winget), which decodes what the decoders that come with the library do not know (M4A, WMA, WebM ...), and on x64 also
# libsndfile, which decodes MP3, FLAC, Ogg Vorbis and Opus faster than those. Does nothing where both are there.
$ErrorActionPreference = 'Stop'

$version = '1.2.2'
$sha256 = '2173935c0c1ed13cf627951d34483f9d405ead2eb473190461c42ba220643a3f'
$folder = Join-Path $env:LOCALAPPDATA "Programs\libsndfile-$version-win64"

if (Get-Command ffmpeg -ErrorAction SilentlyContinue) {
    Write-Output 'ffmpeg is installed.'
}
else {
    winget install --exact --id Gyan.FFmpeg --accept-source-agreements --accept-package-agreements
    if ($LASTEXITCODE -ne 0) {
        throw 'winget could not install ffmpeg. Fetch it from https://ffmpeg.org/download.html and put its bin folder on PATH.'
    }
}

if (-not [Environment]::Is64BitOperatingSystem -or $env:PROCESSOR_ARCHITECTURE -eq 'ARM64') {
    Write-Output 'There is no libsndfile for this processor; ffmpeg decodes everything.'
}
elseif (Get-Command sndfile.dll -ErrorAction SilentlyContinue) {
    Write-Output 'libsndfile is installed.'
}
else {
    $archive = Join-Path ([IO.Path]::GetTempPath()) "libsndfile-$version-win64.zip"
    Invoke-WebRequest "https://github.com/libsndfile/libsndfile/releases/download/$version/libsndfile-$version-win64.zip" -OutFile $archive
    if ((Get-FileHash $archive -Algorithm SHA256).Hash -ne $sha256) {
        throw "$archive is not the file that was expected (SHA-256 $sha256). Delete it and try again."
    }
    Expand-Archive $archive -DestinationPath (Split-Path $folder) -Force
    Remove-Item $archive
    $bin = Join-Path $folder 'bin'
    $path = [Environment]::GetEnvironmentVariable('Path', 'User')
    if (($path -split ';') -notcontains $bin) { [Environment]::SetEnvironmentVariable('Path', (@($path, $bin) -ne '' -join ';'), 'User') }
    Write-Output "libsndfile is now in $bin, which is on your PATH: open a new terminal."
}
