namespace Workbench.Features.Analysis;

/// <summary>Slaney's mel scale: linear up to 1 kHz, logarithmic above (librosa <c>hz_to_mel</c> with htk = False).</summary>
internal static class MelScale
{
    private const double LinearHzPerMel = 200.0 / 3;
    private const double BreakHz = 1000;
    private const double BreakMel = BreakHz / LinearHzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>
    /// The lower edge of the first of <paramref name="bandCount"/> overlapping bands, each
    /// band's centre, the upper edge of the last; in Hz.
    /// </summary>
    public static double[] Edges(int bandCount, int sampleRate)
    {
        var top = FromHz(sampleRate / 2.0);
        return [.. Enumerable.Range(0, bandCount + 2).Select(i => ToHz(top * i / (bandCount + 1)))];
    }

    private static double FromHz(double hz) => hz < BreakHz ? hz / LinearHzPerMel : BreakMel + Math.Log(hz / BreakHz) / LogStep;

    private static double ToHz(double mel) => mel < BreakMel ? mel * LinearHzPerMel : BreakHz * Math.Exp(LogStep * (mel - BreakMel));
}
