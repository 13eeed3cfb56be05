namespace Workbench.Demo.Effects;

/// <summary>Remembers the last samples.</summary>
/// <param name="length">How many, at least 2.</param>
internal sealed class DelayLine(int length)
{
    private readonly float[] memory = new float[length];
    private int next;

    /// <summary>The oldest sample, <c>length</c> samples old.</summary>
    public float Oldest => memory[next];

    /// <summary>Puts a sample in, in the place of the oldest.</summary>
    public void Push(float sample)
    {
        memory[next] = sample;
        if (++next == memory.Length)
            next = 0;
    }

    /// <summary>The sample so many samples ago, interpolated.</summary>
    /// <param name="samples">1 to <c>length</c> - 1.</param>
    public float Ago(float samples)
    {
        var whole = (int)samples;
        var fraction = samples - whole;
        return At(whole) + fraction * (At(whole + 1) - At(whole));
    }

    private float At(int ago)
    {
        var index = next - ago;
        return memory[index < 0 ? index + memory.Length : index];
    }
}
