using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public sealed class SongGroupsTests
{
    [Fact]
    public void Songs_of_one_artist_in_all_spellings_are_one_group_and_others_are_not()
    {
        var dataset = Join(("1", "Ann Lee"), ("2", "ANN LEE"), ("3", "Ann Lee feat. Bob"), ("4", "bob"), ("5", "Cid"), ("6", null),
            ("7", "Various Artists"), ("8", "Cid"));
        Assert.Single(dataset.Tracks.Take(4).Select(t => t.Group).Distinct());
        Assert.Equal(4, dataset.Tracks.Skip(4).Select(t => t.Group).Distinct().Count() + 1);
        Assert.Equal("Cid", dataset.Tracks[4].Group);
        Assert.Null(dataset.Tracks[6].Artist);
        var reading = Assert.Single(dataset.ArtistReadings);
        Assert.Equal(("bob", 4), (reading.Artist, reading.Tracks));
        Assert.Contains("1 song(s) are by Various Artists, which is no artist.", dataset.Notes);
    }

    [Theory]
    [InlineData("a/blues.00000.0.wav  a/blues.00000.1.wav  a/blues.00000.9.wav  b/x.wav")]
    [InlineData("a/song_part1.wav  a/song_part2.wav  a/song_part3.wav  b/song_part1.wav")]
    [InlineData("a/song - segment 0.wav  a/song - segment 1.wav  a/song - segment 2.wav  b/x.wav")]
    [InlineData("a/000123_0.wav  a/000123_1.wav  a/000123_2.wav  b/x.wav")]
    [InlineData("a/song_0-30.wav  a/song_30-60.wav  a/song_60-75.wav  b/x.wav")]
    [InlineData("a/song (chunk 1).mp3  a/song (chunk 2).mp3  a/song (chunk 3).mp3  b/x.wav")]
    public void Segments_of_one_recording_are_one_group(string ids)
    {
        var tracks = Join([.. ids.Split("  ").Select(id => (id, (string?)null))]).Tracks;
        Assert.Single(tracks.Take(3).Select(t => t.Group).Distinct());
        Assert.Equal(2, tracks.Select(t => t.Group).Distinct().Count());
    }

    [Theory]
    [InlineData("blues.00000.wav blues.00001.wav blues.00002.wav")] // GTZAN's songs
    [InlineData("a/01.wav a/02.wav a/03.wav")] // an album
    [InlineData("rock/rock_clip_1.wav rock/rock_clip_2.wav rock/rock_clip_3.wav")] // songs of a genre
    [InlineData("2019-03-12.wav 2019-03-29.wav 2019-04-02.wav")] // dates
    [InlineData("counterpart1.wav counterpart2.wav counterpart3.wav")]
    [InlineData("part1.wav part2.wav part3.wav")]
    public void Names_that_only_look_so_are_no_segments(string ids)
    {
        var tracks = Join([.. ids.Split(' ').Select(id => (id, (string?)null))]).Tracks;
        Assert.Equal(3, tracks.Select(t => t.Group).Distinct().Count());
    }

    [Fact]
    public void A_name_that_most_songs_have_in_common_is_no_recording()
    {
        var tracks = Join([.. Enumerable.Range(1, 40).Select(i => ($"mix_clip_{i}.wav", (string?)null))]).Tracks;
        Assert.Equal(40, tracks.Select(t => t.Group).Distinct().Count());
    }

    private static Dataset Join(params (string Id, string? Artist)[] songs) => SongGroups.Join(new("x", "/", [.. songs.Select(s => new Track
    {
        Id = s.Id, AudioPath = s.Id, Labels = ["rock"], Artist = s.Artist,
    })], []));
}
