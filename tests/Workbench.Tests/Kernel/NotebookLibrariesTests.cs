using Workbench.Kernel.Libraries;
using Workbench.Kernel.Packages;

namespace Workbench.Tests.Kernel;

public sealed class NotebookLibrariesTests
{
    [Fact]
    public void A_native_library_is_the_one_that_was_found_first_whatever_packages_come_later()
    {
        using var libraries = new NotebookLibraries([]);
        Assert.Null(libraries.FindNative("e_sqlite3"));
        libraries.Add([Package("first")], []);
        Assert.Equal(Native("first"), libraries.FindNative("e_sqlite3"));
        libraries.Add([Package("second")], []);
        Assert.Equal(Native("first"), libraries.FindNative("e_sqlite3"));
    }

    private static string Native(string package) => Path.Combine(package, "libe_sqlite3.so");

    private static RestoredPackage Package(string name) => new(name, "1.0.0", [], [], [Native(name)], HasExtension: false);
}
