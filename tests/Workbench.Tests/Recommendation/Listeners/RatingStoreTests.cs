using System.Diagnostics;
using System.Text;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation.Listeners;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Listeners;

public sealed class RatingStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();
    private readonly RatingStore store;

    public RatingStoreTests() => store = Open();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void The_latest_answer_to_each_song_counts_in_the_order_in_which_they_were_given()
    {
        store.Add("me", Song("a"), Rating.Like, Noon);
        store.Add("me", Song("b"), Rating.Skip, Noon.AddHours(1));
        store.Add("me", Song("a"), Rating.Dislike, Noon.AddHours(2));
        Assert.Equal([new("b", "", Rating.Skip, Noon.AddHours(1)), new SongRating("a", "", Rating.Dislike, Noon.AddHours(2))],
            Open().Of("me")); // as another process would see it
    }

    [Fact]
    public void Two_files_of_one_id_are_two_songs_and_a_file_with_another_id_is_the_same()
    {
        store.Add("me", Song("1.mp3", "one/1.mp3"), Rating.Like, Noon);
        store.Add("me", Song("1.mp3", "other/1.mp3"), Rating.Dislike, Noon);
        store.Add("me", Song("one/1.mp3", "one/1.mp3"), Rating.Skip, Noon);
        Assert.Equal([Rating.Dislike, Rating.Skip], store.Of("me").Select(rating => rating.Rating));
    }

    [Fact]
    public void Listeners_are_told_apart()
    {
        store.Add("sara", Song("a"), Rating.Like, Noon);
        store.Add("me", Song("a"), Rating.Dislike, Noon);
        store.Add("me", Song("b"), Rating.Skip, Noon.AddDays(1));
        Assert.Equal([new("me", 0, 1, 1, Noon.AddDays(1)), new Listener("sara", 1, 0, 0, Noon)], store.Listeners());
    }

    [Fact]
    public void What_is_forgotten_is_nowhere_in_the_files()
    {
        store.Add("Zaphod Beeblebrox", Song("heart-of-gold"), Rating.Like, Noon);
        store.Add("Zaphod Beeblebrox", Song("heart-of-gold"), Rating.Skip, Noon);
        store.Add("Zaphod Beeblebrox", Song("krikkit"), Rating.Dislike, Noon);
        store.Add("sara", Song("krikkit"), Rating.Like, Noon);
        Assert.Contains("Zaphod", Bytes(), StringComparison.Ordinal);
        Assert.Equal(2, store.Forget("Zaphod Beeblebrox", "heart-of-gold"));
        Assert.DoesNotContain("heart-of-gold", Bytes(), StringComparison.Ordinal);
        Assert.Equal(["krikkit"], store.Of("Zaphod Beeblebrox").Select(rating => rating.TrackId));
        Assert.Equal(1, store.Forget("Zaphod Beeblebrox"));
        Assert.DoesNotContain("Zaphod", Bytes(), StringComparison.Ordinal);
        Assert.Equal(["sara"], store.Listeners().Select(listener => listener.Name));
    }

    [Fact]
    public void Whoever_is_unknown_is_said_to_be_so()
    {
        Assert.Empty(store.Listeners());
        Assert.Equal("sara: no such listener; there is none. Rate songs first: workbench rate SONG like", Refused(() => store.Of("sara")));
        store.Add("sara", Song("a.mp3"), Rating.Like);
        Assert.StartsWith("sarah: no such listener; did you mean sara?", Refused(() => store.Forget("sarah")), StringComparison.Ordinal);
        Assert.Equal("sara has not rated b.mp3; did you mean a.mp3?", Refused(() => store.Forget("sara", "b.mp3")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" me")]
    [InlineData("me\n")]
    [InlineData("a name of more than sixty characters, which nobody would ever type")]
    public void A_name_is_a_line(string name) => Assert.Contains("must be a line of 1 to 60 characters",
        Refused(() => store.Add(name, Song("a"), Rating.Like)), StringComparison.Ordinal);

    [Theory]
    [InlineData("7")]
    [InlineData("0")] // a number of the enumeration, which is never written
    [InlineData("like")]
    [InlineData("")]
    public void A_damaged_answer_is_told_of(string stored)
    {
        store.Add("me", Song("a"), Rating.Like);
        using (var connection = new Database(folder.File("workbench.db")).Open(""))
            connection.Execute("UPDATE rating SET rating = $stored", ("$stored", stored));
        Assert.Contains($"'{stored}' is no rating of a song. Delete the rows of the table rating that have it",
            Refused(() => store.Of("me")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_listeners_said_is_got_out_of_a_damaged_database_as_its_error_says()
    {
        store.Add("me", Song("a"), Rating.Like, Noon);
        store.Add("sara", Song("b"), Rating.Skip, Noon);
        var file = folder.File("workbench.db");
        using (var connection = new Database(file).Open("CREATE TABLE others (a); INSERT INTO others VALUES (zeroblob(100000))"))
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using (var stream = File.OpenWrite(file))
            stream.SetLength(stream.Length - 50_000);
        Assert.Contains("sqlite3 OLD \".dump rating\" | sqlite3 NEW", Refused(() => store.Add("me", Song("c"), Rating.Like)),
            StringComparison.Ordinal);

        var sql = Shell([file, ".dump rating"], "");
        Assert.SkipWhen(sql is null, "sqlite3 is not installed");
        File.Delete(file);
        Shell([file], sql);
        Assert.Equal([new SongRating("a", "", Rating.Like, Noon)], store.Of("me"));
        Assert.Equal([new SongRating("b", "", Rating.Skip, Noon)], store.Of("sara"));
    }

    /// <summary>What SQLite's own program answers; null where it is not installed.</summary>
    private static string? Shell(string[] arguments, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sqlite3", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private RatingStore Open() => new(new Database(folder.File("workbench.db")));

    private string Bytes() => string.Concat(Directory.GetFiles(folder.Path).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }));

    private static Track Song(string id, string path = "") => new() { Id = id, AudioPath = path, Labels = ["Rock"] };

    private static string Refused(Action action) => Assert.Throws<WorkbenchException>(action).Message;
}
