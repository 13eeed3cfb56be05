namespace Workbench.Features;

/// <summary>How a constant-Q transform is computed.</summary>
public enum ConstantQMode
{
    /// <summary>
    /// Octave by octave, each at half the rate of the last, so that low notes have long frames
    /// and high notes short ones (librosa <c>cqt</c>).
    /// </summary>
    Full,

    /// <summary>
    /// High bins, whose filters fit into two hops, as in <see cref="Pseudo"/>, the lower ones as in <see cref="Full"/>
    /// (librosa <c>hybrid_cqt</c>): nothing is lost between the frames of high notes.
    /// </summary>
    Hybrid,

    /// <summary>
    /// Every bin a weighted sum of the magnitudes of one Hann-windowed spectrum as long as the longest filter (librosa <c>pseudo_cqt</c>).
    /// </summary>
    Pseudo,
}
