using System.Buffers;
using System.Collections.Immutable;

namespace Workbench.Features.Cache;

/// <summary>
/// Frames of songs in half precision, in memory-mapped files of the cache: a library of any size takes no memory of its own.
/// </summary>
internal sealed class CachedFrames : SongFeatures
{
    private readonly ImmutableArray<int> widths;
    private readonly ImmutableDictionary<string, FrameFile> files;
    private readonly ImmutableArray<ImmutableArray<FramePlace>> places;

    /// <param name="columnNames">One name a column.</param>
    /// <param name="widths">How many of them each feature has.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="places">Of each song, where each feature is.</param>
    internal CachedFrames(ImmutableArray<string> columnNames, ImmutableArray<int> widths, string folder,
        ImmutableArray<ImmutableArray<FramePlace>> places)
        : this(columnNames, widths, places.SelectMany(song => song).Select(place => place.File).Distinct()
            .ToImmutableDictionary(name => name, name => new FrameFile(Path.Combine(folder, name))), places)
    {
    }

    private CachedFrames(ImmutableArray<string> columnNames, ImmutableArray<int> widths, ImmutableDictionary<string, FrameFile> files,
        ImmutableArray<ImmutableArray<FramePlace>> places)
        : base(columnNames)
    {
        (this.widths, this.files, this.places) = (widths, files, places);
    }

    /// <inheritdoc/>
    public override int SongCount => places.Length;

    /// <inheritdoc/>
    public override int FrameCount(int song) => places[song][0].FrameCount;

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values)
    {
        var frameCount = values.Length / ColumnCount;
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstFrame + frameCount, FrameCount(song), nameof(values));
        var features = places[song];
        if (features is [var only] && only.Width == ColumnCount)
        {
            files[only.File].Read((only.FirstFrame + firstFrame) * ColumnCount, values);
            return;
        }
        for (var (i, first) = (0, 0); i < features.Length; first += widths[i++])
        {
            var place = features[i];
            var frames = ArrayPool<float>.Shared.Rent(frameCount * place.Width);
            files[place.File].Read((place.FirstFrame + firstFrame) * place.Width, frames.AsSpan(0, frameCount * place.Width));
            for (var frame = 0; frame < frameCount; frame++)
                frames.AsSpan(frame * place.Width + place.FirstColumn, widths[i]).CopyTo(values[(frame * ColumnCount + first)..]);
            ArrayPool<float>.Shared.Return(frames);
        }
    }

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) =>
        new CachedFrames(ColumnNames, widths, files, [.. indices.Select(i => places[i])]);
}
