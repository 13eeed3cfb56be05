using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Length of the whole clip in seconds, the same in every frame (librosa <c>get_duration</c>): a fact to know a collection by.
/// </summary>
/// <unit>seconds</unit>
/// <range>above 0</range>
public sealed record Duration : Feature
{
    /// <inheritdoc/>
    public override string Name => "duration";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override bool IsLocal => false;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    private sealed class Calculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) =>
            rows.Row(0).Fill((float)((double)clip.Samples.Length / clip.Spec.SampleRate));
    }
}
