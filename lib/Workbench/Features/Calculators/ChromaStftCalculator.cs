using System.Collections.Concurrent;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaStft"/>.</summary>
internal sealed class ChromaStftCalculator(FeatureSpec spec) : IFeatureCalculator
{
    /// <summary>A tuning is one of a hundred values, so that the filters of all of them are soon known.</summary>
    private readonly ConcurrentDictionary<double, DenseFilter> filters = [];

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var spectrogram = clip.Spectrogram;
        var filter = filters.GetOrAdd(Tuning.Estimate(spectrogram, ofMagnitudes: false),
            tuning => new(ChromaFilterBank.Create(spec, tuning), spectrogram.BinCount));
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            filter.Apply(spectrogram.Tile(tile), rows, tile);
            FrameNorm.ScaleByLargest(rows, tile);
        }
    }
}
