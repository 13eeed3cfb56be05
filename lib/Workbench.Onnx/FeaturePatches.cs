using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Onnx;

/// <summary>
/// Patches of frames of the library's own features: the front end that an encoder was trained with, <c>[frames, bands]</c>. The first patch
/// begins with the clip; one that would reach beyond its end is left out, but a clip shorter than a patch is heard as one, its frames
/// being repeated.
/// </summary>
/// <param name="Front">The features of a frame, without statistics, at the encoder's sample rate.</param>
/// <param name="Frames">Frames of a patch.</param>
/// <param name="Hop">Frames from one patch to the next.</param>
public sealed record FeaturePatches(FeatureSpec Front, int Frames, int Hop) : EncoderInput
{
    /// <summary>Taken off every value first: often the mean of what the encoder was trained on.</summary>
    public double Offset { get; init; }

    /// <summary>What every value is then divided by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether the tensor is <c>[bands, frames]</c>.</summary>
    public bool BandsFirst { get; init; }

    internal override int? FrameHop => Hop * Front.HopLength;

    private int Bands => Front.ColumnNames.Length;

    internal override int TrialLength(int sampleRate) => Frames * Front.HopLength;

    internal override long[] Shape(int length) => BandsFirst ? [Bands, Frames] : [Frames, Bands];

    internal override IEnumerable<string> Problems(int sampleRate)
    {
        if (Frames is < 1 or > 1_000_000)
            yield return $"Patches of {Frames} frames must have 1 to 1000000.";
        if (Hop < 1)
            yield return $"The hop of {Hop} frames between patches must be >= 1; half a patch is usual.";
        if (!double.IsFinite(Offset) || !double.IsFinite(Scale) || Scale == 0)
            yield return FormattableString.Invariant(
                $"Offset {Offset} and scale {Scale} of the patches must be finite, and the scale not 0.");
        if (!Front.KeepsFrames)
            yield return "The front end of the patches summarises frames; leave its statistics empty.";
        if (Front.SampleRate != sampleRate)
            yield return $"The front end of the patches hears {Front.SampleRate} Hz and the encoder {sampleRate} Hz; give both one rate.";
        foreach (var problem in ProblemsOfFront())
            yield return $"The front end of the patches: {problem}";
    }

    internal override Func<AudioClip, CancellationToken, IEnumerable<float[]>> Open()
    {
        FeatureExtractor extractor = new(Front);
        return (clip, token) => Cut(extractor.Extract(clip, new() { Token = token }));
    }

    private ImmutableArray<string> ProblemsOfFront()
    {
        try
        {
            Front.Validate();
            return [];
        }
        catch (InvalidSpecException error)
        {
            return error.Problems;
        }
    }

    private IEnumerable<float[]> Cut(FeatureMatrix features)
    {
        var patch = new float[Frames * features.ColumnCount];
        for (var i = 0; i < Count(features.RowCount, Frames, Hop); i++)
        {
            for (var frame = 0; frame < Frames; frame++)
                Fill(features.Row((i * Hop + frame) % features.RowCount), patch, frame);
            yield return patch;
        }
    }

    private void Fill(ReadOnlySpan<float> row, float[] patch, int frame)
    {
        var (start, step) = BandsFirst ? (frame, Frames) : (frame * row.Length, 1);
        for (var band = 0; band < row.Length; band++)
            patch[start + band * step] = (float)((row[band] - Offset) / Scale);
    }
}
