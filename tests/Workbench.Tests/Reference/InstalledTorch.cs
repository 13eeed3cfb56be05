using Workbench.Torch;
using Workbench.Torch.Natives;

namespace Workbench.Tests.Reference;

/// <summary>libtorch, which tests of the second engine need and few machines have.</summary>
internal static class InstalledTorch
{
    /// <summary>
    /// Skips the calling test, with the reason and the remedy, where libtorch cannot be used; else loads it. Processes that the test
    /// starts, whose data folder is another, find it where this one did.
    /// </summary>
    public static void OrSkip()
    {
        Assert.SkipWhen(TorchNatives.Obstacle is not null, $"needs libtorch: {TorchNatives.Obstacle}");
        if (NativeSearch.OfThisProcess().Target is var folder && new NativePlace(folder, folder).IsWhole)
            Environment.SetEnvironmentVariable(TorchNatives.Variable, folder);
    }
}
