using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>What the page asks of the songs of a run.</summary>
internal static class SongEndpoints
{
    private const int SimilarCount = 3;

    /// <summary>Adds the answers.</summary>
    /// <param name="app">To what.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="stop">Ends with the server.</param>
    public static void Map(IEndpointRouteBuilder app, OpenRuns runs, CancellationToken stop)
    {
        var sounds = new SoundFiles(stop);
        Get("", (context, songs) => UiJson.Of(songs.Find(SongQuestion.Of(context.Request.Query))));
        Get("/{song:int}/similar", (context, songs) => UiJson.Of(songs.Similar(NumberOf(context), SimilarCount,
            songs.ProfileOf(context.Request.Query["listener"].ToString(), runs.Workspace.Ratings),
            Work.OnAllProcessors with { Token = context.RequestAborted })));
        Get("/{song:int}/sound", (context, songs) => sounds.Send(songs[NumberOf(context)].AudioPath));
        app.MapPost("/api/runs/{run}/songs", (RequestDelegate)new HearEndpoint(runs, stop).AnswerAsync);

        void Get(string what, Func<HttpContext, SongList, IResult> answer) =>
            app.MapGet($"/api/runs/{{run}}/songs{what}",
                (RequestDelegate)(context => answer(context, SongsOf(context, runs)).ExecuteAsync(context)));
    }

    /// <summary>The songs of the run that an address names.</summary>
    /// <exception cref="UiRefusal">There is no such run, or it has not kept what its model made of its songs.</exception>
    public static SongList SongsOf(HttpContext context, OpenRuns runs) =>
        runs.Asked(context).Songs ?? throw UiRefusal.NotFound("The model of this run has not heard the songs yet.");

    /// <summary>The number of the song that an address names.</summary>
    public static int NumberOf(HttpContext context) =>
        int.Parse((string)context.GetRouteValue("song")!, CultureInfo.InvariantCulture);
}
