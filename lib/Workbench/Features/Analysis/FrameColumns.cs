using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Workbench.Audio.Fourier;

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
    private readonly float[] columns = new float[hop * BlockCount(frameLength, hop)];

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
            var (from, to) = Inside(samples.Length, start);
            for (var i = from; i < to; i++)
                columns[i * blockCount + block] = samples[start + i];
        }
    }

    /// <summary>Row by row, without checks: twice as fast as block by block.</summary>
    private void LoadInside(ReadOnlySpan<float> samples)
    {
        ref var sample = ref MemoryMarshal.GetReference(samples);
        ref var column = ref MemoryMarshal.GetArrayDataReference(columns);
        for (var i = 0; i < hop; i++)
        {
            for (var block = 0; block < blockCount; block++)
            {
                column = Unsafe.Add(ref sample, block * hop);
                column = ref Unsafe.Add(ref column, 1);
            }
            sample = ref Unsafe.Add(ref sample, 1);
        }
    }

    /// <summary>The reverse of <see cref="Load"/>; what lies beyond the ends is dropped.</summary>
    public void Store(Span<float> samples, int start)
    {
        for (var block = 0; block < blockCount; block++, start += hop)
        {
            var (from, to) = Inside(samples.Length, start);
            for (var i = from; i < to; i++)
                samples[start + i] = columns[i * blockCount + block];
        }
    }

    /// <summary>Windows the frames and packs them as <see cref="RealFft"/> wants them.</summary>
    /// <param name="window"><c>[frameLength]</c></param>
    /// <param name="packed"><c>[frameLength / 2]</c>, the result.</param>
    public void Pack(ReadOnlySpan<float> window, Span<ComplexLanes> packed)
    {
        ref var origin = ref MemoryMarshal.GetArrayDataReference(columns);
        var frames = MemoryMarshal.Cast<ComplexLanes, Vector<float>>(packed);
        for (int i = 0, block = 0; i < frames.Length; block++)
            for (var at = block; at < columns.Length && i < frames.Length; at += blockCount, i++)
                frames[i] = Vector.LoadUnsafe(ref origin, (nuint)at) * window[i];
    }

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

    private static int BlockCount(int frameLength, int hop) => Vector<float>.Count - 1 + (frameLength + hop - 1) / hop;

    /// <summary>The part of the block from <paramref name="start"/> on that is not beyond the samples' ends.</summary>
    private (int From, int To) Inside(int sampleCount, int start)
    {
        var from = Math.Clamp(-start, 0, hop);
        return (from, Math.Clamp(sampleCount - start, from, hop));
    }
}
