using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// The space in which a <see cref="SimilaritySpec"/> compares songs. A song is one vector, the parts behind one another, each as long as
/// the root of its weight: the dot product of two songs is their similarity, and that of a slice of it what the part gave.
/// </summary>
/// <remarks>
/// Means, deviations and covariances are those of the catalogue itself. That is no leak: no label is seen, and whoever recommends has the
/// whole catalogue at hand.
/// </remarks>
internal sealed class SimilaritySpace
{
    private readonly ImmutableArray<Slice> slices;

    private SimilaritySpace(ImmutableArray<Slice> slices) => this.slices = slices;

    /// <summary>Values of a song's vector.</summary>
    public int Width => slices[^1].Start + slices[^1].Scaler.ColumnCount;

    /// <summary>Whether features of the songs are compared.</summary>
    public bool HasFeatures => slices[0].Part < SimilarityPart.Embedding;

    /// <summary>Columns of the embedding; null where it does not count.</summary>
    public int? EmbeddingUnits => slices.FirstOrDefault(slice => slice.Part == SimilarityPart.Embedding)?.Columns.Length;

    /// <summary>Fits the space to a catalogue.</summary>
    /// <param name="catalogue">The songs, with finite values.</param>
    /// <param name="embedding">Which columns of the embedding belong together.</param>
    /// <param name="spec">How songs are compared.</param>
    /// <param name="credits">What their artists' names mean.</param>
    /// <exception cref="WorkbenchException">The catalogue has no part that counts.</exception>
    public static SimilaritySpace Fit(
        SongCatalogue catalogue, ImmutableArray<EmbeddingBlock> embedding, SimilaritySpec spec, ArtistCredits credits)
    {
        spec.Validate();
        ImmutableArray<(SimilarityPart Part, double Weight, ImmutableArray<int> Columns)> parts =
            [.. from part in spec.Weights
                let columns = Columns(catalogue, part.Part)
                where columns.Length > 0
                select (part.Part, part.Weight, columns)];
        if (parts.IsEmpty)
            throw new WorkbenchException($"The catalogue has nothing of {string.Join(", ", spec.Weights.Select(part => part.Part))}; "
                + "weigh embedding or genres, or summaries of features that the model hears.");
        var (total, start) = (parts.Sum(part => part.Weight), 0);
        int[][] artists = [.. catalogue.Tracks.Index().Where(track => track.Item.Artist is not null)
            .GroupBy(track => string.Join('\n', credits.ArtistsOf(track.Item.Artist)), track => track.Index)
            .Select(songs => songs.ToArray())];
        var slices = ImmutableArray.CreateBuilder<Slice>(parts.Length);
        foreach (var (part, weight, columns) in parts)
        {
            var values = Values(catalogue, part, columns);
            var scaler = UnitScaler.Fit(values, spec.Clip,
                part == SimilarityPart.Embedding ? embedding : [new EmbeddingBlock(columns.Length, 1)]);
            if (part < SimilarityPart.Embedding)
                scaler = scaler.WhitenedBy(values, artists, spec.Shrinkage);
            slices.Add(new(part, weight / total, start, columns, scaler));
            start += columns.Length;
        }
        return new(slices.MoveToImmutable());
    }

    /// <summary>The vector of a song.</summary>
    /// <param name="features">Its summaries; none where <see cref="HasFeatures"/> is false.</param>
    /// <param name="embedding">What the model makes of it.</param>
    /// <param name="genres">The probabilities that the model predicts.</param>
    /// <param name="vector"><see cref="Width"/> values, the result.</param>
    public void Project(ReadOnlySpan<float> features, ReadOnlySpan<float> embedding, ReadOnlySpan<double> genres, Span<float> vector)
    {
        foreach (var slice in slices)
        {
            var target = vector.Slice(slice.Start, slice.Columns.Length);
            for (var i = 0; i < target.Length; i++)
                target[i] = slice.Part switch
                {
                    SimilarityPart.Embedding => embedding[i],
                    SimilarityPart.Genres => (float)genres[i],
                    _ => features[slice.Columns[i]],
                };
            slice.Scaler.Project(target, Math.Sqrt(slice.Weight), target);
        }
    }

    /// <summary>The similarity of two songs by their vectors, -1 to 1: the sum of what <see cref="Compare"/> tells.</summary>
    public double Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        foreach (var slice in slices)
            sum += slice.Weight * slice.Cosine(a, b);
        return sum;
    }

    /// <summary>How alike two songs are in each part.</summary>
    public ImmutableArray<PartSimilarity> Compare(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var parts = ImmutableArray.CreateBuilder<PartSimilarity>(slices.Length);
        foreach (var slice in slices)
            parts.Add(new(slice.Part, slice.Weight, slice.Cosine(a, b)) { AlikeFrom = slice.AlikeFrom });
        return parts.MoveToImmutable();
    }

    /// <summary>Writes all of it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(slices.Length);
        foreach (var slice in slices)
        {
            writer.Write(slice.Part.ToString());
            writer.Write(slice.Weight);
            slice.Scaler.Write(writer);
            foreach (var column in slice.Columns)
                writer.Write(column);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SimilaritySpace Read(BinaryReader reader)
    {
        var slices = new Slice[reader.ReadInt32()];
        var start = 0;
        for (var i = 0; i < slices.Length; i++)
        {
            var (part, weight, scaler) = (Enum.Parse<SimilarityPart>(reader.ReadString()), reader.ReadDouble(), UnitScaler.Read(reader));
            slices[i] = new(part, weight, start, [.. Enumerable.Range(0, scaler.ColumnCount).Select(_ => reader.ReadInt32())], scaler);
            start += scaler.ColumnCount;
        }
        return new([.. slices]);
    }

    private static ImmutableArray<int> Columns(SongCatalogue catalogue, SimilarityPart part) => part switch
    {
        SimilarityPart.Embedding => [.. Enumerable.Range(0, catalogue.Outputs.Embedding.ColumnCount)],
        SimilarityPart.Genres => [.. Enumerable.Range(0, catalogue.Outputs.Probabilities.LabelCount)],
        _ => catalogue.Features is { } features ? FeatureFamilies.Columns(features.ColumnNames, part) : [],
    };

    private static float[] Values(SongCatalogue catalogue, SimilarityPart part, ImmutableArray<int> columns)
    {
        if (part == SimilarityPart.Embedding)
            return catalogue.Outputs.Embedding.Array;
        if (part == SimilarityPart.Genres)
            return catalogue.Outputs.Probabilities.ToSingle();
        var values = new float[catalogue.Tracks.Length * columns.Length];
        for (var song = 0; song < catalogue.Tracks.Length; song++)
            for (var i = 0; i < columns.Length; i++)
                values[song * columns.Length + i] = catalogue.Features![song, columns[i]];
        return values;
    }

    /// <summary>The values of a vector that are of one part.</summary>
    private sealed record Slice(SimilarityPart Part, double Weight, int Start, ImmutableArray<int> Columns, UnitScaler Scaler)
    {
        /// <summary>
        /// From which cosine on people are told that songs are alike: of families three deviations of that of columns drawn at random.
        /// </summary>
        public double AlikeFrom => Part >= SimilarityPart.Embedding ? 0.5 : Math.Clamp(3 / Math.Sqrt(Columns.Length), 0.2, 0.75);

        // Rounding must not lead out of the range of a cosine.
        public double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Math.Clamp(
            DotProduct.Of(a.Slice(Start, Columns.Length), b.Slice(Start, Columns.Length)) / Weight, -1, 1);
    }
}
