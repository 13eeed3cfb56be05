using Microsoft.Data.Analysis;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Bridges;

/// <summary>Runs as data frames.</summary>
public static class RunFrames
{
    /// <summary>
    /// A row a run: the texts <c>run</c> (its id), <c>name</c>, <c>model</c>, <c>dataset</c>, <c>changed</c>, <c>tags</c> (<c>;</c> between
    /// them), <c>note</c> and <c>measure</c> (the key of what is told of it); the time <c>started</c> (UTC); the ints <c>seed</c> and
    /// <c>fold</c>; the doubles <c>validation</c> and <c>test</c>, each with the ends of its interval as <c>validation_low</c>,
    /// <c>validation_high</c>, <c>test_low</c>, <c>test_high</c>; the double <c>seconds</c>, the long <c>bytes</c>, the truth
    /// <c>stopped</c>. Null where there is nothing, as in <c>test</c> while the test part is sealed.
    /// <code>lab.Runs().ToDataFrame()</code>
    /// </summary>
    /// <param name="runs">The runs, in the order of the rows.</param>
    public static DataFrame ToDataFrame(this IEnumerable<RunEntry> runs)
    {
        RunEntry[] all = [.. runs];
        return new(
            Texts("run", run => run.Id),
            Texts("name", run => run.Name),
            Texts("model", run => run.Model),
            Texts("dataset", run => run.Dataset),
            Texts("changed", run => run.ChangedText),
            FrameColumns.Times("started", all.Select(run => (DateTime?)run.StartedUtc.UtcDateTime)),
            FrameColumns.Counts("seed", all.Select(run => (int?)run.Seed)),
            FrameColumns.Counts("fold", all.Select(run => run.Fold)),
            Texts("measure", run => Measures.HeadlinesOf(run.Task)[0].Key),
            Doubles("validation", run => run.Validation),
            Doubles("validation_low", run => run.ValidationInterval?.Low),
            Doubles("validation_high", run => run.ValidationInterval?.High),
            Doubles("test", run => run.Test),
            Doubles("test_low", run => run.TestInterval?.Low),
            Doubles("test_high", run => run.TestInterval?.High),
            FrameColumns.Flags("stopped", all.Select(run => run.Stopped)),
            Doubles("seconds", run => run.Seconds),
            FrameColumns.Longs("bytes", all.Select(run => (long?)run.Bytes)),
            Texts("tags", run => string.Join(';', run.Tags)),
            Texts("note", run => run.Note));

        DataFrameColumn Texts(string name, Func<RunEntry, string?> of) => FrameColumns.Texts(name, all.Select(of));

        DataFrameColumn Doubles(string name, Func<RunEntry, double?> of) => FrameColumns.Doubles(name, all.Select(of));
    }

    /// <summary>The same of a list of runs, oldest first.</summary>
    /// <param name="runs">For instance <c>lab.Runs()</c>.</param>
    public static DataFrame ToDataFrame(this RunList runs) => runs.Runs.ToDataFrame();

    /// <summary>The same of runs that are compared, best experiment first.</summary>
    /// <param name="comparison">For instance <c>lab.Runs().Compare()</c>.</param>
    public static DataFrame ToDataFrame(this RunComparison comparison) => comparison.Runs.Select(RunEntry.Of).ToDataFrame();
}
