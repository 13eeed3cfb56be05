using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Workbench.Postgres;
using Workbench.Recommendation.Vectors;

namespace Workbench.Benchmarks.Vectors;

/// <summary>
/// What does it cost that machines share songs? They are put into a catalogue, fetched by another machine, followed and asked for, on the
/// server that <c>WORKBENCH_POSTGRES</c> names; questions take turns with those to an index in a folder.
/// </summary>
internal static class SharedComparison
{
    private const int CommittedTogether = 10_000, Changed = 100;

    /// <summary>Prints a table.</summary>
    /// <param name="songCount">Songs.</param>
    /// <param name="turns">Turns of what is short.</param>
    public static void Run(int songCount, int turns)
    {
        using SearchedSongs songs = new(songCount);
        using var local = VectorIndex.Open(songs.IndexFolder);
        var folder = Directory.CreateTempSubdirectory("workbench-shared-").FullName;
        var name = $"benchmark_{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            using var writer = Open("writer");
            var putting = Seconds(() =>
            {
                foreach (var chunk in local.Ids.Chunk(CommittedTogether))
                    Put(writer, chunk, id => local.Find(id)!);
            });
            Console.WriteLine(FormattableString.Invariant($"\n{songCount} songs x {SearchedSongs.Dimension}"));
            Tell("put, 10,000 a commit, and fetched back",
                FormattableString.Invariant($"{putting:F1} s, {songCount / putting:F0} songs/s"));
            PostgresVectorIndex? reader = null;
            var fetching = Seconds(() => reader = Open("reader"));
            using var asked = reader!;
            Tell("fetched by another machine", FormattableString.Invariant($"{fetching:F1} s, {songCount / fetching:F0} songs/s"));
            Tell("opened again, nothing new", Milliseconds(turns, _ => Seconds(() => Open("reader").Dispose())));
            Tell($"{Changed} songs committed and fetched back", Milliseconds(turns, turn => Seconds(() => Change(turn))));
            asked.Refresh();
            Tell($"refreshed after {Changed} changes", Milliseconds(turns, turn =>
            {
                Change(turn);
                return Seconds(asked.Refresh);
            }));
            Tell("refreshed, nothing new", Milliseconds(turns, _ => Seconds(asked.Refresh)));
            List<double> ofFolder = [], ofShared = [];
            for (var turn = 0; turn < turns * 10; turn++)
            {
                ofFolder.Add(Seconds(() => local.Nearest(songs.Query(turn % SearchedSongs.QueryCount))));
                ofShared.Add(Seconds(() => asked.Nearest(songs.Query(turn % SearchedSongs.QueryCount))));
            }
            Tell("a question to an index in a folder", Median(ofFolder));
            Tell("the same to the catalogue", Median(ofShared));

            void Change(int turn) => Put(writer, local.Ids.Skip(turn * Changed).Take(Changed), _ => songs.Query(turn).ToArray());
        }
        finally
        {
            using var source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("WORKBENCH_POSTGRES") ?? "");
            using (var drop = source.CreateCommand($"drop schema if exists {name} cascade"))
                drop.ExecuteNonQuery();
            Directory.Delete(folder, recursive: true);
        }

        PostgresVectorIndex Open(string machine) => PostgresVectorIndex.Open(name, SearchedSongs.Dimension, Path.Combine(folder, machine));
    }

    private static void Put(PostgresVectorIndex index, IEnumerable<string> ids, Func<string, float[]> vector)
    {
        foreach (var id in ids)
            index.Put(id, vector(id));
        index.Commit();
    }

    private static string Milliseconds(int turns, Func<int, double> seconds)
    {
        seconds(0); // the first does not count
        return Median([.. Enumerable.Range(0, turns).Select(seconds)]);
    }

    private static string Median(List<double> seconds) => FormattableString.Invariant(
        $"{1000 * seconds.Order().ElementAt(seconds.Count / 2):F2} ms (fastest {1000 * seconds.Min():F2})");

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Tell(string what, string amount) => Console.WriteLine($"{what,-40} {amount}");
}
