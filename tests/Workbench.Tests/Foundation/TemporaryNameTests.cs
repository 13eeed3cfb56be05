extern alias library;

using System.Diagnostics;
using System.Globalization;
using library::Workbench.Foundation;
using Workbench.Tests.Reference;
using AtomicFile = library::Workbench.Foundation.AtomicFile;
using TemporaryName = library::Workbench.Foundation.TemporaryName;

namespace Workbench.Tests.Foundation;

public sealed class TemporaryNameTests : IDisposable
{
    private static readonly Lazy<string> DeadProcess = new(() =>
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id.ToString(CultureInfo.InvariantCulture);
    });

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_killed_process_left_of_a_file_is_removed_when_that_is_written_again()
    {
        var path = folder.File("table[1].csv");
        string[] others = [TemporaryName.Of(path), Left(folder.File("other.csv")), $"{path}.partial", $"{path}.mine.partial"];
        foreach (var name in others.Append(Left(path)).Append(Left(path)))
            File.WriteAllText(name, "half");
        AtomicFile.WriteText(path, "whole");
        Assert.Equal(others.Append(path).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_process_that_has_ended_and_that_nobody_waited_for_writes_nothing_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "makes such a process by a shell of Linux");
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 0 & echo $!; exec sleep 600"]) // which waits for none
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var ended = parent.StandardOutput.ReadLine()!;
            var left = TemporaryName.Of(folder.File("a")).Replace($"-{Environment.ProcessId}-", $"-{ended}-", StringComparison.Ordinal);
            File.WriteAllText(left, "half");
            Assert.True(SpinWait.SpinUntil(() => TemporaryName.IsLeft(left), TimeSpan.FromMinutes(1)));
            Assert.True(Directory.Exists($"/proc/{ended}")); // it is still waited for
        }
        finally
        {
            parent.Kill();
            parent.WaitForExit();
        }
    }

    [Fact]
    public void What_a_killed_process_left_of_a_folder_is_removed_and_what_it_would_have_replaced_is_back()
    {
        var path = folder.File("made");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Left(path)).FullName, "a.txt"), "new, not whole");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Left(path, TemporaryName.Older)).FullName, "a.txt"), "old");
        Assert.Throws<WorkbenchException>(() => AtomicFolder.Write(path, _ => false, _ => { }));
        Assert.Equal("old", File.ReadAllText(Path.Combine(path, "a.txt")));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_workspace_removes_what_killed_processes_left_and_nothing_that_is_being_written()
    {
        var data = folder.File("data");
        string In(params string[] names) => Directory.CreateDirectory(Path.Combine([data, .. names])).FullName;
        string[] dead =
        [
            Left(Path.Combine(In("runs"), "run")), Left(Path.Combine(In("runs", "whole"), "scores.json")),
            Left(Path.Combine(In("cache", "checkpoints"), "checkpoint")), Left(Path.Combine(In("reports", "tour"), "report.html")),
        ];
        string[] old = [Path.Combine(In("runs"), ".unfinished-run"), Path.Combine(In("reports"), $"a.html.{Guid.NewGuid():N}.partial")];
        string[] written = [TemporaryName.Of(Path.Combine(In("runs"), "run")), Path.Combine(In("runs"), ".unfinished-other")];
        foreach (var path in dead.Concat(old).Concat(written))
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(path).FullName, "scores.json"), "{}");
        foreach (var path in old)
            Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        var workspace = new Workbench.Experiments.Workspace(new(data));
        Assert.All(dead.Concat(old), path => Assert.False(Path.Exists(path), path));
        Assert.All(written, path => Assert.True(Path.Exists(path), path));
        Assert.Equal(["whole"], Directory.GetDirectories(In("runs")).Where(path => !TemporaryName.Is(path)).Select(Path.GetFileName));
        Assert.Empty(workspace.Runs.Ids);
    }

    /// <summary>The name under which a process that is gone was writing.</summary>
    private static string Left(string path, string ending = TemporaryName.Partial)
    {
        string[] parts = TemporaryName.Of(path, ending)[path.Length..].Split('-');
        return $"{path}{parts[0]}-{DeadProcess.Value}-{parts[2]}";
    }
}
