using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>The tempo of a clip and where its beats lie, as <see cref="BeatTracker"/> finds them.</summary>
/// <param name="tempo">Beats a minute.</param>
/// <param name="frames">The frame of each beat.</param>
/// <param name="frameSeconds">Seconds from a frame to the next.</param>
public sealed class Beats(double tempo, ImmutableArray<int> frames, double frameSeconds)
{
    /// <summary>Beats a minute: 60 frame rates divided by a whole number of frames, below 320; 0 for a clip without onsets.</summary>
    public double Tempo => tempo;

    /// <summary>The frame of each beat, ascending.</summary>
    public ImmutableArray<int> Frames => frames;

    /// <summary>The time of each beat from the start of the clip, in seconds, ascending.</summary>
    public ImmutableArray<double> Times { get; } = [.. frames.Select(frame => frame * frameSeconds)];
}
