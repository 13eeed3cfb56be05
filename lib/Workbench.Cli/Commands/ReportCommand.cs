using System.CommandLine;
using Workbench.Kernel.Documents;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var subject = new Argument<string?>("RUN|NOTEBOOK")
        {
            Description = $"What it is of: {SharedOptions.RunForms}, or an executed notebook (.ipynb); the latest run if left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var page = new Option<FileInfo?>("--out")
        {
            Description = "Where the page goes; if left out, report.html in the run's folder, or beside the notebook under its name.",
        };
        var command = new Command("report", """
            Make one page, which needs nothing else, of a run or of a notebook that was executed anywhere.
            'workbench train' and 'workbench run' leave such pages themselves.

            Examples:
              workbench report
              workbench report data/runs/20260101-120000-000-demo-2fbc1a --out run.html
              workbench report my-notebook.ipynb
            """) { subject, page };
        command.SetAction(parsed =>
        {
            var (named, path) = (parsed.GetValue(subject), parsed.GetValue(page)?.FullName);
            Console.WriteLine(named is not null && Path.GetExtension(named) == ".ipynb" ? OfNotebook(named, path) : OfRun(named, path));
            return CommandRunner.Done;
        });
        return command;
    }

    private static string OfRun(string? name, string? path)
    {
        var workspace = SharedOptions.Workspace();
        return RunPage.Write(workspace.Runs.Open(name), path);
    }

    private static string OfNotebook(string notebook, string? path)
    {
        path ??= Path.ChangeExtension(Path.GetFullPath(notebook), ".html");
        NotebookPage.Write(NotebookDocument.Read(notebook), path);
        return path;
    }
}
