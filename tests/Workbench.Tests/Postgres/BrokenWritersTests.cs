using System.Globalization;
using Workbench.Foundation;
using Workbench.Postgres;
using Workbench.Tests.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Postgres;

/// <summary>Four machines that change one catalogue at once, while an administrator breaks connections off at drawn moments.</summary>
public sealed class BrokenWritersTests(ITestOutputHelper output) : IDisposable
{
    private const int Dimension = 4, Writers = 4, Ids = 100, SharedIds = 5, Changes = 10_000, MaxChanges = 12;
    private const float LargestCount = 1 << 20;

    private readonly RunningServer server = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_commit_is_whole_or_none_and_all_copies_hold_what_the_database_holds()
    {
        using CancellationTokenSource done = new();
        var work = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer))).ToArray();
        var breaking = Task.Run(() => Break(done.Token), TestContext.Current.CancellationToken);
        var reading = Task.Run(() => Look(done.Token), TestContext.Current.CancellationToken);
        var songs = await Task.WhenAll(work);
        await done.CancelAsync();
        var (broken, seen) = (await breaking, await reading);
        output.WriteLine($"{broken} connections were broken off, and the reader saw {seen} states.");
        Assert.True(broken > 0 && seen > 0);

        using var fresh = server.Open(Dimension, folder.File("fresh"));
        var last = AssertWhole(fresh);
        Assert.True(last > 0);
        var expected = songs.SelectMany(own => own).ToDictionary();
        foreach (var id in SharedOnes)
            expected[id] = Marked(last);
        SongVectors.AssertHolds(expected, fresh);
        foreach (var machine in Enumerable.Range(0, Writers).Select(NameOf).Append("reader"))
        {
            using var copy = server.Open(Dimension, folder.File(machine));
            SongVectors.AssertHolds(expected, copy);
        }
        Assert.Equal((long)expected.Count, server.Scalar("select count(*) from SCHEMA.song where vector is not null"));
        Assert.Equal(server.Scalar("select revision from SCHEMA.catalogue"), server.Scalar("select max(revision) from SCHEMA.song"));
    }

    private static IEnumerable<string> SharedOnes => Enumerable.Range(0, SharedIds).Select(number => $"shared {number}");

    /// <summary>Commits drawn changes of songs of its own, and with each all songs that are everybody's.</summary>
    /// <returns>Its own songs.</returns>
    private Dictionary<string, float[]> Write(int writer)
    {
        var rng = new Random(writer);
        var (songs, commits) = (new Dictionary<string, float[]>(), 0);
        var index = Try(() => server.Open(Dimension, folder.File(NameOf(writer))));
        for (var changes = 0; changes < Changes / Writers;)
        {
            for (var count = rng.Next(1, MaxChanges + 1); count > 0; count--, changes++)
            {
                var id = $"{writer}: {rng.Next(Ids).ToString(CultureInfo.InvariantCulture)}";
                if (rng.Next(3) == 0)
                    Assert.Equal(songs.Remove(id), index.Remove(id));
                else
                    index.Put(id, songs[id] = SongVectors.Draw(rng, Dimension));
            }
            var mark = Marked((++commits * Writers + writer) / LargestCount);
            foreach (var id in SharedOnes)
                index.Put(id, mark);
            Try(() =>
            {
                index.Commit();
                return true;
            });
            if (rng.Next(20) > 0)
                continue;
            index.Dispose();
            index = Try(() => server.Open(Dimension, folder.File(NameOf(writer))));
        }
        index.Dispose();
        return songs;
    }

    /// <summary>Breaks a connection off now and then.</summary>
    /// <returns>How many.</returns>
    private async Task<int> Break(CancellationToken done)
    {
        var (rng, broken) = (new Random(1), 0);
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(rng.Next(40), CancellationToken.None);
            broken += server.Scalar("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'SCHEMA' and state <> "
                + $"'idle' order by pid limit 1 offset {rng.Next(Writers).ToString(CultureInfo.InvariantCulture)}") is true ? 1 : 0;
        }
        return broken;
    }

    /// <summary>Follows, and looks whether commits come whole.</summary>
    /// <returns>How many were seen.</returns>
    private int Look(CancellationToken done)
    {
        HashSet<float> seen = [];
        using var index = Try(() => server.Open(Dimension, folder.File("reader")));
        while (!done.IsCancellationRequested)
        {
            Try(() =>
            {
                index.Refresh();
                return true;
            });
            if (AssertWhole(index) is var last && last > 0)
                seen.Add(last);
        }
        return seen.Count;
    }

    /// <summary>Whether the songs that every commit puts are of one commit.</summary>
    /// <returns>Which; 0 where none was yet.</returns>
    private static float AssertWhole(PostgresVectorIndex index) => SharedOnes.Select(id => index.Find(id)?[0] ?? 0).Distinct().Single();

    /// <summary>What is broken off is done again, as often as it takes.</summary>
    private static T Try<T>(Func<T> work)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                return work();
            }
            catch (WorkbenchException error) when (attempt < 1000)
            {
                Assert.Matches("broke the connection off|terminating connection|does not answer", error.Message);
            }
    }

    private static string NameOf(int writer) => $"writer {writer.ToString(CultureInfo.InvariantCulture)}";

    private static float[] Marked(float mark) => [mark, 0, 0, 0];
}
