using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>The log-mel spectrum of the clip at hand, computed when first asked for.</summary>
internal sealed class LogMelSpectrum(FeatureSpec spec, int bandCount)
{
    private readonly MelFilterBank filters = new(spec, bandCount);
    private readonly Vector<float>[] bands = new Vector<float>[bandCount];
    private readonly FrameRows rows = new(bandCount);
    private bool valid;

    /// <summary>Forgets the clip.</summary>
    public void Invalidate() => valid = false;

    /// <summary>The spectrum in dB, <c>[bands, frames]</c>.</summary>
    public FrameRows Of(Spectrogram spectrogram)
    {
        if (valid)
            return rows;
        rows.Resize(spectrogram.FrameCount);
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            filters.Apply(spectrogram.Tile(tile), bands);
            for (var band = 0; band < bands.Length; band++)
                rows[band, tile] = Decibels.FromPower(bands[band]);
        }
        Decibels.LimitRange(rows);
        valid = true;
        return rows;
    }
}
