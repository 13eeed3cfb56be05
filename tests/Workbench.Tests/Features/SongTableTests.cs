using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public sealed class SongTableTests : IDisposable
{
    private const string EchoNest = """
        ,echonest,echonest,echonest,echonest
        ,metadata,audio_features,audio_features,temporal_features
        ,release,acousticness,tempo,000
        track_id,,,,
        2,"A Way, Of Life",0.416675,165.922,0.877233
        3,A Way Of Life,0.374408,126.957,

        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_headers_of_FMA_s_features_are_the_names_of_our_518_columns()
    {
        string[][] columns = [.. FmaColumns.All.Select(c => new[] { c.Feature, c.Statistic, c.Number })];
        string[] names = ["feature", "statistics", "number"];
        var header = string.Concat(names.Select((name, level) => $"{name},{string.Join(',', columns.Select(c => c[level]))}\n"));
        var table = Read($"{header}track_id{new string(',', columns.Length)}\n2,{string.Join(',', columns.Select((_, i) => $"{i}.5"))}\n");
        Assert.Equal(FeatureSpec.Fma518.ColumnNames, table.Features.ColumnNames);
        Assert.Equal(["2"], table.RowNames);
        Assert.Equal((0.5f, 517.5f), (table.Features[0, 0], table.Features[0, 517]));
    }

    /// <summary>The lines tell how many rows to expect; they may tell too many, too few, or nothing.</summary>
    [Theory]
    [InlineData("name,a,word,b\n\"one\ntwo\",1,x,2\nthree,3,y,4\n")]
    [InlineData("\uFEFFname,a,word,b\n\"one\ntwo\",1,x,2\nthree,3,y,4")]
    [InlineData("name,a,word,b\n\n\n\"one\ntwo\",1,x,2\n\nthree,3,y,4\n\n\n")]
    public void Rows_are_read_whatever_their_lines_tell(string csv)
    {
        var table = Read(csv);
        Assert.Equal(["one\ntwo", "three"], table.RowNames);
        Assert.Equal(["a", "b"], table.Features.ColumnNames);
        Assert.Equal([1, 2, 3, 4], table.Features.Values.ToArray());
    }

    [Fact]
    public void Many_rows_of_a_text_whose_lines_were_not_counted_are_read()
    {
        var path = folder.File("utf-16.csv");
        File.WriteAllText(path, $"name,a,b\n{string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},{i},{-i}\n"))}",
            System.Text.Encoding.Unicode);
        var table = SongTable.Read(path, []);
        Assert.Equal(3000, table.Features.RowCount);
        Assert.Equal([2999f, -2999], table.Features.Row(2999).ToArray());
    }

    [Fact]
    public void Text_is_no_feature_and_a_blank_is_not_a_number()
    {
        var table = Read(EchoNest);
        Assert.Equal(["echonest_audio_features_acousticness", "echonest_audio_features_tempo", "echonest_temporal_features_000"],
            table.Features.ColumnNames);
        Assert.Equal(["2", "3"], table.RowNames);
        Assert.Equal([0.416675f, 165.922f, 0.877233f, 0.374408f, 126.957f, float.NaN], table.Features.Values.ToArray());
    }

    [Fact]
    public void Columns_are_chosen_by_name_or_beginning()
    {
        Assert.Equal(["echonest_audio_features_acousticness", "echonest_audio_features_tempo"],
            Read(EchoNest, "echonest_audio_features").Features.ColumnNames);
        Assert.Equal(["echonest_audio_features_tempo"], Read(EchoNest, "echonest_audio_features_tempo").Features.ColumnNames);
        Assert.Contains("no column is mfcc or begins with mfcc_; there are track_id, echonest_metadata_release,",
            Message(EchoNest, "mfcc"), StringComparison.Ordinal);
        Assert.EndsWith("row 2, column echonest_metadata_release: \"A Way, Of Life\" is not a number. Name other columns.",
            Message(EchoNest, "echonest_metadata"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_header_row_is_read_with_labels_and_parts_left_out()
    {
        var table = Read("label,filename,tempo,rms\n3,blues.00000.wav,120,0.1\n4,blues.00001.wav,90,0.2\n");
        Assert.Equal(["tempo", "rms"], table.Features.ColumnNames);
        Assert.Equal(["blues.00000.wav", "blues.00001.wav"], table.RowNames);
        Assert.Equal(["tempo", "rms"], Read("id,tempo,rms\n1,120,0.1\n2,,\n").Features.ColumnNames); // a song without values is no header
    }

    [Fact]
    public void Tables_of_real_songs_are_read()
    {
        var mfcc = SongTable.Read(SharedData.Path("fma", "ntds2017_mfcc_2000x140.csv"), []);
        Assert.Equal((2000, 140, 10),
            (mfcc.Features.RowCount, mfcc.Features.ColumnCount,
                Enumerable.Range(0, 2000).Count(row => float.IsNaN(mfcc.Features[row, 0]))));
        Assert.Equal("mfcc_kurtosis_01", mfcc.Features.ColumnNames[0]);
        Assert.Equal(["acousticness", "danceability", "energy", "instrumentalness", "liveness", "speechiness", "tempo", "valence"],
            SongTable.Read(SharedData.Path("fma", "echonest_13129.csv"), []).Features.ColumnNames);
        var packed = SongTable.Read(SharedData.Path("fma", "small_8000_pca.csv.gz"), ["mfcc", "tonnetz"]);
        Assert.Equal((8000, 55), (packed.Features.RowCount, packed.Features.ColumnCount));
    }

    [Fact]
    public void What_is_no_table_is_refused()
    {
        Assert.EndsWith("the file is empty.", Message(""), StringComparison.Ordinal);
        Assert.EndsWith("no row; the columns are name, tempo.", Message("name,tempo\n"), StringComparison.Ordinal);
        Assert.EndsWith("no column of numbers; the columns are name, mood.", Message("name,mood\na,sad\n"), StringComparison.Ordinal);
        Assert.Contains("The row a stands twice", Message("name,tempo\na,1\na,2\n"), StringComparison.Ordinal);
        Assert.Contains("not readable as CSV",
            Assert.Throws<WorkbenchException>(() => SongTable.Read(folder.Write("text.csv.gz", "This is not packed."), [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<WorkbenchException>(() => SongTable.Read(folder.File("nowhere.csv"), [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("must be a file ending in .csv, .csv.gz or .parquet",
            Assert.Throws<InvalidSpecException>(FeatureSpec.FromTable("features.npy").Validate).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be taken from audio",
            Assert.Throws<InvalidSpecException>(() => new FeatureExtractor(FeatureSpec.FromTable("features.csv"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_of_a_table_survives_its_JSON_and_others_keep_their_identity()
    {
        var spec = FeatureSpec.FromTable("features.csv", "mfcc", "tonnetz");
        Assert.Equal(spec, SpecJson.Read<FeatureSpec>(SpecJson.Write(spec)));
        Assert.NotEqual(spec, FeatureSpec.FromTable("features.csv", "mfcc"));
        Assert.DoesNotContain("table", SpecJson.Write(FeatureSpec.Default), StringComparison.Ordinal);
    }

    private FeatureTable Read(string csv, params string[] columns) =>
        SongTable.Read(folder.Write("table.csv", csv.ReplaceLineEndings("\n")), [.. columns]);

    private string Message(string csv, params string[] columns) => Assert.Throws<WorkbenchException>(() => Read(csv, columns)).Message;
}
