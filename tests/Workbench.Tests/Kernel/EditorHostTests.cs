using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Workbench.Kernel.Editor;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public sealed class EditorHostTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly EditorHost host;
    private readonly EditorClient editor;
    private readonly Thread running;

    public EditorHostTests()
    {
        var toHost = new AnonymousPipeServerStream(PipeDirection.Out);
        var fromHost = new AnonymousPipeServerStream(PipeDirection.In);
        host = new EditorHost(
            new AnonymousPipeClientStream(PipeDirection.In, toHost.ClientSafePipeHandle),
            new AnonymousPipeClientStream(PipeDirection.Out, fromHost.ClientSafePipeHandle),
            folder.Path);
        editor = new EditorClient(toHost, fromHost);
        running = new Thread(host.Run);
        running.Start();
    }

    public void Dispose()
    {
        editor.Dispose();
        running.Join();
        host.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_cell_sends_what_it_puts_out_in_order()
    {
        var id = editor.Execute("""
            Console.Write("text \u2028 ä");
            var shown = display("one");
            Console.Error.WriteLine("warning");
            shown.Update("uno");
            ClearOutput(wait: true);
            HTML("<b>2</b>")
            """);
        var events = await editor.Until("done");
        Assert.Equal(["ready", "started", "stream", "display", "stream", "update", "clear", "result", "done"], events.Select(Type));
        Assert.All(events.Skip(1), each => Assert.Equal(id, (int)each["id"]!));
        Assert.Equal(1, (int)events[1]["order"]!);
        Assert.Equal("text \u2028 ä", (string)events[2]["text"]!);
        Assert.Equal("stderr", (string)events[4]["name"]!);
        Assert.Equal((string)events[3]["displayId"]!, (string)events[5]["displayId"]!);
        Assert.Equal("uno", (string)events[5]["data"]!["text/plain"]!);
        Assert.True((bool)events[6]["wait"]!);
        Assert.Equal("<b>2</b>", (string)events[7]["data"]!["text/html"]!);
        Assert.Equal("completed", (string)events[8]["outcome"]!);
    }

    [Fact]
    public async Task A_character_that_is_written_in_two_parts_arrives_whole()
    {
        editor.Execute("foreach (var half in \"\\U0001F3B5\") { Console.Write(half); System.Threading.Thread.Sleep(100); }");
        Assert.Equal("\U0001F3B5", string.Concat((await editor.Until("done")).Where(each => Type(each) == "stream")
            .Select(each => (string)each["text"]!)));
    }

    [Fact]
    public async Task A_failure_tells_its_line_and_the_next_cell_runs()
    {
        editor.Execute("var x = 1;\nthrow new FormatException(\"no number\");");
        var error = (await editor.Until("done"))[^2];
        Assert.Equal(("FormatException", "no number", 2), ((string)error["name"]!, (string)error["message"]!, (int)error["line"]!));
        Assert.Contains("cell 1:line 2", string.Join('\n', error["traceback"]!.AsArray()), StringComparison.Ordinal);
        editor.Execute("x + 1");
        Assert.Equal("2", (string)(await editor.Until("done"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task A_cell_runs_in_the_language_that_the_editor_tells()
    {
        editor.Send(new() { ["type"] = "execute", ["code"] = "<b>1</b>", ["language"] = "html" });
        Assert.Equal("<b>1</b>", (string)(await editor.Until("done"))[^2]["data"]!["text/html"]!);
        editor.Send(new() { ["type"] = "execute", ["code"] = "1", ["language"] = "cobol" });
        Assert.StartsWith("#!cobol is not known", (string)(await editor.Until("done"))[^2]["message"]!, StringComparison.Ordinal);
        editor.Send(new() { ["type"] = "execute", ["code"] = "1", ["language"] = null });
        Assert.Equal("1", (string)(await editor.Until("done"))[^2]["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task An_interrupt_and_questions_are_answered_while_a_cell_runs()
    {
        editor.Execute("Console.WriteLine(\"on\"); while (true) { }");
        await editor.Until("stream");
        var completion = editor.Send(new() { ["type"] = "complete", ["code"] = "Math.Ma", ["position"] = 7 });
        var list = (await editor.Until("completions"))[^1];
        Assert.Equal((completion, 5, 7), ((int)list["id"]!, (int)list["start"]!, (int)list["end"]!));
        Assert.Contains("""{"text":"Max","kind":"method"}""", list["items"]!.ToJsonString(), StringComparison.Ordinal);
        editor.Send(new() { ["type"] = "inspect", ["code"] = "Math.Abs", ["position"] = 8 });
        Assert.Contains("Math.Abs(", (string)(await editor.Until("inspection"))[^1]["text"]!, StringComparison.Ordinal);
        editor.Send(new() { ["type"] = "interrupt" });
        Assert.Equal("interrupted", (string)(await editor.Until("done"))[^1]["outcome"]!);
    }

    [Fact]
    public async Task A_completion_tells_what_it_sets_and_which_using_it_needs()
    {
        editor.Send(new() { ["type"] = "complete", ["code"] = "#!time\nnew Exception { Sour", ["position"] = 27 });
        var list = (await editor.Until("completions"))[^1];
        Assert.Equal("""[{"text":"Source","kind":"property","detail":"string?"}]""", list["items"]!.ToJsonString());
        editor.Send(new() { ["type"] = "complete", ["code"] = "#!time\nConcurrentB", ["position"] = 18 });
        list = (await editor.Until("completions"))[^1];
        Assert.Equal("""[{"text":"ConcurrentBag","kind":"class","namespace":"System.Collections.Concurrent"}]""",
            list["items"]!.ToJsonString());
        Assert.Equal((7, 7, 18), ((int)list["usingStart"]!, (int)list["start"]!, (int)list["end"]!));
    }

    [Fact]
    public async Task A_question_waits_for_its_answer()
    {
        var id = editor.Execute("password(\"Key?\") + Console.ReadLine()");
        var question = (await editor.Until("question"))[^1];
        Assert.Equal(("Key?", true), ((string)question["prompt"]!, (bool)question["password"]!));
        editor.Send(new() { ["type"] = "input", ["id"] = id + 1, ["value"] = "of another cell" });
        editor.Send(new() { ["type"] = "input", ["id"] = id, ["value"] = "a" });
        Assert.False((bool)(await editor.Until("question"))[^1]["password"]!);
        editor.Send(new() { ["type"] = "input", ["id"] = id, ["value"] = "b" });
        Assert.Equal("ab", (string)(await editor.Until("done"))[^2]["data"]!["text/plain"]!);
        id = editor.Execute("input()");
        await editor.Until("question");
        editor.Send(new() { ["type"] = "input", ["id"] = id, ["value"] = null });
        Assert.Equal("failed", (string)(await editor.Until("done"))[^1]["outcome"]!);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type": "execute", "id": "one", "code": "1"}""")]
    [InlineData("""{"type": "execute", "id": 1, "code": null}""")]
    [InlineData("""{"type": "execute", "code": "1", "code": "2"}""")]
    [InlineData("\0\u001b[31m\"")]
    [InlineData("""{"type": "dance"}""")]
    public async Task What_is_no_request_is_told_and_does_no_harm(string line)
    {
        editor.SendLine(line);
        Assert.NotEmpty((string)(await editor.Until("problem"))[^1]["message"]!);
        editor.Execute("1");
        Assert.Equal("completed", (string)(await editor.Until("done"))[^1]["outcome"]!);
    }

    [Fact]
    public async Task When_the_editor_hangs_up_the_cell_is_stopped_and_those_that_wait_are_not_run()
    {
        var path = folder.File("end.txt").Replace('\\', '/');
        editor.Execute(
            $"Console.WriteLine(\"on\"); try {{ while (true) {{ }} }} finally {{ File.AppendAllText(\"{path}\", \"finally\"); }}");
        editor.Execute($"File.AppendAllText(\"{path}\", \"second cell\");");
        await editor.Until("stream");
        editor.HangUp();
        Assert.True(running.Join(TimeSpan.FromMinutes(1)));
        Assert.Equal("finally", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_that_a_cell_does_to_the_standard_streams_disturbs_the_protocol()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Workbench.Cli.CommandRunner).Assembly.Location, "kernel", "stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        using var process = Process.Start(start)!;
        var stderr = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var client = new EditorClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        client.Execute("""
            Console.OpenStandardOutput().Write("stray\n"u8);
            System.Diagnostics.Process.Start("dotnet", "--version").WaitForExit();
            Console.OpenStandardInput().ReadByte()
            """);
        var events = await client.Until("done");
        Assert.Equal(["ready", "started"], events.Take(2).Select(Type));
        Assert.Equal("-1", (string)events[^2]["data"]!["text/plain"]!); // it reads the end of a stream
        if (!OperatingSystem.IsWindows()) // where what others print is not caught
            Assert.Contains("stray", string.Concat(events.Where(each => Type(each) == "stream").Select(each => (string)each["text"]!)),
                StringComparison.Ordinal);
        client.Execute("Environment.CurrentDirectory");
        Assert.Equal(folder.Path, Path.TrimEndingDirectorySeparator((string)(await client.Until("done"))[^2]["data"]!["text/plain"]!));
        client.Execute(OperatingSystem.IsWindows() ? "0" : "System.Diagnostics.Process.Start(\"sleep\", \"600\").Id");
        var child = int.Parse((string)(await client.Until("done"))[^2]["data"]!["text/plain"]!, CultureInfo.InvariantCulture);
        client.Send(new() { ["type"] = "shutdown" });
        Assert.Null(await client.Next());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        await stderr;
        while (!OperatingSystem.IsWindows() && Process.GetProcesses().Any(other => other.Id == child)) // it ends with the kernel
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private static string Type(JsonObject each) => (string)each["type"]!;
}
