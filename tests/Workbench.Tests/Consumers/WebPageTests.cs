using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Export;

namespace Workbench.Tests.Consumers;

/// <summary><c>tests/consumers/web</c>: an exported model in a web page.</summary>
[Collection(nameof(ExportedDemo))]
public sealed class WebPageTests(ExportedDemo demo, WebPageVisit visit) : IClassFixture<WebPageVisit>
{
    [Fact]
    public void It_says_to_songs_what_the_library_says()
    {
        foreach (var song in Seen(() => visit.Songs))
        {
            var answer = visit.Seen["songs"]![Path.GetFileName(song)]!;
            Assert.Equal("", (string?)answer["error"]);
            // Decoders of MP3 differ in the last bits, and the halving filter has float32 sums of its own.
            AssertProbabilities("cnn", song, answer, song.EndsWith(".mp3", StringComparison.Ordinal) ? 1e-4 : 1e-5);
        }
    }

    [Fact]
    public void It_decides_from_the_thresholds_on_and_says_so()
    {
        var model = Seen(() => ExportedModel.Read(demo.Model("cnn")));
        foreach (var (_, answer) in visit.Seen["songs"]!.AsObject())
        {
            var decided = model.Classes.Zip(model.Thresholds)
                .Where(label => (double)answer!["probabilities"]![label.First]! >= label.Second)
                .Select(label => label.First).ToHashSet();
            Assert.Equal(decided, answer!["decided"].Deserialize<HashSet<string>>());
            var verdict = (string)answer["verdict"]!;
            Assert.StartsWith(decided.Count > 0 ? "Sounds like " : "No genre reaches its threshold", verdict, StringComparison.Ordinal);
            Assert.All(decided, label => Assert.Contains(label, verdict, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void It_draws_the_genres_over_time_and_has_them_as_a_table()
    {
        var answer = Seen(() => Answer(demo.Medley));
        Assert.Equal(8, (int)answer["chartRows"]!);
        var table = answer["table"].Deserialize<string[][]>()!;
        Assert.Equal(9, table[0].Length);
        Assert.InRange(table.Length, 20, 40); // some 22 seconds, a window every 0.74
        Assert.StartsWith("0:00", table[1][0], StringComparison.Ordinal);
        Assert.True((bool)visit.Seen["tableIsOpen"]!);
        Assert.Equal(0, (int)Answer("short.wav")["chartRows"]!); // a second has no course
    }

    [Fact]
    public void It_recommends_the_songs_that_the_library_recommends_for_the_same_reasons()
    {
        foreach (var song in Seen(() => visit.Songs.Take(2)))
            AssertRecommendations("cnn", song, Answer(song));
    }

    [Fact]
    public void A_song_that_is_dropped_one_that_comes_too_soon_and_one_that_is_recorded_are_heard()
    {
        AssertProbabilities("cnn", demo.Medley, Seen(() => visit.Seen["dropped"]!), 1e-5);
        Assert.Contains("dropped.wav", (string)visit.Seen["dropped"]!["facts"]!, StringComparison.Ordinal);
        AssertProbabilities("cnn", demo.Medley, visit.Seen["replaced"]!, 1e-5);
        Assert.Equal("Stop 0:04", (string?)visit.Seen["recording"]);
        Assert.Equal("", (string?)visit.Seen["recorded"]!["error"]);
        Assert.StartsWith("Recording · 0:0", (string)visit.Seen["recorded"]!["facts"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_cannot_hear_it_refuses_with_a_sentence()
    {
        var refused = Seen(() => visit.Seen["refused"]!);
        foreach (var (what, sentence) in new Dictionary<string, string>
        {
            ["text"] = "notes.txt is not audio that this browser can play. Choose an MP3, WAV, FLAC, OGG or M4A file.",
            ["empty"] = "empty.wav is empty. Choose another file.",
            ["short"] = "short.wav lasts 0.20 s, too short to tell a genre. Choose 1 s or more.",
            ["silent"] = "There is nothing but silence. Look at the level of the microphone, or choose another song.",
            ["long"] = "long.wav lasts 16 minutes; this page hears at most 15. Cut a piece out of it.",
        })
        {
            Assert.Equal(sentence, (string?)refused[what]![0]);
            Assert.False((bool)refused[what]![1]!); // no older answer stands beside it
        }
        Assert.Equal("That was a link, not a file. Save the song on this device, then drop it here.", (string?)visit.Seen["link"]);
    }

    [Fact]
    public void Another_version_of_the_site_comes_whole_when_the_pages_of_the_old_one_are_closed()
    {
        Assert.Equal($"Model {Seen(() => ExportedModel.Read(demo.Model("cnn"))).Name}.", (string?)visit.Seen["stillOld"]);
        Assert.Equal($"Model {ExportedModel.Read(demo.Model("mlp")).Name}.", (string?)visit.Seen["new"]);
    }

    [Fact]
    public void Nothing_leaves_its_origin_and_without_a_network_it_answers_the_same()
    {
        Assert.Equal(["own"], Seen(() => visit.Seen["origins"]).Deserialize<string[]>()!);
        Assert.Empty(visit.Seen["complaints"]!.AsArray());
        var offline = visit.Seen["offline"]!;
        AssertProbabilities("mlp", demo.Medley, offline, 1e-4);
        AssertRecommendations("mlp", demo.Medley, offline);
        Assert.EndsWith("The model knows whole songs: what it says to pieces is only a hint.", (string)offline["timeNote"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_the_page_is_in_the_assembled_site()
    {
        var site = Seen(() => visit.Site("cnn"));
        Assert.Subset(Directory.GetFiles(site).Select(Path.GetFileName).ToHashSet(),
            Directory.GetFiles(WebPageVisit.Folder).Select(Path.GetFileName).Except(["README.md", "page.png", "assemble.mjs"]).ToHashSet());
    }

    [Fact]
    public void Screen_readers_have_names_for_everything_and_phones_need_no_scrolling_to_the_side()
    {
        var tree = (string)Seen(() => visit.Seen["tree"])!;
        var model = ExportedModel.Read(demo.Model("cnn"));
        string[] parts =
        [
            "region \"Choose a song\"", "button \"Choose a song\"", "button \"Record\"", "status", "alert", "heading \"Sounds like ",
            "list \"Genres with their probabilities\"", "its threshold of", "img \"Genres over time; the table below has the numbers\"",
        ];
        foreach (var part in parts)
            Assert.Contains(part, tree, StringComparison.Ordinal);
        Assert.All(model.Classes, label => Assert.Contains($"listitem: {label} ", tree, StringComparison.Ordinal));
        Assert.Equal($"Knows {model.Classes.Length} genres: {string.Join(", ", model.Classes)}.", (string?)visit.Seen["model"]);
        Assert.Equal(360, (int)visit.Seen["widths"]!["light"]!);
        Assert.Equal(360, (int)visit.Seen["widths"]!["dark"]!);
    }

    /// <summary>Looks first whether there is something to see: else the test is skipped before it makes a model.</summary>
    private T Seen<T>(Func<T> value)
    {
        _ = visit.Seen;
        return value();
    }

    private JsonNode Answer(string song) => visit.Seen["songs"]![Path.GetFileName(song)]!;

    private void AssertProbabilities(string kind, string song, JsonNode answer, double tolerance)
    {
        var expected = demo.Hear(kind, song).Probabilities.Row(0).ToArray();
        var said = answer["probabilities"]!.AsObject();
        Assert.Equal(expected.Length, said.Count);
        foreach (var (label, probability) in ExportedModel.Read(demo.Model(kind)).Classes.Zip(expected))
            Assert.Equal(probability, (double)said[label]!, tolerance);
    }

    private void AssertRecommendations(string kind, string song, JsonNode answer) => Assert.Equal(
        demo.Recommend(kind, song).Select(near => $"{near.Track.Title} by {near.Track.Artist}\n{near.Reason}"),
        answer["similar"].Deserialize<string[]>());
}
