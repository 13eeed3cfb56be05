using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbench.Recommendation.Playlists;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Playlists from the command line, and what a player makes of them.</summary>
public sealed class PlaylistTests(LikedSongs songs) : IClassFixture<LikedSongs>
{
    [Fact]
    public void A_list_begins_with_its_song_and_tells_each_step()
    {
        var list = songs.PathOf("lists", "evening.m3u8");
        var json = Json("artist 03 - low 03", "--count", "9", "--artist-gap", "2", "--m3u8", list, "--json");
        var entries = json["songs"]!.AsArray();
        Assert.Equal(("low/03.wav", 9), ((string)entries[0]!["track"]!, entries.Count));
        Assert.Null(entries[0]!["similarity"]);
        Assert.All(entries.Skip(1), song => Assert.InRange((double)song!["similarity"]!, -1, 1));
        Assert.All(entries, song => Assert.Equal(1.5, (double)song!["seconds"]!, 3));
        string[] artists = [.. entries.Select(song => (string)song!["artist"]!)];
        Assert.All(Enumerable.Range(2, 7), place => Assert.Equal(3, artists[(place - 2)..(place + 1)].Distinct().Count()));
        Assert.Equal((list, 9), ((string)json["playlist"]!["file"]!, (int)json["playlist"]!["songs"]!));
        var told = Text("low/03.wav", "--count", "9", "--artist-gap", "2");
        Assert.StartsWith($"Like Artist 03 - low 03: 9 songs, 0:14, by run {songs.FirstRun} (the latest of the song's collection), "
            + "among 24 song(s)", told, StringComparison.Ordinal);
        Assert.Matches(@"\n  1\. low 03 by Artist 03   0:02\n  2\. .+   0:02   similarity -?[01]\.\d{3}\n", told);
    }

    [Fact]
    public void A_way_leads_from_a_song_to_one_outside()
    {
        var end = songs.Sound("end.wav", 1.5, i => Math.Sin(i * 0.7));
        var entries = Json("low/03.wav", "--to", end, "--count", "5", "--artist-gap", "0", "--json")["songs"]!.AsArray();
        Assert.Equal(("low/03.wav", end), ((string)entries[0]!["track"]!, (string)entries[^1]!["path"]!));
        Assert.InRange(entries.Count, 3, 5);
        // A copy of a song of the collection is that song, which is then not in the list.
        var copy = songs.PathOf("copy.wav");
        File.Copy(songs.PathOf("songs", "high", "02.wav"), copy);
        string[] tracks = [.. Json(copy, "--count", "24", "--artist-gap", "0", "--json")["songs"]!.AsArray()
            .Select(song => (string)song!["track"]!)];
        Assert.Equal(24, tracks.Length);
        Assert.DoesNotContain("high/02.wav", tracks);
    }

    [Theory]
    [InlineData("Name a song", "workbench playlist: SONG is missing: ")]
    [InlineData("a.mp3 b.mp3 --to c.mp3", "workbench playlist: --to leads from one song; 2 are named.")]
    [InlineData("a.mp3 --to c.mp3 --variety 0.5",
        "workbench playlist: --to decides which songs are on the way; --variety has no place there.")]
    [InlineData("a.mp3 --count 5 --duration 9", "workbench playlist: --count and --duration both say how long the list is; give one.")]
    [InlineData("a.mp3 --duration long", "workbench playlist: --duration long must be a number of minutes above 0, as 60.")]
    [InlineData("a.mp3 --count 1", "workbench playlist: --count 1 must be 2 to 500; 20 is usual.")]
    public void Wrong_usage_is_told(string line, string message) => Assert.StartsWith(message,
        Workbench.Cli.UsageError.Of(Workbench.Cli.Commands.WorkbenchCommand.Create()
            .Parse(line == "Name a song" ? "playlist" : $"playlist {line}")), StringComparison.Ordinal);

    [Fact]
    public void A_player_opens_the_list_and_plays_its_songs_in_their_order()
    {
        Assert.SkipUnless(HasMpv(), "mpv is not installed; run environment/install-player.sh");
        var odd = songs.PathOf("odd names", "#1 of 100%, \u00E9t\u00E9.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(odd)!);
        File.Copy(songs.PathOf("songs", "low", "02.wav"), odd);
        var list = songs.PathOf("odd names", "list.m3u8");
        PlaylistSong[] expected =
        [
            new(songs.PathOf("songs", "low", "01.wav"), "Who, What - \u00C9t\u00E9") { Seconds = 1.5 }, new(odd, null), new(odd, "Last"),
        ];
        new Playlist("Odd: \"names\"", [.. expected]).Save(list);
        var start = new ProcessStartInfo("mpv", ["--no-config", "--vo=null", "--ao=null", "--ao-null-untimed=yes", "--length=0.1",
            "--term-playing-msg=PLAYED ${path}|${media-title}", list])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var played = WorkbenchProcess.Finish(Process.Start(start)!);
        Assert.True(played.ExitCode == 0, played.Output + played.Error);
        Assert.Equal(expected.Select(song => $"PLAYED {Path.GetFullPath(song.Path)}|{song.Title ?? Path.GetFileNameWithoutExtension(odd)}"),
            played.Output.Split('\n').Where(line => line.StartsWith("PLAYED ", StringComparison.Ordinal)).Select(Resolved));

        string Resolved(string line) => line.Split('|') is [{ } path, { } title]
            ? $"PLAYED {Path.GetFullPath(path["PLAYED ".Length..])}|{title}" : line;
    }

    private static bool HasMpv() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "mpv")));

    private JsonNode Json(params string[] arguments) => JsonNode.Parse(Text(arguments))!;

    private string Text(params string[] arguments)
    {
        var result = songs.Run(["playlist", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }
}
