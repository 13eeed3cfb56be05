using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Foundation;

namespace Workbench.Cli.Listening;

/// <summary>
/// Listens for HTTP at one address: the one place that says how a command of this program does so. Whoever builds it adds the answers to
/// <see cref="App"/> and then calls <see cref="StartAsync"/>.
/// </summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly IPAddress address;
    private readonly int port;
    private readonly CancellationTokenSource stop = new();
    private Task beside = Task.CompletedTask;

    /// <summary>Builds it.</summary>
    /// <param name="address">Where it listens, usually <see cref="IPAddress.Loopback"/>.</param>
    /// <param name="port">Where it listens there; 0 for a port that is free.</param>
    /// <param name="mostBytes">The longest body of a request.</param>
    /// <param name="mostConnections">How many are served at a time, others being turned away; null for any number.</param>
    public LocalServer(IPAddress address, int port, long mostBytes, int? mostConnections = null)
    {
        (this.address, this.port) = (address, port);
        var builder = WebApplication.CreateEmptyBuilder(new()); // reads no settings that lie about, serves no files, writes no log
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = mostBytes;
            options.Limits.MaxConcurrentConnections = mostConnections;
            options.Listen(address, port);
        });
        builder.Services.AddRoutingCore();
        App = builder.Build();
        App.Use(new HostGuard(address).InvokeAsync);
    }

    /// <summary>What answers.</summary>
    public WebApplication App { get; }

    /// <summary>Ends with the server.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Origin => App.Urls.First();

    /// <summary>Starts to serve; ends itself if it cannot.</summary>
    /// <param name="alongside">What is done beside answering, until it is done or the server ends; null for nothing.</param>
    /// <exception cref="WorkbenchException">The port cannot be had.</exception>
    public async Task StartAsync(Action? alongside = null)
    {
        try
        {
            await App.StartAsync();
            beside = alongside is null ? beside : Task.Run(alongside);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await DisposeAsync();
            throw new WorkbenchException($"Port {port} of {(IPAddress.IsLoopback(address) ? "this machine" : address)} cannot be had: "
                + $"{error.Message.TrimEnd('.')}. Name another with --port, or leave it out for one that is free.", error);
        }
    }

    /// <summary>Waits until somebody stops the command.</summary>
    public static Task UntilStopped(CancellationToken token) => Task.Delay(Timeout.Infinite, token)
        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Ends at once: whatever is being sent or made is broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await App.StopAsync(new CancellationToken(canceled: true));
        await beside;
        await App.DisposeAsync();
        stop.Dispose();
    }
}
