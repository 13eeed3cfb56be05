namespace Workbench.Audio;

/// <summary>Mixes to one channel, the mean of all, and converts the rate, while the samples come.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="sampleRate">The rate wanted, in Hz.</param>
/// <param name="target">What takes the samples.</param>
/// <param name="token">Stops the conversion between blocks.</param>
internal sealed class MonoSink(string path, int sampleRate, ISampleTarget target, CancellationToken token) : SampleSink(path)
{
    private RateConverter? converter;
    private float[] mixed = [];

    /// <inheritdoc/>
    public override void End() => converter?.End();

    /// <inheritdoc/>
    protected override void Start()
    {
        target.Clear();
        converter = SampleRate == sampleRate ? null : new(SampleRate, sampleRate, target, token);
    }

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> interleaved)
    {
        RequireRoom(SampleCount * sampleRate / SampleRate);
        var mono = ToMono(interleaved);
        if (converter is null)
            target.Append(mono);
        else
            converter.Append(mono);
    }

    private ReadOnlySpan<float> ToMono(ReadOnlySpan<float> interleaved)
    {
        if (ChannelCount == 1)
            return interleaved;
        var count = interleaved.Length / ChannelCount;
        if (mixed.Length < count)
            mixed = new float[count];
        Mix(interleaved, ChannelCount, mixed.AsSpan(0, count));
        return mixed.AsSpan(0, count);
    }
}
