using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Foundation;

namespace Workbench.Training.Layers;

/// <summary>One sum a channel from each work item, added up in the order of the items, whichever thread did them.</summary>
/// <param name="items">Work items at most.</param>
/// <param name="channels">Number of channels.</param>
internal sealed unsafe class PartialSums(int items, int channels)
{
    private readonly AlignedArray<double> sums = new(items * (Chunks.Count(channels, Vector<float>.Count) * Vector<float>.Count));

    /// <summary>Channels in whole vectors.</summary>
    public int Stride { get; } = Chunks.Count(channels, Vector<float>.Count) * Vector<float>.Count;

    /// <summary>Where an item puts its sums; there is room for whole vectors.</summary>
    public double* Of(int item) => sums.Pointer + (nint)item * Stride;

    /// <summary>Lets an item begin with 0.</summary>
    public void Clear(int item) => new Span<double>(Of(item), Stride).Clear();

    /// <summary>Adds a vector of channels to the sums of an item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int item, int channel, Vector<float> summand)
    {
        var target = Of(item) + channel;
        Vector.Widen(summand, out var low, out var high);
        (Vector.Load(target) + low).Store(target);
        target += Vector<double>.Count;
        (Vector.Load(target) + high).Store(target);
    }

    /// <summary>The sum over the first items.</summary>
    public double Total(int channel, int itemCount)
    {
        var total = 0.0;
        for (var item = 0; item < itemCount; item++)
            total += Of(item)[channel];
        return total;
    }
}
