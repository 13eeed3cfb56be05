using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Listeners;

namespace Workbench.Recommendation;

/// <summary>
/// A catalogue that answers "which songs are like this one" by the similarity that a <see cref="SimilaritySpec"/> says, and why: what each
/// part gave adds up to it. All songs are scanned; where hubs are corrected, this orders the nearest <see cref="Candidates"/> anew.
/// </summary>
internal sealed class SimilarityIndex : IDisposable
{
    /// <summary>Songs that are corrected and chosen from, at least; more where filters leave too few of them.</summary>
    public const int Candidates = 1000;

    /// <summary>Songs that <see cref="RecommendOptions.Diversity"/> chooses from: the nearest, so many times what is asked for.</summary>
    private const int PoolFactor = 10;

    /// <summary>How many times more songs are looked at where those before were not enough.</summary>
    private const int MoreFactor = 8;

    private const double LikelyProbability = 0.5;

    // Float32 cosines of equal vectors differ from 1 by some 1e-7.
    private const double SameSound = 1 - 1e-6;

    private static readonly Comparer<Candidate> NearestFirst = Comparer<Candidate>.Create((a, b) =>
        a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Id, b.Id));

    private readonly IIndexedSongs songs;
    private readonly LabelVocabulary vocabulary;
    private readonly SimilaritySpace space;
    private readonly KnownTraits traits;
    private readonly MutualProximity<PlacedSong>? hubs;
    private readonly Lazy<ArtistCredits> credits;
    private readonly Lazy<Dictionary<string, int>> items;

    /// <summary>Opens an index over songs that were projected into a space.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="space">The space.</param>
    /// <param name="references">What hubs are measured by; none where they are not corrected.</param>
    /// <param name="featureColumns">Names of the columns of the features that are kept of songs; none where none are.</param>
    /// <param name="vocabulary">Names of the genres.</param>
    /// <param name="work">Threads and token of what is measured of the references.</param>
    internal SimilarityIndex(IIndexedSongs songs, SimilaritySpace space, IReadOnlyList<PlacedSong> references,
        ImmutableArray<string> featureColumns, LabelVocabulary vocabulary, Work work)
    {
        (this.songs, this.space, References, FeatureColumns, this.vocabulary) = (songs, space, references, featureColumns, vocabulary);
        traits = new(featureColumns);
        hubs = MutualProximity<PlacedSong>.Fit(references, Plain, work);
        credits = new(() => new(Tracks.Select(track => track.Artist).OfType<string>()));
        items = new(() => Tracks.Index().ToDictionary(track => track.Item.Id, track => track.Index, StringComparer.Ordinal));
    }

    /// <summary>The catalogue, in the order in which it was given.</summary>
    public ImmutableArray<Track> Tracks => songs.Tracks;

    /// <summary>Names of the columns of the features that are kept of songs; none where none are.</summary>
    public ImmutableArray<string> FeatureColumns { get; }

    /// <summary>The songs that it answers from.</summary>
    internal IIndexedSongs Songs => songs;

    /// <summary>The space in which they lie.</summary>
    internal SimilaritySpace Space => space;

    /// <summary>What hubs are measured by; none where they are not corrected.</summary>
    internal IReadOnlyList<PlacedSong> References { get; }

    /// <summary>Builds the index of a catalogue.</summary>
    /// <param name="catalogue">The songs, with distinct ids, and what is known of each.</param>
    /// <param name="model">The model that heard them.</param>
    /// <param name="spec">
    /// How songs are compared; null for <see cref="SimilaritySpec.Default"/>, or <see cref="SimilaritySpec.EmbeddingAndGenres"/> where the
    /// catalogue keeps no features.
    /// </param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">
    /// There is no song, an id stands twice, a value is NaN or infinite, or the catalogue has no part that counts.
    /// </exception>
    public static SimilarityIndex Over(
        SongCatalogue catalogue, TrainedModel model, SimilaritySpec? spec = null, Work? work = null) =>
        Over(catalogue, model.EmbeddingBlocks, model.Vocabulary, spec, work);

    /// <inheritdoc cref="Over(SongCatalogue, TrainedModel, SimilaritySpec?, Work?)"/>
    /// <param name="catalogue">The songs, with distinct ids, and what is known of each.</param>
    /// <param name="blocks">Which columns of the embedding belong together.</param>
    /// <param name="vocabulary">Names of the columns of the probabilities.</param>
    /// <param name="spec">How songs are compared.</param>
    /// <param name="work">Threads and token.</param>
    public static SimilarityIndex Over(SongCatalogue catalogue, ImmutableArray<EmbeddingBlock> blocks, LabelVocabulary vocabulary,
        SimilaritySpec? spec = null, Work? work = null)
    {
        work ??= Work.OnAllProcessors;
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
        spec ??= catalogue.Features is null ? SimilaritySpec.EmbeddingAndGenres : SimilaritySpec.Default;
        ArtistCredits credits = new(tracks.Select(t => t.Artist).OfType<string>());
        var space = SimilaritySpace.Fit(catalogue, blocks, spec, credits);
        var songs = new Song[tracks.Length];
        Parallel.For(0, songs.Length, work.LoopOptions, row => songs[row] =
            SongOf(tracks[row], embedding.Row(row), genres.Row(row), catalogue.FeaturesOf(row), space, vocabulary, credits));
        IEnumerable<int> references = spec.Hubs == HubCorrection.None ? [] : MutualProximity<PlacedSong>.References(songs.Length);
        return new(new SongsInMemory(songs), space, [.. references.Select(row => songs[row].Place)],
            catalogue.Features?.ColumnNames ?? [], vocabulary, work);
    }

    /// <summary>The songs most like one of the catalogue.</summary>
    /// <param name="trackId"><see cref="Track.Id"/>.</param>
    /// <param name="options">How many, and which may be among them; null for the usual.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <returns>
    /// Nearest first, equal distances by id; fewer than asked where the catalogue has no more. Never the song itself, nor two
    /// copies of one song that <see cref="RecommendOptions.Copies"/> keeps apart, nor the same sound twice.
    /// </returns>
    /// <exception cref="WorkbenchException">There is no such song, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Nearest(string trackId, RecommendOptions? options = null, Work? work = null) =>
        Nearest(songs.Find(trackId) ?? throw Unknown(trackId), options ?? new(), work ?? Work.OnAllProcessors);

    /// <summary>The place of a song in <see cref="Tracks"/>.</summary>
    /// <param name="trackId"><see cref="Track.Id"/>.</param>
    /// <exception cref="WorkbenchException">There is no such song.</exception>
    public int ItemOf(string trackId) => items.Value.TryGetValue(trackId, out var item) ? item : throw Unknown(trackId);

    /// <summary>The songs most like one that need not be in the catalogue; its genres are those that the model predicts.</summary>
    /// <param name="embedding">What the model of this index makes of the song's sound.</param>
    /// <param name="genres">The probabilities that this model predicts, one a label.</param>
    /// <param name="features">The song's summaries, with the columns of the catalogue's; none where it keeps none.</param>
    /// <param name="artist">The song's artist, where known.</param>
    /// <param name="title">The song's title, where known.</param>
    /// <param name="options">How many, and which may be among them; null for the usual.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <returns>As for a song of the catalogue; a copy of the song that stands in the catalogue is left out.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the index.</exception>
    /// <exception cref="WorkbenchException">A value is NaN or infinite, or an option makes no sense.</exception>
    public IReadOnlyList<Neighbor> Nearest(ReadOnlySpan<float> embedding, ReadOnlySpan<double> genres,
        ReadOnlySpan<float> features = default, string? artist = null, string? title = null, RecommendOptions? options = null,
        Work? work = null)
    {
        var (units, columns) = (space.EmbeddingUnits ?? embedding.Length, FeatureColumns.Length);
        if (embedding.Length != units || genres.Length != vocabulary.Count || (space.HasFeatures && features.Length != columns))
            throw new ArgumentException($"An embedding of {embedding.Length} values, {genres.Length} genres and {features.Length} "
                + $"features; the index has {units}, {vocabulary.Count} and {columns}. Ask with the model that built it.");
        const string Name = "the song asked for";
        RequireFinite(embedding, Name);
        RequireFinite(Array.ConvertAll(genres.ToArray(), value => (float)value), Name);
        RequireFinite(features, Name);
        Track asked = new() { Id = "", AudioPath = "", Labels = [], Artist = artist, Title = title };
        return Nearest(SongOf(asked, embedding, genres, features.ToArray(), space, vocabulary, credits.Value), options ?? new(),
            work ?? Work.OnAllProcessors);
    }

    /// <inheritdoc cref="Recommender.ProfileOf"/>
    public ListenerProfile ProfileOf(
        string listener, IReadOnlyCollection<SongRating> ratings, double noise = PreferenceModel.UsualNoise) =>
        ListenerProfile.Fit(listener, ratings, songs, space, noise);

    /// <summary>What a profile that is at work adds to the similarity of a song.</summary>
    /// <exception cref="ArgumentException">It was learned from another catalogue.</exception>
    internal double FromProfile(ListenerProfile? profile, int item) => FromProfile(profile, At(item).Vector.Span);

    private static double FromProfile(ListenerProfile? profile, ReadOnlySpan<float> vector) =>
        profile is { IsAtWork: true } ? profile.Preference(vector) : 0;

    /// <summary>What two songs of the catalogue are ordered by: their similarity, less what hubs have too much.</summary>
    internal double Similarity(int a, int b) => Similarity(At(a), At(b));

    /// <summary>As <see cref="Similarity(int, int)"/>, of one song and each of the catalogue, in their order.</summary>
    internal double[] Similarities(int item, Work work)
    {
        var similarities = new double[Tracks.Length];
        Parallel.For(0, similarities.Length, work.LoopOptions, other => similarities[other] = Similarity(item, other));
        return similarities;
    }

    /// <summary>Whether two songs of the catalogue credit one artist.</summary>
    internal bool ShareArtist(int a, int b) => At(a).SharesArtistWith(At(b));

    /// <summary>1 less the <see cref="Similarity(int, int)"/>; 0 between a song and itself.</summary>
    internal double Distance(int a, int b) => a == b ? 0 : 1 - Similarity(a, b);

    /// <summary>Whether two songs of the catalogue are one song, as copies that may stand beside each other have it.</summary>
    internal bool AreCopies(int a, int b, SongCopies copies) => IsCopy(At(a), At(b), copies);

    /// <summary>
    /// The same songs in memory, for those who compare very many pairs, and behind them others that are compared as these are.
    /// </summary>
    /// <param name="others">The others, with what the model makes of them and the features that the index keeps.</param>
    /// <param name="work">Threads and token.</param>
    internal SimilarityIndex InMemory(IReadOnlyCollection<(Track Track, SongOutputs Outputs, float[] Features)> others, Work work) =>
        others.Count == 0 && songs is SongsInMemory ? this
            : new(new SongsInMemory([.. songs.All(work), .. others.Select(song => SongOf(song.Track, song.Outputs.Embedding.Row(0),
                song.Outputs.Probabilities.Row(0), song.Features, space, vocabulary, credits.Value))]),
                space, References, FeatureColumns, vocabulary, work);

    /// <inheritdoc/>
    public void Dispose() => songs.Dispose();

    private WorkbenchException Unknown(string trackId) => new($"The catalogue of {songs.Count} songs has no track {trackId}. "
        + $"Ids are paths below the dataset's folder, for instance {Tracks[0].Id}; ask for a song outside the catalogue by its file.");

    private Song At(int item) => songs.Find(Tracks[item].Id)!;

    private double Similarity(Song a, Song b) => Corrected(a.Place, UsualOf(a.Place), b.Place);

    private double Plain(PlacedSong a, PlacedSong b) => space.Similarity(a.Vector.Span, b.Vector.Span);

    /// <summary>How like the songs of the catalogue one is; null where hubs are not corrected.</summary>
    private (double, double)? UsualOf(PlacedSong song) => song.Id.Length > 0 ? hubs?.Of(song) : hubs?.Measure(song);

    private double Corrected(PlacedSong query, (double, double)? usual, PlacedSong song)
    {
        var plain = Plain(query, song);
        return usual is { } known ? hubs!.Correct(plain, known, song) : plain;
    }

    private List<Neighbor> Nearest(Song query, RecommendOptions options, Work work)
    {
        options.Validate();
        var (place, usual, profile) = (query.Place, UsualOf(query.Place), options.Profile);
        if (profile is { IsAtWork: true } && !profile.IsOf(space))
            throw new ArgumentException($"The profile of {profile.Listener} is of another recommender; ask this one for it.",
                nameof(options));
        var aim = profile is { IsAtWork: true } ? profile.Aim(query.Vector.Span) : query.Vector.Span;
        for (var count = Math.Max(Candidates, (long)options.Count * PoolFactor); ; count *= MoreFactor)
        {
            var found = songs.Nearest(aim, (int)Math.Min(count, songs.Count), work);
            var candidates = new Candidate[found.Count];
            Parallel.For(0, found.Count, work.LoopOptions, i => candidates[i] =
                new(found[i].Id, Corrected(place, usual, found[i]), FromProfile(profile, found[i].Vector.Span)));
            var chosen = Choose(query, candidates, options);
            if (chosen.Count == options.Count || found.Count == songs.Count)
                return chosen;
        }
    }

    private List<Neighbor> Choose(Song query, Candidate[] candidates, RecommendOptions options)
    {
        var nearest = new PriorityQueue<Candidate, Candidate>( // a heap: only the songs looked at are sorted
            candidates.Select(candidate => (candidate, candidate)), NearestFirst);
        var taken = new List<Song> { query };
        var (pool, chosen) = (new List<(Song Song, Candidate By)>(), new List<(Song Song, Candidate By)>());
        var poolSize = options.Diversity > 0 ? (long)options.Count * PoolFactor : 1;
        while (chosen.Count < options.Count)
        {
            pool.RemoveAll(item => !IsNew(item.Song));
            while (pool.Count < poolSize && nearest.TryDequeue(out var candidate, out _))
                if (songs.Find(candidate.Id) is { } song && IsNew(song))
                    pool.Add((song, candidate));
            if (pool.Count == 0)
                break;
            var best = pool.MaxBy(Relevance);
            pool.Remove(best);
            chosen.Add(best);
            taken.Add(best.Song);
        }
        return chosen.ConvertAll(item => NeighborOf(query, item.Song, item.By.Similarity) with { FromProfile = item.By.FromProfile });

        bool IsNew(Song song) => !taken.Exists(other => song.Track.Id == other.Track.Id || IsCopy(song, other, options.Copies)
            || (!options.SameArtist && song.SharesArtistWith(other)));

        // Maximal marginal relevance; of equal ones the nearest.
        double Relevance((Song Song, Candidate By) item) => (1 - options.Diversity) * item.By.Score
            - (chosen.Count > 0 ? options.Diversity * chosen.Max(other => Similarity(item.Song, other.Song)) : 0);
    }

    private Neighbor NeighborOf(Song query, Song song, double similarity)
    {
        var parts = space.Compare(query.Vector.Span, song.Vector.Span);
        return new(song.Track, parts, [.. song.Genres.Intersect(query.Genres)])
        {
            FromHubs = hubs is null ? 0 : similarity - parts.Sum(part => part.Contribution),
            Traits = space.HasFeatures ? traits.Of(query.Features.Span, song.Features.Span) : [],
        };
    }

    private bool IsCopy(Song a, Song b, SongCopies copies) => a.IsNamedAs(b, copies) || Plain(a.Place, b.Place) > SameSound;

    /// <summary>What an index knows of a song, of the catalogue or not: it is of its labels if the model knows one of them.</summary>
    private static Song SongOf(Track track, ReadOnlySpan<float> embedding, ReadOnlySpan<double> genres, ReadOnlyMemory<float> features,
        SimilaritySpace space, LabelVocabulary vocabulary, ArtistCredits credits)
    {
        var vector = new float[space.Width];
        space.Project(features.Span, embedding, genres, vector);
        return new(track, vector, features,
            track.Labels.Any(label => vocabulary.Names.Contains(label)) ? track.Labels : LikelyGenres(genres, vocabulary),
            credits.ArtistsOf(track.Artist), SongTitle.Of(track.Title), track.Recording);
    }

    /// <summary>The labels that are likelier than not, or else the likeliest.</summary>
    private static ImmutableArray<string> LikelyGenres(ReadOnlySpan<double> probabilities, LabelVocabulary vocabulary)
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

    private static void RequireFinite(ReadOnlySpan<float> values, string name)
    {
        for (var column = 0; column < values.Length; column++)
            if (!float.IsFinite(values[column]))
                throw new WorkbenchException($"Value {column} of {name} is {values[column]}; embeddings, probabilities and features must "
                    + "be finite. Look for NaN among its features, or leave it out.");
    }

    /// <summary>A song that may be recommended.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Similarity">How like the song asked for it is, corrected for hubs.</param>
    /// <param name="FromProfile">What the listener's profile adds.</param>
    private readonly record struct Candidate(string Id, double Similarity, double FromProfile)
    {
        /// <summary>What songs are ordered by.</summary>
        public double Score => Similarity + FromProfile;
    }
}
