using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workbench.Cli.Predicting;

/// <summary>The genres in a file's tags, as they are and as they shall be.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Before">The genres that its tags name.</param>
/// <param name="After">Those that they shall name.</param>
internal sealed record TagChange(string Path, ImmutableArray<string> Before, ImmutableArray<string> After)
{
    /// <summary>Whether the tags name these genres already, in whatever order.</summary>
    [JsonIgnore]
    public bool IsNone => Before.ToHashSet().SetEquals(After);

    /// <summary>One line.</summary>
    public override string ToString() => $"{Path}: {InWords(Before)} -> {InWords(After)}";

    private static string InWords(ImmutableArray<string> genres) => genres.IsEmpty ? "no genre" : string.Join("; ", genres);
}
