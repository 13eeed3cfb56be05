using TorchSharp;
using Workbench.Tests.Reference;
using Workbench.Torch;

namespace Workbench.Tests.Torch;

public class TorchNativesTests
{
    [Fact]
    public void The_version_that_is_installed_is_the_one_that_TorchSharp_is_made_for()
    {
        InstalledTorch.OrSkip();
        Assert.Equal(TorchNatives.Version, torch.NormalizeNuGetVersion(torch.__version__));
    }

    [Fact]
    public void What_is_installed_is_told_to_work_and_is_not_fetched_again()
    {
        InstalledTorch.OrSkip();
        Assert.Matches($@"^libtorch 2\.10\.0 is in .* and works: ten training steps took an error from \d+\.\d\d to \d\.\d\d\.$",
            TorchInstaller.Install());
    }
}
