using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// A catalogue that answers "which songs are like this one", by an exact scan of the similarity that a <see cref="SimilaritySpec"/> says,
/// and why: what each part gave adds up to it.
/// </summary>
internal sealed class SimilarityIndex
{
    /// <summary>Songs that <see cref="RecommendOptions.Diversity"/> chooses from: the nearest, so many times what is asked for.</summary>
    private const int PoolFactor = 10;

    private const double LikelyProbability = 0.5;

    // Float32 cosines of equal vectors differ from 1 by some 1e-7.
    private const double SameSound = 1 - 1e-6;

    private static readonly Comparer<(double Distance, string Id)> NearestFirst = Comparer<(double Distance, string Id)>.Create((a, b) =>
        a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Id, b.Id));

    private readonly SongCatalogue catalogue;
    private readonly LabelVocabulary vocabulary;
    private readonly ArtistCredits credits;
    private readonly SimilaritySpace space;
    private readonly KnownTraits traits;
    private readonly MutualProximity? hubs;
    private readonly Song[] songs;
    private readonly Dictionary<string, int> items;

    private SimilarityIndex(
        SongCatalogue catalogue, ImmutableArray<EmbeddingBlock> blocks, LabelVocabulary vocabulary, SimilaritySpec spec)
    {
        (this.catalogue, this.vocabulary) = (catalogue, vocabulary);
        credits = new(Tracks.Select(t => t.Artist).OfType<string>());
        items = new(Tracks.Length, StringComparer.Ordinal);
        for (var item = 0; item < Tracks.Length; item++)
            if (!items.TryAdd(Tracks[item].Id, item))
                throw new WorkbenchException($"The track {Tracks[item].Id} stands twice in the catalogue; leave one out.");
        space = SimilaritySpace.Fit(catalogue, blocks, spec, credits);
        traits = new(catalogue.Features?.ColumnNames ?? []);
        songs = new Song[Tracks.Length];
        Parallel.For(0, songs.Length, row => songs[row] = SongAt(row));
        hubs = spec.Hubs == HubCorrection.None ? null : MutualProximity.Fit(songs.Length, (a, b) => Plain(songs[a], songs[b]));
    }

    /// <summary>The catalogue, in the order in which it was given.</summary>
    public ImmutableArray<Track> Tracks => catalogue.Tracks;

    /// <summary>Builds the index of a catalogue.</summary>
    /// <param name="catalogue">The songs, with distinct ids, and what is known of each.</param>
    /// <param name="model">The model that heard them.</param>
    /// <param name="spec">
    /// How songs are compared; null for <see cref="SimilaritySpec.Default"/>, or <see cref="SimilaritySpec.EmbeddingAndGenres"/> where the
    /// catalogue keeps no features.
    /// </param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">
    /// There is no song, an id stands twice, a value is NaN or infinite, or the catalogue has no part that counts.
    /// </exception>
    public static SimilarityIndex Over(SongCatalogue catalogue, TrainedModel model, SimilaritySpec? spec = null) =>
        Over(catalogue, model.EmbeddingBlocks, model.Vocabulary, spec);

    /// <inheritdoc cref="Over(SongCatalogue, TrainedModel, SimilaritySpec?)"/>
    /// <param name="catalogue">The songs, with distinct ids, and what is known of each.</param>
    /// <param name="blocks">Which columns of the embedding belong together.</param>
    /// <param name="vocabulary">Names of the columns of the probabilities.</param>
    /// <param name="spec">How songs are compared.</param>
    public static SimilarityIndex Over(
        SongCatalogue catalogue, ImmutableArray<EmbeddingBlock> blocks, LabelVocabulary vocabulary, SimilaritySpec? spec = null)
    {
        var (tracks, embedding, genres) = (catalogue.Tracks, catalogue.Outputs.Embedding, catalogue.Outputs.Probabilities);
        if (tracks.Length == 0)
            throw new WorkbenchException("The catalogue has no songs; choose a dataset with at least one that can be read.");
        if (embedding.RowCount != tracks.Length || (genres.RowCount, genres.LabelCount) != (tracks.Length, vocabulary.Count)
            || (catalogue.Features is { } kept && kept.RowCount != tracks.Length))
            throw new ArgumentException($"{tracks.Length} tracks and {vocabulary.Count} labels, but embedding [{embedding.RowCount}, "
                + $"{embedding.ColumnCount}], genres [{genres.RowCount}, {genres.LabelCount}] and features of "
                + $"{catalogue.Features?.RowCount ?? tracks.Length} songs.");
        for (var row = 0; row < embedding.RowCount; row++)
        {
            RequireFinite(embedding.Row(row), tracks[row].Id);
            RequireFinite(catalogue.Features is { } features ? features.Row(row) : [], tracks[row].Id);
        }
        genres.RequireFinite(row => tracks[row].Id, label => vocabulary.Names[label]);
        return new(catalogue, blocks, vocabulary,
            spec ?? (catalogue.Features is null ? SimilaritySpec.EmbeddingAndGenres : SimilaritySpec.Default));
    }

    /// <summary>The songs most like one of the catalogue.</summary>
    /// <param name="trackId"><see cref="Track.Id"/>.</param>
    /// <param name="options">How many, and which may be among them; null for the usual.</param>
    /// <returns>As <see cref="Nearest(int, RecommendOptions?)"/>.</returns>
    /// <exception cref="WorkbenchException">There is no such song, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Nearest(string trackId, RecommendOptions? options = null) =>
        items.TryGetValue(trackId, out var item)
            ? Nearest(item, options)
            : throw new WorkbenchException($"The catalogue of {Tracks.Length} songs has no track {trackId}. "
                + $"Ids are paths below the dataset's folder, for instance {Tracks[0].Id}; "
                + "ask for a song outside the catalogue by its file.");

    /// <summary>The songs most like one of the catalogue.</summary>
    /// <param name="item">Its place in <see cref="Tracks"/>.</param>
    /// <param name="options">How many, and which may be among them; null for the usual.</param>
    /// <returns>
    /// Nearest first, equal distances by id; fewer than asked where the catalogue has no more. Never the song itself, nor two
    /// copies of one song (same artist and title, or the same sound).
    /// </returns>
    /// <exception cref="WorkbenchException">An option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Nearest(int item, RecommendOptions? options = null) =>
        Nearest(songs[item], hubs?.Of(item), options ?? new());

    /// <summary>The songs most like one that need not be in the catalogue; its genres are those that the model predicts.</summary>
    /// <param name="embedding">What the model of this index makes of the song's sound.</param>
    /// <param name="genres">The probabilities that this model predicts, one a label.</param>
    /// <param name="features">The song's summaries, with the columns of the catalogue's; none where it keeps none.</param>
    /// <param name="artist">The song's artist, where known.</param>
    /// <param name="title">The song's title, where known.</param>
    /// <param name="options">How many, and which may be among them; null for the usual.</param>
    /// <returns>As for a song of the catalogue; a copy of the song that stands in the catalogue is left out.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the index.</exception>
    /// <exception cref="WorkbenchException">A value is NaN or infinite, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Nearest(ReadOnlySpan<float> embedding, ReadOnlySpan<double> genres,
        ReadOnlySpan<float> features = default, string? artist = null, string? title = null, RecommendOptions? options = null)
    {
        var (units, columns) = (catalogue.Outputs.Embedding.ColumnCount, catalogue.Features?.ColumnCount ?? 0);
        if (embedding.Length != units || genres.Length != vocabulary.Count || (space.HasFeatures && features.Length != columns))
            throw new ArgumentException($"An embedding of {embedding.Length} values, {genres.Length} genres and {features.Length} "
                + $"features; the index has {units}, {vocabulary.Count} and {columns}. Ask with the model that built it.");
        const string Name = "the song asked for";
        RequireFinite(embedding, Name);
        RequireFinite(Array.ConvertAll(genres.ToArray(), value => (float)value), Name);
        RequireFinite(features, Name);
        var vector = new float[space.Width];
        space.Project(features, embedding, genres, vector);
        var song = new Song(vector, space.HasFeatures ? features.ToArray() : null, LikelyGenres(genres), credits.ArtistsOf(artist),
            TitleKey(title), Recording: null);
        return Nearest(song, hubs?.Measure(other => Plain(song, songs[other])), options ?? new());
    }

    /// <summary>What two songs of the catalogue are ordered by: their similarity, less what hubs have too much.</summary>
    internal double Similarity(int a, int b) => Corrected(songs[a], hubs?.Of(a), b);

    private double Plain(Song a, Song b) => space.Similarity(a.Vector.Span, b.Vector.Span);

    private double Corrected(Song query, MutualProximity.Moments? moments, int item)
    {
        var plain = Plain(query, songs[item]);
        return moments is { } known ? hubs!.Correct(plain, known, item) : plain;
    }

    private List<Neighbor> Nearest(Song query, MutualProximity.Moments? moments, RecommendOptions options)
    {
        options.Validate();
        var distances = new (int Item, (double Distance, string Id) Order)[songs.Length];
        Parallel.For(0, songs.Length, item => distances[item] = (item, (1 - Corrected(query, moments, item), Tracks[item].Id)));
        var nearest = new PriorityQueue<int, (double, string)>(distances, NearestFirst); // a heap: only the songs looked at are ever sorted
        var taken = new List<Song> { query };
        var (pool, chosen) = (new List<int>(), new List<int>());
        var poolSize = options.Diversity > 0 ? (long)options.Count * PoolFactor : 1;
        while (chosen.Count < options.Count)
        {
            pool.RemoveAll(item => !IsNew(item));
            while (pool.Count < poolSize && nearest.TryDequeue(out var item, out _))
                if (IsNew(item))
                    pool.Add(item);
            if (pool.Count == 0)
                break;
            var best = pool.MaxBy(Relevance);
            pool.Remove(best);
            chosen.Add(best);
            taken.Add(songs[best]);
        }
        return chosen.ConvertAll(item => NeighborOf(query, item, 1 - distances[item].Order.Distance));

        bool IsNew(int item) => !taken.Exists(other => ReferenceEquals(songs[item], other) || IsCopy(songs[item], other)
            || (!options.SameArtist && songs[item].SharesArtistWith(other)));

        // Maximal marginal relevance; of equal ones the nearest.
        double Relevance(int item) => (1 - options.Diversity) * (1 - distances[item].Order.Distance)
            - (chosen.Count > 0 ? options.Diversity * chosen.Max(other => Similarity(item, other)) : 0);
    }

    private Neighbor NeighborOf(Song query, int item, double similarity)
    {
        var song = songs[item];
        var parts = space.Compare(query.Vector.Span, song.Vector.Span);
        return new(Tracks[item], parts, [.. song.Genres.Intersect(query.Genres)])
        {
            FromHubs = hubs is null ? 0 : similarity - parts.Sum(part => part.Contribution),
            Traits = space.HasFeatures ? traits.Of(query.Features.Span, song.Features.Span) : [],
        };
    }

    private bool IsCopy(Song a, Song b) => a.IsNamedAs(b) || Plain(a, b) > SameSound;

    private Song SongAt(int row)
    {
        var (track, features) = (Tracks[row], catalogue.Features);
        var genres = catalogue.Outputs.Probabilities.Row(row);
        ReadOnlyMemory<float> summaries = features?.Array.AsMemory(row * features.ColumnCount, features.ColumnCount) ?? default;
        var vector = new float[space.Width];
        space.Project(summaries.Span, catalogue.Outputs.Embedding.Row(row), genres, vector);
        return new(vector, summaries, track.Labels.Any(label => vocabulary.Names.Contains(label)) ? track.Labels : LikelyGenres(genres),
            credits.ArtistsOf(track.Artist), TitleKey(track.Title), track.Recording);
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

    private static void RequireFinite(ReadOnlySpan<float> values, string name)
    {
        for (var column = 0; column < values.Length; column++)
            if (!float.IsFinite(values[column]))
                throw new WorkbenchException($"Value {column} of {name} is {values[column]}; embeddings, probabilities and features must "
                    + "be finite. Look for NaN among its features, or leave it out.");
    }
}
