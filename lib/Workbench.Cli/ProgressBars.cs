using Spectre.Console;
using Workbench.Cli.Predicting;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Cli;

/// <summary>Draws <see cref="WorkProgress"/> as bars on stderr; one line now and then where stderr is no terminal.</summary>
internal sealed class ProgressBars : IProgress<WorkProgress>
{
    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly Lock gate = new();
    private readonly Dictionary<string, ProgressTask> bars = [];
    private readonly Queue<string> notices;

    private ProgressBars(IAnsiConsole console, ProgressContext context, Queue<string> notices) =>
        (this.console, this.context, this.notices) = (console, context, notices);

    /// <summary>Does something with bars shown while it lasts.</summary>
    /// <param name="body">What is done.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="token">What Ctrl-C cancels.</param>
    public static T During<T>(Func<Work, T> body, int threads, CancellationToken token)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new ErrorTerminal(),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect, // detected by the name of the terminal alone
        });
        Queue<string> notices = [];
        try
        {
            return console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                    new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => body(new() { Threads = threads, Progress = new ProgressBars(console, context, notices), Token = token }));
        }
        finally
        {
            foreach (var notice in notices) // under the bars, which would break long lines
                Console.Error.WriteLine(notice);
        }
    }

    public void Report(WorkProgress value)
    {
        lock (gate) // several threads report, and out of order
        {
            if (value is WorkNotice { Text: var text })
            {
                notices.Enqueue(text);
                return;
            }
            if (value is TrainingEnd end)
                notices.Enqueue($"{end.Task}: {end.Outcome}.");
            if (value is PrintedText { Text: var result })
            {
                // Past the bars, or, where they are on the same screen, above them.
                if (Console.IsOutputRedirected || Console.IsErrorRedirected)
                    Console.WriteLine(result);
                else
                    console.WriteLine(Shown.Of(result));
                return;
            }
            if (value is AugmentationProgress { Plan: var plan })
                console.WriteLine(Shown.Of(plan.ToString()));
            if (value is DatasetProgress { Dataset: var dataset })
                console.WriteLine(Shown.Of($"{dataset.Name}: genres from {dataset.LabelOrigin}"));
            if (!bars.TryGetValue(value.Task, out var bar))
                bars[value.Task] = bar = context.AddTask(Markup.Escape(Shown.Of(value.Task)));
            if (value.Done < bar.Value)
                return;
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
            bar.Description = Markup.Escape(
                Shown.Of(value.Detail is null ? $"{value.Task} {value.Amount}" : $"{value.Task} {value.Amount}, {value.Detail}"));
        }
    }
}
