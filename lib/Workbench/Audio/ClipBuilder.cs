namespace Workbench.Audio;

/// <summary>Collects all channels of a recording as a clip.</summary>
/// <param name="path">The file, for errors.</param>
internal sealed class ClipBuilder(string path) : SampleSink(path)
{
    private SampleBuffer[] channels = [];
    private float[] scratch = [];

    /// <summary>The clip; the builder is empty afterwards.</summary>
    public AudioClip Build() => new(SampleRate, [.. channels.Select(c => c.TakeArray())]);

    /// <inheritdoc/>
    protected override void Start() => channels = [.. Enumerable.Range(0, ChannelCount).Select(_ => new SampleBuffer())];

    /// <inheritdoc/>
    protected override void Add(ReadOnlySpan<float> interleaved)
    {
        RequireRoom(SampleCount * ChannelCount);
        var count = interleaved.Length / ChannelCount;
        if (scratch.Length < count)
            scratch = new float[count];
        for (var c = 0; c < channels.Length; c++)
        {
            for (int i = 0, source = c; i < count; i++, source += channels.Length)
                scratch[i] = interleaved[source];
            channels[c].Append(scratch.AsSpan(0, count));
        }
    }
}
