using System.CommandLine;
using Workbench.Experiments;

namespace Workbench.Cli;

/// <summary>The options of commands that take some of the runs.</summary>
internal sealed class RunFilterOptions
{
    private readonly Option<string> filter = new("--filter")
    {
        Description = "Words that must all occur in id, name, note, tags, dataset, model or changed parameters.",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string[]> tags = new("--tag") { Description = "A tag that the runs must have; give it again for more." };
    private readonly Option<string?> dataset = new("--dataset") { Description = "Only runs of this dataset: its name or path." };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [filter, tags, dataset];

    /// <summary>What they say.</summary>
    public RunFilter Read(ParseResult parsed) => new()
    {
        Text = parsed.GetValue(filter)!,
        Tags = [.. parsed.GetValue(tags) ?? []],
        Dataset = parsed.GetValue(dataset),
    };
}
