using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Foundation.Tables;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Bridges;

public sealed class ParquetTests : IDisposable
{
    private static readonly float Payload = BitConverter.Int32BitsToSingle(0x7FC12345); // a NaN of one's own

    private static readonly FeatureTable Table = new(["rock/ü, 1.mp3", "b", "c"],
        new(["mfcc_mean_01", "a/b.c \"ü\""], [0.1f, -0f, float.Epsilon, Payload, float.NegativeInfinity, 3e38f]))
    {
        Songs =
        [
            new("/m/1.mp3", "Ü;", "t", ["Hip-Hop", "R&B; \"Soul\""]),
            new("/m/2.mp3", null, "", []),
            new("/m/3.mp3", "x", null, ["Rock"]),
        ],
        Spec = FeatureSpec.Fma518,
    };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_reads_back_to_the_last_bit_with_its_songs_and_spec()
    {
        Table.Write(folder.File("t.parquet"));
        var read = FeatureTable.Read(folder.File("t.parquet"));
        Assert.Equal(Table.RowNames, read.RowNames);
        Assert.Equal(Table.Features.ColumnNames, read.Features.ColumnNames);
        Assert.Equal(Bits(Table), Bits(read));
        Assert.Equal(Table.Songs, read.Songs);
        Assert.Equal(FeatureSpec.Fma518, read.Spec);
        Assert.Equal(["The column a/b.c \"ü\" has no number in 1 row(s), for instance b; these songs are left out."], read.Notes);
    }

    [Fact]
    public void A_table_of_which_no_more_is_known_has_names_and_features()
    {
        new FeatureTable(["x"], new(["a"], [1])).Write(folder.File("t.parquet"));
        var read = FeatureTable.Read(folder.File("t.parquet"));
        Assert.Empty(read.Songs);
        Assert.Null(read.Spec);
        using var columns = ColumnFormats.Open(folder.File("t.parquet"));
        Assert.Equal([new("id", ColumnKind.Text), new("a", ColumnKind.Real)], columns.Columns);
        Assert.Empty(columns.Properties);
    }

    [Fact]
    public void The_properties_name_the_spec_its_hash_and_all_labels()
    {
        Table.Write(folder.File("t.parquet"));
        using var columns = ColumnFormats.Open(folder.File("t.parquet"));
        Assert.Equal(SpecJson.Hash(FeatureSpec.Fma518), columns.Properties["workbench.features.sha256"]);
        Assert.Equal(FeatureSpec.Fma518, SpecJson.Read<FeatureSpec>(columns.Properties["workbench.features"]));
        Assert.Equal(["Hip-Hop", "R&B; \"Soul\"", "Rock"],
            JsonSerializer.Deserialize<string[]>(columns.Properties["workbench.labels"])!);
    }

