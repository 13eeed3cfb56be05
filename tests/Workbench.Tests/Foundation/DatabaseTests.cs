using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Foundation;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_is_no_database_is_named_with_the_remedy()
    {
        var path = folder.File("cache", "workbench.db");
        File.WriteAllText(path, new string('x', 4096));
        var error = Assert.Throws<WorkbenchException>(() => new Database(path).Open("CREATE TABLE IF NOT EXISTS t (a);"));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Move the file away to start a new cache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_where_no_folder_can_be_made_is_named_with_the_remedy()
    {
        File.WriteAllText(folder.File("taken"), "");
        var path = Path.Combine(folder.Path, "taken", "workbench.db");
        var error = Assert.Throws<WorkbenchException>(() => new Database(path).Open(""));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Set WORKBENCH_DATA to a folder that can be written.", error.Message, StringComparison.Ordinal);
    }
}
