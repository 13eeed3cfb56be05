namespace Workbench.Audio;

/// <summary>Formats that <see cref="FormatDetector"/> tells apart.</summary>
internal enum AudioFormat
{
    Unknown,
    Wav,
    Wave64,
    Aiff,
    Au,
    Mp3,
    Flac,
    Ogg,
    Aac,
    Mp4,
    Wma,
    Matroska,
    MonkeysAudio,
    WavPack,
    Musepack,
}
