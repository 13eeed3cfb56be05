using System.Globalization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// The tempo about a frame, in beats a minute (librosa <c>tempo(aggregate=None)</c>): the lag at which the
/// <see cref="OnsetStrength"/> of the eight seconds about it is most like itself, tempi near 120 being preferred. The values are
/// 60 frame rates divided by a whole number of frames, below 320; silence has the value next to 120. The tempo of a whole clip
/// is <see cref="BeatTracker"/>'s.
/// </summary>
/// <unit>beats a minute</unit>
/// <range>above 0, below 320</range>
public sealed record Tempo : Feature
{
    /// <inheritdoc/>
    public override string Name => "tempo";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(spec);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        new OnsetStrength().Check(spec, problems);
        var frameRate = (double)spec.SampleRate / Math.Max(1, spec.HopLength);
        problems.Require(frameRate is >= 10 and <= 1000,
            string.Create(CultureInfo.InvariantCulture,
                $"Tempo needs 10 to 1000 frames a second, not {frameRate:0.##}, that is, a hop length of {(spec.SampleRate + 999) / 1000} "
                + $"to {spec.SampleRate / 10}."));
    }

    private sealed class Calculator(FeatureSpec spec) : IFeatureCalculator
    {
        private readonly OnsetStrength.Calculator onsets = new(Statistic.Mean);
        private readonly TempoEstimator estimator = new(spec);

        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            onsets.Compute(clip, rows);
            estimator.Local(rows.Row(0).ToArray(), rows.Row(0));
        }
    }
}
