using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Cli;

/// <summary>What a sweep would do, in words.</summary>
internal static class SweepPreview
{
    /// <summary>Experiments that are looked at one by one; more would take longer than a look should.</summary>
    private const int MostLookedAt = 10;

    /// <summary>Finds it out; nothing is written.</summary>
    public static string Of(Workspace workspace, IReadOnlyList<ExperimentSpec> specs, IEngine engine, int processes, Work work)
    {
        var found = Sweep.Find(specs, workspace.Runs);
        ExperimentSpec[] left = [.. specs.Where((_, i) => found[i] is null)];
        var lines = new List<string> { $"{specs.Count} experiments, {specs.Count - left.Length} of them finished, {left.Length} to train" };
        if (left.Length == 0)
            return lines[0];
        var previews = left.Take(MostLookedAt).Select(spec => DryRun.Of(workspace, spec, engine, work)).ToArray();
        lines.Add($"The first of these: {previews[0]}");
        lines.Add(previews.All(preview => preview.TrainingSeconds is not null)
            ? $"All: {DryRun.Duration(previews.Average(preview => preview.TrainingSeconds ?? 0) * left.Length)} of training"
                + (processes > 1 ? $", of which {processes} processes share the threads" : "")
                + (left.Length > MostLookedAt ? $", by the first {MostLookedAt}" : "")
            : "All: how long is unknown, as no run here has trained some of these models on these features");
        return string.Join('\n', lines);
    }
}
