using System.CommandLine;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench export</c>.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("RUN")
        {
            Description = $"Which run: {SharedOptions.RunForms}; the latest run if left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "The folder to write; an older export that stands there is replaced as a whole.",
            Required = true,
        };
        var start = new Option<ExportStart?>("--from")
        {
            Description = "Where the graph begins: audio, or features, which whoever runs it must then bring. "
                + "Left out: audio, unless a feature cannot be expressed in ONNX.",
        };
        var catalogue = new Option<bool>("--catalogue")
        {
            Description = "Export what the model made of the run's songs too (names and embeddings, no sound), to recommend from.",
        };
        var licence = new Option<string?>("--licence") { Description = "Under which conditions others may use the model." };
        var json = SharedOptions.Json();
        var command = new Command("export", """
            Export the model of a run as a folder that programs in any language run: model.onnx from samples to genres,
            what it is for people and programs, its weights, and synthetic sounds with the answers expected.

            Examples:
              workbench export --out my-model
              workbench export data/runs/20260101-120000-000-demo-2fbc1a --out my-model --catalogue --licence "CC BY 4.0"
              workbench export --out my-model --from features
            """) { run, folder, start, catalogue, licence, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var path = parsed.GetValue(folder)!.FullName;
            var options = new ExportOptions
            {
                Start = parsed.GetValue(start),
                Catalogue = parsed.GetValue(catalogue),
                Licence = parsed.GetValue(licence),
            };
            var chosen = workspace.Runs.Open(parsed.GetValue(run));
            var model = ProgressBars.During(
                work => RunExport.Write(workspace, chosen, path, options, work), Environment.ProcessorCount, token);
            if (model.StartReason is { } reason)
                Console.Error.WriteLine($"The graph begins at the features: {reason}");
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(model) : Describe(model, path));
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(ExportedModel model, string folder) =>
        $"{model.Name}, {model.Classes.Length} genres, as {folder}:\n"
        + string.Join('\n', model.Sha256!.Keys.Prepend("model.json").Select(file =>
            FormattableString.Invariant($"  {file,-28} {new FileInfo(Path.Combine(folder, file)).Length,12:N0} bytes")));
}
