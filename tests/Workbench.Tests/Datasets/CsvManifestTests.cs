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
                "named twice in the manifest; the first line counts"],
            dataset.Skipped.Select(s => s.Reason));
    }

    [Fact]
    public void A_missing_column_is_named_with_those_that_are_there()
    {
        var error = Assert.Throws<WorkbenchException>(() => Read("file,genre\n1.wav,Rock\n"));
        Assert.Contains("the column path and labels is missing; the header has file, genre", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_manifest_is_refused()
    {
        Assert.Contains("the header has nothing", Assert.Throws<WorkbenchException>(() => Read("")).Message, StringComparison.Ordinal);
        Assert.Contains("no song", Assert.Throws<WorkbenchException>(() => Read("path,labels\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Semicolons_between_the_columns_are_refused_with_the_remedy()
    {
        var error = Assert.Throws<WorkbenchException>(() => Read("path;labels\n1.wav;Rock\n"));
        Assert.Contains("the header has path;labels. A manifest is comma-separated, in UTF-8", error.Message, StringComparison.Ordinal);
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
        Assert.Contains("'['Rock', 'Hip-Hop']' is no list of genre numbers",
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
