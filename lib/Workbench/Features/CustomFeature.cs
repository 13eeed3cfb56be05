using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// A feature that is not of this library: of another assembly, or of a notebook's cell where a lambda (<see cref="Feature.Of"/>) does not
/// do, as for frames, parameters, or files that are opened once. Its record is its identity: what its values
/// depend on, the content of files and the state of its own code among it, is a member of it, so that caches do not mix old with new.
/// <code>
/// public sealed record Peak(int Version = 1) : CustomFeature
/// {
///     public override string Name => "peak";
///     public override int BandCount => 1;
///     public override int? FrameHop(FeatureSpec spec) => null;
///     protected override Func&lt;AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) =>
///         (clip, _) => [clip.Channel(0).ToArray().Max(Math.Abs)];
/// }
/// FeatureKinds.Register&lt;Peak>("peak");
/// </code>
/// </summary>
public abstract record CustomFeature : Feature
{
    /// <summary>
    /// Opens what the feature needs; called at most once an extractor, before its first clip, so that what is wrong with a file is told
    /// of the file and not of a clip.
    /// </summary>
    /// <param name="spec">A valid spec that the feature stands in.</param>
    /// <returns>
    /// From a clip of one channel at the spec's sample rate to <c>[frames, bands]</c>, row-major and finite, at least one frame; called
    /// from several threads at once. It throws a <see cref="WorkbenchException"/> where the clip is to blame, and looks at the token at
    /// least every 0.2 s.
    /// </returns>
    protected abstract Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec);

    /// <summary>What is wrong with the members, alone or together with the spec: sentences with the value and the remedy.</summary>
    /// <param name="spec">The spec that the feature stands in.</param>
    protected virtual IEnumerable<string> Problems(FeatureSpec spec) => [];

    internal sealed override bool IsLocal => false;

    internal sealed override bool IsFromElsewhere => true;

    internal sealed override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(this, Open(spec));

    internal sealed override void Check(FeatureSpec spec, SpecProblems problems)
    {
        var type = GetType().Name;
        problems.Require(FeatureKinds.Knows(GetType()),
            $"{type} has no kind in JSON; call FeatureKinds.Register<{type}>(\"{char.ToLowerInvariant(type[0])}{type[1..]}\") first.");
        foreach (var problem in Problems(spec))
            problems.Require(false, problem);
    }

    private sealed class Calculator(CustomFeature feature, Func<AudioClip, CancellationToken, float[]> compute) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var values = compute(clip.Clip, clip.Spectrogram.Token);
            if (values.Length == 0 || values.Length % rows.BandCount != 0)
                throw new WorkbenchException(
                    $"Feature {feature.Name} gave {values.Length} values, which are no rows of {rows.BandCount} bands; correct its code.");
            if (Array.FindIndex(values, value => !float.IsFinite(value)) is >= 0 and var wrong)
                throw new WorkbenchException($"Feature {feature.Name} is {values[wrong]} in frame {wrong / rows.BandCount}, band "
                    + $"{wrong % rows.BandCount + 1}; leave the clip out, or correct the feature.");
            rows.Resize(values.Length / rows.BandCount);
            for (var band = 0; band < rows.BandCount; band++)
            {
                var row = rows.Row(band);
                for (var frame = 0; frame < row.Length; frame++)
                    row[frame] = values[frame * rows.BandCount + band];
            }
        }
    }
}
