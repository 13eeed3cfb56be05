using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Recommendations from the command line: which song, which run, which songs to choose from, and where they go.</summary>
public sealed class RecommendTests(LikedSongs songs) : IClassFixture<LikedSongs>
{
    [Fact]
    public void A_song_is_asked_about_by_its_tags_and_its_likes_become_a_playlist()
    {
        var list = songs.PathOf("lists", "like.m3u8");
        var json = Json("recommend", "--from", "ARTIST 03 - low 03", "--run", songs.FirstRun, "--m3u8", list, "--json");
        Assert.Equal("low/03.wav", (string)json["song"]!);
        string[] ids = [.. json["recommendations"]!.AsArray().Select(song => (string)song!["track"]!)];
        Assert.Equal(3, ids.Length);
        Assert.Equal((list, 3), ((string)json["playlist"]!["file"]!, (int)json["playlist"]!["songs"]!));
        Assert.Equal(ids.Select(id => $"../songs/{id}"), File.ReadAllLines(list).Where(line => line[0] != '#'));
        Assert.Equal(ids.Order(StringComparer.Ordinal),
            Ids(Json("recommend", "artist 03 - low 03", "--run", songs.FirstRun, "--json")));
    }

    [Fact]
    public void A_song_that_nobody_knows_is_answered_with_one_that_is_near()
    {
        var result = songs.Run("recommend", "--from", "Artist 03 - low 30", "--run", songs.FirstRun);
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("Artist 03 - low 30: no song of the dataset songs is called so. Did you mean Artist 03 - low 03?\n",
            result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_run_the_latest_of_the_songs_collection_is_asked_and_named()
    {
        var elsewhere = TinyCorpus.Make(songs.PathOf("elsewhere"), 6);
        var later = songs.Train(elsewhere);
        var (here, there) = (Text("recommend", "low/07.wav"), Text("recommend", Path.Combine(elsewhere, "low", "03.wav")));
        Assert.StartsWith($"Like low/07.wav, by run {songs.FirstRun} (the latest of the song's collection), among 24 song(s) of the "
            + "dataset songs:", here, StringComparison.Ordinal);
        Assert.Contains($"by run {later} (the latest of the song's collection), among 18 song(s) of the dataset elsewhere:", there,
            StringComparison.Ordinal);
        var other = songs.Sound("other.wav", 1.5, i => Math.Sin(i * 0.05));
        Assert.Contains($"by run {later} (the latest; no run is of the song's collection), among 18", Text("recommend", other),
            StringComparison.Ordinal);
        Assert.Contains($"by run {later}, among 18", Text("recommend", other, "--run", later), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short.wav", 0.5, 0.5, "is too short: 0.500 s, at least 1 s are needed")]
    [InlineData("silent.wav", 2, 0, "is silent: its peak is 0, at least 0.0001 (-80 dB) is needed")]
    public void A_song_that_says_nothing_is_refused_with_the_reason(string name, double seconds, double loud, string reason)
    {
        var path = songs.Sound(name, seconds, i => loud * Math.Sin(i * 0.05));
        var result = songs.Run("recommend", path, "--catalogue", songs.Manifest);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"{path}: {reason}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_collection_is_heard_once_and_again_when_it_changed()
    {
        var two = songs.PathOf("two", "only");
        Directory.CreateDirectory(two);
        foreach (var name in new[] { "00.wav", "01.wav" })
            File.Copy(songs.PathOf("songs", "low", name), Path.Combine(two, name));
        string[] ask = ["recommend", songs.PathOf("songs", "high", "03.wav"), "--catalogue", songs.PathOf("two"), "--json"];
        Assert.Equal(["only/00.wav", "only/01.wav"], Ids(Json(ask)));
        var kept = Directory.GetFiles(songs.PathOf("data", "runs"), "songs.csv", SearchOption.AllDirectories)
            .Single(path => File.ReadAllText(path).Contains(two, StringComparison.Ordinal));
        var written = File.GetLastWriteTimeUtc(kept);
        Json(ask);
        Assert.Equal(written, File.GetLastWriteTimeUtc(kept));

        File.Delete(Path.Combine(two, "01.wav"));
        Assert.Equal(["only/00.wav"], Ids(Json(ask)));
        var gone = songs.Run("recommend", "low/00.wav", "--catalogue", songs.PathOf("nowhere"));
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("nowhere: no such file or folder.", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_are_by_one_artist_the_remedy_is_told()
    {
        var manifest = songs.PathOf("songs", "one-artist.csv");
        File.WriteAllLines(manifest, File.ReadAllLines(songs.Manifest).Select((line, i) => i == 0 ? line
            : string.Join(',', line.Split(',').Select((field, column) => column == 2 ? "The One" : field))));
        string[] ask = ["recommend", "--from", "the one - low 03", "--catalogue", manifest];
        Assert.Contains("every other song there is by its artist, or a copy of it. --same-artist lets songs by its artist in.", Text(ask),
            StringComparison.Ordinal);
        Assert.Equal(3, Ids(Json([.. ask, "--same-artist", "--json"])).Length);
    }

    [Fact]
    public void A_file_that_is_gone_is_said_to_be_and_is_in_no_playlist()
    {
        var folder = TinyCorpus.Make(songs.PathOf("shrinking"), 4);
        songs.Train(folder);
        string[] ask = ["recommend", "low/00.wav", "--count", "9", "--m3u8", songs.PathOf("shrunk.m3u8")];
        Text(ask);
        File.Delete(Path.Combine(folder, "low", "01.wav"));
        var told = Text(ask);
        Assert.Contains($"{Path.Combine(folder, "low", "01.wav")} (the file is gone)", told, StringComparison.Ordinal);
        Assert.Contains("8 song(s)\n1 song left out, as the file is gone: low/01.wav.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("low/01.wav", File.ReadAllText(songs.PathOf("shrunk.m3u8")), StringComparison.Ordinal);
        // The song that is asked about need not be there: what the model made of it is.
        File.Delete(Path.Combine(folder, "low", "00.wav"));
        Assert.Equal(3, Ids(Json("recommend", Path.Combine(folder, "low", "00.wav"), "--run", Run(folder), "--json")).Length);
    }

    [Fact]
    public void Where_two_songs_sound_most_alike_is_told_and_their_reasons_become_a_page()
    {
        Directory.CreateDirectory(songs.PathOf("long", "only"));
        double Hiss(int i) => Math.Sin(i * (long)i % 1000);
        var asked = songs.Sound("asked.wav", 12, i => i is >= 44_100 and < 154_350 ? 0.5 * Math.Sin(i * 0.05) : 0.2 * Hiss(i));
        songs.Sound(Path.Combine("long", "only", "a.wav"), 12,
            i => i is >= 110_250 and < 220_500 ? 0.5 * Math.Sin(i * 0.05) : 0.1 * Math.Sin(i * 0.4) + 0.02 * Hiss(i));
        songs.Sound(Path.Combine("long", "only", "b.wav"), 2, i => Math.Sin(i * 0.07));
        var page = songs.PathOf("why.html");
        string[] ask = ["recommend", asked, "--run", songs.FirstRun, "--catalogue", songs.PathOf("long"), "--moments"];
        var told = Json([.. ask, "--out", page, "--json"])["recommendations"]!.AsArray().ToDictionary(song => (string)song!["track"]!);
        var moments = told["only/a.wav"]!["moments"]!;
        Assert.Equal(2, (double)moments["askedSeconds"]!, 0.5); // windows are half a second apart
        Assert.Equal(5, (double)moments["foundSeconds"]!, 0.5);
        Assert.Equal((5, null), ((double)moments["seconds"]!, told["only/a.wav"]!["noMoments"]));
        Assert.EndsWith("b.wav: is too short for moments to be found in it: 2.0 s, at least 5.0 s are needed.",
            (string)told["only/b.wav"]!["noMoments"]!, StringComparison.Ordinal);
        Assert.Null(told["only/b.wav"]!["moments"]);

        var html = File.ReadAllText(page);
        Assert.Equal(2, html.Split("<svg class=\"workbench-figure\"").Length - 1);
        Assert.Contains("<h1>Like asked.wav</h1>", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split(" of asked.wav is most like ").Length - 1); // with players, where there are moments
        Assert.Equal(4, html.Split("<audio ").Length - 1);
        Assert.Matches(@"\n   0:0[12] is most like 0:0[45] \(5 s, similarity [01]\.\d\d, tempo \d+ against \d+ BPM\)\n", Text(ask));
        Assert.DoesNotContain("is most like", Text(ask[..^1]), StringComparison.Ordinal);
    }

    private string Run(string dataset) => (string)Json("runs", "--dataset", dataset, "--json")["runs"]![0]!["run"]!;

    private static string[] Ids(JsonNode json) =>
        [.. json["recommendations"]!.AsArray().Select(song => (string)song!["track"]!).Order(StringComparer.Ordinal)];

    private JsonNode Json(params string[] arguments) => JsonNode.Parse(Text(arguments))!;

    private string Text(params string[] arguments)
    {
        var result = songs.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }
}
