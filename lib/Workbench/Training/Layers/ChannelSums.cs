using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>Sums of one vector of channels down some rows: the innermost loops of statistics and of the gradients of a bias.</summary>
/// <typeparam name="TAccess">How the channels are read.</typeparam>
internal static unsafe class ChannelSums<TAccess> where TAccess : struct, IVectorAccess
{
    /// <summary>Sums of the values in a run of rows.</summary>
    /// <param name="first">The channels in the first row.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="rows">Number of rows, at most <see cref="WideSum.RunLength"/>.</param>
    /// <param name="left">Channels from the first of the vector on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector<float> Sum(float* first, nint columns, int rows, int left)
    {
        var sum = Vector<float>.Zero;
        for (var row = 0; row < rows; row++, first += columns)
            sum += TAccess.Load(first, left);
        return sum;
    }
}
