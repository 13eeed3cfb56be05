using System.Collections.Concurrent;
using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Energy of the twelve pitch classes, C first, each frame scaled so that its largest is 1 (librosa <c>chroma_stft</c>);
/// the tuning is estimated from the clip.
/// </summary>
/// <unit>none</unit>
/// <range>0 to 1</range>
public sealed record ChromaStft : Feature
{
    /// <inheritdoc/>
    public override string Name => "chroma_stft";

    /// <inheritdoc/>
    public override int BandCount => 12;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(spec);

    private sealed class Calculator(FeatureSpec spec) : IFeatureCalculator
    {
        /// <summary>A tuning is one of a hundred values, so that the filters of all of them are soon known.</summary>
        private readonly ConcurrentDictionary<double, DenseFilter> filters = [];

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
}
