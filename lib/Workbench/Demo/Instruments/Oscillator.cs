namespace Workbench.Demo.Instruments;

/// <summary>A phase that runs round, and the classic waves read from it. Each call gives one sample, -1 to 1, and moves on.</summary>
internal struct Oscillator
{
    private const double Cycle = 4294967296.0; // the phase is a uint: it wraps by itself
    private const int TableBits = 12;
    private static readonly float[] SineTable = [.. Enumerable.Range(0, 1 << TableBits)
        .Select(i => (float)Math.Sin(Math.Tau * i / (1 << TableBits)))];

    private uint phase;
    private uint step;

    /// <summary>Starts an oscillator.</summary>
    /// <param name="hertz">Frequency, below half the sample rate.</param>
    /// <param name="cycles">Phase to start from, 0 to 1.</param>
    public Oscillator(double hertz, double cycles = 0)
    {
        phase = (uint)(long)(cycles * Cycle);
        Tune(hertz);
    }

    /// <summary>Changes the frequency.</summary>
    public void Tune(double hertz) => step = (uint)(long)(hertz / Sound.SampleRate * Cycle);

    /// <summary>A sine, its phase shifted by so many cycles: frequency modulation when that varies.</summary>
    public float Sine(float shift = 0)
    {
        var shifted = phase + (uint)(long)(shift * (float)Cycle);
        phase += step;
        return SineTable[shifted >> (32 - TableBits)];
    }

    /// <summary>A rising saw, its edge rounded against aliasing (polyBLEP, Välimäki and Huovilainen 2007).</summary>
    public float Saw()
    {
        var value = Ramp(phase) - Edge(phase);
        phase += step;
        return value;
    }

    /// <summary>A square, likewise rounded.</summary>
    public float Square()
    {
        var half = phase + 0x80000000;
        var value = (phase < 0x80000000 ? 1 : -1) + Edge(phase) - Edge(half);
        phase += step;
        return value;
    }

    private static float Ramp(uint at) => at * (float)(2 / Cycle) - 1;

    private readonly float Edge(uint at)
    {
        if (at < step)
        {
            var t = (float)at / step;
            return t + t - t * t - 1;
        }
        if (at > uint.MaxValue - step)
        {
            var t = -(float)(uint.MaxValue - at) / step;
            return t * t + t + t + 1;
        }
        return 0;
    }
}
