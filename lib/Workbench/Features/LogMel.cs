namespace Workbench.Features;

/// <summary>Mel spectrogram in decibels (librosa <c>power_to_db(melspectrogram(y))</c>).</summary>
/// <param name="Bands">Number of mel bands.</param>
public sealed record LogMel(int Bands = 128) : Feature
{
    /// <inheritdoc/>
    public override string Name => "logmel";

    /// <inheritdoc/>
    public override int BandCount => Bands;
}