    [Fact]
    public void Shards_are_merged_with_what_is_known_of_their_songs()
    {
        var other = new FeatureTable(["a"], new(Table.Features.ColumnNames, [1, 2])) { Songs = [new(null, "A", "T", ["Jazz"])] };
        var merged = FeatureTable.Merge([Table, other with { Spec = Table.Spec }]);
        Assert.Equal(["a", "b", "c", "rock/ü, 1.mp3"], merged.RowNames);
        Assert.Equal([other.Songs[0], Table.Songs[1], Table.Songs[2], Table.Songs[0]], merged.Songs);
        Assert.Equal(Table.Spec, merged.Spec);
        Assert.Null(FeatureTable.Merge([Table, other]).Spec);
        Assert.Contains("of different features", Assert.Throws<WorkbenchException>(
            () => FeatureTable.Merge([Table, other with { Spec = FeatureSpec.Default }])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_others_are_read_by_their_types()
    {
        var schema = new ParquetSchema(new DataField("tempo", typeof(double), isNullable: true), new DataField<int>("track_id", false),
            new DataField<byte>("loud", true), new DataField("genre_top", typeof(string)), new DataField<bool>("live", false),
            new ListField("genres", new DataField<int>("element", false)), new DataField("comment", typeof(string)));
        await using (var file = File.Create(folder.File("t.parquet")))
        await using (var writer = await ParquetWriter.CreateAsync(schema, file, cancellationToken: TestContext.Current.CancellationToken))
            for (var first = 0; first < 4; first += 2)
            {
                using var group = writer.CreateRowGroup(); // two of them
                await group.WriteAsync<double>(schema.DataFields[0], new double?[] { first + 0.1, null });
                await group.WriteAsync<int>(schema.DataFields[1], new int[] { first, first + 1 });
                await group.WriteAsync<byte>(schema.DataFields[2], new byte?[] { null, 255 });
                await group.WriteAsync(schema.DataFields[3], ["Rock", null!]);
                await group.WriteAsync<bool>(schema.DataFields[4], new[] { true, false });
                await group.WriteAllPartsAsync<int>(schema.DataFields[5], new[] { 1, 2 }, new[] { 2, 2 }, new[] { 0, 0 },
                    TestContext.Current.CancellationToken);
                await group.WriteAsync(schema.DataFields[6], ["", "x"]);
            }
        var read = SongTable.Read(folder.File("t.parquet"), []);
        Assert.Equal(["0", "1", "2", "3"], read.RowNames);
        Assert.Equal(["tempo", "loud"], read.Features.ColumnNames);
        Assert.Equal([0.1f, float.NaN, float.NaN, 255, 2.1f, float.NaN, float.NaN, 255], read.Features.Values.ToArray());
        Assert.Equal("2 column(s) that are not of numbers are no features: live, comment.", read.Notes[^1]);
        Assert.Equal(["tempo"], SongTable.Read(folder.File("t.parquet"), ["tempo"]).Features.ColumnNames);
        Assert.EndsWith("t.parquet: the column comment holds no numbers. Name other columns.",
            Message(() => SongTable.Read(folder.File("t.parquet"), ["comment"])), StringComparison.Ordinal);
        Assert.Contains("no column is mfcc or begins with mfcc_",
            Message(() => SongTable.Read(folder.File("t.parquet"), ["mfcc"])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_Parquet_or_says_what_cannot_be_is_one_sentence()
    {
        Table.Write(folder.File("good.parquet"));
        var good = File.ReadAllBytes(folder.File("good.parquet"));
        foreach (var (name, bytes) in new (string, byte[])[] { ("empty", []), ("text", "PAR1 and no more PAR1"u8.ToArray()),
            ("cut", good[..^9]), ("headless", good[20..]), ("csv", "name,a\nx,1\n"u8.ToArray()) })
        {
            var message = Message(() => FeatureTable.Read(folder.Write($"{name}.parquet", bytes)));
            Assert.Contains(".parquet: not readable as Parquet: ", message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
        Assert.Contains("no such file", Message(() => FeatureTable.Read(folder.File("absent.parquet"))), StringComparison.Ordinal);
        new FeatureTable(["x", "y"], new(["a"], [1, 2])).Write(folder.File("t.parquet"));
        Assert.EndsWith("the column a stands twice; name the features apart.",
            Message(() => new FeatureTable(["x"], new(["a", "a"], [1, 2])).Write(folder.File("twice.parquet"))), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("twice.parquet")));
    }

    /// <summary>Any byte may be damaged: then the file is refused in a sentence, or read as something else.</summary>
    [Fact]
    public void Damaged_files_are_refused_or_read_and_never_end_the_program()
    {
        Table.Write(folder.File("good.parquet"));
        var good = File.ReadAllBytes(folder.File("good.parquet"));
        var rng = new Random(20);
        var refused = 0;
        for (var trial = 0; trial < Trials.Count(300); trial++)
        {
            var bytes = (byte[])good.Clone();
            for (var i = rng.Next(1, 4); i > 0; i--)
                bytes[rng.Next(bytes.Length)] = (byte)rng.Next(256);
            try
            {
                FeatureTable.Read(folder.Write("damaged.parquet", bytes));
            }
            catch (WorkbenchException error)
            {
                Assert.StartsWith(folder.File("damaged.parquet"), error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, 1, int.MaxValue);
    }

    /// <summary>Parquet.Net alone would read the second file for ever.</summary>
    [Fact]
    public void A_footer_that_says_what_cannot_be_is_not_read_at_all()
    {
        new FeatureTable(["x"], new(["a"], [1])).Write(folder.File("t.parquet"));
        var good = File.ReadAllBytes(folder.File("t.parquet"));
        var footer = good.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(good.AsSpan(good.Length - 8));
        foreach (var (place, value) in new (int, byte)[] { (footer, 0x18), (footer, 0x38), (footer + 2, 0x59), (footer + 3, 0xFC) })
        {
            var bytes = (byte[])good.Clone();
            bytes[place] = value;
            Assert.Contains("its footer is damaged", Message(() => FeatureTable.Read(folder.Write("damaged.parquet", bytes))),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_spec_that_was_changed_in_the_file_is_noticed()
    {
        Table.Write(folder.File("t.parquet"));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(folder.File("t.parquet")));
        var path = folder.Write("t.parquet", Encoding.Latin1.GetBytes(text.Replace("22050", "44100", StringComparison.Ordinal)));
        Assert.Contains("what it says of its features is not what was written", Message(() => FeatureTable.Read(path)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_takes_its_features_from_a_table()
    {
        Table.Write(folder.File("t.parquet"));
        var dataset = new Dataset("d", folder.Path,
            [.. Table.RowNames.Order(StringComparer.Ordinal).Select(id => new Track { Id = id, AudioPath = id, Labels = ["x"] })], []);
        var spec = FeatureSpec.Parse(folder.File("t.parquet") + ":mfcc");
        var extracted = ExtractedDataset.FromTable(dataset, spec);
        Assert.Equal(["b", "rock/ü, 1.mp3"], extracted.Tracks.Select(track => track.Id)); // that of c is infinite
        Assert.Equal([float.Epsilon, 0.1f], extracted.Features.Values.ToArray());
        Assert.EndsWith("has no number in the column mfcc_mean_01 of " + folder.File("t.parquet"),
            Assert.Single(extracted.Dataset.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_library_it_is_said_what_to_do()
    {
        Assert.Null(ExtraLibrary.Find<IColumnFormat>("Workbench.Nowhere", "ParquetFormat"));
        Assert.Equal("x.parquet: files ending in .parquet are read and written by Workbench.Bridges, which is not there. In a notebook, "
            + "begin with #r \"nuget: Workbench.Bridges\"; a program of your own needs the package Workbench.Bridges; or name a .csv file.",
            ColumnFormats.Absence("x.parquet", "Workbench.Bridges"));
    }

    private static ImmutableArray<int> Bits(FeatureTable table) =>
        [.. table.Features.Values.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static string Message(Action call) => Assert.ThrowsAny<WorkbenchException>(call).Message;
}
