using Workbench.Audio;
using Workbench.Demo;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Demo;

public sealed class DemoCorpusTests : IDisposable
{
    private static readonly DemoSpec Small = DemoSpec.Default with { TrackCount = 10, ArtistCount = 4 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_spec_gives_the_same_bytes_with_one_thread_and_with_two()
    {
        Make("one", Small, threads: 1);
        Make("two", Small, threads: 2);
        Assert.Equal(10, Directory.GetFiles(Folder("one"), "*.wav", SearchOption.AllDirectories).Length);
        AssertSame("one", "two");
    }

    [Fact]
    public void Another_seed_gives_other_music()
    {
        var one = Studio.Record(Catalogue.Plan(Small)[0], Small);
        var other = Studio.Record(Catalogue.Plan(Small)[0], Small with { Seed = 1 });
        Assert.False(one.Channel(0).SequenceEqual(other.Channel(0)));
    }

    [Fact]
    public void The_manifest_lists_every_file_and_owns_up_to_being_synthetic()
    {
        var lines = File.ReadAllLines(Make("corpus", Small));
        Assert.Equal("path,labels,artist,album,title", lines[0]);
        Assert.Equal(Small.TrackCount, lines.Length - 1);
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            Assert.Equal(5, cells.Length);
            Assert.True(File.Exists(folder.File("corpus", cells[0])), cells[0]);
            Assert.Equal("Synthetic demo corpus", cells[3]);
        }
        Assert.Contains("synthesised", File.ReadAllText(folder.File("corpus", "README.txt")), StringComparison.Ordinal);
        Assert.Contains("synthesised", File.ReadAllText(folder.File("corpus", "demo.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_holds_what_the_studio_recorded()
    {
        var plan = Catalogue.Plan(Small)[3];
        Make("corpus", Small);
        Assert.Equal(WavFile.Encode(Studio.Record(plan, Small)), File.ReadAllBytes(folder.File("corpus", plan.Path)));
    }

    [Fact]
    public void A_cancelled_making_goes_on_where_it_stopped()
    {
        using var source = new CancellationTokenSource();
        var stop = new ProgressList<WorkProgress>(report => { if (report.Done == 4) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() =>
            DemoCorpus.Make(Folder("resumed"), Small, new() { Progress = stop, Token = source.Token }));
        Assert.False(File.Exists(folder.File("resumed", "manifest.csv")));
        var first = Directory.GetFiles(Folder("resumed"), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        File.SetLastWriteTimeUtc(first, DateTime.UnixEpoch);

        Make("resumed", Small);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(first)); // not made again
        Make("whole", Small);
        AssertSame("whole", "resumed");
    }

    [Fact]
    public void A_complete_corpus_is_left_alone()
    {
        var manifest = Make("corpus", Small);
        var never = new ProgressList<WorkProgress>(report => Assert.Fail($"track {report.Done} was made again"));
        Assert.Equal(manifest, DemoCorpus.Make(Folder("corpus"), Small, TestWork.Of(never)));
    }

    [Fact]
    public void Every_track_is_reported_once()
    {
        var progress = new ProgressList<WorkProgress>();
        DemoCorpus.Make(Folder("corpus"), Small, TestWork.Of(progress, threads: 1));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), progress.Reports.Select(report => report.Done));
    }

    [Fact]
    public void A_folder_of_another_spec_is_refused()
    {
        Make("corpus", Small);
        var error = Assert.Throws<WorkbenchException>(() => Make("corpus", Small with { Seed = 7 }));
        Assert.Contains("Seed = 2026", error.Message, StringComparison.Ordinal);
        Assert.Contains("Choose another folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_something_else_is_refused()
    {
        File.WriteAllText(folder.File("mine", "manifest.csv"), "my own\n");
        var error = Assert.Throws<WorkbenchException>(() => Make("mine", Small));
        Assert.Contains("Choose an empty or a new folder", error.Message, StringComparison.Ordinal);
        Assert.Equal("my own\n", File.ReadAllText(folder.File("mine", "manifest.csv")));
    }

    [Fact]
    public void A_spec_out_of_range_is_refused_with_all_its_problems()
    {
        var error =
            Assert.Throws<InvalidSpecException>(() => Make("corpus", new DemoSpec { TrackCount = 10, ArtistCount = 11, Ambiguity = 1.5 }));
        Assert.Equal(2, error.Problems.Length);
        Assert.Contains("Artist count 11 must be 1 to the track count, 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ambiguity 1.5 must be 0 to 1", error.Message, StringComparison.Ordinal);
    }

    private string Folder(string name) => folder.File(name);

    private string Make(string name, DemoSpec spec, int threads = 2) =>
        DemoCorpus.Make(Folder(name), spec, TestWork.Of(threads: threads));

    private void AssertSame(string expected, string actual)
    {
        var files = Files(expected);
        Assert.Equal(files, Files(actual));
        foreach (var file in files)
            Assert.Equal(File.ReadAllBytes(folder.File(expected, file)), File.ReadAllBytes(folder.File(actual, file)));
    }

    private string[] Files(string name) =>
        [.. Directory.GetFiles(Folder(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder(name), file))
            .Order(StringComparer.Ordinal)];
}
