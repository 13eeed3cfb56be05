using System.Collections.Immutable;

namespace Workbench.Experiments;

/// <summary>Which runs of a list are wanted; the default wants all.</summary>
public sealed record RunFilter
{
    /// <summary>
    /// Words that must all occur, in large or small letters, in a run's id, name, note, tags, dataset, model or changed parameters.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Tags that it must have, all of them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The dataset, as its name or as its path; null for any.</summary>
    public string? Dataset { get; init; }

    /// <summary>Whether a run is wanted.</summary>
    public bool Matches(RunEntry run) => Tags.All(tag => run.Tags.Contains(tag))
        && (Dataset is null || run.Dataset == Dataset || run.DatasetPath == Dataset || run.DatasetPath == Path.GetFullPath(Dataset))
        && Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(word => Searched(run).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static string[] Searched(RunEntry run) =>
        [run.Id, run.Name ?? "", run.Note, .. run.Tags, run.Dataset, run.Model, run.ChangedText];
}
