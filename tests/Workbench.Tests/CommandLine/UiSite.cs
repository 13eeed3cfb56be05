using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workbench.Cli.Ui;
using Workbench.Experiments;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.CommandLine;

/// <summary>The page of <c>workbench ui</c> over two runs of a small collection, and a browser that has opened it.</summary>
public sealed class UiSite : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    public Workspace Workspace { get; private set; } = null!;

    /// <summary>A run that has heard its songs, of which two have hostile names, and one that has not.</summary>
    public Run Heard { get; private set; } = null!;

    public Run Unheard { get; private set; } = null!;

    /// <summary>A folder of the tests' own.</summary>
    public string File(params string[] parts) => folder.File(parts);

    internal UiServer Server { get; private set; } = null!;

    public int Port => new Uri(Server.Origin).Port;

    public string CookieName => $"workbench-{Port}";

    /// <summary>Knows the cookie and is the page itself.</summary>
    public HttpClient Page { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        System.IO.File.Copy(Path.Combine(songs, "low", "00.wav"), Path.Combine(songs, "low", "&lt;b&gt; & 'quotes'.wav"));
        Workspace = new(new(folder.File("data")));
        var runner = new ExperimentRunner(Workspace, new ManagedEngine());
        Heard = runner.Execute(new() { Dataset = songs }, TestWork.Of());
        RunRecommender.Open(Workspace, Heard, TestWork.Of());
        Unheard = runner.Execute(new() { Dataset = songs, Seed = 1 }, TestWork.Of());
        Server = await UiServer.StartAsync(Workspace, port: 0);
        Page = new() { BaseAddress = new(Server.Origin) };
        using var opened = await Page.GetAsync(Server.Address);
        Page.DefaultRequestHeaders.Add("Origin", Server.Origin);
    }

    public async ValueTask DisposeAsync()
    {
        Page.Dispose();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    /// <summary>What the page is told.</summary>
    public async Task<JsonNode> ReadAsync(string address) =>
        (await Page.GetFromJsonAsync<JsonNode>(address, TestContext.Current.CancellationToken))!;

    /// <summary>An answer, whatever it is, as its number and its text.</summary>
    public async Task<(int Status, string Text)> AskAsync(HttpRequestMessage request, HttpClient? client = null)
    {
        using (request)
        {
            using var response = await (client ?? Page).SendAsync(request, TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    public Task<(int Status, string Text)> AskAsync(string address) => AskAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<(int Status, string Text)> PostAsync<T>(string address, T body) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) });
}
