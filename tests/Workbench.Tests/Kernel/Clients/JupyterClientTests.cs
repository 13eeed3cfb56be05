using System.Diagnostics;
using System.Globalization;
using Workbench.Tests.Kernel.Packages;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>The kernel as jupyter_client sees it, which nbclient, JupyterLab and the classic notebook are built on.</summary>
public sealed class JupyterClientTests(InstalledKernel installed) : IClassFixture<InstalledKernel>
{
    /// <summary>Holds every core, and every thread of the pool and more.</summary>
    private const string Starve = """
        Console.WriteLine("runs");
        for (var i = 0; i < 200; i++)
            _ = Task.Run(() => System.Threading.Thread.Sleep(20_000));
        Parallel.For(0, 4 * Environment.ProcessorCount, i => { while (true) ; });
        """;

    [Fact]
    public void Cells_build_on_each_other_and_say_what_they_print_show_and_return()
    {
        using var kernel = installed.Start();
        var first =
            kernel.Execute("var x = 6;\nConsole.WriteLine(\"π\");\nConsole.Error.WriteLine(\"oops\");\nHTML(\"<b>bold</b>\").Display();");
        Assert.Equal(("ok", "π\n", "oops\n", null), (first.Status, first.Stream(), first.Stream("stderr"), first.Value));
        Assert.Equal("<b>bold</b>",
            (string?)first.Outputs.Single(output => (string)output["type"]! == "display_data")["data"]!["text/html"]);
        Assert.Equal("42", kernel.Execute("x * 7").Value);
        var wrong = kernel.Execute("var y = 1;\nthrow new InvalidOperationException(\"no such song\");");
        Assert.Equal(("error", "InvalidOperationException", "no such song"),
            (wrong.Status, (string)wrong.Reply["ename"]!, (string)wrong.Reply["evalue"]!));
        Assert.Equal(["ok", "error", "aborted", "aborted"], kernel.Queue("1", "x.Foo()", "2", "3"));
        Assert.Equal(0, kernel.Shutdown());
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Parallel.For(0, 100, i => { while (true) ; });")]
    public void The_stop_button_ends_a_cell_tidily_and_the_kernel_lives_on(string code)
    {
        using var kernel = installed.Start();
        kernel.Begin($$"""
            var x = 41;
            Console.WriteLine("runs");
            try { {{code}} }
            finally { Console.WriteLine("tidied"); }
            """);
        AssertInterrupted(kernel.Interrupt(), "runs\ntidied\n");
        Assert.Equal("42", kernel.Execute("x + 1").Value);
    }

    [Fact]
    public void The_stop_button_ends_a_training()
    {
        using var kernel = installed.Start();
        var songs = TinyCorpus.Make(installed.File("songs", "tiny"));
        var library = Path.Combine(Repository.Root, "lib", "Workbench", "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Workbench.dll");
        var ready = kernel.Execute($$"""
            #r "{{library.Replace('\\', '/')}}"
            using Workbench.Notebook;
            using Workbench.Training;
            var endless = TrainingSpec.Default with { Epochs = int.MaxValue, Patience = int.MaxValue };
            var lab = Lab.On("{{songs.Replace('\\', '/')}}").With(endless);
            lab.Features.RowCount
            """);
        Assert.Equal("24", ready.Value);
        kernel.Begin("""
            var curves = new LiveCurves();
            try { curves.Changed += () => Console.WriteLine("learns"); lab.Train(curves); }
            finally { Console.WriteLine("tidied"); }
            """);
        var stopped = kernel.Interrupt();
        Assert.Equal("The cell was interrupted.", (string?)stopped.Reply["evalue"]);
        Assert.EndsWith("tidied\n", stopped.Stream(), StringComparison.Ordinal);
        Assert.Equal("2", kernel.Execute("1 + 1").Value);
    }

    [Fact]
    public void A_notebook_anywhere_has_the_library_and_packages()
    {
        using var packages = new PackageFolder();
        packages.Pack("Tiny", "1.0.0");
        using var kernel = new JupyterBridge(InstalledKernel.Python(), InstalledKernel.Name, installed.Environment, packages.Folder.Path);
        var installing = kernel.Execute("#r \"nuget: Tiny, 1.0.0\"\nTinyText.Value");
        Assert.Equal("Tiny 1.0.0 ", installing.Value);
        Assert.Equal("Installed Tiny 1.0.0",
            (string?)installing.Outputs.Last(output => (string)output["type"]! == "update_display_data")["data"]!["text/plain"]);
        Assert.Equal("Lab", kernel.Execute("using Workbench.Notebook; typeof(Lab).Name").Value);
    }

    [Fact]
    public void The_control_channel_answers_while_a_cell_holds_all_cores_and_all_threads_of_the_pool()
    {
        using var kernel = installed.Start();
        kernel.Begin(Starve);
        for (var i = 0; i < 20; i++)
            Assert.Equal("ok", (string?)kernel.Request("control", "kernel_info_request", new { }).Content["status"]);
        AssertInterrupted(kernel.Interrupt(), "runs\n");
    }

    [Fact]
    public void A_restart_forgets_everything()
    {
        using var kernel = installed.Start();
        var process = kernel.KernelProcess;
        Assert.Equal("1", kernel.Execute("var x = 1; x").Value);
        kernel.Restart();
        Assert.NotEqual(process, kernel.KernelProcess);
        Assert.False(IsRunning(process));
        var after = kernel.Execute("x");
        Assert.Equal("error", after.Status);
        Assert.Equal(1, (int)after.Reply["execution_count"]!);
    }

    [Fact]
    public void The_editor_is_told_what_fits_what_it_means_and_whether_it_is_whole()
    {
        using var kernel = installed.Start();
        kernel.Execute("var songs = new List<string>();");
        // The clef is one code point and two UTF-16 units: positions count code points.
        var completion = kernel.Request("shell", "complete_request", new { code = "\"𝄞\"; songs.Wh", cursor_pos = 13 }).Content;
        Assert.Contains("Where", completion["matches"]!.AsArray().Select(match => (string)match!));
        Assert.Equal((11, 13), ((int)completion["cursor_start"]!, (int)completion["cursor_end"]!));
        Assert.All(completion["matches"]!.AsArray(), match => Assert.StartsWith("Wh", (string)match!, StringComparison.Ordinal));
        var inspection = kernel.Request("shell", "inspect_request",
            new { code = "Console.WriteLine(1)", cursor_pos = 10, detail_level = 0 }).Content;
        Assert.True((bool)inspection["found"]!);
        Assert.Contains("WriteLine", (string)inspection["data"]!["text/plain"]!, StringComparison.Ordinal);
        Assert.False(
            (bool)kernel.Request("shell", "inspect_request",
                new { code = "nonsense", cursor_pos = 3, detail_level = 0 }).Content["found"]!);
        string Completeness(string code) => (string)kernel.Request("shell", "is_complete_request", new { code }).Content["status"]!;
        Assert.Equal(["complete", "incomplete", "invalid"],
            new[] { "var y = 1;", "for (var i = 0; i < 3; i++) {", "}" }.Select(Completeness));
    }

    [Fact]
    public void Earlier_cells_can_be_asked_for()
    {
        using var kernel = installed.Start();
        kernel.Execute("1 + 1");
        kernel.Execute("var song = \"π\";");
        var history = kernel.Request("shell", "history_request",
            new { hist_access_type = "tail", n = 2, output = false, raw = true }).Content["history"]!.AsArray();
        Assert.Equal([(1, "1 + 1"), (2, "var song = \"π\";")], history.Select(entry => ((int)entry![1]!, (string)entry[2]!)));
    }

    [Fact]
    public void Widgets_are_told_that_there_are_none()
    {
        using var kernel = installed.Start();
        Assert.Empty(kernel.Request("shell", "comm_info_request", new { target_name = "jupyter.widget" }).Content["comms"]!.AsObject());
    }

    [Fact]
    public void A_cell_can_ask_its_user()
    {
        using var kernel = installed.Start();
        var run = kernel.Execute("var name = Console.ReadLine(); var age = Console.ReadLine(); $\"{name} is {age}\"", "Ada", "36");
        Assert.Equal("Ada is 36", run.Value);
        Assert.Equal(2, run.Outputs.Count(output => (string)output["type"]! == "input_request"));
    }

    [Fact]
    public void Two_kernels_know_nothing_of_each_other()
    {
        using var one = installed.Start();
        using var other = installed.Start();
        one.Execute("var x = 1;");
        other.Execute("var x = 2;");
        Assert.Equal(("1", "2"), (one.Execute("x").Value, other.Execute("x").Value));
        Assert.Equal(0, one.Shutdown());
        Assert.Equal("3", other.Execute("x + 1").Value);
    }

    [Fact]
    public void The_second_hundred_cells_keep_no_more_memory_than_the_first()
    {
        using var kernel = installed.Start();
        long KeptAfter(int cellCount, int first)
        {
            for (var i = first; i < first + cellCount; i++)
                Assert.Equal("ok", kernel.Execute($"var v{i} = {i}; Console.WriteLine(v{i});").Status);
            return long.Parse(kernel.Execute("GC.GetTotalMemory(true)").Value!, CultureInfo.InvariantCulture);
        }
        var begun = KeptAfter(10, first: 0); // the compiler's own memory
        var hundred = KeptAfter(100, first: 10);
        var twoHundred = KeptAfter(100, first: 110);
        Assert.True(twoHundred - hundred < 1.5 * (hundred - begun), $"{begun}, {hundred}, {twoHundred} bytes");
    }

    [Fact]
    public void A_kernel_ends_when_its_client_is_killed()
    {
        using var kernel = installed.Start();
        kernel.Begin("Console.WriteLine(\"runs\"); while (true) ;");
        kernel.Kill();
        using var process = Process.GetProcessById(kernel.KernelProcess);
        var hasEnded = process.WaitForExit(TimeSpan.FromMinutes(2));
        process.Kill(); // does nothing to one that has ended
        Assert.True(hasEnded);
    }

    private static void AssertInterrupted(CellRun run, string printed)
    {
        Assert.Equal(("error", "The cell was interrupted."), (run.Status, (string?)run.Reply["evalue"]));
        Assert.Equal(printed, run.Stream());
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException) // there is none
        {
            return false;
        }
    }
}
