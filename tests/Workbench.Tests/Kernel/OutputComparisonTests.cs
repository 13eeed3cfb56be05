using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;

namespace Workbench.Tests.Kernel;

/// <summary>When a notebook that was run again holds what it held.</summary>
public class OutputComparisonTests
{
    [Theory]
    [InlineData("240 songs by 40 artists", "240 songs by 40 artists")]
    [InlineData("AUC 0.911 [0.850, 0.962]", "AUC 0.912 [0.849, 0.962]")] // the last digit
    [InlineData("loss 1234.5678", "loss 1235.4")] // less than a thousandth
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("<p>-0.000</p>", "<p>0.000</p>")]
    [InlineData("<path d=\"M12.3,45L6,7\"/>", "<path d=\"M12.4,45.1L6,7\"/>")]
    [InlineData("<b>1</b><script>one\nand two</script>", "<b>1</b><script>three</script>")]
    [InlineData("<audio src=\"data:audio/wav;base64,AAAA\">", "<audio src=\"data:audio/wav;base64,BBBBBBBB\">")]
    public void Texts_are_equal_whose_words_are_the_same_and_whose_numbers_hardly_differ(string kept, string came) =>
        Assert.Empty(Differences(Text(kept), Text(came)));

    [Theory]
    [InlineData("240 songs", "241 songs", "text/plain: line 1 held '240 songs', now it is '241 songs'")]
    [InlineData("1,234,567 weights", "1,234,568 weights", "text/plain: line 1 held '1,234,567 weights', now it is '1,234,568 weights'")]
    [InlineData("AUC 0.911", "AUC 0.914", "text/plain: line 1 held 'AUC 0.911', now it is 'AUC 0.914'")]
    [InlineData("a\nRock 0.5", "a\nPunk 0.5", "text/plain: line 2 held 'Rock 0.5', now it is 'Punk 0.5'")]
    [InlineData("a", "a\nb", "text/plain: held 1 lines, now there are 2")]
    [InlineData("<img src=\"data:image/png;base64,AA\">", "<img src=\"data:image/gif;base64,AA\">",
        "text/plain: line 1 held '<img src=\"data:image/png\">', now it is '<img src=\"data:image/gif\">'")]
    public void What_differs_is_shown_at_its_place(string kept, string came, string what) =>
        Assert.Equal($"test.ipynb: cell 1: {what}", Assert.Single(Differences(Text(kept), Text(came))).ToString());

    [Fact]
    public void Of_a_long_line_the_place_is_shown()
    {
        var what = Assert.Single(Differences(Text($"{new string('x', 200)} 0.5 {new string('y', 200)}"),
            Text($"{new string('x', 200)} 0.7 {new string('y', 200)}"))).What;
        Assert.Matches("^text/plain: line 1 held '…x{18,20} 0.5 y+…', now it is '…x{18,20} 0.7 y+…'$", what);
    }

    [Theory]
    // A thousandth of the largest of the list.
    [InlineData("""{"data":[{"y":[0.1,1000,null],"name":"A"}]}""", """{"data":[{"name":"A","y":[0.9,1000.4,null]}]}""")]
    [InlineData("""{"on":true,"none":null}""", """{"on":true,"none":null}""")]
    public void Figures_are_equal_by_value(string kept, string came) => Assert.Empty(Differences(Json(kept), Json(came)));

    [Theory]
    [InlineData("""{"data":[{"y":[0.1,1000]}]}""", """{"data":[{"y":[0.1,1002]}]}""", "/data/0/y/1: held 1000, now it is 1002")]
    [InlineData("""{"data":[{"y":[1,2]}]}""", """{"data":[{"y":[1,2,3]}]}""", "/data/0/y: held 2 values, now it is 3 values")]
    [InlineData("""{"a":1}""", """{"b":1}""", "held a, now it is b")]
    [InlineData("""{"a":"x"}""", """{"a":"y"}""", "/a: line 1 held 'x', now it is 'y'")]
    [InlineData("""{"a":true}""", """{"a":false}""", "/a: held true, now it is false")]
    [InlineData("""{"a":1}""", """{"a":null}""", "/a: held 1, now it is null")]
    public void In_a_figure_the_place_is_named(string kept, string came, string what) =>
        Assert.Equal($"application/vnd.plotly.v1+json: {what}", Assert.Single(Differences(Json(kept), Json(came))).What);

    [Fact]
    public void Outputs_that_are_gone_come_anew_or_are_of_another_kind_are_named()
    {
        Assert.Equal("held no output; now there is execute_result (text/plain)", Assert.Single(Differences([], Text("1"))).What);
        Assert.Equal("held execute_result (text/plain); now there is stdout, error",
            Assert.Single(Differences(Text("1"), Both(Stream("stdout", "a"), Error("b")))).What);
        Assert.Equal("stdout: line 1 held 'a', now it is 'b'",
            Assert.Single(Differences(Stream("stdout", "a"), Stream("stdout", "b"))).What);
        Assert.Equal("error: line 1 held 'FormatException: a', now it is 'FormatException: b'",
            Assert.Single(Differences(Error("a"), Error("b"))).What);
    }

    [Fact]
    public void What_is_long_what_varies_and_what_told_of_progress_is_not_kept()
    {
        var notebook = NotebookBuilder.Of(("1", ""), ("2", "varies"), ("3", ""));
        Add(notebook, 0,
            Both(Both(Stream("stderr", "50 %"), Data(("text/html", "<div class=\"workbench-progress\">Training 4/4</div>"))),
                Data(("application/vnd.plotly.v1+json", new JsonObject { ["z"] = new string('9', 200_000) }),
                    ("image/svg+xml", "<svg/>"))));
        Add(notebook, 1, Text("whatever"));
        Add(notebook, 2, Text(new string('x', 200_000)));
        CommittedOutputs.Shrink(notebook);
        Assert.Equal(["image/svg+xml"], Assert.Single(notebook.Cells[0].Outputs)!["data"]!.AsObject().Select(part => part.Key));
        Assert.Empty(notebook.Cells[1].Outputs);
        Assert.Equal(200_000, notebook.Cells[2].Data("text/plain")!.Length); // its only form
        var other = NotebookDocument.Parse(notebook.ToString(), "test.ipynb");
        Add(other, 1, Text("something else"));
        Assert.Empty(OutputComparison.Between(notebook, other));
    }

    private static IReadOnlyList<OutputDifference> Differences(JsonArray kept, JsonArray came)
    {
        var (before, now) = (NotebookBuilder.Of("1"), NotebookBuilder.Of("1"));
        Add(before, 0, kept);
        Add(now, 0, came);
        return OutputComparison.Between(before, now);
    }

    private static void Add(NotebookDocument notebook, int cell, JsonArray outputs)
    {
        foreach (var output in outputs)
            notebook.Cells[cell].Outputs.Add(JsonNode.Parse(output!.ToJsonString()));
    }

    private static JsonArray Both(JsonArray first, JsonArray second) => [.. first.Concat(second).Select(output => output!.DeepClone())];

    private static JsonArray Text(string text) => Data(("text/plain", text));

    private static JsonArray Json(string json) => Data(("application/vnd.plotly.v1+json", JsonNode.Parse(json)!));

    private static JsonArray Data(params (string MimeType, JsonNode Content)[] parts) =>
        [new JsonObject
        {
            ["output_type"] = "execute_result",
            ["data"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part.MimeType, (JsonNode?)part.Content))),
        }];

    private static JsonArray Stream(string name, string text) =>
        [new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = new JsonArray(text) }];

    private static JsonArray Error(string message) =>
        [new JsonObject { ["output_type"] = "error", ["ename"] = "FormatException", ["evalue"] = message }];
}
