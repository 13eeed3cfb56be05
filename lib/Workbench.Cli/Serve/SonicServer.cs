using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workbench.Cli.Listening;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Cli.Serve;

/// <summary>
/// Answers programs that speak OpenSubsonic which songs sound alike, whoever has the token. It only reads, holds no music, and asks nobody.
/// </summary>
internal sealed class SonicServer : IAsyncDisposable
{
    /// <summary>Connections that are served at a time.</summary>
    public const int MostConnections = 64;

    /// <summary>The longest form; the line of an address may have 8 KB.</summary>
    private const long MostBytes = 16 << 10;

    private readonly LocalServer server;

    private SonicServer(LocalServer server) => this.server = server;

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Origin => server.Origin;

    /// <summary>Starts to serve.</summary>
    /// <param name="recommender">The songs.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="port">Where to listen there; 0 for a port that is free.</param>
    /// <param name="token">What whoever asks must know.</param>
    /// <exception cref="WorkbenchException">The port cannot be had.</exception>
    public static async Task<SonicServer> StartAsync(Recommender recommender, IPAddress address, int port, AccessToken token)
    {
        var server = new LocalServer(address, port, MostBytes, MostConnections);
        var (credentials, answers) = (new SubsonicCredentials(token), new SonicAnswers(recommender));
        server.App.Run(context => AnswerAsync(context, credentials, answers));
        await server.StartAsync();
        return new(server);
    }

    /// <summary>Ends at once.</summary>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, SubsonicCredentials credentials, SonicAnswers answers)
    {
        var (isJson, status) = (context.Request.Query["f"] == "json", StatusCodes.Status200OK);
        JsonObject envelope;
        try
        {
            var asked = await SubsonicRequest.ReadAsync(context.Request);
            isJson = asked.IsJson;
            if (asked.Method != SonicAnswers.OpenMethod)
                credentials.Require(asked);
            envelope = SubsonicResponse.Of(answers.Answer(asked, Work.OnAllProcessors with { Token = context.RequestAborted }));
        }
        catch (SubsonicError error)
        {
            (envelope, status) = (SubsonicResponse.Of(error), error.Status);
        }
        catch (WorkbenchException error) // what is kept is damaged: paths of this machine are for whoever serves
        {
            Console.Error.WriteLine(error.Message);
            envelope = SubsonicResponse.Of(new SubsonicError(SubsonicError.Generic, "The songs cannot be read; the server says why."));
        }
        catch (BadHttpRequestException error)
        {
            (envelope, status) = (SubsonicResponse.Of(new SubsonicError(SubsonicError.Generic, error.Message)), error.StatusCode);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            context.Abort(); // whoever asked is gone, or the server ends
            return;
        }
        context.Response.StatusCode = status;
        await SubsonicResponse.WriteAsync(context.Response, envelope, isJson);
    }
}
