using System.Collections.Immutable;

namespace Workbench.Inference;

/// <summary>What a model says of a song.</summary>
/// <param name="Song">The file.</param>
/// <param name="Labels">All labels, the likeliest first, equally likely ones in the order of the model.</param>
public sealed record SongAnswer(string Song, ImmutableArray<LabelAnswer> Labels)
{
    /// <summary>What each member of an ensemble says, whose weighted mean the probabilities are; empty of one model.</summary>
    public ImmutableArray<MemberAnswer> Members { get; init; } = [];

    /// <summary>The labels that are decided for, the likeliest first; none where all are too unlikely.</summary>
    public ImmutableArray<string> Decided => [.. Labels.Where(label => label.IsDecided).Select(label => label.Label)];
}
