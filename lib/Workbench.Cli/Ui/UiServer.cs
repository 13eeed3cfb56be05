using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>Serves the page of <c>workbench ui</c> to this machine alone, to whoever has the token.</summary>
internal sealed class UiServer : IAsyncDisposable
{
    /// <summary>The longest body of a request: that of a note.</summary>
    private const long MostBytes = 64 << 10;

    private readonly WebApplication app;
    private readonly CancellationTokenSource stop = new();
    private Task warming = Task.CompletedTask;

    private UiServer(WebApplication app, string token)
    {
        this.app = app;
        Token = token;
    }

    /// <summary>What whoever asks must know: 256 random bits, in letters that addresses may have.</summary>
    public string Token { get; }

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Origin => app.Urls.First();

    /// <summary>What a browser is to open.</summary>
    public string Address => $"{Origin}/?{UiGuard.TokenName}={Token}";

    /// <summary>Starts to serve.</summary>
    /// <param name="workspace">Whose runs are shown.</param>
    /// <param name="port">Where to listen; 0 for a port that is free.</param>
    /// <exception cref="WorkbenchException">The port cannot be had.</exception>
    public static async Task<UiServer> StartAsync(Workspace workspace, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new()); // reads no settings that lie about, serves no files, writes no log
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MostBytes;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new UiServer(app, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        try
        {
            app.Use(new UiGuard(server.Token).InvokeAsync);
            app.Use(UiRefusal.AnswerAsync);
            app.UseRouting();
            UiAssets.Map(app);
            var (runs, rows) = (new OpenRuns(workspace), new RunRows(workspace, server.stop.Token));
            RunEndpoints.Map(app, runs, rows);
            SongEndpoints.Map(app, runs, server.stop.Token);
            RatingEndpoints.Map(app, runs);
            app.MapGet("/api/now", (RequestDelegate)new NowEndpoint(workspace, rows).AnswerAsync);
            await app.StartAsync();
            server.warming = Task.Run(() => Warm(workspace, runs, rows));
            return server;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw new WorkbenchException($"Port {port} of this machine cannot be had: {error.Message.TrimEnd('.')}. "
                + "Name another with --port, or leave it out for one that is free.", error);
        }
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
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await app.StopAsync(new CancellationToken(canceled: true));
        await warming;
        await app.DisposeAsync();
        stop.Dispose();
    }
}
