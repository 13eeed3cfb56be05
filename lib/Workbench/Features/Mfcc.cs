namespace Workbench.Features;

/// <summary>Mel-frequency cepstral coefficients (librosa <c>mfcc</c>): orthonormal DCT-II of a 128-band log-mel spectrum.</summary>
/// <param name="Coefficients">Number of coefficients kept, 1 to 128.</param>
public sealed record Mfcc(int Coefficients = 20) : Feature
{
    /// <inheritdoc/>
    public override string Name => "mfcc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;
}
