using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workbench.Foundation;

/// <summary>Rows become columns in registers.</summary>
internal static class Transposition
{
    /// <summary>Four rows of four values become columns.</summary>
    /// <param name="source">First value of the first row.</param>
    /// <param name="sourceStep">Values from one row to the next.</param>
    /// <param name="target">Where the first column goes.</param>
    /// <param name="targetStep">Values from one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourByFour(ref float source, nuint sourceStep, ref float target, nuint targetStep)
    {
        var (a, c) = ExchangeHalves(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, 2 * sourceStep));
        var (b, d) = ExchangeHalves(Vector128.LoadUnsafe(ref source, sourceStep), Vector128.LoadUnsafe(ref source, 3 * sourceStep));
        (a, b) = ExchangeNeighbours(a, b);
        (c, d) = ExchangeNeighbours(c, d);
        a.StoreUnsafe(ref target);
        b.StoreUnsafe(ref target, targetStep);
        c.StoreUnsafe(ref target, 2 * targetStep);
        d.StoreUnsafe(ref target, 3 * targetStep);
    }

    /// <summary>The upper half of the one for the lower half of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float>, Vector128<float>) ExchangeHalves(Vector128<float> a, Vector128<float> b)
    {
        var lower = Vector128.Create(-1, -1, 0, 0).AsSingle();
        var order = Vector128.Create(2, 3, 0, 1);
        return (Vector128.ConditionalSelect(lower, a, Vector128.Shuffle(b, order)),
            Vector128.ConditionalSelect(lower, Vector128.Shuffle(a, order), b));
    }

    /// <summary>The odd numbers of the one for the even numbers of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float>, Vector128<float>) ExchangeNeighbours(Vector128<float> a, Vector128<float> b)
    {
        var even = Vector128.Create(-1, 0, -1, 0).AsSingle();
        var order = Vector128.Create(1, 0, 3, 2);
        return (Vector128.ConditionalSelect(even, a, Vector128.Shuffle(b, order)),
            Vector128.ConditionalSelect(even, Vector128.Shuffle(a, order), b));
    }
}
