using System.Collections.Immutable;
using Workbench.Benchmarks.Similarity;
using Workbench.Recommendation.Listeners;
using Workbench.Tests.Reference;

namespace Workbench.Benchmarks.Listeners;

/// <summary>
/// Who answered Emotify's questions. The table names nobody: a listener is who has one age, gender and mother tongue. Answers that say
/// neither liked nor disliked stand as <see cref="Rating.Skip"/>, and those that say both are left out.
/// </summary>
internal static class EmotifyListeners
{
    /// <summary>Likes, and dislikes, that a listener has at least.</summary>
    public const int FewestOfEach = 3;

    private const int FewestAnswers = 10;

    // A song that two people heard is no more popular than one that twenty did.
    private const double Damping = 5;

    /// <summary>Reads those with enough answers, in two halves: the first is to choose by, the other is reported.</summary>
    /// <param name="folder">Holds <c>ratings.csv</c> and <c>tracks.csv</c>.</param>
    /// <param name="songs">The songs.</param>
    public static (ImmutableArray<EmotifyListener> Choosing, ImmutableArray<EmotifyListener> Reported) Read(
        string folder, RetrievalSongs songs)
    {
        var places = songs.Songs.Tracks.Index().ToDictionary(track => track.Item.Id, track => track.Index);
        var songOf = FmaTables.Read(Path.Combine(folder, "tracks.csv"))
            .ToDictionary(row => row["rating_track_id"], row => places[row["path"]]);
        var lines = File.ReadLines(Path.Combine(folder, "ratings.csv")).Select(line => line.Split(',', StringSplitOptions.TrimEntries));
        var header = lines.First();
        string[] wanted = ["track id", "liked", "disliked", "age", "gender", "mother tongue"];
        int[] columns = [.. wanted.Select(name => Array.IndexOf(header, name))];
        (string Listener, int Song, Rating Rating)[] all =
        [
            .. lines.Skip(1).Select(line => columns.Select(column => line[column]).ToArray())
                .Where(row => (row[1], row[2]) != ("1", "1"))
                .Select(row => ($"{row[3]}, {row[4]}, {row[5]}", songOf[row[0]],
                    row[1] == "1" ? Rating.Like : row[2] == "1" ? Rating.Dislike : Rating.Skip)),
        ];
        var (likes, counts) = (new double[songs.Count], new double[songs.Count]);
        foreach (var (_, song, rating) in all)
            (likes[song], counts[song]) = (likes[song] + Sign(rating), counts[song] + 1);
        EmotifyListener[] listeners =
        [
            .. all.GroupBy(answer => answer.Listener, answer => (answer.Song, answer.Rating))
                .Select(answers => ListenerOf(answers.Key, [.. answers], likes, counts))
                .Where(listener => listener.Answers.Length >= FewestAnswers && new[] { Rating.Like, Rating.Dislike }
                    .All(rating => listener.Answers.Count(answer => answer.Rating == rating) >= FewestOfEach)),
        ];
        ImmutableArray<EmotifyListener> Half(int half) =>
            [.. listeners.GroupBy(listener => listener.IsOne).SelectMany(kind => kind.Where((_, i) => i % 2 == half))];
        return (Half(0), Half(1));
    }

    private static EmotifyListener ListenerOf(
        string name, ImmutableArray<(int Song, Rating Rating)> answers, double[] likes, double[] counts)
    {
        var own = answers.ToLookup(answer => answer.Song, answer => Sign(answer.Rating));
        return new(name, [.. answers.DistinctBy(answer => answer.Song)], own.Count == answers.Length,
            [.. likes.Select((sum, song) => (sum - own[song].Sum()) / (counts[song] - own[song].Count() + Damping))]);
    }

    private static double Sign(Rating rating) => rating switch { Rating.Like => 1, Rating.Dislike => -1, _ => 0 };
}
