using Workbench.Cli;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What of others' text comes to the terminal.</summary>
public sealed class ShownTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Größe 🎵\tא\n", "Größe 🎵\tא\n")]
    [InlineData("a\r\nb\r", "a\r\nb\\x0d")]
    [InlineData("\u001b[31mred\u001b]0;title\u0007", "\\x1b[31mred\\x1b]0;title\\x07")]
    [InlineData("\u009b2J\u007f\b\0", "\\x9b2J\\x7f\\x08\\x00")]
    public void What_would_command_the_terminal_is_shown(string text, string shown)
    {
        Assert.Equal(shown, Shown.Of(text));
        using var inner = new StringWriter { NewLine = "\n" };
        using (var writer = new ShownWriter(inner))
        {
            writer.Write(text);
            writer.Write(text.ToCharArray());
            writer.WriteLine(text);
            writer.Write('\u001b');
            writer.Write("{0}{1}", 1, '\u001b');
        }
        Assert.Equal($"{shown}{shown}{shown}\n\\x1b1\\x1b", inner.ToString());
    }

    [Fact]
    public void Messages_of_the_command_line_show_the_escapes_of_file_names()
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "run", "no\u001b[2J.ipynb");
        Assert.Equal((1, "no\\x1b[2J.ipynb: no such notebook or folder."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public void Too_few_files_are_said_in_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit on Windows.");
        foreach (var command in new[] { "run", "kernel stdio", "--version" })
        {
            var start = new System.Diagnostics.ProcessStartInfo("sh",
                ["-c", $"ulimit -n 64; exec dotnet \"$0\" {command}", typeof(CommandRunner).Assembly.Location])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var result = WorkbenchProcess.Finish(System.Diagnostics.Process.Start(start)!);
            Assert.Equal((1, "This process may have only 64 files open at a time, and the workbench needs 200: "
                + "raise the limit, for instance with ulimit -n 1024."), (result.ExitCode, result.Error.Trim()));
        }
    }

    [Fact]
    public void Reports_caches_and_runs_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows hands down the rights of the folder above.");
            return;
        }
        Kernel.NotebookBuilder.Of("1").Write(folder.File("a.ipynb"));
        var data = folder.File("data");
        Assert.Equal(0, WorkbenchProcess.Run(data, "run", folder.File("a.ipynb")).ExitCode);
        Assert.Equal(0, WorkbenchProcess.Run(data, "features", "demo", "--out", folder.File("features.csv")).ExitCode);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var name in new[] { "", "reports", "cache" })
            Assert.Equal((name, owner), (name, File.GetUnixFileMode(Path.Combine(data, name))));
    }
}
