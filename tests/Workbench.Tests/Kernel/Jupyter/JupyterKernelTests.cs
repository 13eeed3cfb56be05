using System.Text.Json.Nodes;

namespace Workbench.Tests.Kernel.Jupyter;

/// <summary>The kernel over real sockets, asked by a front end that shares no code with it.</summary>
[Collection(ProcessWide.Name)]
public sealed class JupyterKernelTests : IDisposable
{
    private readonly JupyterFrontEnd frontEnd = new();

    public void Dispose() => frontEnd.Dispose();

    [Fact]
    public void It_says_what_it_is_on_both_channels()
    {
        var (onShell, published) = frontEnd.Ask("kernel_info_request", []);
        var onControl = frontEnd.Reply(frontEnd.Control, frontEnd.Send(frontEnd.Control, "kernel_info_request", []));
        Assert.Equal(onShell.ToJsonString(), onControl.ToJsonString());
        Assert.Equal(("ok", "5.3", "C#"),
            ((string?)onShell["status"], (string?)onShell["protocol_version"], (string?)onShell["language_info"]!["name"]));
        Assert.Equal(["busy", "idle"], published.Select(message => (string?)message.Content["execution_state"]));
    }

    [Fact]
    public void The_outputs_of_a_cell_come_in_order_between_busy_and_idle()
    {
        var (reply, published) = frontEnd.Execute("Console.Write(1); Console.Write(2); Console.Error.Write(3); "
            + "var shown = display(\"first\"); Console.Write(4); shown.Update(\"second\"); ClearOutput(true); 5");
        Assert.Equal(("ok", 1), ((string?)reply["status"], (int?)reply["execution_count"]));
        Assert.Equal(
            ["status busy", "execute_input", "stream 12", "stream 3", "display_data first", "stream 4", "update_display_data second",
                "clear_output", "execute_result 5", "status idle"],
            published.Select(message =>
                ($"{message.Type} "
                + $"{message.Content["execution_state"] ?? message.Content["text"] ?? message.Content["data"]?["text/plain"]}").TrimEnd()));
        string? Display(int index) => (string?)published[index].Content["transient"]!["display_id"];
        Assert.Equal(Display(4), Display(6));
    }

