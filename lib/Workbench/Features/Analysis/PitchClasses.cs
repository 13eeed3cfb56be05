using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>Folds the bins of a constant-Q transform to pitch classes (librosa <c>filters.cq_to_chroma</c>).</summary>
internal static class PitchClasses
{
    /// <summary>
    /// Sums what lies nearest to each pitch class in every octave: with 36 bins an octave, a note's bin and both its neighbours.
    /// </summary>
    /// <param name="bins"><c>[bins, frames]</c>, the octaves of a <see cref="ConstantQChroma"/>.</param>
    /// <param name="rows"><c>[classes, frames]</c>.</param>
    /// <param name="tile">Which frames.</param>
    public static void Fold(FrameRows bins, FrameRows rows, int tile)
    {
        var width = bins.BandCount / ConstantQChroma.Octaves / rows.BandCount;
        for (var c = 0; c < rows.BandCount; c++)
            rows[c, tile] = Vector<float>.Zero;
        for (var bin = 0; bin < bins.BandCount; bin++)
            rows[(bin + width / 2) / width % rows.BandCount, tile] += bins[bin, tile];
    }
}
