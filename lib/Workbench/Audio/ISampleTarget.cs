namespace Workbench.Audio;

/// <summary>Takes samples of one channel, block by block.</summary>
internal interface ISampleTarget
{
    /// <summary>Forgets what came.</summary>
    void Clear();

    /// <summary>Takes the next samples.</summary>
    void Append(ReadOnlySpan<float> samples);
}
