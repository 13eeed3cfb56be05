using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;

namespace Workbench.Features.Analysis;

/// <summary>The frames of <see cref="FrameColumns"/>, times a window.</summary>
/// <param name="columns">The samples.</param>
/// <param name="places">Where each second sample of the first frame is.</param>
/// <param name="step">From a sample to the next.</param>
/// <param name="window">Weights of a frame's samples.</param>
internal readonly ref struct WindowedFrames(ReadOnlySpan<float> columns, ReadOnlySpan<int> places, int step, ReadOnlySpan<float> window)
    : IPackedFrames
{
    private readonly ref float columns = ref MemoryMarshal.GetReference(columns);
    private readonly ref int places = ref MemoryMarshal.GetReference(places);
    private readonly ref float window = ref MemoryMarshal.GetReference(window);

    /// <inheritdoc/>
    public ComplexLanes this[nuint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref var even = ref Unsafe.Add(ref columns, Unsafe.Add(ref places, index));
            return new(
                Vector.LoadUnsafe(ref even) * Unsafe.Add(ref window, 2 * index),
                Vector.LoadUnsafe(ref even, (nuint)step) * Unsafe.Add(ref window, 2 * index + 1));
        }
    }
}
