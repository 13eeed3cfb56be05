namespace Workbench.Training;

/// <summary>
/// A generator for each place in a training, from the seed and the place alone: what is drawn there does not depend on what was drawn
/// before, so that a resumed training need not know.
/// </summary>
internal static class Seeds
{
    /// <summary>The generator of a place.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="batch">From 0; -1 for what is drawn once an epoch.</param>
    public static Random Derive(int seed, int epoch, int batch) =>
        new((int)Mix(Mix(Mix((uint)seed) + (uint)epoch) + (uint)batch));

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }
}
