namespace Workbench.Audio.Ogg;

/// <summary>One stream of an Ogg file, decoded packet by packet.</summary>
internal interface IOggSound : IDisposable
{
    /// <summary>In Hz.</summary>
    int SampleRate { get; }

    /// <summary>Number of interleaved channels.</summary>
    int ChannelCount { get; }

    /// <summary>The next samples, interleaved, until the next call; empty at the end.</summary>
    ReadOnlySpan<float> Read();
}
