using System.Net.Sockets;
using System.Text.Json.Nodes;
using Workbench.Cli.Ui;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What the page of <c>workbench ui</c> changes, and how the command begins and ends.</summary>
public sealed class UiChangeTests(UiSite site) : IClassFixture<UiSite>
{
    [Fact]
    public async Task A_run_is_named_tagged_and_noted_deleted_and_restored()
    {
        var stamp = (string)(await site.ReadAsync("/api/now"))["runs"]!;
        var run = $"/api/runs/{site.Heard.Id}";
        const string Hostile = "<img src=x onerror=alert(1)>";
        var about = new { name = Hostile, note = "why\nnot", tags = new[] { "wide" } };
        Assert.Equal(200, (await site.PostAsync($"{run}/about", about)).Status);
        var entry = (await site.ReadAsync("/api/runs"))["runs"]!.AsArray().Single(entry => (string)entry!["run"]! == site.Heard.Id)!;
        Assert.Equal((Hostile, "why\nnot", "wide"), ((string)entry["name"]!, (string)entry["note"]!, (string)entry["tags"]![0]!));
        Assert.NotEqual(stamp, (string)(await site.ReadAsync("/api/now"))["runs"]!);

        var (status, text) = await site.PostAsync($"{run}/about", new { name = "a/b", note = "", tags = Array.Empty<string>() });
        Assert.Equal(409, status);
        Assert.Contains("The name 'a/b' must be a line", text, StringComparison.Ordinal);
        Assert.Equal(400, (await site.PostAsync($"{run}/about", 3)).Status);
        Assert.Equal(404, (await site.PostAsync("/api/runs/none/delete", new { })).Status);
        Assert.Equal(413, (await site.PostAsync($"{run}/about", new { name = "", note = new string('x', 70_000), tags = "" })).Status);

        Assert.Equal(200, (await site.PostAsync($"{run}/delete", new { })).Status);
        Assert.Equal(404, (await site.AskAsync($"{run}/report")).Status);
        Assert.Equal(site.Heard.Id, (string)Assert.Single((await site.ReadAsync("/api/bin")).AsArray())!["id"]!);
        Assert.Equal(200, (await site.PostAsync($"/api/bin/{site.Heard.Id}/restore", new { })).Status);
        Assert.Equal(200, (await site.AskAsync($"{run}/report")).Status);
        Assert.Empty((await site.ReadAsync("/api/bin")).AsArray());
    }

    [Fact]
    public async Task Songs_are_rated_re_ranked_and_forgotten()
    {
        var run = $"/api/runs/{site.Heard.Id}";
        var songs = (await site.ReadAsync($"{run}/songs?count=200"))["songs"]!.AsArray();
        int Number(string id) => (int)songs.Single(song => (string)song!["id"]! == id)!["number"]!;
        Task<(int Status, string Text)> Say(string id, string? rating, string listener = "sara") =>
            site.PostAsync($"{run}/songs/{Number(id)}/rating", new { listener, rating });
        async Task<string[]> Similar() => [.. (await site.ReadAsync($"{run}/songs/{Number("rock/05.wav")}/similar?listener=sara")).AsArray()
            .Select(song => (string)song!["song"]!["id"]!)];

        Assert.Equal("{\"ratings\":{},\"profile\":\"\"}", (await site.ReadAsync($"{run}/ratings?listener=sara")).ToJsonString());
        var before = await Similar();
        foreach (var (id, rating) in new[] { ("low/00.wav", "like"), ("low/01.wav", "like"), ("low/02.wav", "like"),
            ("rock/00.wav", "dislike"), ("rock/01.wav", "dislike") })
            Assert.Equal(200, (await Say(id, rating)).Status);
        var told = await site.ReadAsync($"{run}/ratings?listener=sara");
        Assert.Equal((5, "like", "dislike"), (told["ratings"]!.AsObject().Count, (string)told["ratings"]![$"{Number("low/00.wav")}"]!,
            (string)told["ratings"]![$"{Number("rock/00.wav")}"]!));
        Assert.StartsWith("at work: ", (string)told["profile"]!, StringComparison.Ordinal);
        Assert.NotEqual(before, await Similar());

        Assert.Equal(200, (await Say("low/00.wav", null)).Status);
        Assert.Equal(before, await Similar()); // four answers
        Assert.Equal(400, (await Say("low/00.wav", "love")).Status);
        Assert.Equal(409, (await Say("low/00.wav", "like", listener: " ")).Status);
        Assert.Equal(409, (await Say("low/00.wav", null)).Status); // nothing to take back
        Assert.Equal(404, (await site.PostAsync($"{run}/songs/999/rating", new { listener = "sara", rating = "like" })).Status);
        Assert.Equal(4, site.Workspace.Ratings.Forget("sara"));
    }

    [Fact]
    public async Task A_model_that_has_not_heard_its_songs_hears_them_once_and_says_how_far_it_is()
    {
        var songs = $"/api/runs/{site.Unheard.Id}/songs";
        Assert.Equal(404, (await site.AskAsync(songs)).Status);
        var (status, text) = await site.PostAsync(songs, new { });
        Assert.Equal(200, status);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("{}", lines[^1]);
        Assert.All(lines[..^1], line => Assert.True((long)JsonNode.Parse(line)!["done"]! <= (long)JsonNode.Parse(line)!["total"]!));
        Assert.Equal(25, (int)(await site.ReadAsync(songs))["total"]!);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_with_the_remedy()
    {
        using TcpListener other = new(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<WorkbenchException>(() => UiServer.StartAsync(site.Workspace, port));
        Assert.StartsWith($"Port {port} of this machine cannot be had: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Name another with --port, or leave it out for one that is free.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_prints_its_address_and_ends_with_the_first_interruption_whoever_is_being_answered()
    {
        UnixSignals.Require();
        var process = WorkbenchProcess.Start(site.File("empty"), "ui");
        var address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{64}$", address);
        using HttpClient client = new();
        Assert.Contains("<main", await client.GetStringAsync(address, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using Socket idle = new(SocketType.Stream, ProtocolType.Tcp);
        await idle.ConnectAsync("127.0.0.1", new Uri(address!).Port, TestContext.Current.CancellationToken);
        await idle.SendAsync("GET / HTTP/1.1\r\nHost: 127"u8.ToArray(), TestContext.Current.CancellationToken);
        UnixSignals.Send(process);
        var result = WorkbenchProcess.Finish(process);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal("Open this address in a browser; whoever has it sees your runs. Ctrl-C ends the page.\n", result.Error);
    }
}
