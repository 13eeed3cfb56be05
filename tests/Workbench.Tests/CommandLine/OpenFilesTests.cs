using Workbench.Cli;

namespace Workbench.Tests.CommandLine;

public class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            64                   64                   files     ", 64)]
    [InlineData("Max open files            1024                 524288               files     ", null)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             64                   64                   processes ", null)]
    public void A_process_that_may_open_too_few_files_is_told_so(string line, int? told)
    {
        var why = OpenFiles.WhyTooFew(["Limit                     Soft Limit           Hard Limit           Units     ", line]);
        Assert.Equal(told is null ? null : $"This process may have {told} files open and needs 160; raise the limit (ulimit -n 1024) "
            + "and run again.", why);
    }
}
