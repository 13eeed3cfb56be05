using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Another feature less a share of its own mean over the clip, band by band. Of decibels or of MFCCs the whole mean is the colour of
/// microphone, mix and master, and taking it off is cepstral mean normalisation (Atal, "Effectiveness of linear
/// prediction characteristics of the speech wave for automatic speaker identification and verification", 1974);
/// music's mean also tells its genre, so that a part may serve better.
/// <code>Features = [new Centered(new LogMel(), 0.5)], Statistics = []</code>
/// </summary>
/// <unit>that of the feature that is centred</unit>
/// <range>that of the feature, moved towards 0 by a share of its mean</range>
/// <param name="Of">The feature that is centred.</param>
/// <param name="Share">How much of the mean is taken off: more than 0, at most 1, which makes every band's mean 0.</param>
public sealed record Centered(Feature Of, double Share = 1) : Feature
{
    /// <summary>The feature that is centred.</summary>
    [JsonPropertyOrder(-1)] // as the first parameter stands in specs, which are identified by that
    public new Feature Of { get; init; } = Of;

    /// <summary>The name of <see cref="Of"/> and <c>_centered</c>.</summary>
    public override string Name => $"{Of.Name}_centered";

    /// <inheritdoc/>
    public override int BandCount => Of.BandCount;

    /// <inheritdoc/>
    public override string? Credit => Of.Credit;

    /// <inheritdoc/>
    public override int? FrameHop(FeatureSpec spec) => Of.FrameHop(spec);

    internal override bool IsLocal => false;

    internal override bool IsFromElsewhere => Of.IsFromElsewhere;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Of.CreateCalculator(spec), Share);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(Share is > 0 and <= 1, $"Centered share {Share} must be more than 0 and at most 1; 1 takes the whole mean off.");
        problems.Require(Of.SongValues.IsEmpty,
            $"Feature {Of.Name} has values once a song, and no frames that have a mean; name it by itself.");
        Of.Check(spec, problems);
    }

    private sealed class Calculator(IFeatureCalculator of, double share) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            of.Compute(clip, rows);
            for (var band = 0; band < rows.BandCount; band++)
            {
                var row = rows.Row(band);
                var offset = (float)(share * Mean(row));
                foreach (ref var value in row)
                    value -= offset;
            }
        }

        private static double Mean(ReadOnlySpan<float> values)
        {
            var sum = 0.0;
            foreach (var value in values)
                sum += value;
            return sum / values.Length;
        }
    }
}
