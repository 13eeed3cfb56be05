using Workbench.Kernel.Jupyter.Specs;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>The kernel as clients find it: <c>workbench kernel install</c> has put it into a folder of the tests' own.</summary>
public sealed class InstalledKernel : IDisposable
{
    /// <summary>The kernel's name.</summary>
    public const string Name = KernelSpec.DefaultName;

    private readonly TempFolder folder = new();

    public InstalledKernel()
    {
        var installed = WorkbenchProcess.Run(folder.File("data"), "kernel", "install", "--prefix", folder.Path);
        if (installed.ExitCode != 0)
            throw new InvalidOperationException(installed.Error);
        Environment = new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = folder.File("share", "jupyter"),
            ["JUPYTER_CONFIG_DIR"] = folder.File("config"),
            ["JUPYTER_DATA_DIR"] = folder.File("user"),
            ["JUPYTER_RUNTIME_DIR"] = folder.File("runtime"),
            ["WORKBENCH_DATA"] = folder.File("data"),
        };
    }

    /// <summary>Variables that have Jupyter's programs find this kernel, and keep them out of the user's folders.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>What tells front ends how to start it.</summary>
    public string SpecFile => folder.File("share", "jupyter", "kernels", Name, "kernel.json");

    /// <summary>A path in the tests' own folder.</summary>
    public string File(params string[] parts) => folder.File(parts);

    /// <summary>Starts the kernel through jupyter_client; skips the test where that is not installed.</summary>
    public JupyterBridge Start() => new(Python(), Name, Environment, folder.Path);

    /// <summary>Python with Jupyter's packages; skips the test where there is none.</summary>
    public static string Python()
    {
        Assert.SkipWhen(FrontEnds.Python is null,
            $"needs nbclient, nbconvert, jupyter_client and the classic notebook for Python; {FrontEnds.Remedy}");
        return FrontEnds.Python!;
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
