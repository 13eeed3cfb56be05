namespace Workbench.Demo;

/// <summary>Random draws and seeds.</summary>
internal static class Draws
{
    /// <summary>True with a probability.</summary>
    public static bool Chance(this Random rng, double probability) => rng.NextDouble() < probability;

    /// <summary>One of several.</summary>
    public static T Pick<T>(this Random rng, IReadOnlyList<T> items) => items[rng.Next(items.Count)];

    /// <summary>Evenly between -1 and 1: white noise.</summary>
    public static float Noise(this Random rng) => 2 * rng.NextSingle() - 1;

    /// <summary>Normally distributed with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public static double Normal(this Random rng) =>
        Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(Math.Tau * rng.NextDouble());

    /// <summary>
    /// A generator of its own for every number, so that tracks can be made in any order: SplitMix64's mixer
    /// (Steele, Lea and Flood 2014) keeps neighbouring numbers unrelated.
    /// </summary>
    public static Random Stream(int seed, int number)
    {
        var z = ((ulong)(uint)seed << 32 | (uint)number) + 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return new Random((int)(z ^ z >> 31));
    }

    /// <summary>
    /// Deals <paramref name="count"/> cards in proportion to the shares: each goes to whoever is furthest behind, so that
    /// small shares are met too, which independent draws would not promise.
    /// </summary>
    /// <param name="shares">Relative shares, each above 0.</param>
    /// <param name="count">Number of cards.</param>
    /// <returns>The index that each card goes to.</returns>
    public static int[] Deal(IReadOnlyList<double> shares, int count)
    {
        var total = shares.Sum();
        var dealt = new int[shares.Count];
        var cards = new int[count];
        for (var i = 0; i < count; i++)
        {
            var next = 0;
            for (var k = 1; k < dealt.Length; k++)
                if (Behind(k) > Behind(next))
                    next = k;
            dealt[cards[i] = next]++;

            double Behind(int k) => shares[k] / total * (i + 1) - dealt[k];
        }
        return cards;
    }
}
