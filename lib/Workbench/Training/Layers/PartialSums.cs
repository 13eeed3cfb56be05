using System.Numerics;
using Workbench.Foundation;

namespace Workbench.Training.Layers;

/// <summary>One sum a channel from each work item, added up in the order of the items, whichever thread did them.</summary>
/// <param name="items">Work items at most.</param>
/// <param name="channels">Number of channels.</param>
internal sealed unsafe class PartialSums(int items, int channels)
{
    private readonly int stride = Chunks.Count(channels, Vector<float>.Count) * Vector<float>.Count;
    private readonly AlignedArray<double> sums = new(items * (Chunks.Count(channels, Vector<float>.Count) * Vector<float>.Count));

    /// <summary>Where an item puts its sums; there is room for whole vectors.</summary>
    public double* Of(int item) => sums.Pointer + (nint)item * stride;

    /// <summary>The sum over the first items.</summary>
    public double Total(int channel, int itemCount)
    {
        var total = 0.0;
        for (var item = 0; item < itemCount; item++)
            total += Of(item)[channel];
        return total;
    }
}
