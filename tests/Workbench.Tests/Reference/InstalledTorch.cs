using Workbench.Torch;

namespace Workbench.Tests.Reference;

/// <summary>libtorch, which tests of the second engine need and few machines have.</summary>
internal static class InstalledTorch
{
    /// <summary>Skips the calling test, with the reason and the remedy, where libtorch cannot be used; else loads it.</summary>
    public static void OrSkip() => Assert.SkipWhen(TorchNatives.Obstacle is not null, $"needs libtorch: {TorchNatives.Obstacle}");
}
