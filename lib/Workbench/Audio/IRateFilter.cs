namespace Workbench.Audio;

/// <summary>
/// A conversion of the rate that makes a step of outputs at a time from a window of the source. Serves any number of threads.
/// </summary>
internal interface IRateFilter
{
    /// <summary>Samples of the source before that of the first output, with which the window begins.</summary>
    int Before { get; }

    /// <summary>Samples of the source from one window's start to the next one's.</summary>
    int InputStep { get; }

    /// <summary>Samples of a window.</summary>
    int WindowLength { get; }

    /// <summary>Outputs of a window.</summary>
    int OutputStep { get; }

    /// <summary>Makes outputs from a window.</summary>
    /// <param name="window">As many samples as a window has.</param>
    /// <param name="output">Room for <see cref="OutputStep"/> outputs.</param>
    /// <param name="wanted">How many of them, from the first on, are asked for.</param>
    void Apply(ReadOnlySpan<float> window, Span<float> output, int wanted);
}
