using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workbench.Cli.Ui;

/// <summary>What listeners say of songs on the page, and what is learned from it.</summary>
internal static class RatingEndpoints
{
    /// <summary>Adds the answers.</summary>
    public static void Map(IEndpointRouteBuilder app, OpenRuns runs)
    {
        var ratings = runs.Workspace.Ratings;
        app.MapGet("/api/runs/{run}/ratings", (RequestDelegate)(context =>
            Tell(context, context.Request.Query["listener"].ToString(), SongEndpoints.SongsOf(context, runs))));
        app.MapPost("/api/runs/{run}/songs/{song:int}/rating", (RequestDelegate)(async context =>
        {
            var songs = SongEndpoints.SongsOf(context, runs);
            var song = songs[SongEndpoints.NumberOf(context)];
            var answer = await UiJson.ReadAsync<SongAnswer>(context.Request);
            if (answer.Rating is { } rating)
                ratings.Add(answer.Listener, song, rating);
            else
                ratings.Forget(answer.Listener, song.Id);
            await Tell(context, answer.Listener, songs);
        }));

        Task Tell(HttpContext context, string listener, SongList songs) =>
            UiJson.Of(ListenerAnswers.Of(listener, songs, ratings)).ExecuteAsync(context);
    }
}
