using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation.Listeners;

/// <summary>
/// What listeners said of songs, in the one database. Answers are appended, each in a transaction of its own, so that a kill loses none
/// that was confirmed; of several to one song the latest counts. What is forgotten is overwritten on disk.
/// </summary>
/// <param name="database">Where they are kept.</param>
public sealed class RatingStore(Database database)
{
    private const int LongestName = 60;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS rating (
            number INTEGER PRIMARY KEY,
            listener TEXT NOT NULL,
            track TEXT NOT NULL,
            path TEXT NOT NULL,
            rating TEXT NOT NULL,
            time TEXT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS rating_listener ON rating (listener);
        """;

    /// <summary>The latest answer to each song, in the order in which they were given; without a file its id tells a song.</summary>
    private const string Latest = """
        SELECT listener, track, path, rating, time FROM rating WHERE number IN
            (SELECT MAX(number) FROM rating GROUP BY listener, CASE path WHEN '' THEN track ELSE path END) ORDER BY number
        """;

    /// <summary>Keeps an answer.</summary>
    /// <param name="listener">Who says it: a line of at most 60 characters.</param>
    /// <param name="song">Of what.</param>
    /// <param name="rating">The answer.</param>
    /// <param name="time">When; null for now.</param>
    /// <exception cref="WorkbenchException">The name is not usable, or nothing can be written.</exception>
    public void Add(string listener, Track song, Rating rating, DateTimeOffset? time = null)
    {
        if (listener.Length is 0 or > LongestName || listener.Trim() != listener || listener.Any(char.IsControl))
            throw new WorkbenchException($"The listener '{listener}' must be a line of 1 to {LongestName} characters without blanks around "
                + $"it; for instance {Listener.Usual}.");
        database.Told(() =>
        {
            using var connection = database.Open(Schema);
            return connection.Execute(
                "INSERT INTO rating (listener, track, path, rating, time) VALUES ($listener, $track, $path, $rating, $time)",
                ("$listener", listener), ("$track", song.Id), ("$path", song.AudioPath), ("$rating", rating.ToString()),
                ("$time", (time ?? DateTimeOffset.UtcNow).ToString("O", CultureInfo.InvariantCulture)));
        });
    }

    /// <summary>All listeners, by name.</summary>
    /// <exception cref="WorkbenchException">The database cannot be read.</exception>
    public ImmutableArray<Listener> Listeners() =>
    [
        .. Read().GroupBy(answer => answer.Listener, answer => answer.Rating).OrderBy(listener => listener.Key, StringComparer.Ordinal)
            .Select(answers => new Listener(answers.Key, answers.Count(answer => answer.Rating == Rating.Like),
                answers.Count(answer => answer.Rating == Rating.Dislike), answers.Count(answer => answer.Rating == Rating.Skip),
                answers.Max(answer => answer.Time))),
    ];

    /// <summary>A listener's latest answer to each song, in the order in which they were given.</summary>
    /// <param name="listener">The name.</param>
    /// <exception cref="WorkbenchException">There is no such listener, or the database cannot be read.</exception>
    public ImmutableArray<SongRating> Of(string listener)
    {
        var all = Read();
        ImmutableArray<SongRating> ratings = [.. all.Where(answer => answer.Listener == listener).Select(answer => answer.Rating)];
        return ratings.IsEmpty ? throw Nobody(listener, all.Select(answer => answer.Listener)) : ratings;
    }

    /// <summary>Forgets all that a listener said.</summary>
    /// <param name="listener">The name.</param>
    /// <returns>How many answers are deleted, those that were replaced by later ones included.</returns>
    /// <exception cref="WorkbenchException">There is no such listener, or nothing can be written.</exception>
    public int Forget(string listener) => Delete("listener = $listener", ("$listener", listener)) is > 0 and var count ? count
        : throw Nobody(listener, Read().Select(answer => answer.Listener));

    /// <summary>Forgets what a listener said of one song.</summary>
    /// <param name="listener">The name.</param>
    /// <param name="track"><see cref="Track.Id"/> of the song.</param>
    /// <returns>As <see cref="Forget(string)"/>.</returns>
    /// <exception cref="WorkbenchException">There is no such listener or answer, or nothing can be written.</exception>
    public int Forget(string listener, string track) =>
        Delete("listener = $listener AND track = $track", ("$listener", listener), ("$track", track)) is > 0 and var count ? count
        : throw new WorkbenchException($"{listener} has not rated {track}; "
            + NearestName.Hint(track, Of(listener).Select(rating => rating.TrackId)));

    private static WorkbenchException Nobody(string listener, IEnumerable<string> known) => new(
        $"{listener}: no such listener; {NearestName.Hint(listener, known.Distinct().Order(StringComparer.Ordinal))} "
        + "Rate songs first: workbench rate SONG like");

    private List<(string Listener, SongRating Rating)> Read() => database.Told(() =>
    {
        using var connection = database.OpenReadOnly();
        return !connection.HasTable("rating") ? [] // nobody has rated yet
            : connection.Rows(Latest, row => (row.GetString(0),
                new SongRating(row.GetString(1), row.GetString(2), RatingOf(row.GetString(3)), TimeOf(row.GetString(4)))));
    });

    /// <summary>What is deleted is overwritten with zeros, and the log that may still hold it is emptied.</summary>
    private int Delete(string which, params (string Name, object? Value)[] parameters) => database.Told(() =>
    {
        using var connection = database.Open(Schema);
        connection.Execute("PRAGMA secure_delete=ON");
        var count = connection.Execute($"DELETE FROM rating WHERE {which}", parameters);
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return count;
    });

    /// <summary>By its name: numbers, which an enumeration would take too, are never written.</summary>
    private Rating RatingOf(string text) => Enum.GetNames<Rating>().Contains(text) ? Enum.Parse<Rating>(text)
        : throw Damaged("rating", text);

    private DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw Damaged("time", text);

    private WorkbenchException Damaged(string column, string text) => new($"{database.Path}: '{text}' is no {column} of a song. Delete "
        + $"the rows of the table rating that have it, or set {DataFolder.Variable} to another folder.");
}
