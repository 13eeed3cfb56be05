using System.Diagnostics;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Benchmarks.Vectors;

/// <summary>
/// How long does it take to find the three nearest of many songs? Ours in float32 and int8, brute force of numpy, and a graph (HNSW), which
/// need not find the right ones, take turns in the same run; medians are compared. All but the graph have a thread a processor.
/// </summary>
internal static class VectorComparison
{
    private const int Nearest = 3, QueriesOfTurn = 10, Openings = 21;

    /// <summary>More songs take minutes to be made a graph of.</summary>
    private const int MostInGraph = 200_000;

    /// <summary>Threads of numpy spin for a while when their work is done; they must not take a core from the next one.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.2);

    /// <summary>Prints a table.</summary>
    /// <param name="songCount">Songs.</param>
    /// <param name="turns">Turns of each.</param>
    public static void Run(int songCount, int turns)
    {
        var clock = Stopwatch.StartNew();
        using SearchedSongs songs = new(songCount);
        Console.WriteLine(FormattableString.Invariant(
            $"\n{songCount} songs x {SearchedSongs.Dimension}, made and written in {clock.Elapsed.TotalSeconds:F1} s"));
        Console.WriteLine($"{"",-34} {"median ms",10} {"fastest",10} {"recall@3",9}");
        Tell("opening", [.. Enumerable.Range(0, Openings).Select(_ => Seconds(() => VectorIndex.Open(songs.IndexFolder).Dispose()))]);
        Tell("opening and the first answer", [.. Enumerable.Range(0, Openings).Select(_ => Seconds(() =>
        {
            using var opened = VectorIndex.Open(songs.IndexFolder);
            opened.Nearest(songs.Query(0));
        }))]);
        Tell("opening and the first id", [.. Enumerable.Range(0, Openings).Select(_ => Seconds(() =>
        {
            using var opened = VectorIndex.Open(songs.IndexFolder);
            opened.Find("1");
        }))]);

        using VectorIndex float32 = VectorIndex.Open(songs.IndexFolder), int8 = VectorIndex.Open(songs.IndexFolder);
        float32.Scan = VectorScan.Float32;
        using var numpy = Rival(() => new(WorkerProcess.Python,
            ["-c", WorkerProcess.Script("numpy_worker.py"), songs.SongsFile, songs.QueriesFile, $"{SearchedSongs.Dimension}"],
            WorkerProcess.Threads(Environment.ProcessorCount),
            "numpy does not run: run environment/install-references.sh, or let PYTHON name a Python that has it."));
        using var graph = songCount > MostInGraph ? null : Rival(() => new("node",
            ["-e", WorkerProcess.Script("usearch_worker.js"), songs.SongsFile, songs.QueriesFile, $"{SearchedSongs.Dimension}",
                $"{Environment.ProcessorCount}"], [],
            "usearch does not run: run environment/install-references.sh, and set NODE_PATH to what it prints."));
        List<(string Name, Func<int, (double, string[])> Ask)> contenders =
            [("float32", query => Ask(float32, songs, query)), ("int8, then float32", query => Ask(int8, songs, query))];
        if (numpy is not null)
            contenders.Add(($"numpy {numpy.Version}", query => Ask(numpy, query)));
        if (graph is not null)
            contenders.Add(($"usearch {graph.Version} (HNSW, 1 thread)", query => Ask(graph, query)));
        Compare(contenders, turns);
    }

    private static void Compare(List<(string Name, Func<int, (double Seconds, string[] Ids)> Ask)> contenders, int turns)
    {
        var seconds = contenders.ConvertAll(_ => new List<double>());
        var found = new int[contenders.Count];
        string[][] right = [.. Enumerable.Range(0, SearchedSongs.QueryCount).Select(query => contenders[0].Ask(query).Ids)];
        for (var turn = -1; turn < turns; turn++) // the first does not count
            foreach (var (i, contender) in contenders.Index())
            {
                Thread.Sleep(Settling);
                for (var query = 0; query < QueriesOfTurn; query++)
                {
                    var number = ((turn + 1) * QueriesOfTurn + query) % SearchedSongs.QueryCount;
                    var (time, ids) = contender.Ask(number);
                    if (turn < 0)
                        continue;
                    seconds[i].Add(time);
                    found[i] += ids.Intersect(right[number]).Count();
                }
            }
        foreach (var (i, contender) in contenders.Index())
            Tell(contender.Name, seconds[i], found[i] / (double)(Nearest * seconds[i].Count));
    }

    private static WorkerProcess? Rival(Func<WorkerProcess> start)
    {
        try
        {
            return start();
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine(missing.Message);
            return null;
        }
    }

    private static (double Seconds, string[] Ids) Ask(VectorIndex index, SearchedSongs songs, int query)
    {
        var start = Stopwatch.GetTimestamp();
        var hits = index.Nearest(songs.Query(query), Nearest, work: Work.OnAllProcessors);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, [.. hits.Select(hit => hit.Id)]);
    }

    private static (double Seconds, string[] Ids) Ask(WorkerProcess rival, int query)
    {
        var answer = rival.Run($"{query}").Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), answer[1..]);
    }

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Tell(string name, List<double> seconds, double? recall = null) => Console.WriteLine(FormattableString.Invariant(
        $"{name,-34} {1000 * seconds.Order().ElementAt(seconds.Count / 2),10:F2} {1000 * seconds.Min(),10:F2} {recall,9:F3}"));
}
