using System.Diagnostics;
using Workbench.Kernel.Libraries;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

public sealed class OwnedFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_dead_process_left_is_removed_and_what_lives_or_is_strange_stays()
    {
        using var living = OwnedFolder.Create(folder.Path);
        var left = Directory.CreateDirectory(folder.File("workbench-kernel-left")).FullName;
        File.WriteAllText(Path.Combine(left, "owner.lock"), ""); // no process holds it
        File.WriteAllText(Path.Combine(left, "a.dll"), "");
        var unknown = Directory.CreateDirectory(folder.File("workbench-kernel-unknown")).FullName;
        var other = Directory.CreateDirectory(folder.File("other")).FullName;
        var made = OwnedFolder.Create(folder.Path);
        Assert.Equal(new[] { living.Path, made.Path, unknown, other }.Order(StringComparer.Ordinal),
            Directory.GetDirectories(folder.Path).Order(StringComparer.Ordinal));
        made.Dispose();
        Assert.False(Directory.Exists(made.Path));
        Assert.True(Directory.Exists(living.Path));
    }

    [Fact]
    public async Task Copies_of_a_killed_kernel_are_removed_by_the_next_and_those_of_a_running_one_stay()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Workbench.Cli.CommandRunner).Assembly.Location, "kernel", "stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder.Path,
        };
        (start.Environment["TMPDIR"], start.Environment["TMP"]) = (folder.Path, folder.Path);
        string[] Folders() => Directory.GetDirectories(folder.Path, "workbench-kernel-*");

        using var killed = Process.Start(start)!;
        await killed.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken); // ready
        var left = Assert.Single(Folders());
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(Directory.Exists(left));

        using var running = Process.Start(start)!;
        await running.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var kept = Assert.Single(Folders());
        Assert.NotEqual(left, kept);
        using (OwnedFolder.Create(folder.Path))
            Assert.True(Directory.Exists(kept));
        running.StandardInput.Close();
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Folders());
    }
}
