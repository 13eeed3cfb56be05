namespace Workbench.Audio;

/// <summary>What a recording may ask of memory and time. A file beyond it is one song that is left out, with the reason.</summary>
internal static class AudioLimits
{
    /// <summary>As many as ambisonics of the seventh order have.</summary>
    public const int MaxChannels = 64;

    /// <summary>Far below telephony; less is a broken header, and would stretch a few bytes to hours.</summary>
    public const int MinSampleRate = 1_000;

    /// <summary>Above what any converter samples.</summary>
    public const int MaxSampleRate = 768_000;

    /// <summary>Two hours: longer than an album or an act, and what the frames of its features fit into memory with.</summary>
    public const int MaxSeconds = 7_200;

    /// <summary>Samples of all channels together that are held at once, 4 GB: two hours of six channels at 22,050 Hz.</summary>
    public const long MaxHeldSamples = 1L << 30;

    /// <summary>What is wrong with the rate and the channels that a header claims; null if nothing is.</summary>
    public static string? Refusal(double sampleRate, int channelCount) =>
        channelCount is < 1 or > MaxChannels
            ? $"the header says {channelCount} channels; 1 to {MaxChannels} are read. Fetch it again, or export it with fewer."
        : sampleRate is >= MinSampleRate and <= MaxSampleRate ? null
        : FormattableString.Invariant($"the header says a sample rate of {sampleRate} Hz; {MinSampleRate} to {MaxSampleRate} are read. ")
            + "Fetch or export it again.";

    /// <summary>The reason to leave out what is longer than <see cref="MaxSeconds"/>.</summary>
    public static string TooLong { get; } =
        $"is longer than {MaxSeconds / 60} minutes, the most that is read of one song. Cut it into parts.";
}
