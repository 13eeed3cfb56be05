using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Takes the features of a song while its samples come. Those of a long song are taken in parts, each with some sound of its neighbours
/// on both sides, so that its frames are what they are in the whole.
/// </summary>
/// <param name="extractor">Computes the features.</param>
/// <param name="spec">What they are.</param>
/// <param name="partFrames">Frames of a part.</param>
/// <param name="samples">Room for samples; made larger as needed.</param>
/// <param name="work">What stops the extraction.</param>
internal sealed class SongExtraction(FeatureExtractor extractor, FeatureSpec spec, int partFrames, float[] samples, Work work)
    : ISampleTarget
{
    /// <summary>What a frame may lean on, in seconds: the tempo about it on four, the lowest tones on one.</summary>
    private const int MarginSeconds = 10;

    /// <summary>Room for half a minute at 22,050 Hz, to begin with.</summary>
    private const int FirstRoom = 700_000;

    private readonly List<FrameRows[]> parts = [];
    private readonly int margin = MarginSeconds * spec.SampleRate / spec.HopLength;
    private float[] samples = samples;
    private int count;
    private long takenSamples;

    /// <summary>Samples that a part is taken from, its margins included.</summary>
    private int MaxRoom => (int)Math.Min((partFrames + 2L * margin) * spec.HopLength, Array.MaxLength);

    /// <inheritdoc/>
    public void Clear()
    {
        parts.Clear();
        (count, takenSamples) = (0, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="WorkbenchException">A sample is no sound.</exception>
    public void Append(ReadOnlySpan<float> block)
    {
        if (block.IsEmpty)
            return;
        SoundCheck.Require(block, takenSamples);
        takenSamples += block.Length;
        while (!block.IsEmpty)
        {
            if (count == samples.Length)
                MakeRoom();
            var taken = Math.Min(block.Length, samples.Length - count);
            block[..taken].CopyTo(samples.AsSpan(count));
            block = block[taken..];
            count += taken;
        }
    }

    /// <summary>Each feature; no more samples come, and at least one came.</summary>
    public ExtractedPart[] Finish()
    {
        AudioClip clip = new(spec.SampleRate, samples, count);
        if (parts.Count > 0)
            parts.Add(extractor.Frames(clip, margin, (int)(takenSamples / spec.HopLength) + 1 - parts.Count * partFrames, work));
        var features = parts.Count > 0 ? extractor.ToParts(parts) : extractor.Finish(clip, work);
        extractor.End(samples);
        return features;
    }

    /// <summary>Makes the room larger or, where it is as large as it gets, takes a part from what is there.</summary>
    private void MakeRoom()
    {
        if (count < MaxRoom)
        {
            Array.Resize(ref samples, (int)Math.Min(MaxRoom, Math.Max(FirstRoom, 2L * count)));
            return;
        }
        // Before the first part there is nothing: it is longer by a margin.
        var first = parts.Count == 0 ? 0 : margin;
        parts.Add(extractor.Frames(new(spec.SampleRate, samples, count), first, partFrames, work));
        var next = (first + partFrames - margin) * spec.HopLength;
        samples.AsSpan(next, count - next).CopyTo(samples);
        count -= next;
    }
}
