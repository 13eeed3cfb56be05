namespace Workbench.Tests.Reference.Synthetic;

/// <summary>A sine from phase 0. Its phase is a whole number of 2^48ths of a turn, so that no rounding adds up.</summary>
internal sealed class SyntheticTone
{
    private const long Turn = 1L << 48;

    private readonly long growth;
    private long phase;
    private long step;

    /// <param name="frequency">In the beginning.</param>
    /// <param name="lastFrequency">After the samples.</param>
    /// <param name="sampleCount">Over which the frequency changes evenly.</param>
    /// <param name="rate">Samples a second.</param>
    public SyntheticTone(double frequency, double lastFrequency, int sampleCount, int rate)
    {
        step = Step(frequency, rate);
        growth = (long)Math.Floor((decimal)(Step(lastFrequency, rate) - step) / sampleCount);
    }

    public double Next()
    {
        var value = Math.Sin(2 * Math.PI * ((double)phase / Turn));
        phase = (phase + step) % Turn;
        step += growth;
        return value;
    }

    private static long Step(double frequency, int rate) => (long)Math.Floor(frequency / rate * Turn + 0.5);
}
