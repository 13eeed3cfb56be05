using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>One side of a <see cref="Split"/>. What may be fitted from a part depends on its type.</summary>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public abstract class SplitPart
{
    private protected SplitPart(ExtractedDataset source, ImmutableArray<int> indices)
        : this(source, [.. indices.Select(i => source.Tracks[i])], source.Songs.Songs(indices)) { }

    private protected SplitPart(ExtractedDataset source, ImmutableArray<Track> tracks, SongFeatures songs) =>
        (Source, Tracks, Songs) = (source, tracks, songs);

    /// <summary>What was divided.</summary>
    private protected ExtractedDataset Source { get; }

    /// <summary>The recordings of this part.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Their features, a song a recording.</summary>
    public SongFeatures Songs { get; }

    /// <summary>One row a recording, <c>[tracks, columns]</c>.</summary>
    /// <exception cref="Foundation.WorkbenchException">The feature spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;

    /// <summary>Which part it is, and how many songs and artists it has.</summary>
    public override string ToString() => $"{PartInWords} part: {Counted.Of(Tracks.Length, "song")} "
        + $"by {Counted.Of(Tracks.Select(track => track.Group).Distinct().Count(), "artist")}";

    /// <summary>What the part is called.</summary>
    private protected abstract string PartInWords { get; }

    /// <summary>Whether both are parts of one dataset.</summary>
    private protected bool IsOfOneDatasetWith(SplitPart other) => Source == other.Source;
}
