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
        Spectrogram unit = new(spec);
        unit.Resize(unit.BinCount);
        for (var tile = 0; tile < unit.TileCount; tile++)
        {
            unit.Tile(tile).Clear();
            var powers = MemoryMarshal.Cast<System.Numerics.Vector<float>, float>(unit.Tile(tile));
            for (var lane = 0; lane < Spectrogram.Lanes && tile * Spectrogram.Lanes + lane < unit.BinCount; lane++)
                powers[(tile * Spectrogram.Lanes + lane) * Spectrogram.Lanes + lane] = 1;
        }
        FrameRows bands = new(bandCount);
        bands.Resize(unit.FrameCount);
        new MelFilterBank(spec, bandCount).Apply(unit, bands);
        return [.. Enumerable.Range(0, bandCount).Select(band => bands.Row(band).ToArray())];
    }
}
