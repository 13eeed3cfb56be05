using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Figures.Display;

namespace Workbench.Recommendation.Listeners;

/// <summary>
/// What a listener's answers say of the songs of a catalogue: a direction in the space in which they are compared, towards songs like those
/// that were liked and away from the others. It re-ranks while it is at work, and says why where it is not.
/// </summary>
/// <remarks>
/// It is at work from <see cref="AtWorkFrom"/> answers on, if models that have not seen a pair of answers order such pairs better than
/// chance would (<see cref="Concordance"/>); otherwise songs are ranked as for nobody.
/// </remarks>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class ListenerProfile : ICard
{
    /// <summary>Answers that it takes.</summary>
    public const int AtWorkFrom = 5;

    /// <summary>Answers that count, the latest.</summary>
    private const int MostAnswers = 500;

    /// <summary>
    /// What the profile counts for beside the similarity of songs: by <c>tests/Workbench.Benchmarks -- feedback</c> twice as much gives
    /// hardly more, and leaves less of the similarity.
    /// </summary>
    internal const double UsualWeight = 4;

    private const double SkipAnswer = -0.3, Chance = 0.5;

    private readonly SimilaritySpace space;
    private readonly float[] direction;

    private ListenerProfile(string listener, ImmutableArray<(Track Song, Rating Rating)> answers, double? concordance,
        SimilaritySpace space, float[] direction) =>
        (Listener, Answers, Concordance, this.space, this.direction) = (listener, answers, concordance, space, direction);

    /// <summary>Whose it is.</summary>
    public string Listener { get; }

    /// <summary>The songs of the catalogue that were rated, with the latest answer to each; the latest 500 of them.</summary>
    public ImmutableArray<(Track Song, Rating Rating)> Answers { get; }

    /// <summary>How many songs were rated that are not in the catalogue: nothing is learned from them here.</summary>
    public int Elsewhere { get; private init; }

    /// <summary>
    /// The share of pairs of a better and a worse answer that a model orders right that learned from the other answers alone, 0 to 1, 0.5
    /// being chance; null where there are no such pairs.
    /// </summary>
    public double? Concordance { get; }

    /// <summary>Whether it re-ranks songs.</summary>
    public bool IsAtWork => Answers.Length >= AtWorkFrom && Concordance > Chance;

    /// <summary>How much each part tells the liked songs from the others, in units of <see cref="Neighbor.FromProfile"/>.</summary>
    public ImmutableArray<(SimilarityPart Part, double Difference)> Parts { get; private init; }

    /// <summary>Of each genre, how many of its rated songs are liked; most rated first.</summary>
    public ImmutableArray<(string Genre, int Liked, int Rated)> Genres { get; private init; }

    /// <summary>Whether it is at work, and why, in words.</summary>
    public string Reason => (Answers.Length, Concordance) switch
    {
        ( < AtWorkFrom and var count, _) =>
            Text($"not at work: it takes {AtWorkFrom} answers to songs of this catalogue, and there are {count}"),
        (_, null) => "not at work: all answers are the same, which says nothing of what tells songs apart",
        (_, > Chance and var share) => Text($"at work: of pairs of answers that it has not seen, it orders {share:P0} right"),
        (_, var share) =>
            Text($"not at work: of pairs of answers that it has not seen, it would order {share:P0} right, no more than chance"),
    };

    /// <summary>The profile in words: from how many answers, whether it is at work, and what it has learned.</summary>
    public override string ToString() => string.Join('\n', Rows.Select(row => $"{row.What}: {row.Value}").Prepend(Listener));

    /// <inheritdoc/>
    DisplayTable ICard.Card => new(["", Listener], [.. Rows.Select(row => (IReadOnlyList<object?>)[row.What, row.Value])]);

    /// <summary>Learns what can be learned from a listener's answers.</summary>
    /// <param name="listener">Whose answers.</param>
    /// <param name="ratings">The latest to each song, in the order in which they were given.</param>
    /// <param name="songs">The songs of the catalogue.</param>
    /// <param name="space">The space that their vectors are in.</param>
    /// <param name="noise">As <see cref="PreferenceModel.UsualNoise"/>.</param>
    internal static ListenerProfile Fit(string listener, IReadOnlyCollection<SongRating> ratings, IIndexedSongs songs,
        SimilaritySpace space, double noise)
    {
        (Song Song, Rating Rating)[] known = [.. from rating in ratings
            let song = rating.FindIn(songs)
            where song is not null
            select (song, rating.Rating)];
        var rated = known[^Math.Min(known.Length, MostAnswers)..];
        var model = PreferenceModel.Fit([.. rated.Select(song => AnswerOf(song.Rating))],
            (a, b) => space.Similarity(rated[a].Song.Vector.Span, rated[b].Song.Vector.Span), noise);
        var direction = new float[space.Width];
        for (var column = 0; column < direction.Length; column++)
        {
            var sum = 0.0;
            for (var song = 0; song < rated.Length; song++)
                sum += model.Coefficients[song] * rated[song].Song.Vector.Span[column];
            direction[column] = (float)sum;
        }
        return new(listener, [.. rated.Select(answer => (answer.Song.Track, answer.Rating))], model.Concordance, space, direction)
        {
            Elsewhere = ratings.Count - known.Length,
            Parts = PartsOf(rated, direction, space),
            Genres = [.. rated.SelectMany(song => song.Song.Genres, (song, genre) => (Genre: genre, song.Rating))
                .GroupBy(song => song.Genre, song => song.Rating)
                .Select(genre => (genre.Key, Liked: genre.Count(rating => rating == Rating.Like), Rated: genre.Count()))
                .OrderByDescending(genre => genre.Rated).ThenBy(genre => genre.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>What it adds to the similarity of a song, at work or not: at most <see cref="UsualWeight"/> either way.</summary>
    /// <param name="vector">The song in the space of the profile.</param>
    internal double Preference(ReadOnlySpan<float> vector) => UsualWeight * space.Similarity(direction, vector);

    /// <summary>The vector whose products order songs by what is asked for and what the profile adds; not longer than 1.</summary>
    /// <param name="query">The song that is asked for, in the space of the profile.</param>
    internal float[] Aim(ReadOnlySpan<float> query)
    {
        var aim = new float[query.Length];
        for (var column = 0; column < aim.Length; column++)
            aim[column] = (float)(query[column] + UsualWeight * direction[column]);
        var length = Math.Sqrt(aim.Sum(value => (double)value * value));
        return length > 1 ? Array.ConvertAll(aim, value => (float)(value / length)) : aim;
    }

    /// <summary>Whether it was learned in a space: directions mean nothing elsewhere.</summary>
    internal bool IsOf(SimilaritySpace other) => ReferenceEquals(space, other);

    private IEnumerable<(string What, string Value)> Rows =>
    [
        ("answers", Text($"{Count(Rating.Like)} liked, {Count(Rating.Dislike)} disliked, {Count(Rating.Skip)} skipped")
            + (Elsewhere > 0 ? Text($"; {Elsewhere} of songs not in this catalogue") : "")),
        ("profile", Reason),
        .. Genres.IsEmpty ? [] : new[] { ("liked of those rated", string.Join(", ", Genres.Select(genre =>
            Text($"{genre.Genre} {genre.Liked} of {genre.Rated}")))) },
        .. Parts.IsEmpty ? [] : new[] { ("what tells liked songs from others", string.Join(", ", Parts
            .OrderByDescending(part => part.Difference)
            .Select(part => Text($"{part.Part.ToString().ToLowerInvariant()} {part.Difference:+0.00;-0.00;0.00}")))) },
    ];

    private int Count(Rating rating) => Answers.Count(answer => answer.Rating == rating);

    private static double AnswerOf(Rating rating) => rating switch { Rating.Like => 1, Rating.Dislike => -1, _ => SkipAnswer };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<(SimilarityPart, double)> PartsOf(
        (Song Song, Rating Rating)[] rated, float[] direction, SimilaritySpace space)
    {
        var (liked, others) = (rated.Where(song => song.Rating == Rating.Like).ToArray(),
            rated.Where(song => song.Rating != Rating.Like).ToArray());
        if (liked.Length == 0 || others.Length == 0)
            return [];
        var (high, low) = (Means(liked), Means(others));
        return [.. high.Select((part, i) => (part.Part, UsualWeight * (part.Mean - low[i].Mean)))];

        (SimilarityPart Part, double Mean)[] Means((Song Song, Rating Rating)[] songs)
        {
            var parts = songs.Select(song => space.Compare(direction, song.Song.Vector.Span)).ToArray();
            return [.. parts[0].Select((part, i) => (part.Part, parts.Average(song => song[i].Contribution)))];
        }
    }
}
