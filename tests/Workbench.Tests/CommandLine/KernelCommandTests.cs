using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class KernelCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_kernel_is_installed_checked_and_uninstalled()
    {
        var kernel = Path.Combine(folder.Path, "share", "jupyter", "kernels", ".net-csharp");
        var before = Run("check");
        Assert.Equal(1, before.ExitCode);
        Assert.StartsWith("No kernel of the workbench: workbench kernel install", before.Output, StringComparison.Ordinal);

        Assert.Equal(kernel, Run("install").Output.Trim());
        var program = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(kernel, "kernel.json")))!["argv"]![0]!;
        Assert.True(Path.IsPathFullyQualified(program) && File.Exists(program), program);
        var check = Run("check");
        Assert.Equal(0, check.ExitCode);
        Assert.StartsWith($"C# (Workbench): {kernel}\n  starts {program}", check.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        Assert.Equal(kernel, Run("uninstall").Output.Trim());
        Assert.False(Directory.Exists(kernel));
        var again = Run("uninstall");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("There is no kernel .net-csharp in ", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_of_another_program_keeps_the_name_that_notebooks_carry()
    {
        var kernels = Path.Combine(folder.Path, "share", "jupyter", "kernels");
        var theirs = Path.Combine(kernels, ".net-csharp", "kernel.json");
        Directory.CreateDirectory(Path.GetDirectoryName(theirs)!);
        File.WriteAllText(theirs, """{"argv": ["other"], "display_name": ".NET (C#)", "language": "C#"}""");
        var installed = Run("install");
        Assert.Equal(Path.Combine(kernels, "workbench-csharp"), installed.Output.Trim());
        Assert.Contains("\".NET (C#)\" keeps the name .net-csharp", installed.Error, StringComparison.Ordinal);
        Assert.Contains("kernel_name=workbench-csharp", installed.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("check").ExitCode);

        Assert.Equal(Path.Combine(kernels, "workbench-csharp"), Run("uninstall").Output.Trim());
        Assert.True(File.Exists(theirs));
        Assert.EndsWith("is the kernel .NET (C#), which is not the workbench's: it stays.", Run("uninstall").Error.Trim(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_name_that_is_needed_no_more_is_removed()
    {
        var kernels = Path.Combine(folder.Path, "share", "jupyter", "kernels");
        var second = WorkbenchProcess.Run(folder.Path, "kernel", "install", "--prefix", folder.Path, "--name", "workbench-csharp");
        Assert.Equal(0, second.ExitCode);
        Assert.Contains($"{Path.Combine(kernels, "workbench-csharp")} is removed", Run("install").Error, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(kernels, ".net-csharp")], Directory.EnumerateDirectories(kernels));
    }

    [Fact]
    public void A_kernel_without_a_key_does_not_start()
    {
        var file = folder.Write("connection.json",
            """{"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": ""}""");
        var result = WorkbenchProcess.Run(folder.Path, "kernel", "start", "--connection-file", file);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{file}: the key is empty.", result.Error, StringComparison.Ordinal);
    }

    private ProcessResult Run(string command) => WorkbenchProcess.Run(folder.Path, "kernel", command, "--prefix", folder.Path);
}
