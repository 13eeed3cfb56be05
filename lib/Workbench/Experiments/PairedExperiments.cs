using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>Whether one experiment is better than another: on the songs that both were evaluated on, paired by split and seed.</summary>
/// <param name="one">The one.</param>
/// <param name="other">The other.</param>
/// <param name="measure">By what.</param>
internal sealed class PairedExperiments(RankedExperiment one, RankedExperiment other, Measure measure)
{
    /// <summary>The difference in words, and whether it is more than chance.</summary>
    /// <param name="first">What to call the one.</param>
    /// <param name="second">What to call the other.</param>
    public string Verdict(string first, string second)
    {
        if (!Genres(one).SequenceEqual(Genres(other)))
            return $"Not comparable: {first} and {second} learned different genres";
        if (measure is OwnMeasure { IsKnown: false })
            return $"This program lacks the code of {measure.Key}, and cannot say whether {first} is better than {second}";
        (Run First, Run Second)[][] splits = [.. one.Splits.Intersect(other.Splits).Order(StringComparer.Ordinal).Select(PairsOn)
            .Where(pairs => pairs.Length > 0)];
        return splits switch
        {
            [] => $"Not comparable: {first} and {second} were evaluated on different songs; repeat both with the same seeds "
                + "(workbench sweep --seeds 5)",
            [[var (run, _), ..]] when !EnoughArtists.In(run.ValidationPredictions) =>
                $"Too few artists to say whether {first} is better than {second}: the validation part has "
                + FormattableString.Invariant($"{EnoughArtists.Count(run.ValidationPredictions)} of at least {EnoughArtists.OfPart}"),
            [var pairs] => new Bootstrap().MeanDifference(measure,
                    [.. pairs.Select(pair =>
                        ((Predictions)pair.First.ValidationPredictions, (Predictions)pair.Second.ValidationPredictions))],
                    Work.OnAllProcessors).Verdict(first, second, measure.BetterWhen)
                + (pairs.Length > 1 ? $", mean over {pairs.Length} seeds of one split" : ""),
            _ => RepeatedDifference.Of([.. splits.Select(Difference)], EvaluatedShare)
                .Verdict(first, second, measure.BetterWhen),
        };
    }

    /// <summary>Songs evaluated on for each that was learned from.</summary>
    private double EvaluatedShare => (double)one.First.Summary.ValidationTracks / one.First.Summary.TrainTracks;

    /// <summary>Runs of both on one split: those of one seed together, or else the first of each.</summary>
    private (Run, Run)[] PairsOn(string split)
    {
        var (ofOne, ofOther) = (On(one, split), On(other, split));
        (Run, Run)[] paired = [.. ofOne.Join(ofOther, run => run.Summary.Seed, run => run.Summary.Seed, (a, b) => (a, b))];
        return paired.Length > 0 || ofOne.Length == 0 || ofOther.Length == 0 ? paired : [(ofOne[0], ofOther[0])];
    }

    private double Difference((Run First, Run Second)[] pairs) =>
        pairs.Average(pair => pair.First.Summary.Validation[measure]!.Value - pair.Second.Summary.Validation[measure]!.Value);

    private Run[] On(RankedExperiment experiment, string split) =>
        [.. experiment.Runs.Where(run => run.Summary.SplitHash == split && run.Summary.Validation[measure] is not null)];

    private static IEnumerable<string> Genres(RankedExperiment experiment) =>
        experiment.First.Summary.Validation.PerLabel.Select(label => label.Label);
}
