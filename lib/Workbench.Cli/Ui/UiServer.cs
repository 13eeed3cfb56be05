using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workbench.Cli.Listening;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>Serves the page of <c>workbench ui</c> to this machine alone, to whoever has the token.</summary>
internal sealed class UiServer : IAsyncDisposable
{
    /// <summary>The longest body of a request: that of a note.</summary>
    private const long MostBytes = 64 << 10;

    private readonly LocalServer server;
    private readonly AccessToken token;

    private UiServer(LocalServer server, AccessToken token) => (this.server, this.token) = (server, token);

    /// <summary>What whoever asks must know.</summary>
    public string Token => token.Text;

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Origin => server.Origin;

    /// <summary>What a browser is to open.</summary>
    public string Address => $"{Origin}/?{UiGuard.TokenName}={Token}";

    /// <summary>Starts to serve.</summary>
    /// <param name="workspace">Whose runs are shown.</param>
    /// <param name="port">Where to listen; 0 for a port that is free.</param>
    /// <exception cref="WorkbenchException">The port cannot be had.</exception>
    public static async Task<UiServer> StartAsync(Workspace workspace, int port)
    {
        var (server, token) = (new LocalServer(IPAddress.Loopback, port, MostBytes), AccessToken.New());
        var app = server.App;
        app.Use(new UiGuard(token).InvokeAsync);
        app.Use(UiRefusal.AnswerAsync);
        app.UseRouting();
        UiAssets.Map(app);
        var (runs, rows) = (new OpenRuns(workspace), new RunRows(workspace, server.Stop));
        RunEndpoints.Map(app, runs, rows);
        SongEndpoints.Map(app, runs, server.Stop);
        RatingEndpoints.Map(app, runs);
        app.MapGet("/api/now", (RequestDelegate)new NowEndpoint(workspace, rows).AnswerAsync);
        await server.StartAsync(() => Warm(workspace, runs, rows));
        return new(server, token);
    }

    /// <summary>Makes what will be asked for first, before it is: code that has run once is quick.</summary>
    private static void Warm(Workspace workspace, OpenRuns runs, RunRows rows)
    {
        try
        {
            rows.Read(rows.Stamp());
            if (workspace.Runs.Ids is [.., var latest])
                _ = runs.Get(latest).Report;
        }
        catch (Exception error) when (error is WorkbenchException or UiRefusal or IOException or UnauthorizedAccessException
            or OperationCanceledException)
        {
            // Whoever asks is told, or it ends.
        }
    }

    /// <summary>Ends at once: whatever is being sent or heard is broken off.</summary>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
