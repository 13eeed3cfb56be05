using System.Text.Json.Nodes;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Interactive;

/// <summary>
/// The extension in the tool that it is for. Takes minutes, with every notebook (<c>WORKBENCH_ALL_NOTEBOOKS=1</c>) many:
/// <c>dotnet run -c Release --project tests/Workbench.Tests -- -explicit only -class "*.InteractiveHostTests"</c>.
/// </summary>
public sealed class InteractiveHostTests(InteractiveTool tool) : IClassFixture<InteractiveTool>
{
    private const string AllNotebooks = "WORKBENCH_ALL_NOTEBOOKS";

    /// <summary>The tour, or every shipped notebook.</summary>
    public static TheoryData<string> Notebooks =>
        System.Environment.GetEnvironmentVariable(AllNotebooks) is { Length: > 0 }
            ? [.. Directory.EnumerateFiles(ShippedNotebooks.Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path))
                .Order(StringComparer.Ordinal)]
            : ["00-tour"];

    [Theory(Explicit = true)]
    [MemberData(nameof(Notebooks))]
    public void A_shipped_notebook_runs_and_no_cell_fails(string name)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(ShippedNotebooks.Path(name)))!;
        notebook["cells"]!.AsArray().Insert(0, Cell(InteractiveTool.Load));
        var path = tool.File("notebooks", $"{name}.ipynb");
        File.WriteAllText(path, notebook.ToJsonString());
        var executed = tool.File("executed", $"{name}.ipynb");
        ClientProcess.Run(InstalledKernel.Python(), tool.Environment, FrontEnds.Program("execute_notebook.py"), path, executed);
        // The client fails where a cell does that is not meant to.
        Assert.Contains(JsonNode.Parse(File.ReadAllText(executed))!["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]?.AsArray() ?? []), output => output!["data"]?["image/svg+xml"] is not null);
    }

    [Fact(Explicit = true)]
    public void Cells_have_the_functions_and_directives_of_our_kernel()
    {
        using var kernel = tool.Start();
        var songs = TinyCorpus.Make(tool.File("songs"), songsPerGenre: 2).Replace('\\', '/');
        Assert.Equal("ok", kernel.Execute(InteractiveTool.Load).Status);
        Assert.Equal("True, True", Text(kernel.Execute("$\"{CancellationToken.CanBeCanceled}, {Path.Exists(\"/\")}\"")));
        Assert.Equal("**bold**", (string?)kernel.Execute("display(Markdown(\"**bold**\"));").Outputs[^1]["data"]!["text/markdown"]);
        Assert.Equal("7", (string?)kernel.Execute("Time(() => 7)").Outputs[^1]["data"]!["text/html"] is { } html
            ? html.Split("<pre>")[1].Split("</pre>")[0] : null);

        Assert.Equal("3 rows\n\ngenre  songs\n-----  -----\nhigh       2\nlow        2\nrock       2", Text(kernel.Execute(
            $"#!sql --name answer --dataset \"{songs}\"\n"
                + "select genre, count(*) as songs\nfrom songs join song_genres using (song)\ngroup by genre")));
        Assert.Equal("ok", kernel.Execute("#!share --from sql answer").Status);
        Assert.Equal("high, 2", Text(kernel.Execute("$\"{answer.Rows[0][\"genre\"]}, {(long)answer.Rows[0][1]}\"")));
        Assert.Equal("ok", kernel.Execute($"var genre = \"low\";\nvar dataset = \"{songs}\";").Status);
        Assert.Equal("1 row\n\nsongs\n-----\n    2", Text(kernel.Execute("#!sql --dataset @csharp:dataset\n"
            + "#!set --name genre --value @csharp:genre\nselect count(*) as songs from song_genres where genre = @genre")));

        Assert.Equal("ok", kernel.Execute($"#!lab \"{songs}\"").Status);
        var lab = kernel.Execute("#!lab @csharp:dataset").Outputs;
        Assert.Contains("6 songs", Text(lab[0]), StringComparison.Ordinal);
        Assert.StartsWith("0 runs", Text(lab[1]), StringComparison.Ordinal);
        Assert.Equal("ok", kernel.Execute(InteractiveTool.Load).Status); // again
    }

    [Fact(Explicit = true)]
    public void A_dib_file_says_the_same_there_and_in_our_kernel()
    {
        var songs = TinyCorpus.Make(tool.File("dib", "songs"), songsPerGenre: 2).Replace('\\', '/');
        var path = tool.File("dib", "genres.dib");
        File.WriteAllText(path, $$$"""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","languageName":"C#","aliases":["c#","cs"]},
            {"name":"markdown","languageName":"Markdown","aliases":[]},{"name":"sql","languageName":"SQL","aliases":[]}]}}

            #!markdown

            # Genres

            #!csharp

            var genre = "low";
            var dataset = "{{{songs}}}";

            #!sql

            #!set --name genre --value @csharp:genre
            #!sql --dataset @csharp:dataset
            select genre, count(*) as songs from song_genres where genre = @genre

            #!csharp

            $"{genre} and {Path.GetFileName(dataset)}"
            """);
        using var kernel = tool.Start();
        kernel.Execute(InteractiveTool.Load);
        var there = Results(kernel.Execute($"#!import \"{path.Replace('\\', '/')}\"").Outputs);
        var run = WorkbenchProcess.Run(tool.File("data"), "run", path, "--out", tool.File("dib", "out"));
        Assert.True(run.ExitCode == 0, run.Error);
        var here = Results(JsonNode.Parse(File.ReadAllText(tool.File("dib", "out", "genres", "genres.ipynb")))!["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).Select(output => output!.AsObject()));
        Assert.Equal(["1 row\n\ngenre  songs\n-----  -----\nlow        2", "low and songs"], here);
        Assert.Equal(here, there);

        static string[] Results(IEnumerable<JsonObject> outputs) =>
            [.. outputs.Where(output => (string?)(output["type"] ?? output["output_type"]) == "execute_result").Select(Whole)];

        // In a file a text is a list of its lines.
        static string Whole(JsonObject output) => output["data"]!["text/plain"] is JsonArray lines ? string.Concat(lines) : Text(output)!;
    }

    [Fact(Explicit = true)]
    public void What_is_wrong_is_said_in_one_sentence_and_the_next_cell_runs()
    {
        using var kernel = tool.Start();
        kernel.Execute(InteractiveTool.Load);
        Assert.Equal("line 1, column 25: near \"1\": syntax error", Error(kernel.Execute("#!sql\nselect * from runs wher 1")));
        Assert.StartsWith("nowhere: no such file or folder.", Error(kernel.Execute("#!sql --dataset nowhere\nselect * from songs")),
            StringComparison.Ordinal);
        Assert.StartsWith("nowhere: no such file or folder.", Error(kernel.Execute("#!lab nowhere")), StringComparison.Ordinal);
        Assert.Contains("sql has no variable answer", kernel.Execute("#!share --from sql answer").Stream("stderr"),
            StringComparison.Ordinal);
        Assert.Equal("ok", kernel.Execute("1 + 1").Status);

        static string Error(CellRun cell)
        {
            Assert.Equal("error", cell.Status);
            return (string)cell.Outputs.Single(output => (string)output["type"]! == "error")["traceback"]![0]!;
        }
    }

    [Fact(Explicit = true)]
    public void Progress_is_one_display_that_is_updated_in_place()
    {
        using var kernel = tool.Start(("WORKBENCH_DATA", tool.File("progress")));
        kernel.Execute(InteractiveTool.Load);
        var made = kernel.Execute("using Workbench.Notebook;\nvar lab = Lab.On(\"demo\");"); // makes the corpus: seconds
        Assert.Equal("ok", made.Status);
        var shown = made.Outputs.Where(output => Html(output)?.Contains("workbench-progress", StringComparison.Ordinal) == true).ToArray();
        Assert.Equal(made.Outputs.Count, shown.Length);
        Assert.Equal("display_data", (string?)shown[0]["type"]);
        Assert.All(shown[1..], output => Assert.Equal("update_display_data", (string?)output["type"]));
        // Its own display(value) breaks this.
        Assert.Single(shown.Select(output => (string?)output["transient"]!["display_id"]).Distinct());

        static string? Html(JsonObject output) => (string?)output["data"]?["text/html"];
    }

    [Fact(Explicit = true)]
    public void Charts_of_Plotly_NET_run_on_the_F_of_the_host_and_are_shown_as_our_kernel_shows_them()
    {
        using var kernel = tool.Start();
        kernel.Execute(InteractiveTool.Load);
        var shown = kernel.Execute($$"""
            {{InteractiveTool.Reference("Workbench.Bridges")}}
            {{InteractiveTool.Reference("Workbench.Bridges", "Plotly.NET")}}
            using Workbench.Bridges;
            using Workbench.Figures;
            new Figure("A line", new("x"), new("y"), new LineTrace("a", [1, 2], [3, 4])).ToChart()
            """);
        Assert.Equal("ok", shown.Status);
        var data = shown.Outputs.Single(output => (string)output["type"]! == "execute_result")["data"]!;
        Assert.Equal("scatter", (string?)JsonNode.Parse((string)data["application/vnd.plotly.v1+json"]!)!["data"]![0]!["type"]);
        Assert.StartsWith("<svg", (string?)data["image/svg+xml"], StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void The_stop_button_stops_the_library_and_the_next_cell_runs()
    {
        using var host = new StdioHost(tool);
        host.Begin("load", InteractiveTool.Load);
        Assert.Equal("CommandSucceeded", host.End("load"));
        // Asks what everything in the library asks that takes long; nothing but the button ends it.
        var stopped = tool.File("stop", "stopped");
        host.Begin("endless", $$"""
            using Workbench.Foundation;
            Console.WriteLine("under way");
            try
            {
                while (true)
                    Work.Default.Token.ThrowIfCancellationRequested();
            }
            finally
            {
                File.WriteAllText(@"{{stopped}}", "");
            }
            """);
        host.Hear("under way");
        host.Stop();
        Assert.Equal("CommandFailed", host.End("endless"));
        host.Begin("next", "1 + 1");
        Assert.Equal("CommandSucceeded", host.End("next"));
        // The host does not wait for the end of what it stops.
        Assert.True(SpinWait.SpinUntil(() => File.Exists(stopped), TimeSpan.FromMinutes(1)));
    }

    private static JsonObject Cell(string source) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = "load",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };

    private static string? Text(CellRun cell)
    {
        Assert.True(cell.Status == "ok", string.Join('\n', cell.Outputs.Select(output => output.ToJsonString())));
        return Text(cell.Outputs.Single(output => (string)output["type"]! == "execute_result"));
    }

    /// <summary>Some of its own forms are HTML alone.</summary>
    private static string? Text(JsonObject output) => (string?)output["data"]!["text/plain"];
}
