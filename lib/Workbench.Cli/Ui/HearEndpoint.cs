using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>
/// Lets the model of a run hear its songs, which the run then keeps, and tells meanwhile how far that is: a line of JSON each time, at the
/// end an empty object. Whoever leaves stops it; what was extracted so far is kept.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="stop">Ends with the server.</param>
internal sealed class HearEndpoint(OpenRuns runs, CancellationToken stop)
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    /// <summary>Answers.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var run = runs.Asked(context).Run;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        // Of what is not yet sent the latest alone is worth sending.
        var told = Channel.CreateBounded<WorkProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var work = new Work { Threads = Environment.ProcessorCount, Progress = new Teller(told.Writer), Token = either.Token };
        var hearing = Task.Run(() => RunRecommender.Open(runs.Workspace, run, work), CancellationToken.None)
            .ContinueWith(done => told.Writer.TryComplete(done.Exception?.InnerException), TaskScheduler.Default);
        try
        {
            await foreach (var progress in told.Reader.ReadAllAsync(CancellationToken.None))
                await TellAsync(context, new { progress.Task, progress.Done, progress.Total });
            await TellAsync(context, new { });
        }
        catch (WorkbenchException error) when (context.Response.HasStarted)
        {
            await TellAsync(context, new { problem = error.Message });
        }
        finally
        {
            await hearing;
        }
    }

    private static async Task TellAsync<T>(HttpContext context, T line)
    {
        await context.Response.Body.WriteAsync(UiJson.Bytes(line), context.RequestAborted);
        await context.Response.Body.WriteAsync(LineEnd, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private sealed class Teller(ChannelWriter<WorkProgress> writer) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => writer.TryWrite(value);
    }
}
