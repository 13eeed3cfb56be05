using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>
/// Sums of a vector of channels in double precision. Short runs are summed in single precision first, which is as fast as adding
/// can be and loses next to nothing; longer ones would change which inputs a ReLU lets through.
/// </summary>
internal struct WideSum
{
    /// <summary>Rows of a run.</summary>
    public const int RunLength = 32;

    private Vector<double> low, high;

    /// <summary>Adds the sum of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector<float> run)
    {
        Vector.Widen(run, out var runLow, out var runHigh);
        low += runLow;
        high += runHigh;
    }

    /// <summary>Writes the sums, as many as a vector of single precision has values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(double* target)
    {
        low.Store(target);
        high.Store(target + Vector<double>.Count);
    }

    /// <summary>The sums divided by a number, in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<float> DividedBy(double count) => Vector.Narrow(low / count, high / count);
}