    [Fact]
    public void Many_small_pieces_are_few_messages()
    {
        var published = frontEnd.Execute("for (var i = 0; i < 20_000; i++) Console.WriteLine(i);").Published;
        var streams = published.Where(message => message.Type == "stream").Select(message => (string)message.Content["text"]!).ToList();
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i}\n")), string.Concat(streams));
        Assert.True(streams.Count < 1000, $"{streams.Count} messages");
    }

    [Fact]
    public void A_cell_that_fails_says_where_and_those_that_wait_behind_it_are_not_run()
    {
        var first = frontEnd.Send(frontEnd.Shell, "execute_request",
            new() { ["code"] = "var word = input();\nthrow new Exception(word);" });
        var second = frontEnd.Send(frontEnd.Shell, "execute_request", new() { ["code"] = "AppContext.SetData(\"ran\", 1);" });
        frontEnd.Answer("oh");
        var error = frontEnd.Reply(frontEnd.Shell, first);
        Assert.Equal(("error", "Exception", "oh"), ((string?)error["status"], (string?)error["ename"], (string?)error["evalue"]));
        Assert.Contains("cell 1:line 2", error["traceback"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("oh", (string?)frontEnd.Published(first).Single(message => message.Type == "error").Content["evalue"]);
        Assert.Equal("aborted", (string?)frontEnd.Reply(frontEnd.Shell, second)["status"]);
        Assert.Equal(["status", "status"], frontEnd.Published(second).Select(message => message.Type));
        Assert.Null(AppContext.GetData("ran"));
        Assert.Equal("ok", (string?)frontEnd.Execute("1").Reply["status"]);
    }

    [Fact]
    public void With_stop_on_error_off_the_next_cell_runs()
    {
        var first = frontEnd.Send(frontEnd.Shell, "execute_request",
            new() { ["code"] = "throw new Exception(input());", ["stop_on_error"] = false });
        var second = frontEnd.Send(frontEnd.Shell, "execute_request", new() { ["code"] = "1" });
        frontEnd.Answer("");
        Assert.Equal("error", (string?)frontEnd.Reply(frontEnd.Shell, first)["status"]);
        Assert.Equal("ok", (string?)frontEnd.Reply(frontEnd.Shell, second)["status"]);
    }

    [Fact]
    public void A_silent_cell_publishes_nothing_and_only_stored_cells_are_counted()
    {
        var (reply, published) = frontEnd.Execute("Console.Write(1); display(2); var x = 3; x", new() { ["silent"] = true });
        Assert.Equal(("ok", 0), ((string?)reply["status"], (int?)reply["execution_count"]));
        Assert.Equal(["status", "status"], published.Select(message => message.Type));
        Assert.Equal(0, (int?)frontEnd.Execute("x", new() { ["store_history"] = false }).Reply["execution_count"]);
        Assert.Equal(1, (int?)frontEnd.Execute("x").Reply["execution_count"]);
    }

    [Fact]
    public void Expressions_of_the_front_end_are_evaluated_behind_the_cell()
    {
        var values = frontEnd.Execute("var x = 20;",
            new() { ["user_expressions"] = new JsonObject { ["twice"] = "2 * x", ["none"] = "y" } }).Reply["user_expressions"]!;
        Assert.Equal(("ok", "40"), ((string?)values["twice"]!["status"], (string?)values["twice"]!["data"]!["text/plain"]));
        Assert.Equal(("error", "CompilationError"), ((string?)values["none"]!["status"], (string?)values["none"]!["ename"]));
    }

    [Fact]
    public void A_cell_asks_the_user()
    {
        var id = frontEnd.Send(frontEnd.Shell, "execute_request",
            new()
            {
                ["code"] =
                    "Console.Write(\"before\"); Console.ReadLine() + input(\"Name?\") + password(\"Secret?\") + (char)Console.Read()",
            });
        Assert.Equal(("", false), Question(frontEnd.Answer("a")));
        Assert.Equal(("Name?", false), Question(frontEnd.Answer("b")));
        Assert.Equal(("Secret?", true), Question(frontEnd.Answer("c")));
        frontEnd.Answer("d");
        Assert.Equal("abcd", (string?)frontEnd.Published(id, "execute_result")[^1].Content["data"]!["text/plain"]);
        Assert.Contains("cannot ask its user", (string?)frontEnd.Execute("input()", new() { ["allow_stdin"] = false }).Reply["evalue"],
            StringComparison.Ordinal);

        static (string?, bool?) Question(JsonObject content) => ((string?)content["prompt"], (bool?)content["password"]);
    }

    [Fact]
    public void Code_is_completed_explained_and_evaluated_as_it_is_written_in_code_points()
    {
        const string code = "\"\U0001f3b5\".Subst";
        var completions = frontEnd.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = 9 }).Reply;
        Assert.Contains("Substring", completions["matches"]!.AsArray().Select(match => (string)match!));
        Assert.Equal((4, 9), ((int)completions["cursor_start"]!, (int)completions["cursor_end"]!));
        Assert.Equal("method", (string?)completions["metadata"]!["_jupyter_types_experimental"]![0]!["type"]);
        var explained = frontEnd.Ask("inspect_request", new() { ["code"] = "\"\U0001f3b5\".Substring(0)", ["cursor_pos"] = 6 }).Reply;
        Assert.True((bool)explained["found"]!);
        Assert.Contains("Substring", (string?)explained["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.False((bool)frontEnd.Ask("inspect_request", new() { ["code"] = "1", ["cursor_pos"] = 0 }).Reply["found"]!);
        foreach (var (text, status) in new[] { ("1 + 1", "complete"), ("for (;;) {", "incomplete"), ("}", "invalid") })
            Assert.Equal(status, (string?)frontEnd.Ask("is_complete_request", new() { ["code"] = text }).Reply["status"]);
    }

    [Fact]
    public void A_completion_that_lacks_a_using_is_written_with_its_namespace()
    {
        const string code = "\"\U0001f3b5\"; ConcurrentB";
        var completions = frontEnd.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = 16 }).Reply;
        Assert.Equal("""["System.Collections.Concurrent.ConcurrentBag"]""", completions["matches"]!.ToJsonString());
        Assert.Equal("""
            [{"text":"System.Collections.Concurrent.ConcurrentBag","type":"class","signature":"","start":5,"end":16}]
            """, completions["metadata"]!["_jupyter_types_experimental"]!.ToJsonString());
        // A method has no such name, and a using would stand elsewhere.
        Assert.Equal("[]", frontEnd.Ask("complete_request", new() { ["code"] = "\"\".ToImmutableHas", ["cursor_pos"] = 17 })
            .Reply["matches"]!.ToJsonString());
        var set = frontEnd.Ask("complete_request", new() { ["code"] = "new Exception { Sour", ["cursor_pos"] = 20 }).Reply;
        Assert.Equal("string?", (string?)set["metadata"]!["_jupyter_types_experimental"]![0]!["signature"]);
        // As JupyterLab asks for the documentation of the item: the code up to it, and a place behind its end.
        Assert.StartsWith("string? Exception.Source", (string?)frontEnd.Ask("inspect_request",
            new() { ["code"] = "new Exception { Source", ["cursor_pos"] = 28 }).Reply["data"]!["text/plain"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"hist_access_type": "tail", "n": 2}""", """[[0,2,"var b = 2;"],[0,3,"a"]]""")]
    [InlineData("""{"hist_access_type": "range", "session": 0, "start": 1, "stop": 3}""", """[[0,1,"a"],[0,2,"var b = 2;"]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a*", "unique": true}""", """[[0,3,"a"]]""")]
    [InlineData("""{"hist_access_type": "search", "pattern": "*b*", "n": 5, "output": true}""", """[[0,2,["var b = 2;",null]]]""")]
    public void The_history_is_kept(string request, string history)
    {
        frontEnd.Execute("var a = 1;", new() { ["store_history"] = false });
        foreach (var code in new[] { "a", "var b = 2;", "a" })
            frontEnd.Execute(code);
        Assert.Equal(history, frontEnd.Ask("history_request", JsonNode.Parse(request)!.AsObject()).Reply["history"]!.ToJsonString());
    }

    [Fact]
    public void Widgets_that_it_does_not_know_are_closed_at_once()
    {
        Assert.Equal("{}", frontEnd.Ask("comm_info_request", []).Reply["comms"]!.ToJsonString());
        var open = frontEnd.Send(frontEnd.Shell, "comm_open",
            new() { ["comm_id"] = "w1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() });
        var published = frontEnd.Published(open);
        Assert.Equal(["status", "comm_close", "status"], published.Select(message => message.Type));
        Assert.Equal("w1", (string?)published[1].Content["comm_id"]);
        foreach (var type in new[] { "comm_msg", "comm_close", "debug_request" })
            Assert.Equal(["status", "status"],
                frontEnd.Published(frontEnd.Send(frontEnd.Shell, type, new() { ["comm_id"] = "w1" })).Select(message => message.Type));
    }

    [Fact]
    public void A_request_that_makes_no_sense_is_answered_with_an_error()
    {
        Assert.Equal("error", (string?)frontEnd.Ask("execute_request", []).Reply["status"]);
        Assert.Equal("error", (string?)frontEnd.Ask("complete_request", new() { ["code"] = 1 }).Reply["status"]);
        Assert.Equal("ok", (string?)frontEnd.Execute("1").Reply["status"]);
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("Parallel.For(0, 100, i => { while (true) ; });")]
    [InlineData("input();")]
    public void An_interrupt_stops_the_cell_and_runs_its_finally_blocks(string code)
    {
        var id = frontEnd.Send(frontEnd.Shell, "execute_request",
            new() { ["code"] = $"display(1); try {{ {code} }} finally {{ Console.Write(\"tidy\"); }}" });
        frontEnd.Published(id, "display_data");
        Assert.Equal("ok", (string?)frontEnd.Reply(frontEnd.Control, frontEnd.Send(frontEnd.Control, "interrupt_request", []))["status"]);
        Assert.Equal("Interrupted", (string?)frontEnd.Reply(frontEnd.Shell, id)["ename"]);
        Assert.Equal("tidy", (string?)frontEnd.Published(id).First(message => message.Type == "stream").Content["text"]);
        Assert.Equal("ok", (string?)frontEnd.Execute("1").Reply["status"]);
    }

    [Fact]
    public void A_shutdown_is_answered_stops_the_running_cell_and_ends_the_kernel()
    {
        var cell = frontEnd.Send(frontEnd.Shell, "execute_request",
            new()
            {
                ["code"] =
                    "AppContext.SetData(\"tidy\", null); display(1); try { while (true) ; } finally { AppContext.SetData(\"tidy\", 1); }",
            });
        frontEnd.Published(cell, "display_data");
        var reply = frontEnd.Reply(frontEnd.Control, frontEnd.Send(frontEnd.Control, "shutdown_request", new() { ["restart"] = true }));
        Assert.Equal(("ok", true), ((string?)reply["status"], (bool?)reply["restart"]));
        Assert.True(frontEnd.HasEnded());
        Assert.Equal(1, AppContext.GetData("tidy"));
    }
}
