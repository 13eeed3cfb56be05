using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Experiments;

namespace Workbench.Cli.Ui;

/// <summary>A run in the list of runs.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Name">What people call it; null where they gave no name.</param>
/// <param name="Note">What people noted.</param>
/// <param name="Tags">What people tagged it with.</param>
/// <param name="Started">When it began.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Model">Its model.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Changed">The parameters in which it differs from the usual.</param>
/// <param name="Measure">What its score measures.</param>
/// <param name="Validation">The score on the validation part, where defined.</param>
/// <param name="ValidationInterval">Where it would fall with other artists, where known.</param>
/// <param name="Test">The score on the test part, where opened and defined.</param>
/// <param name="TestInterval">Where it would fall with other artists, where known.</param>
/// <param name="IsStopped">Whether the training was stopped by hand.</param>
internal sealed record RunRow(string Run, string? Name, string Note, ImmutableArray<string> Tags, DateTimeOffset Started, string Dataset,
    string Model, int Seed, string Changed, string Measure, double? Validation, Interval? ValidationInterval, double? Test,
    Interval? TestInterval, bool IsStopped)
{
    public static RunRow Of(RunEntry run) => new(run.Id, run.Name, run.Note, run.Tags, run.StartedUtc, run.Dataset, run.Model, run.Seed,
        run.ChangedText, Measures.HeadlinesOf(run.Task)[0].Name, run.Validation, run.ValidationInterval, run.Test, run.TestInterval,
        run.Stopped);
}
