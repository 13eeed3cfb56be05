using Npgsql;
using Workbench.Foundation;
using Workbench.Postgres;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Postgres;

/// <summary>A catalogue that several machines share: each has a folder of its own.</summary>
public sealed class SharedCatalogueTests : IDisposable
{
    private const int Dimension = 6;

    private readonly RunningServer server = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Others_see_what_was_committed_when_they_look()
    {
        using PostgresVectorIndex ann = Machine("ann"), ben = Machine("ben");
        var songs = SongVectors.Draw(count: 9, Dimension);
        SongVectors.Put(ann, songs);
        Assert.Equal(0, ben.Count);
        ben.Refresh();
        SongVectors.AssertHolds(songs, ben);
        Assert.True(ben.Remove("3"));
        ben.Put("4", songs["5"]);
        ben.Commit();
        SongVectors.AssertHolds(songs, ann);
        ann.Refresh();
        songs.Remove("3");
        songs["4"] = songs["5"];
        SongVectors.AssertHolds(songs, ann);
    }

    [Fact]
    public void Answers_are_those_of_an_index_in_a_folder_to_the_last_bit()
    {
        using var local = VectorIndex.OpenToWrite(folder.File("local"), ChangingSongs.Dimension);
        using PostgresVectorIndex shared = Machine("ann"), reader = Machine("ben");
        for (var step = 0; step < 200; step++)
        {
            new ChangingSongs(local).Step();
            new ChangingSongs(shared).Step();
        }
        reader.Refresh();
        Assert.Equal(local.Ids, shared.Ids);
        Assert.Equal(local.Ids, reader.Ids);
        var rng = new Random(5);
        for (var trial = 0; trial < 50; trial++)
        {
            var query = SongVectors.Draw(rng, ChangingSongs.Dimension);
            var hits = local.Nearest(query, 20);
            Assert.Equal(hits, shared.Nearest(query, 20));
            Assert.Equal(hits, reader.Nearest(query, 20));
        }
    }

    /// <summary>With numbers of a sequence the second would end first, the reader would go on behind it, and never see the first.</summary>
    [Fact]
    public async Task A_commit_that_ends_late_is_not_missed()
    {
        using PostgresVectorIndex ann = Machine("ann"), ben = Machine("ben");
        using var reader = Machine("reader");
        var songs = SongVectors.Draw(count: 3, Dimension);
        SongVectors.Put(ann, songs);
        reader.Refresh();
        Task first, second;
        using (var connection = server.Connect())
        {
            using var transaction = connection.BeginTransaction();
            // Keeps the first from its end.
            connection.Scalar($"select 1 from {server.Name}.song where id = '0' for update");
            ann.Put("0", songs["1"]);
            first = Task.Run(ann.Commit, TestContext.Current.CancellationToken);
            await Waiting(1, first);
            ben.Put("late", songs["2"]);
            second = Task.Run(ben.Commit, TestContext.Current.CancellationToken);
            await Waiting(2, first, second);
            reader.Refresh();
            SongVectors.AssertHolds(songs, reader);
            transaction.Rollback();
        }
        await Task.WhenAll(first, second);
        reader.Refresh();
        SongVectors.AssertHolds(new(songs) { ["0"] = songs["1"], ["late"] = songs["2"] }, reader);

        async Task Waiting(int count, params Task[] commits)
        {
            while ((long)server.Scalar($"select count(*) from pg_stat_activity where application_name = '{server.Name}' and "
                + "wait_event_type = 'Lock'")! < count && !commits.Any(commit => commit.IsCompleted))
                await Task.Delay(10, TestContext.Current.CancellationToken);
            Assert.All(commits, commit => Assert.False(commit.IsCompleted));
        }
    }

    [Fact]
    public void Who_is_stopped_while_songs_are_fetched_goes_on_behind_those_that_came()
    {
        var songs = SongVectors.Draw(count: 20_000, Dimension);
        using (var writer = Machine("writer"))
            SongVectors.Put(writer, songs);
        using CancellationTokenSource stop = new();
        List<long> seen = [];
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Fetch(new() { Token = stop.Token, Progress = new ProgressList<WorkProgress>(_ => stop.Cancel()) }));
        Fetch(new() { Progress = new ProgressList<WorkProgress>(progress => seen.Add(progress.Done)) }).Dispose();
        Assert.Equal([20_000], seen);
        using var reader = Machine("reader");
        SongVectors.AssertHolds(songs, reader);

        IVectorIndex Fetch(Work work) =>
            PostgresVectorIndex.Open(server.Name, Dimension, folder.File("reader"), server.Connection, work);
    }

    [Fact]
    public void A_connection_that_is_broken_off_while_songs_are_fetched_is_replaced()
    {
        var songs = SongVectors.Draw(count: 40_000, Dimension);
        using (var writer = Machine("writer"))
            SongVectors.Put(writer, songs);
        var broken = 0L;
        using var reader = PostgresVectorIndex.Open(server.Name, Dimension, folder.File("reader"), server.Connection,
            new() { Progress = new ProgressList<WorkProgress>(progress => broken += broken == 0 ? server.Terminate() : 0) });
        Assert.Equal(1, broken);
        SongVectors.AssertHolds(songs, reader);
    }

    [Fact]
    public void Connections_that_were_lost_while_nothing_was_asked_are_replaced()
    {
        using var index = Machine("ann");
        var songs = SongVectors.Draw(count: 3, Dimension);
        SongVectors.Put(index, songs);
        Assert.NotEqual(0, server.Terminate());
        index.Refresh();
        Assert.NotEqual(0, server.Terminate());
        SongVectors.Put(index, SongVectors.Draw(count: 2, Dimension));
        SongVectors.AssertHolds(songs, index);
    }

    [Fact]
    public void A_connection_that_was_lost_behind_the_end_of_an_answer_is_replaced()
    {
        using var asked = PostgresServer.At(server.Connection);
        var answers = 0;
        Assert.Equal(2, asked.Ask(connection =>
        {
            if (++answers == 1)
                Assert.Throws<PostgresException>(() => connection.Scalar("select pg_terminate_backend(pg_backend_pid())"));
            return connection.Scalar("select 2");
        }));
        Assert.Equal(2, answers);
    }

    [Fact]
    public void Where_the_database_is_an_older_copy_of_itself_what_it_does_not_know_goes()
    {
        var songs = SongVectors.Draw(count: 4, Dimension);
        using var index = Machine("ann");
        SongVectors.Put(index, songs);
        index.Put("later", songs["1"]);
        index.Commit();
        server.Scalar("delete from SCHEMA.song where revision = 5; update SCHEMA.catalogue set revision = 4");
        index.Refresh();
        SongVectors.AssertHolds(songs, index);
    }

    [Fact]
    public void Rows_of_songs_that_were_put_anew_are_given_back()
    {
        var songs = SongVectors.Draw(count: 30, Dimension);
        using var index = Machine("ann");
        for (var time = 0; time < 5; time++)
            SongVectors.Put(index, songs);
        SongVectors.AssertHolds(songs, index);
        var copy = Directory.GetDirectories(folder.File("ann")).Single();
        using var local = VectorIndex.Open(copy);
        Assert.InRange(local.RemovedCount, 0, songs.Count);
    }

    [Fact]
    public void Two_that_are_opened_at_once_make_one_catalogue()
    {
        Parallel.For(0, 4, machine => Machine($"machine {machine}").Dispose());
        Assert.Equal(1L, server.Scalar("select count(*) from SCHEMA.catalogue"));
    }

    private PostgresVectorIndex Machine(string name) => server.Open(Dimension, folder.File(name));
}
