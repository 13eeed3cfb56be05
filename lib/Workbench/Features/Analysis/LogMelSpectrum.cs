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
        filters.Apply(spectrogram, rows);
        foreach (ref var power in rows.Tiles)
            power = Decibels.FromPower(power);
        Decibels.LimitRange(rows);
        valid = true;
        return rows;
    }
}
