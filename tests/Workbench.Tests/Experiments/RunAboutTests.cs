using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Experiments;

public sealed class RunAboutTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly RunStore store;
    private readonly Run first, second;

    public RunAboutTests()
    {
        var workspace = new Workspace(new(folder.File("data")));
        store = workspace.Runs;
        first = SavedRuns.Train(workspace, folder.File("songs"));
        second = SavedRuns.Copy(first, "99990101-000000-000-songs-abcdef");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_run_is_found_by_its_name_and_by_the_beginning_of_its_id_and_keeps_its_id()
    {
        var before = File.ReadAllText(Path.Combine(first.Folder, "scores.json"));
        store.Describe(first, first.About with { Name = "wide network" });
        Assert.Equal(("wide network", "wide network", first.Id), (first.About.Name, first.Title, store.Open("wide network").Id));
        Assert.Equal(second.Id, store.Open("9999").Id);
        Assert.Equal(before, File.ReadAllText(Path.Combine(first.Folder, "scores.json")));
        store.Describe(first, first.About with { Name = null });
        Assert.Contains("wide network: no such run", Refused(() => store.Open("wide network")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_mean_several_runs_is_refused_with_their_ids()
    {
        var third = SavedRuns.Copy(first, "99990102-000000-000-songs-abcdef");
        Assert.Equal($"9999: 2 runs begin so. Say which by its id, for instance {second.Id} or {third.Id}.",
            Refused(() => store.Open("9999")));
        store.Describe(first, first.About with { Name = "wide" });
        Assert.Equal($"wide is the name of the run {first.Id} already; choose another, or rename that one first.",
            Refused(() => store.Describe(second, second.About with { Name = "wide" })));
        store.Bin.Delete("wide");
        store.Describe(second, second.About with { Name = "wide" });
        store.Bin.Restore("wide");
        Assert.StartsWith("wide: 2 runs are named so.", Refused(() => store.Open("wide")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a line of 1 to 60 characters")]
    [InlineData("a/b", "without / and \\")]
    [InlineData(" blank", "a line of 1 to 60 characters")]
    [InlineData("two\nlines", "a line of 1 to 60 characters")]
    public void A_name_that_cannot_be_told_from_a_path_or_be_read_is_refused(string name, string reason)
    {
        var message = Refused(() => store.Describe(first, first.About with { Name = name }));
        Assert.StartsWith($"RunAbout: The name '{name}' must be ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Null(first.About.Name);
    }

    [Fact]
    public void Tags_are_words_that_come_and_go()
    {
        store.Describe(first, first.About.WithTags("baseline", "paper", "baseline"));
        Assert.Equal(["baseline", "paper"], first.About.Tags);
        Assert.Equal(["paper"], first.About.WithoutTags("baseline").Tags);
        Assert.Equal("wide: no such tag here; there are baseline, paper.", Refused(() => first.About.WithoutTags("wide")));
        Assert.Contains("without blanks, commas and semicolons",
            Refused(() => store.Describe(first, first.About.WithTags("two words"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_with_the_remedy()
    {
        File.WriteAllText(Path.Combine(first.Folder, "about.json"), "{");
        Assert.Contains("name, note and tags alone: correct it, or delete it.", Refused(() => first.About), StringComparison.Ordinal);
        Assert.Equal(first.Id, store.Open(first.Id).Id);
    }

    private static string Refused(Func<object> act) => Assert.ThrowsAny<WorkbenchException>(act).Message;

    private static string Refused(Action act) => Assert.ThrowsAny<WorkbenchException>(act).Message;
}
