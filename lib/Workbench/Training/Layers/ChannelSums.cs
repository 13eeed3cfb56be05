using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>Sums of one vector of channels down some rows: the innermost loops of statistics and of the gradients of a bias.</summary>
/// <typeparam name="TAccess">How the channels are read.</typeparam>
internal static unsafe class ChannelSums<TAccess> where TAccess : struct, IVectorAccess
{
    /// <summary>Sums of the values.</summary>
    /// <param name="first">The channels in the first row.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="left">Channels from the first of the vector on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WideSum Sum(float* first, nint columns, int rows, int left)
    {
        var total = new WideSum();
        for (var row = 0; row < rows;)
        {
            var run = Vector<float>.Zero;
            for (var end = Math.Min(rows, row + WideSum.RunLength); row < end; row++, first += columns)
                run += TAccess.Load(first, left);
            total.Add(run);
        }
        return total;
    }

    /// <summary>Sums of the squared deviations from a mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WideSum SumSquares(float* first, nint columns, int rows, int left, Vector<float> mean)
    {
        var total = new WideSum();
        for (var row = 0; row < rows;)
        {
            var run = Vector<float>.Zero;
            for (var end = Math.Min(rows, row + WideSum.RunLength); row < end; row++, first += columns)
            {
                var deviation = TAccess.Load(first, left) - mean;
                run = Vector.MultiplyAddEstimate(deviation, deviation, run);
            }
            total.Add(run);
        }
        return total;
    }
}
