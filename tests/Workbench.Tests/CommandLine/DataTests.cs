using System.Text.Json.Nodes;
using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class DataTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_dataset_is_described()
    {
        foreach (var name in new[] { "1.wav", "2.wav", "3.wav" })
            folder.Write(name, "");
        var manifest = folder.Write("songs.csv",
            "path,labels,artist,part\n1.wav,Rock;Pop,A,train\n2.wav,Rock,A,test\n3.wav,Pop;Rock,B,\n4.wav,Jazz,C,\n");
        var summary = JsonNode.Parse(Run("describe", manifest, "--json"))!;
        Assert.Equal((3, 1, 2, 2),
            ((int)summary["tracks"]!, (int)summary["skipped"]!, (int)summary["artists"]!, (int)summary["multiLabelTracks"]!));
        Assert.Equal(5.0 / 3, (double)summary["labelsPerTrack"]!, 12);
        Assert.Equal(1.5, (double)summary["imbalance"]!);
        Assert.Equal("[1,2]", summary["tracksByLabelCount"]!.ToJsonString());
        Assert.Equal("""[{"label":"Rock","tracks":3,"artists":2},{"label":"Pop","tracks":2,"artists":2}]""",
            summary["labels"]!.ToJsonString());
        Assert.Equal("""[{"first":"Pop","second":"Rock","tracks":2}]""", summary["pairs"]!.ToJsonString());
        Assert.Equal("[1,0,1]", summary["officialParts"]!.ToJsonString());
        var text = Run("describe", manifest);
        Assert.StartsWith("songs: 3 songs (1 files skipped) by 2 artists", text, StringComparison.Ordinal);
        Assert.Contains("Pop and Rock: 2 songs", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_files_and_copies_are_found()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Assert.Empty(JsonNode.Parse(Run("check", corpus, "--json"))!["duplicates"]!.AsArray());
        File.Copy(Path.Combine(corpus, "low", "00.wav"), Path.Combine(corpus, "high", "copy.wav"));
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        File.WriteAllText(Path.Combine(corpus, "low", "text.mp3"), "This is not music.");
        var check = JsonNode.Parse(Run("check", corpus, "--json"))!;
        Assert.Equal(["empty.wav", "text.mp3"], check["skipped"]!.AsArray().Select(s => Path.GetFileName((string)s!["path"]!)).Order());
        Assert.Equal("[1.5,1.5,1.5]", check["durations"]!.ToJsonString());
        Assert.Equal("""[{"first":"high/copy.wav","second":"low/00.wav","haveSameLabels":false}]""", check["duplicates"]!.ToJsonString());
        Assert.Contains("high/copy.wav = low/00.wav (with other genres)", Run("check", corpus), StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_much_shorter_than_the_rest_are_found()
    {
        foreach (var (name, seconds) in new[] { ("a/1.wav", 2.5), ("a/2.wav", 3), ("b/1.wav", 2.5), ("b/2.wav", 1.125), ("b/3.wav", 1.25) })
            WavFile.Write(folder.File("songs", name),
                new(8000, [.. Enumerable.Range(0, (int)(8000 * seconds)).Select(i => (float)Math.Sin(i * seconds) / 2)]));
        var check = JsonNode.Parse(Run("check", folder.File("songs"), "--json"))!;
        Assert.Equal("[1.125,2.5,3]", check["durations"]!.ToJsonString());
        Assert.Equal(("b/2.wav", 1.125), ((string)check["short"]!.AsArray().Single()!["track"]!, (double)check["short"]![0]!["seconds"]!));
        var text = Run("check", folder.File("songs"));
        Assert.Contains("Seconds: shortest 1.1, median 2.5, longest 3.0", text, StringComparison.Ordinal);
        Assert.Contains("b/2.wav: only 1.1 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_decision_is_in_the_report_and_where_genres_come_from_is_said()
    {
        foreach (var name in new[] { "a_part1.wav", "a_part2.wav", "b.wav", "c.wav" })
            WavFile.Write(folder.File(name),
                new(8000, [.. Enumerable.Range(0, 12_000).Select(i => (float)Math.Sin(i * (i % 7 + name[0])) / 2)]));
        var table = folder.Write("songs.csv", "path,labels,artist\na_part1.wav,Hip Hop,Ann\na_part2.wav,hip-hop,ANN feat. Bob\n"
            + "b.wav,\"Rock, Pop\",Bob\nc.wav,Rock,Various Artists\nlost.wav,Rock,Cid\n");
        var check = JsonNode.Parse(Run("check", table, "--json"))!;
        Assert.Equal("the column labels of songs.csv", (string)check["labelOrigin"]!);
        Assert.Equal(["Ann", "ANN feat. Bob", "Bob"],
            check["artistReadings"]!.AsArray().Single()!["spellings"]!.AsArray().Select(s => (string)s!)
                .Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["Hip Hop", "Rock, Pop", "hip-hop"], check["tagReadings"]!.AsArray().Select(r => (string)r!["tag"]!)
            .Order(StringComparer.Ordinal));
        Assert.Equal("""{"a":2}""", check["recordings"]!.ToJsonString());
        Assert.Equal(4, check["songs"]!.AsArray().Count(s => (string)s!["decoder"]! == "built-in reader"));
        Assert.Single(check["skipped"]!.AsArray());
        var result = WorkbenchProcess.Run(folder.File("data"), "data", "describe", table);
        Assert.Contains("songs: genres from the column labels of songs.csv", result.Error, StringComparison.Ordinal);
        Assert.Contains("Skipped: 1 files, for instance", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_fetched_is_listed_with_address_checksum_and_licence()
    {
        var list = Run("fetch", "--list");
        Assert.Contains("fma_small (with fma_metadata): 8,000 clips of 30 s", list, StringComparison.Ordinal);
        Assert.Contains("https://os.unil.cloud.switch.ch/fma/fma_small.zip sha1:ade154f733639d52e35e32f5593efe5be76c6d70",
            list, StringComparison.Ordinal);
        Assert.Contains("licence: CC BY 4.0", list, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetching_from_a_wrong_place_keeps_nothing_corrupt()
    {
        using var server = new FileServer([1, 2, 3]);
        var result = WorkbenchProcess.Run(folder.File("data"), "data", "fetch", "fma_metadata", "--from", server.Address.ToString());
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("what came has the checksum sha1:7037807198c22a7d2b0807371d763779a84fdfcf, not the published sha1:f0df49ff",
            result.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("data", "datasets")));
    }

    [Fact]
    public void Fetching_that_is_interrupted_keeps_what_came()
    {
        UnixSignals.Require();
        using var server = new FileServer(new byte[100_000]) { StallsAfter = 60_000 };
        var process = WorkbenchProcess.Start(folder.File("data"), "data", "fetch", "fma_metadata", "--from", server.Address.ToString());
        var partial = folder.File("data", "datasets", "fma_metadata.zip.partial");
        Assert.True(SpinWait.SpinUntil(() => process.HasExited || (File.Exists(partial) && new FileInfo(partial).Length == 60_000),
            TimeSpan.FromMinutes(2)));
        UnixSignals.Send(process);
        var result = WorkbenchProcess.Finish(process);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("What was done is kept: the same command goes on from there.", result.Error, StringComparison.Ordinal);
        Assert.Equal(60_000, new FileInfo(partial).Length);
    }

    private string Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), ["data", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
