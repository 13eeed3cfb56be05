using System.Collections.Concurrent;
using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaStft"/>.</summary>
internal sealed class ChromaStftCalculator(FeatureSpec spec) : IFeatureCalculator
{
    /// <summary>Below this a frame is silent and is left as it is: the smallest normal float32, as in librosa <c>normalize</c>.</summary>
    private const float Tiny = 1.17549435e-38f;

    /// <summary>A tuning is one of a hundred values, so that the filters of all of them are soon known.</summary>
    private readonly ConcurrentDictionary<double, DenseFilter> filters = [];

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var spectrogram = clip.Spectrogram;
        var filter = filters.GetOrAdd(Tuning.Estimate(spectrogram), tuning => new(ChromaFilterBank.Create(spec, tuning), spectrogram.BinCount));
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            filter.Apply(spectrogram.Tile(tile), rows, tile);
            var largest = Vector<float>.Zero;
            for (var c = 0; c < rows.BandCount; c++)
                largest = Vector.MaxNative(largest, rows[c, tile]);
            var scale = Vector<float>.One / Vector.ConditionalSelect(Vector.LessThan(largest, new(Tiny)), Vector<float>.One, largest);
            for (var c = 0; c < rows.BandCount; c++)
                rows[c, tile] *= scale;
        }
    }
}
