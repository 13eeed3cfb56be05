using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// A catalogue that answers "which songs are like this one", by an exact scan of
/// <c>similarity = w cos(e1, e2) + (1 - w) cos(g1, g2)</c>, where e is a song's embedding (of an ensemble the cosines of its members
/// are averaged by their weights) and g its predicted genre
/// probabilities, each column standardised over the catalogue, and w is <see cref="SoundWeight"/>. It is the cosine of the two
/// put side by side after each was brought to its own length, so that a wide embedding does not drown a few genres, and it falls
/// apart into what sound and what genre gave.
/// </summary>
/// <remarks>
/// Means and deviations are those of the catalogue itself. That is no leak: no label is seen, and whoever recommends has the
/// whole catalogue at hand.
/// </remarks>
internal sealed class EmbeddingIndex
{
    /// <summary>w: how much sound counts against genre. Half each: neither leads.</summary>
    public const double SoundWeight = 0.5;

    private const double LikelyProbability = 0.5;

    private static readonly Comparer<(double Distance, string Id)> NearestFirst = Comparer<(double Distance, string Id)>.Create((a, b) =>
        a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Id, b.Id));

    private readonly LabelVocabulary vocabulary;
    private readonly ArtistCredits credits;
    private readonly UnitScaler soundScaler;
    private readonly UnitScaler genreScaler;
    private readonly Song[] songs;
    private readonly Dictionary<string, int> items;

    private EmbeddingIndex(ImmutableArray<Track> tracks, float[] sounds, ImmutableArray<EmbeddingBlock> blocks, LabelVocabulary vocabulary,
        ScoreMatrix genres)
    {
        Tracks = tracks;
        this.vocabulary = vocabulary;
        credits = new(tracks.Select(t => t.Artist).OfType<string>());
        items = new(tracks.Length, StringComparer.Ordinal);
        for (var item = 0; item < tracks.Length; item++)
            if (!items.TryAdd(tracks[item].Id, item))
                throw new WorkbenchException($"The track {tracks[item].Id} stands twice in the catalogue; leave one out.");
        var columnCount = sounds.Length / tracks.Length;
        soundScaler = UnitScaler.Fit(sounds, blocks);
        soundScaler.Project(sounds);
        var probabilities = genres.ToSingle();
        genreScaler = UnitScaler.Fit(probabilities, new EmbeddingBlock(vocabulary.Count, 1));
        genreScaler.Project(probabilities);
        songs = [.. tracks.Select((track, row) => new Song(
            sounds.AsMemory(row * columnCount, columnCount), probabilities.AsMemory(row * vocabulary.Count, vocabulary.Count),
            track.Labels.Any(label => vocabulary.Names.Contains(label)) ? track.Labels : LikelyGenres(genres.Row(row)),
            credits.ArtistsOf(track.Artist), TitleKey(track.Title), track.Recording))];
    }

    /// <summary>The catalogue, in the order in which it was given.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Builds the index of a catalogue.</summary>
    /// <param name="tracks">The songs, with distinct ids.</param>
    /// <param name="embedding"><c>[tracks, columns]</c>: what a model makes of each song's sound.</param>
    /// <param name="vocabulary">Names of the columns of <paramref name="genres"/>.</param>
    /// <param name="genres"><c>[tracks, labels]</c>: the probabilities, 0 to 1, that the model predicts.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">There is no song, an id stands twice, or a value is NaN or infinite.</exception>
    public static EmbeddingIndex Build(
        IReadOnlyList<Track> tracks, FeatureMatrix embedding, LabelVocabulary vocabulary, ScoreMatrix genres) =>
        Over(new([.. tracks], new(new(embedding.ColumnNames, embedding.Values.ToArray()), genres)), [new(embedding.ColumnCount, 1)],
            vocabulary);

    /// <summary>Builds the index of a catalogue, whose embeddings it takes over: they are of no use to others afterwards.</summary>
    /// <param name="catalogue">The songs, and what a model makes of each.</param>
    /// <param name="model">The model.</param>
    internal static EmbeddingIndex Over(SongCatalogue catalogue, TrainedModel model) =>
        Over(catalogue, model.EmbeddingBlocks, model.Vocabulary);

    private static EmbeddingIndex Over(SongCatalogue catalogue, ImmutableArray<EmbeddingBlock> blocks, LabelVocabulary vocabulary)
    {
        var (tracks, embedding, genres) = (catalogue.Tracks, catalogue.Outputs.Embedding, catalogue.Outputs.Probabilities);
        if (tracks.Length == 0)
            throw new WorkbenchException("The catalogue has no songs; choose a dataset with at least one that can be read.");
        if (embedding.RowCount != tracks.Length || (genres.RowCount, genres.LabelCount) != (tracks.Length, vocabulary.Count))
            throw new ArgumentException($"{tracks.Length} tracks and {vocabulary.Count} labels, but embedding [{embedding.RowCount}, "
                + $"{embedding.ColumnCount}] and genres [{genres.RowCount}, {genres.LabelCount}].");
        for (var row = 0; row < embedding.RowCount; row++)
            RequireFinite(embedding.Row(row), tracks[row].Id);
        genres.RequireFinite(row => tracks[row].Id, label => vocabulary.Names[label]);
        return new(tracks, embedding.Array, blocks, vocabulary, genres);
    }

    /// <summary>The songs most like one of the catalogue.</summary>
    /// <param name="trackId"><see cref="Track.Id"/>.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="sameArtist">Whether the answer may have songs by the song's own artist, and several by one artist.</param>
    /// <returns>As <see cref="Nearest(int, int, bool)"/>.</returns>
    /// <exception cref="WorkbenchException">There is no such song, or <paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<Neighbor> Nearest(string trackId, int count = 3, bool sameArtist = false) =>
        items.TryGetValue(trackId, out var item)
            ? Nearest(item, count, sameArtist)
            : throw new WorkbenchException($"The catalogue of {Tracks.Length} songs has no track {trackId}. "
                + $"Ids are paths below the dataset's folder, for instance {Tracks[0].Id}; "
                + "ask for a song outside the catalogue by its file.");

    /// <summary>The songs most like one of the catalogue.</summary>
    /// <param name="item">Its place in <see cref="Tracks"/>.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="sameArtist">Whether the answer may have songs by the song's own artist, and several by one artist.</param>
    /// <returns>
    /// Nearest first, equal distances by id; fewer than asked where the catalogue has no more. Never the song itself, nor two
    /// copies of one song (same artist and title, or the same sound).
    /// </returns>
    /// <exception cref="WorkbenchException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<Neighbor> Nearest(int item, int count = 3, bool sameArtist = false) => Nearest(songs[item], count, sameArtist);

    /// <summary>The songs most like one that need not be in the catalogue; its genres are those that the model predicts.</summary>
    /// <param name="embedding">What the model of this index makes of the song's sound.</param>
    /// <param name="genres">The probabilities that this model predicts, one a label.</param>
    /// <param name="artist">The song's artist, where known.</param>
    /// <param name="title">The song's title, where known.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="sameArtist">Whether the answer may have songs by the song's own artist, and several by one artist.</param>
    /// <returns>As for a song of the catalogue; a copy of the song that stands in the catalogue is left out.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the index.</exception>
    /// <exception cref="WorkbenchException">A value is NaN or infinite, or <paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<Neighbor> Nearest(ReadOnlySpan<float> embedding, ReadOnlySpan<double> genres, string? artist = null,
        string? title = null, int count = 3, bool sameArtist = false)
    {
        if (embedding.Length != soundScaler.ColumnCount || genres.Length != vocabulary.Count)
            throw new ArgumentException($"An embedding of {embedding.Length} values and {genres.Length} genres; "
                + $"the index has {soundScaler.ColumnCount} and {vocabulary.Count}. Ask with the model that built it.");
        var probabilities = ToSingle(genres);
        RequireFinite(embedding, "the song asked for");
        RequireFinite(probabilities, "the song asked for");
        var song = new Song(soundScaler.Projected(embedding), genreScaler.Projected(probabilities), LikelyGenres(genres),
            credits.ArtistsOf(artist), TitleKey(title), Recording: null);
        return Nearest(song, count, sameArtist);
    }

    private List<Neighbor> Nearest(Song query, int count, bool sameArtist)
    {
        if (count < 1)
            throw new WorkbenchException($"Count {count} must be >= 1; 3 is usual.");
        var distances = new (int Item, (double Distance, string Id) Order)[songs.Length];
        Parallel.For(0, songs.Length, item => distances[item] = (item, (query.Distance(songs[item]), Tracks[item].Id)));
        var nearest = new PriorityQueue<int, (double, string)>(distances, NearestFirst); // a heap: only the songs looked at are ever sorted
        var taken = new List<Song> { query };
        var neighbors = new List<Neighbor>();
        while (neighbors.Count < count && nearest.TryDequeue(out var item, out _))
        {
            var song = songs[item];
            if (taken.Exists(other =>
                ReferenceEquals(song, other) || song.IsCopyOf(other) || (!sameArtist && song.SharesArtistWith(other))))
                continue;
            taken.Add(song);
            neighbors.Add(new(Tracks[item], query.SoundSimilarity(song), query.GenreSimilarity(song),
                [.. song.Genres.Intersect(query.Genres)]));
        }
        return neighbors;
    }

    /// <summary>The labels that are likelier than not, or else the likeliest.</summary>
    private ImmutableArray<string> LikelyGenres(ReadOnlySpan<double> probabilities)
    {
        var likeliest = double.NegativeInfinity;
        foreach (var probability in probabilities)
            likeliest = Math.Max(likeliest, probability);
        var likely = ImmutableArray.CreateBuilder<string>();
        for (var label = 0; label < probabilities.Length; label++)
            if (probabilities[label] >= Math.Min(likeliest, LikelyProbability))
                likely.Add(vocabulary.Names[label]);
        return likely.ToImmutable();
    }

    private static string? TitleKey(string? title) => title is null ? null : ArtistCredits.Key(title);

    private static float[] ToSingle(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), value => (float)value);

    private static void RequireFinite(ReadOnlySpan<float> values, string name)
    {
        for (var column = 0; column < values.Length; column++)
            if (!float.IsFinite(values[column]))
                throw new WorkbenchException($"Value {column} of {name} is {values[column]}; embeddings and probabilities must be finite. "
                    + "Look for NaN among its features, or leave it out.");
    }
}
