using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>Which columns of which <see cref="SongTable"/>.</summary>
/// <param name="Path">
/// A <c>.csv</c>, <c>.csv.gz</c> or <c>.parquet</c> file: absolute, or relative to the dataset's folder of tables.
/// </param>
public sealed record SongTableSpec(string Path)
{
    /// <summary>Names or beginnings of names, as <c>mfcc</c> for <c>mfcc_mean_01</c>; empty for every column of numbers.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    internal void Check(SpecProblems problems) => problems
        .Require(SongTable.HasKnownExtension(Path ?? ""), $"The table {Path} must be a file ending in {SongTable.ExtensionsInWords}.")
        .Require(!Columns.IsDefault && Columns.All(c => !string.IsNullOrWhiteSpace(c)), "A column of the table has no name; leave it out.");

    /// <summary>Whether the other names the same columns of the same table, in the same order.</summary>
    public bool Equals(SongTableSpec? other) =>
        other is not null && Path == other.Path && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Columns.AsSpan().Length);
}
