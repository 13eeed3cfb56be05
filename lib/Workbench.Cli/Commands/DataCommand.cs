using System.CommandLine;
using Workbench.Datasets;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench data make demo</c>.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Datasets.") { Make() };

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "Which dataset: demo, a corpus of synthetic music in 8 genres." };
        name.AcceptOnlyFromAmong(DatasetReader.DemoName);
        var threads = SharedOptions.Threads();
        var command = new Command("make", """
            Make a built-in dataset, unless it is there already.

            Example:
              workbench data make demo
            """) { name, threads };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace(parsed.GetValue(threads));
            var dataset = ProgressBars.During(progress => workspace.Open(parsed.GetValue(name)!, progress: progress, token: token));
            Console.WriteLine($"{dataset.Tracks.Length} synthetic songs in {dataset.Root}");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
