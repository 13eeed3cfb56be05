using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public sealed class CsvManifestTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Songs_are_read_with_labels_and_artist()
    {
        Touch("a/1.wav", "b/2.wav");
        var dataset = Read("path,labels,artist,title\nb/2.wav,Rock; Punk;Rock,The Invented,\"A, B\"\na/1.wav,Jazz,,\n");
        Assert.Equal(["a/1.wav", "b/2.wav"], dataset.Tracks.Select(t => t.Id));
        Assert.Equal(["Punk", "Rock"], dataset.Tracks[1].Labels);
        Assert.Equal("The Invented - A, B", dataset.Tracks[1].DisplayName);
        Assert.Null(dataset.Tracks[0].Artist);
        Assert.Equal("a/1.wav", dataset.Tracks[0].Group);
    }

    [Fact]
    public void Lines_that_cannot_be_used_are_listed_with_their_reason()
    {
        Touch("1.wav", "2.wav");
        var dataset = Read("path,labels\n1.wav,Rock\n2.wav, ;\nmissing.wav,Rock\n1.wav,Jazz\n");
        Assert.Single(dataset.Tracks);
        Assert.Equal(
            ["has no genre; name at least one", "no such file; download the audio, or move it to where the table says",
                ],
            dataset.Skipped.Select(s => s.Reason));
    }

    [Fact]
    public void A_missing_column_is_named_with_those_that_are_there()
    {
        var error = Assert.Throws<WorkbenchException>(() => Read("song name,style\n1.wav,Rock\n"));
        Assert.Contains("the column path and labels is missing; the header has song name, style", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_manifest_is_refused()
    {
        Assert.Contains("the header has nothing", Assert.Throws<WorkbenchException>(() => Read("")).Message, StringComparison.Ordinal);
        Assert.Contains("no song", Assert.Throws<WorkbenchException>(() => Read("path,labels\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Semicolons_and_tabs_may_separate_the_columns()
    {
        Touch("1.wav");
        Assert.Equal(["Pop", "Rock"], Read("path;labels\n1.wav;\"Rock;Pop\"\n").Tracks.Single().Labels);
        Assert.Equal(["Pop", "Rock"], Read("path\tlabels\n1.wav\tRock, Pop\n").Tracks.Single().Labels);
    }

    [Fact]
    public void Lines_of_one_song_are_one_song_with_the_labels_of_all()
    {
        Touch("1.wav", "2.wav");
        var dataset = Read("path,labels,artist,part\n1.wav,Rock,,test\n2.wav,Rock,,\n1.wav,Pop,Ann,\n");
        Assert.Equal(["Pop", "Rock"], dataset.Tracks[0].Labels);
        Assert.Equal(("Ann", PartName.Test), (dataset.Tracks[0].Artist, dataset.Tracks[0].Part));
        Assert.Contains("1 line(s) name a song again: it has the labels of all its lines.", dataset.Notes);
    }

    [Theory]
    [InlineData("Rock, Pop", "Pop|Rock")]
    [InlineData("Rock|Pop", "Pop|Rock")]
    [InlineData("Rock/Pop", "Pop|Rock")]
    [InlineData("Rock & Pop", "Pop|Rock")]
    [InlineData("R&B/Soul", "R&B/Soul")]
    [InlineData("Drum & Bass", "Drum & Bass")]
    [InlineData("Lo, fi;Rock/Pop", "Lo, fi|Rock/Pop")]
    public void Labels_without_a_semicolon_are_taken_apart_as_tags_are(string cell, string labels)
    {
        Touch("1.wav");
        var dataset = Read($"path,labels\n1.wav,\"{cell}\"\n");
        Assert.Equal(labels.Split('|'), dataset.Tracks.Single().Labels);
        Assert.Equal(labels.Contains('|', StringComparison.Ordinal) && !cell.Contains(';', StringComparison.Ordinal) ? 1 : 0,
            dataset.TagReadings.Length);
    }

    [Fact]
    public void Spellings_of_a_genre_are_joined_and_a_single_one_is_kept()
    {
        Touch("1.wav", "2.wav", "3.wav", "4.wav", "5.wav");
        var dataset = Read("path,labels\n1.wav,hiphop\n2.wav,Hip Hop\n3.wav,Hip-Hop\n4.wav,jazz \n5.wav,electronica\n");
        Assert.Equal(["Hip-Hop", "Hip-Hop", "Hip-Hop", "jazz", "electronica"], dataset.Tracks.SelectMany(t => t.Labels));
        Assert.Equal([("Hip Hop", "Hip-Hop"), ("hiphop", "Hip-Hop")], dataset.TagReadings.Select(r => (r.Tag, r.Genres.Single())).Order());
    }

    [Fact]
    public void A_filename_beside_an_id_is_the_path()
    {
        Touch("a/1.wav");
        var track = Read("id,filename,label\n7,a/1.wav,Rock\n").Tracks.Single();
        Assert.Equal(("a/1.wav", "7"), (track.Id, track.TableName));
    }

    [Fact]
    public void Columns_go_by_the_names_that_published_tables_have()
    {
        var track = Read("track_id,artists,album_name,track_name,track_genre\nx1,Ann;Bob,One,Two,rock\n").Tracks.Single();
        Assert.Equal(("x1", "Ann;Bob", "One", "Two", "rock"), (track.Id, track.Artist, track.Album, track.Title, track.Labels.Single()));
    }

    [Fact]
    public void Files_are_found_in_other_spellings()
    {
        Touch("a/1.wav", "b/caf\u00E9.wav", "b/Song.WAV", "c/x.wav", "c/y.wav");
        var dataset = Read("path,labels\na\\1.wav,A\nb/cafe\u0301.wav,B\nb/song.wav,B\nD:\\Music\\c\\x.wav,C\nD:/c/y.wav,C\n");
        Assert.Empty(dataset.Skipped);
        Assert.Equal(5, dataset.Tracks.Length);
        Assert.All(dataset.Tracks, t => Assert.True(File.Exists(t.AudioPath), t.AudioPath));
    }

    [Theory]
    [InlineData("https://example.org/1.wav", "is an address on the web")]
    [InlineData("~/Music/1.wav", "begins with ~")]
    [InlineData("elsewhere/1.wav", "one of this name is there as a/1.wav: write that")]
    [InlineData("C:\\Music\\2.wav", "is a path of Windows")]
    [InlineData("a", "is a folder")]
    [InlineData("2.wav", "no such file; download the audio")]
    public void Paths_that_cannot_be_read_are_named_as_what_they_are(string path, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && path.StartsWith('C'), "a path of Windows is one there");
        Touch("a/1.wav");
        Assert.Contains(reason, Assert.Single(Read($"path,labels\na/1.wav,A\n{path},B\n").Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_of_a_column_are_one_recording()
    {
        Touch("1.wav", "2.wav", "3.wav");
        var tracks = Read("path,labels,recording\n1.wav,A,x\n2.wav,A,x\n3.wav,B,y\n").Tracks;
        Assert.Equal(tracks[0].Group, tracks[1].Group);
        Assert.NotEqual(tracks[0].Group, tracks[2].Group);
    }

    [Fact]
    public void Windows_1252_is_recognised_and_what_is_no_known_encoding_is_refused_with_its_line()
    {
        Touch("1.wav");
        var path = folder.Write("songs.csv", [.. "path,labels\n1.wav,M"u8, 0xFA, .. "sica\n"u8]);
        var dataset = CsvManifest.Read(path);
        Assert.Equal(["Música"], dataset.Tracks.Single().Labels);
        Assert.Contains(dataset.Notes, n => n.Contains("was read as Windows-1252, line 2: \"Música\"", StringComparison.Ordinal));
        folder.Write("songs.csv", [.. "path,labels\n1.wav,Rock\n1.wav,"u8, 0x83, 0x57, 0x83, 0x83, 0x83, 0x59, (byte)'\n']); // Shift JIS
        Assert.Contains("line 3: ", Assert.Throws<WorkbenchException>(() => CsvManifest.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_spreadsheets_write_is_read()
    {
        Touch("a,b.wav", "ü.wav");
        var dataset = Read("\uFEFF\"Path\",\"LABELS\"\r\n\"a,b.wav\",\"Lo, fi;R\"\"n\"\"B\"\r\nü.wav,Rock\r\n");
        Assert.Equal(["a,b.wav", "ü.wav"], dataset.Tracks.Select(t => t.Id));
        Assert.Equal(["Lo, fi", "R\"n\"B"], dataset.Tracks[0].Labels);
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_skipped()
    {
        Touch("1.wav");
        var dataset = Read("path,labels\n1.wav,Rock\n2\0.wav,Rock\n,Rock\n");
        Assert.Equal(["1.wav"], dataset.Tracks.Select(t => t.Id));
        Assert.Equal(2, dataset.Skipped.Length);
    }

    [Fact]
    public void Lists_of_names_and_of_FMA_s_numbers_are_labels()
    {
        const string csv = "id,genres_all,split\n1,\"['Rock', 'Hip-Hop']\",training\n2,[21],test\n";
        folder.Write("genres.csv", "what,ever\n1,2\n"); // not FMA's, and not looked at without a list of numbers
        Assert.Equal(["a"], CsvManifest.Read(folder.Write("plain.csv", "path,labels\n1,a\n")).Tracks[0].Labels);
        Assert.Contains("the column genre_id is missing", Assert.Throws<WorkbenchException>(() => Read(csv)).Message,
            StringComparison.Ordinal);
        File.Delete(folder.File("genres.csv"));
        Assert.Equal(["Hip-Hop", "Rock", "21"], Read(csv).Tracks.SelectMany(t => t.Labels));
        Assert.Equal([PartName.Training, PartName.Test], Read(csv).Tracks.Select(t => t.Part!.Value));
        folder.Write("genres.csv", "genre_id,parent,title\n21,0,Hip-Hop\n");
        Assert.Contains("\"['Rock', 'Hip-Hop']\" is no list of genre numbers",
            Assert.Throws<WorkbenchException>(() => Read(csv)).Message, StringComparison.Ordinal);
        Assert.Equal(["Hip-Hop"], Read("id,genres_all\n2,[21]\n").Tracks[0].Labels);
    }

    private Dataset Read(string csv) => CsvManifest.Read(folder.Write("songs.csv", csv));

    private void Touch(params string[] files)
    {
        foreach (var file in files)
            File.WriteAllBytes(folder.File(file.Split('/')), []);
    }
}
