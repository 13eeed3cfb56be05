using System.Collections.Immutable;

namespace Workbench.Features.Cache;

/// <summary>
/// Frames of songs in half precision, in memory-mapped files of the cache: a library of any size takes no memory of its own.
/// </summary>
internal sealed class CachedFrames : SongFeatures
{
    private readonly ImmutableDictionary<string, FrameFile> files;
    private readonly ImmutableArray<FramePlace> places;

    internal CachedFrames(ImmutableArray<string> columnNames, string folder, ImmutableArray<FramePlace> places)
        : this(columnNames,
            places.Select(p => p.File).Distinct().ToImmutableDictionary(name => name, name => new FrameFile(Path.Combine(folder, name))),
            places)
    {
    }

    private CachedFrames(ImmutableArray<string> columnNames, ImmutableDictionary<string, FrameFile> files,
        ImmutableArray<FramePlace> places)
        : base(columnNames)
    {
        this.files = files;
        this.places = places;
    }

    /// <inheritdoc/>
    public override int SongCount => places.Length;

    /// <inheritdoc/>
    public override int FrameCount(int song) => places[song].FrameCount;

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values)
    {
        var place = places[song];
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstFrame + values.Length / ColumnCount, place.FrameCount, nameof(values));
        files[place.File].Read((place.FirstFrame + firstFrame) * ColumnCount, values);
    }

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) =>
        new CachedFrames(ColumnNames, files, [.. indices.Select(i => places[i])]);
}
