using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workbench.Experiments;

namespace Workbench.Cli.Ui;

/// <summary>What the page asks of runs, and tells of them.</summary>
internal static class RunEndpoints
{
    /// <summary>The most runs that are compared at once: more are no longer told apart.</summary>
    private const int MostCompared = 50;

    /// <summary>Adds the answers.</summary>
    public static void Map(IEndpointRouteBuilder app, OpenRuns runs, RunRows rows)
    {
        var store = runs.Workspace.Runs;
        app.MapGet("/api/runs", (RequestDelegate)(context =>
        {
            var stamp = rows.Stamp();
            return UiContent.SendAsync(context, rows.Read(stamp), UiJson.Type, stamp);
        }));
        Get("/api/bin", _ => UiJson.Of(store.Bin.Runs));
        Get("/api/runs/{run}", context => UiJson.Of(RunRow.Of(RunEntry.Of(runs.Asked(context).Run))));
        Get("/api/runs/{run}/report", context => Html(runs.Asked(context).Report));
        Get("/api/compare", context => Html(runs.Compare(Chosen(context.Request))));

        app.MapPost("/api/runs/{run}/about", (RequestDelegate)(async context =>
        {
            var run = runs.Asked(context).Run;
            store.Describe(run, await UiJson.ReadAsync<RunAbout>(context.Request));
            await Done(context);
        }));
        app.MapPost("/api/runs/{run}/delete", (RequestDelegate)(context =>
        {
            store.Bin.Delete(runs.Asked(context).Run.Id);
            return Done(context);
        }));
        app.MapPost("/api/bin/{run}/restore", (RequestDelegate)(context =>
        {
            store.Bin.Restore((string)context.GetRouteValue("run")!);
            return Done(context);
        }));

        void Get(string pattern, Func<HttpContext, IResult> answer) =>
            app.MapGet(pattern, (RequestDelegate)(context => answer(context).ExecuteAsync(context)));
    }

    private static string[] Chosen(HttpRequest request)
    {
        string[] ids = [.. request.Query["run"].OfType<string>()];
        return ids.Length is >= 2 and <= MostCompared ? ids
            : throw UiRefusal.Wrong(FormattableString.Invariant($"{ids.Length} runs cannot be compared; choose 2 to {MostCompared}."));
    }

    private static ContentHttpResult Html(string html) => TypedResults.Content(html, "text/html; charset=utf-8");

    private static Task Done(HttpContext context) => UiJson.Of(new { }).ExecuteAsync(context);
}
