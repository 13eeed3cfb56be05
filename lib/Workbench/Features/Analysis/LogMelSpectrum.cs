namespace Workbench.Features.Analysis;

/// <summary>The log-mel spectrum of the clip at hand, computed when first asked for.</summary>
internal sealed class LogMelSpectrum(FeatureSpec spec, int bandCount)
{
    private readonly MelFilterBank filters = new(spec, bandCount);
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
            var power = spectrogram.Tile(tile);
            for (var band = 0; band < bandCount; band++)
                rows[band, tile] = Decibels.FromPower(filters.Apply(band, power));
        }
        Decibels.LimitRange(rows);
        valid = true;
        return rows;
    }
}
