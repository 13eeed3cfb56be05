namespace Workbench.Audio;

/// <summary>Formats of sound files, told apart by their content.</summary>
public enum AudioFormat
{
    /// <summary>None of the others; ffmpeg may know it.</summary>
    Unknown,

    /// <summary>RIFF WAVE, RF64 and BW64.</summary>
    Wav,

    /// <summary>Sony Wave64.</summary>
    Wave64,

    /// <summary>AIFF and AIFF-C.</summary>
    Aiff,

    /// <summary>Sun and NeXT AU.</summary>
    Au,

    /// <summary>MPEG audio, layers I to III.</summary>
    Mp3,

    /// <summary>Native FLAC.</summary>
    Flac,

    /// <summary>Ogg with Vorbis, Opus or FLAC.</summary>
    Ogg,

    /// <summary>AAC in ADTS.</summary>
    Aac,

    /// <summary>MPEG-4 and QuickTime.</summary>
    Mp4,

    /// <summary>Windows Media, ASF.</summary>
    Wma,

    /// <summary>Matroska and WebM.</summary>
    Matroska,

    /// <summary>Monkey's Audio.</summary>
    MonkeysAudio,

    /// <summary>WavPack.</summary>
    WavPack,

    /// <summary>Musepack.</summary>
    Musepack,
}
