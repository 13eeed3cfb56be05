using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workbench.Audio.Fourier;
using Workbench.Foundation;

namespace Workbench.Features.Analysis;

/// <summary>
/// Samples laid out so that as many overlapping frames as a vector has lanes are read, or added to, without any shuffling: as
/// <c>[hop, blocks]</c>, a block being the samples from one frame's start to the next one's. Sample i of consecutive frames then
/// lies side by side, from column i / hop of row i % hop on.
/// </summary>
/// <param name="frameLength">Samples of a frame, even.</param>
/// <param name="hop">Samples between frames.</param>
internal sealed class FrameColumns(int frameLength, int hop)
{
    private readonly int blockCount = BlockCount(frameLength, hop);

    /// <summary>
    /// One row more than the hop has samples: the first again, one block later, so that a sample's successor is always in the next row.
    /// </summary>
    private readonly float[] columns = new float[(hop + 1) * BlockCount(frameLength, hop)];

    /// <summary>Where each second sample of a frame is.</summary>
    private readonly int[] places = [.. Enumerable.Range(0, frameLength / 2)
        .Select(i => 2 * i % hop * BlockCount(frameLength, hop) + 2 * i / hop)];

    /// <summary>Lays out the samples from <paramref name="start"/> on, with zeros beyond the ends.</summary>
    public void Load(ReadOnlySpan<float> samples, int start)
    {
        if (start >= 0 && start + columns.Length <= samples.Length)
        {
            LoadInside(samples[start..]);
            return;
        }
        Array.Clear(columns);
        for (var block = 0; block < blockCount; block++, start += hop)
        {
            var (from, to) = Inside(samples.Length, start, hop + 1);
            for (var i = from; i < to; i++)
                columns[i * blockCount + block] = samples[start + i];
        }
    }

    /// <summary>Four rows of four blocks at a time.</summary>
    private void LoadInside(ReadOnlySpan<float> samples)
    {
        var (sourceStep, targetStep) = ((nuint)hop, (nuint)blockCount);
        for (var block = 0; block < blockCount; block += 4)
        {
            ref var source = ref Unsafe.AsRef(in samples[block * hop]);
            ref var target = ref columns[block];
            for (var i = hop + 1; i >= 4; i -= 4)
            {
                Transposition.FourByFour(ref source, sourceStep, ref target, targetStep);
                source = ref Unsafe.Add(ref source, 4);
                target = ref Unsafe.Add(ref target, 4 * targetStep);
            }
        }
        for (var i = (hop + 1) / 4 * 4; i <= hop; i++)
            for (var block = 0; block < blockCount; block++)
                columns[i * blockCount + block] = samples[block * hop + i];
    }

    /// <summary>The reverse of <see cref="Load"/>; what lies beyond the ends is dropped.</summary>
    public void Store(Span<float> samples, int start)
    {
        for (var block = 0; block < blockCount; block++, start += hop)
        {
            var (from, to) = Inside(samples.Length, start, hop);
            for (var i = from; i < to; i++)
                samples[start + i] = columns[i * blockCount + block];
        }
    }

    /// <summary>The frames, windowed.</summary>
    /// <param name="window"><c>[frameLength]</c></param>
    public WindowedFrames Frames(ReadOnlySpan<float> window) => new(columns, places, blockCount, window);

    /// <summary>
    /// Windows packed frames and adds them to the samples. It begins at the frames' ends: so each sample gets its frames one
    /// after the other in order of time, and is the same whatever the number of lanes.
    /// </summary>
    /// <param name="window"><c>[frameLength]</c></param>
    /// <param name="packed"><c>[frameLength / 2]</c></param>
    public void Add(ReadOnlySpan<float> window, ReadOnlySpan<ComplexLanes> packed)
    {
        ref var origin = ref MemoryMarshal.GetArrayDataReference(columns);
        var (block, row) = Math.DivRem(frameLength - 1, hop);
        for (var i = packed.Length - 1; i >= 0; i--)
        {
            Previous(ref origin, packed[i].Im * window[2 * i + 1]);
            Previous(ref origin, packed[i].Re * window[2 * i]);
        }

        void Previous(ref float origin, Vector<float> frames)
        {
            var at = (nuint)(row * blockCount + block);
            (Vector.LoadUnsafe(ref origin, at) + frames).StoreUnsafe(ref origin, at);
            if (--row < 0)
                (row, block) = (hop - 1, block - 1);
        }
    }

    /// <summary>Rounded up to the four that are laid out at a time.</summary>
    private static int BlockCount(int frameLength, int hop) => (Vector<float>.Count - 1 + (frameLength + hop - 1) / hop + 3) / 4 * 4;

    /// <summary>The part of the block from <paramref name="start"/> on that is not beyond the samples' ends.</summary>
    private static (int From, int To) Inside(int sampleCount, int start, int length)
    {
        var from = Math.Clamp(-start, 0, length);
        return (from, Math.Clamp(sampleCount - start, from, length));
    }
}
