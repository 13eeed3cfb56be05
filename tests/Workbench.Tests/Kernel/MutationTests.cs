using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Cli;
using Workbench.Kernel;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Editor;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Reports;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>
/// Files and requests that are almost right: they are read, or refused in one sentence that names the file. More of them are tried with
/// <c>WORKBENCH_MUTATIONS=100000</c>.
/// </summary>
public sealed class MutationTests : IDisposable
{
    private const string Notebook = """
        {"cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "![a](attachment:a.png) **b** > [c](d)"],
         "attachments": {"a.png": {"image/png": "AAAA"}}, "id": "one"},
        {"cell_type": "code", "execution_count": 1, "id": "two", "metadata": {"tags": ["parameters"], "vscode": {"languageId": "csharp"},
         "polyglot_notebook": {"kernelName": "fsharp"}, "dotnet_interactive": {"language": "sql"}}, "source": "#!csharp\nvar x = 1;\nx",
         "outputs": [{"output_type": "stream", "name": "stdout", "text": ["a\r", "b\n"]},
          {"output_type": "execute_result", "execution_count": 1, "metadata": {},
           "data": {"text/plain": "1", "text/html": ["<b>", "</b>"]}},
          {"output_type": "display_data", "metadata": {},
           "data": {"image/svg+xml": "<svg id=\"x\"/>", "application/json": {"a": [1, 2.5]}}},
          {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["E: v", "\u001b[31mline"]}]},
        {"cell_type": "raw", "metadata": {}, "source": "", "id": "three"}],
        "metadata": {"kernelspec": {"name": ".net-csharp", "language": "C#"}, "language_info": {"name": "polyglot-notebook"},
         "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp"}}}, "nbformat": 4, "nbformat_minor": 5}
        """;

    private const string Connection = """
        {"shell_port": 40001, "iopub_port": 40002, "stdin_port": 40003, "control_port": 40004, "hb_port": 40005, "ip": "127.0.0.1",
         "key": "3f1c9a52", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "workbench-csharp"}
        """;

    private const string Request = """
        {"type": "execute", "id": 1, "code": "Math.", "position": 5, "language": "sql", "value": null, "name": "a", "values": {"x": "1"}}
        """;

    private const string Dib = """
        #!meta
        {"kernelInfo": {"defaultKernelName": "csharp"}}
        #!markdown
        # T
        #!csharp
        #!time
        1
        #!sql
        select 1
        """;

    private const string Script = "// %% [markdown]\n// # T\n// %% tags=[\"parameters\"]\nvar x = 1;\n// %%\nx\n";

    /// <summary>What takes the place of a value.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1e999", "99999999999999999999", "\"\"", "\"\\ud800\"", "[]", "{}", "[[]]", "[null]",
        "{\"\": null}", "{\"a\": 1, \"a\": 2}",
    ];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.ipynb", Notebook)]
    [InlineData("a.dib", Dib)]
    [InlineData("a.csx", Script)]
    [InlineData("connection.json", Connection)]
    [InlineData("request", Request)]
    public void What_is_almost_right_is_read_or_refused_in_one_sentence(string name, string right)
    {
        var random = new Random(1);
        var path = folder.File(name);
        var refused = 0;
        Read(path, Encoding.UTF8.GetBytes(right)); // as it is, it is right
        for (var i = 0; i < Count; i++)
        {
            var bytes = Mutated(right, random);
            try
            {
                Read(path, bytes);
            }
            catch (NotebookException error)
            {
                refused++;
                Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
                if (name != "request")
                    Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
            }
            catch (Exception error)
            {
                Assert.Fail($"mutation {i}: {error}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }
        Assert.True(refused > 0);
    }

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_MUTATIONS"), CultureInfo.InvariantCulture, out var count) ? count : 1000;

    /// <summary>Reads, and does with what was read all that the command line does without running it.</summary>
    private void Read(string path, byte[] bytes)
    {
        if (path.EndsWith("request", StringComparison.Ordinal))
        {
            EditorRequest.Parse(Encoding.UTF8.GetString(bytes));
            return;
        }
        File.WriteAllBytes(path, bytes);
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            ConnectionFile.Read(path);
            return;
        }
        var document = NotebookDocument.Read(path);
        using var page = new StringWriter();
        HtmlReport.Write(document, page);
        FigureFiles.Write(document, folder.File("figures", "x"));
        var again = NotebookDocument.Parse(document.ToString(), path);
        CommittedOutputs.Shrink(again);
        OutputComparison.Between(document, again);
        again.ClearOutputs();
        Assert.Equal(document.Cells.Count, NotebookDocument.Parse(again.ToString(), path).Cells.Count);
    }

    private static byte[] Mutated(string right, Random random)
    {
        var text = right;
        for (var change = random.Next(1, 4); change > 0; change--)
            text = random.Next(4) switch
            {
                0 when right[0] == '{' => WithOtherValue(text, random),
                1 => text.Remove(random.Next(text.Length + 1)),
                2 => text.Insert(random.Next(text.Length + 1), Values[random.Next(Values.Length)]),
                _ => Doubled(text, random),
            };
        var bytes = random.Next(8) switch
        {
            0 => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray(),
            1 => Encoding.Latin1.GetBytes(text + "é"),
            _ => Encoding.UTF8.GetBytes(text),
        };
        for (var flips = random.Next(3); flips > 0 && bytes.Length > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    /// <summary>A value of the JSON replaced by one of another kind.</summary>
    private static string WithOtherValue(string text, Random random)
    {
        try
        {
            var places = new List<JsonNode>();
            var root = JsonNode.Parse(text)!;
            Collect(root, places);
            if (places.Count == 0)
                return text;
            var other = Values[random.Next(Values.Length)];
            var mark = $"mark-{random.Next()}";
            places[random.Next(places.Count)].ReplaceWith(mark);
            return root.ToJsonString().Replace($"\"{mark}\"", other, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return text; // it is no JSON any more
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> places)
    {
        var inside = node is JsonObject parts ? parts.Select(part => part.Value) : node as JsonArray ?? Enumerable.Empty<JsonNode?>();
        foreach (var each in inside.OfType<JsonNode>().ToList())
        {
            places.Add(each);
            Collect(each, places);
        }
    }

    private static string Doubled(string text, Random random)
    {
        var start = random.Next(text.Length + 1);
        return text.Insert(start, text.Substring(start, random.Next(Math.Min(40, text.Length - start) + 1)));
    }
}
