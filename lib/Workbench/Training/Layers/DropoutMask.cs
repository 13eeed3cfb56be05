using System.Numerics;
using Workbench.Models;

namespace Workbench.Training.Layers;

/// <summary>
/// Which values <see cref="Dropout"/> keeps: a hash of the pass's seed and the place of the value, so that it depends on no order of
/// work, needs no memory, and is the same on every engine.
/// </summary>
/// <param name="rate">Chance of each value to be dropped, from 0 to below 1.</param>
internal sealed class DropoutMask(double rate)
{
    private readonly uint threshold = (uint)(rate * uint.MaxValue);
    private uint seed, secondSeed;

    /// <summary>What a value that is kept is multiplied by.</summary>
    public float Scale { get; } = (float)(1 / (1 - rate));

    /// <summary>Draws the seed of the next pass.</summary>
    public void Draw(Random rng)
    {
        var drawn = (ulong)rng.NextInt64();
        (seed, secondSeed) = ((uint)drawn, (uint)(drawn >> 32));
    }

    /// <summary>For a value and those behind it: all bits set where it is kept, none where it is dropped.</summary>
    /// <param name="index">Place of the first value in the batch.</param>
    public Vector<uint> IsKept(int index) =>
        Vector.GreaterThanOrEqual(Hash(Vector.CreateSequence((uint)index, 1u)), new Vector<uint>(threshold));

    /// <summary>Writes what each value of a batch is multiplied by: <see cref="Scale"/> or 0.</summary>
    /// <param name="factors">One a value, in the order in which this library lays batches out.</param>
    public void Fill(Span<float> factors)
    {
        Span<float> some = stackalloc float[Vector<float>.Count];
        for (var i = 0; i < factors.Length; i += some.Length)
        {
            Vector.ConditionalSelect(Vector.AsVectorSingle(IsKept(i)), new Vector<float>(Scale), Vector<float>.Zero).CopyTo(some);
            some[..Math.Min(some.Length, factors.Length - i)].CopyTo(factors[i..]);
        }
    }

    private Vector<uint> Hash(Vector<uint> index) => Mix(Mix(index + new Vector<uint>(seed)) ^ new Vector<uint>(secondSeed));

    /// <summary>32-bit integer hash of low bias: "prospector" by C. Wellons, constants of issue 19.</summary>
    private static Vector<uint> Mix(Vector<uint> x)
    {
        x = (x ^ (x >>> 16)) * new Vector<uint>(0x21f0aaad);
        x = (x ^ (x >>> 15)) * new Vector<uint>(0x735a2d97);
        return x ^ (x >>> 15);
    }
}
