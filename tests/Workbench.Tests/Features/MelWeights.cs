using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

/// <summary>The weights of a mel filter bank, from what it makes of frames that have power 1 in one bin each.</summary>
internal static class MelWeights
{
    /// <summary><c>[bands][bins]</c></summary>
    public static float[][] Of(FeatureSpec spec, int bandCount)
    {
        MelFilterBank bank = new(spec, bandCount);
        FrameRows bands = new(bandCount);
        var binCount = spec.FftLength / 2 + 1;
        bands.Resize(binCount);
        for (var first = 0; first < binCount; first += Spectrogram.Lanes)
        {
            var power = new Vector<float>[binCount];
            var lanes = MemoryMarshal.Cast<Vector<float>, float>(power.AsSpan());
            for (var lane = 0; lane < Spectrogram.Lanes && first + lane < binCount; lane++)
                lanes[(first + lane) * Spectrogram.Lanes + lane] = 1;
            bank.Apply(power, power, bands, first / Spectrogram.Lanes, first / Spectrogram.Lanes);
        }
        return [.. Enumerable.Range(0, bandCount).Select(band => bands.Row(band).ToArray())];
    }
}
