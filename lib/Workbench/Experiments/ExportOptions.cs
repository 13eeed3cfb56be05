using Workbench.Export;

namespace Workbench.Experiments;

/// <summary>What an exported folder shall hold.</summary>
public sealed record ExportOptions
{
    /// <summary>Where the graph begins; null for the samples, or the features where a feature cannot be expressed in a graph.</summary>
    public ExportStart? Start { get; init; }

    /// <summary>Whether the songs of the run are exported too, as what the model made of them, to recommend from.</summary>
    public bool Catalogue { get; init; }

    /// <summary>Under which conditions others may use the model; null says that nothing was said.</summary>
    public string? Licence { get; init; }
}
