using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Workbench.Cli.Listening;
using Workbench.Cli.Serve;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Tests.Recommendation;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.CommandLine;

/// <summary>What <c>workbench serve</c> bears, and how the command begins and ends.</summary>
public sealed class ServeCommandTests(SonicSite site) : IClassFixture<SonicSite>, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private int Port => new Uri(site.Server.Origin).Port;

    [Theory]
    [InlineData("500")]
    [InlineData("99999999999999999999")]
    public async Task A_huge_count_gives_what_there_is(string count)
    {
        var similar = (await Ask($"getSonicSimilarTracks?id=songs/090.flac&count={count}"))["sonicMatch"]!.AsArray();
        Assert.Equal(11, similar.Select(match => (string)match!["entry"]!["id"]!).Distinct().Count());
        double[] similarities = [.. similar.Select(match => (double)match!["similarity"]!)];
        Assert.Equal(similarities.OrderDescending(), similarities);
        var path = (await Ask($"findSonicPath?startSongId=songs/090.flac&endSongId=songs/230.flac&count={count}"))["sonicMatch"]!.AsArray();
        Assert.Equal(["songs/090.flac", "songs/110.flac", "songs/140.flac", "songs/180.flac", "songs/200.flac", "songs/230.flac"],
            path.Select(match => (string)match!["entry"]!["id"]!));
    }

    [Fact]
    public async Task At_most_500_songs_are_answered()
    {
        double[] degrees = [.. Enumerable.Range(0, 600).Select(i => 0.6 * i)];
        var songs = SonicSite.Over([.. degrees.Select((_, i) => Catalogue.Track($"{i}.mp3"))], degrees);
        await using var server = await SonicServer.StartAsync(songs, IPAddress.Loopback, port: 0, SonicSite.AccessToken);
        var similar = (await SonicSite.AskAsync(server.Origin, "getSonicSimilarTracks?id=0.mp3&count=1000000"))["sonicMatch"]!.AsArray();
        Assert.Equal(500, similar.Count);
    }

    [Fact]
    public async Task Two_songs_are_a_library()
    {
        var songs = SonicSite.Over([Catalogue.Track("a.mp3", "A"), Catalogue.Track("b.mp3", "A")], [0, 180]);
        await using var server = await SonicServer.StartAsync(songs, IPAddress.Loopback, port: 0, SonicSite.AccessToken);
        async Task<string> Answer(string question) => string.Join(' ',
            (await SonicSite.AskAsync(server.Origin, question))["sonicMatch"]!.AsArray().Select(match =>
                $"{match!["entry"]!["id"]} {match["similarity"]}"));
        Assert.Equal("b.mp3 0", await Answer("getSonicSimilarTracks?id=a.mp3"));
        Assert.Equal("a.mp3 1 b.mp3 0", await Answer("findSonicPath?startSongId=a.mp3&endSongId=b.mp3"));
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        var key = $"apiKey={SonicSite.Token}&v=1.16.1&c=tests";
        var (head, _) = await site.SendAsync($"GET /rest/ping?{key}&x={new string('x', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414 ", head, StringComparison.Ordinal);
        using HttpClient client = new();
        using FormUrlEncodedContent form = new([new("id", new string('x', 17_000))]);
        var song = $"{site.Server.Origin}/rest/getSong?{key}";
        using var response = await client.PostAsync(song, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var answer = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("failed", "0"),
            ((string?)answer.Root!.Attribute("status"), (string?)answer.Root.Elements().Single().Attribute("code")));
        using FormUrlEncodedContent odd = new(Enumerable.Range(0, 2000).Select(i => new KeyValuePair<string, string>($"{i}", "")));
        using var refused = await client.PostAsync(song, odd, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task More_connections_than_it_serves_are_turned_away_until_one_ends()
    {
        var songs = SonicSite.Over([Catalogue.Track("a.mp3"), Catalogue.Track("b.mp3")], [0, 180]);
        await using var server = await SonicServer.StartAsync(songs, IPAddress.Loopback, port: 0, SonicSite.AccessToken);
        var port = new Uri(server.Origin).Port;
        List<Socket> held = [];
        for (var i = 0; i < SonicServer.MostConnections; i++)
        {
            held.Add(new(SocketType.Stream, ProtocolType.Tcp));
            await held[i].ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            await held[i].SendAsync("GET /"u8.ToArray(), TestContext.Current.CancellationToken);
        }
        const string Request = "GET /rest/getOpenSubsonicExtensions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        async Task<bool> IsAnswered()
        {
            try
            {
                return (await SonicSite.SendAsync(port, Request)).Head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
            }
            catch (Exception error) when (error is IOException or SocketException or IndexOutOfRangeException)
            {
                return false; // closed without a word
            }
        }
        while (await IsAnswered()) // until the last of those held was taken in
            await Task.Delay(10, TestContext.Current.CancellationToken);
        held.ForEach(socket => socket.Dispose());
        while (!await IsAnswered())
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Several_may_ask_at_once_and_all_are_told_the_same()
    {
        var first = (await Ask("findSonicPath?startSongId=songs/090.flac&endSongId=songs/230.flac")).ToJsonString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Ask("findSonicPath?startSongId=songs/090.flac&endSongId=songs/230.flac")));
        Assert.All(answers, answer => Assert.Equal(first, answer.ToJsonString()));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_with_the_remedy()
    {
        var songs = SonicSite.Over([Catalogue.Track("a.mp3"), Catalogue.Track("b.mp3")], [0, 180]);
        var error = await Assert.ThrowsAsync<WorkbenchException>(() =>
            SonicServer.StartAsync(songs, IPAddress.Loopback, Port, SonicSite.AccessToken));
        Assert.StartsWith($"Port {Port} of this machine cannot be had: ", error.Message, StringComparison.Ordinal);
        // 192.0.2.0/24 is nobody's (RFC 5737).
        error = await Assert.ThrowsAsync<WorkbenchException>(() =>
            SonicServer.StartAsync(songs, IPAddress.Parse("192.0.2.1"), 0, SonicSite.AccessToken));
        Assert.StartsWith("Port 0 of 192.0.2.1 cannot be had: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", "192.168.0.10", true)]
    [InlineData("0.0.0.0", "evil.example", false)]
    [InlineData("192.168.0.10", "192.168.0.10", true)]
    [InlineData("192.168.0.10", "192.168.0.11", false)]
    [InlineData("192.168.0.10", "localhost", false)]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("::1", "[::1]", true)]
    public async Task It_goes_by_its_own_addresses_alone(string address, string host, bool isAnswered)
    {
        Microsoft.AspNetCore.Http.DefaultHttpContext context = new();
        context.Request.Host = new(host);
        var wasAnswered = false;
        await new HostGuard(IPAddress.Parse(address)).InvokeAsync(context, _ =>
        {
            wasAnswered = true;
            return Task.CompletedTask;
        });
        Assert.Equal((isAnswered, isAnswered ? 200 : 403), (wasAnswered, context.Response.StatusCode));
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("sixteen-letters-", true)]
    [InlineData("with a blank inside", false)]
    [InlineData("with&another=parameter", false)]
    public void A_token_is_hard_to_guess_and_stands_in_addresses(string text, bool isToken) =>
        Assert.Equal(isToken, AccessToken.TryOf(text) is not null);

    [Fact]
    public void Tokens_that_are_made_differ_and_are_matched_whole()
    {
        var (token, other) = (AccessToken.New(), AccessToken.New());
        Assert.NotEqual(token.Text, other.Text);
        Assert.NotNull(AccessToken.TryOf(token.Text));
        Assert.True(token.Matches(token.Text));
        Assert.All(new[] { null, "", token.Text[..^1], token.Text + "0", other.Text }, text => Assert.False(token.Matches(text)));
    }

    [Fact]
    public async Task The_command_answers_for_a_run_reads_only_and_ends_with_the_first_interruption()
    {
        UnixSignals.Require();
        Workspace workspace = new(new(folder.File("data")));
        var run = new ExperimentRunner(workspace, new ManagedEngine())
            .Execute(new() { Dataset = TinyCorpus.Make(folder.File("songs")) }, TestWork.Of());
        var recommender = RunRecommender.Open(workspace, run, TestWork.Of());
        Dictionary<string, DateTime> Files() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("cache", StringComparison.Ordinal)).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var before = Files();

        var process = WorkbenchProcess.Start(folder.File("data"), "serve", "--token", SonicSite.Token);
        var origin = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", origin);
        var similar = (await SonicSite.AskAsync(origin!, "getSonicSimilarTracks?id=low/03.wav&count=4"))["sonicMatch"]!.AsArray();
        Assert.Equal(
            recommender.Recommend("low/03.wav", new RecommendOptions { Count = 4, SameArtist = true }, TestWork.Of())
                .Select(near => (near.Track.Id, Math.Round(1 - near.Distance / 2, 6))),
            similar.Select(match => ((string)match!["entry"]!["id"]!, (double)match["similarity"]!)));
        const string Question = "findSonicPath?startSongId=low/03.wav&endSongId=high/03.wav";
        var path = (await SonicSite.AskAsync(origin!, Question))["sonicMatch"]!.AsArray();
        Assert.Equal(recommender.PathBetween("low/03.wav", "high/03.wav").Select(track => track.Id),
            path.Select(match => (string)match!["entry"]!["id"]!));
        Assert.Equal(1, (double)path[0]!["similarity"]!);

        UnixSignals.Send(process);
        var result = WorkbenchProcess.Finish(process);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal($"24 songs of {run.Id}, for programs that speak OpenSubsonic: the token is their API key, or the password of a user "
            + "of any name. Ctrl-C ends it.\n", result.Error);
        Assert.Equal(before, Files());
    }

    private Task<JsonNode> Ask(string question) => SonicSite.AskAsync(site.Server.Origin, question);
}
