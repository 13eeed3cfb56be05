using System.Collections.Immutable;
using System.Text.Json;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Features;

/// <summary>
/// A <see cref="FeatureTable"/> column by column, as binary files hold it: <c>id</c>; where songs are known <c>path</c>, <c>artist</c>,
/// <c>title</c> and <c>labels</c>; then the features. The spec, its hash and the names of all labels are properties of the table.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class FeatureColumns(FeatureTable table) : ColumnTable
{
    public const string Id = "id", AudioPath = "path", Artist = "artist", Title = "title", Labels = "labels";

    public const string SpecProperty = "workbench.features", HashProperty = "workbench.features.sha256",
        LabelsProperty = "workbench.labels";

    private readonly (string Name, Func<TableSong, string?> Of)[] texts = table.Songs.IsEmpty ? []
        : [(AudioPath, song => song.Path), (Artist, song => song.Artist), (Title, song => song.Title)];

    /// <inheritdoc/>
    public override int RowCount => table.RowNames.Length;

    /// <inheritdoc/>
    public override ImmutableArray<TableColumn> Columns { get; } =
    [
        new(Id, ColumnKind.Text),
        .. table.Songs.IsEmpty ? ImmutableArray<TableColumn>.Empty : [new(AudioPath, ColumnKind.Text), new(Artist, ColumnKind.Text),
            new(Title, ColumnKind.Text), new(Labels, ColumnKind.TextList)],
        .. table.Features.ColumnNames.Select(name => new TableColumn(name, ColumnKind.Real)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Properties
    {
        get
        {
            var properties = new Dictionary<string, string>();
            if (table.Spec is { } spec)
                (properties[SpecProperty], properties[HashProperty]) = (SpecJson.WriteCanonical(spec), SpecJson.Hash(spec));
            if (!table.Songs.IsEmpty)
                properties[LabelsProperty] = JsonSerializer.Serialize(
                    table.Songs.SelectMany(song => song.Labels).Distinct().Order(StringComparer.Ordinal));
            return properties;
        }
    }

    /// <inheritdoc/>
    public override string?[] Texts(int column) =>
        column == 0 ? [.. table.RowNames] : [.. table.Songs.Select(texts[column - 1].Of)];

    /// <inheritdoc/>
    public override ImmutableArray<string>[] TextLists(int column) => [.. table.Songs.Select(song => song.Labels)];

    /// <inheritdoc/>
    public override float[] Floats(int column, float[]? into = null)
    {
        var (values, place) = (into ?? new float[RowCount], column - (Columns.Length - table.Features.ColumnCount));
        for (var row = 0; row < values.Length; row++)
            values[row] = table.Features[row, place];
        return values;
    }
}
