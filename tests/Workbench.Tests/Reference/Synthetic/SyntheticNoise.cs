namespace Workbench.Tests.Reference.Synthetic;

/// <summary>White noise of a linear congruential generator: the upper 24 bits of its 32, from -1 to below 1.</summary>
internal sealed class SyntheticNoise(uint seed)
{
    private uint state = seed;

    public double Next()
    {
        state = unchecked(1_664_525 * state + 1_013_904_223);
        return (state >> 8) / 8_388_608.0 - 1;
    }
}
