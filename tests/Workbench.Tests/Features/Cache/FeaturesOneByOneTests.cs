using System.Runtime.InteropServices;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features.Cache;

/// <summary>
/// What is kept of one feature serves every spec that names it. Songs whose bytes are gone, but not their names, show that nothing is
/// decoded; numbers that no extractor gives show that a row was taken as it is.
/// </summary>
public sealed class FeaturesOneByOneTests : IDisposable
{
    private const float Mark = 12_345;
    private readonly TempFolder folder = new();

    private Database Database => new(folder.File("cache.db"));

    private FeatureCache Cache => new(Database);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void With_any_of_the_default_features_less_nothing_is_decoded()
    {
        var (songs, all) = Forgotten(FeatureSpec.Default);
        foreach (var dropped in FeatureSpec.Default.Features)
            AssertTakenFrom(all, songs, FeatureSpec.Default with { Features = FeatureSpec.Default.Features.Remove(dropped) });
    }

    [Fact]
    public void In_another_order_and_of_other_statistics_nothing_is_decoded()
    {
        var (songs, all) = Forgotten(FeatureSpec.Default);
        AssertTakenFrom(all, songs, FeatureSpec.Default with { Features = [.. FeatureSpec.Default.Features.Reverse()] });
        foreach (var statistic in Enum.GetValues<Statistic>())
            AssertTakenFrom(all, songs, FeatureSpec.Default with { Statistics = [statistic] });
        AssertTakenFrom(all, songs, FeatureSpec.Default with { Statistics = [Statistic.Std, Statistic.Kurtosis] });
    }

    [Fact]
    public void A_feature_more_is_extracted_alone()
    {
        string[] songs = [Song(1), Song(2)];
        foreach (var added in FeatureSpec.Default.Features)
        {
            var without = FeatureSpec.Default with { Features = FeatureSpec.Default.Features.Remove(added) };
            Cache.Extract(songs, without);
            MarkAll();
            Run($"DELETE FROM feature_vector WHERE spec_hash = '{(FeatureSpec.Default with { Features = [added] }).Hash}'");
            var result = Cache.Extract(songs, FeatureSpec.Default);
            for (var song = 0; song < songs.Length; song++)
            {
                var expected = new FeatureExtractor(FeatureSpec.Default).Extract(AudioFile.Read(songs[song]));
                for (var column = 0; column < expected.ColumnCount; column++)
                    Assert.Equal(IsOf(added, expected.ColumnNames[column]) ? expected[0, column] : Mark, result.Features[song, column]);
            }
            Run("DELETE FROM feature_vector");
        }
    }

    /// <summary>
    /// A song of three parts, of which the last is far louder, so that decibels differ between parts and whole; and a feature that needs
    /// the song whole beside one that does not.
    /// </summary>
    [Theory]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(1000, true)]
    [InlineData(1000, false)]
    public void Alone_together_or_in_steps_a_feature_has_the_same_values(int seconds, bool keepsFrames)
    {
        FeatureSpec all = new()
        {
            SampleRate = 1000,
            FftLength = 1024,
            HopLength = 500,
            Features = [new LogMel(8), new Duration(), new Delta(new Mel(8)), new Centered(new LogMel(8))],
            Statistics = keepsFrames ? [] : [Statistic.Mean, Statistic.Std],
        };
        var rng = new Random(1);
        float[] samples = [.. Enumerable.Range(0, 1000 * seconds)
            .Select(i => (float)(i < 900_000 ? 0.003 * Math.Sin(0.6 * i) : 0.5 * rng.NextDouble()))];
        string[] songs = [folder.Write("song.wav", WavFile.Encode(new(1000, samples)))];
        var song = AudioFile.Read(songs[0]);
        var expected = new FeatureExtractor(all).Extract(song);
        Assert.Equal(seconds > 500, !expected.Values.SequenceEqual(new FeatureExtractor(all).ExtractWhole(song, Work.Default).Values));

        foreach (var first in all.Features)
        {
            FeatureCache cache = new(new(folder.File(first.Name, "cache.db")));
            var alone = all with { Features = [first] };
            var matrix = new FeatureExtractor(alone).Extract(song);
            AssertColumns(expected, alone, matrix.Values.ToArray());
            AssertColumns(expected, alone, Kept(cache.Extract(songs, alone)), keepsFrames);
            AssertColumns(expected, all, Kept(cache.Extract(songs, all)), keepsFrames);
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("fma518")]
    [InlineData("logmel")]
    [InlineData("two features with all frames")]
    [InlineData("two statistics")]
    public void Rows_of_earlier_versions_are_found_without_decoding(string name)
    {
        FeatureSpec two = new() { Features = [new Mfcc(), new Rms()] };
        var spec = name switch
        {
            "two features with all frames" => two with { Statistics = [] },
            "two statistics" => two with { Statistics = [Statistic.Mean, Statistic.Std] },
            _ => FeatureSpec.Presets[name],
        };
        string[] songs = [Song(1), Song(2)];
        FeatureMatrix[] expected = [.. songs.Select(song => new FeatureExtractor(spec).Extract(AudioFile.Read(song)))];
        KeepAsBefore(songs, spec, expected);
        foreach (var song in songs)
            Garble(song);
        foreach (var _ in Enumerable.Range(0, 2)) // as they are, and perhaps split
        {
            Assert.Equal(2, Cache.Survey([.. songs.Select(song => new AudioVariant(song))], spec, Work.Default).Cached);
            var found = Cache.Extract(songs, spec);
            Assert.Equal(2, found.CachedCount);
            for (var song = 0; song < songs.Length; song++)
                AssertColumns(expected[song], spec, Kept(found, song), spec.KeepsFrames);
        }
        if (spec.Statistics.Length == 7)
        {
            Assert.Equal(0L, Scalar($"SELECT COUNT(*) FROM feature_vector WHERE spec_hash = '{spec.Hash}'")); // nothing is kept twice
            foreach (var feature in spec.Features)
                Assert.Equal(2, Cache.Extract(songs, spec with { Features = spec.Features.Remove(feature) }).CachedCount);
        }
    }

    [Fact]
    public void Rows_of_the_default_features_of_earlier_versions_serve_specs_that_name_some_of_them()
    {
        string[] songs = [Song(1), folder.Write("text.mp3", "This is no music.")];
        KeepAsBefore([songs[0]], FeatureSpec.Default, [new FeatureExtractor(FeatureSpec.Default).Extract(AudioFile.Read(songs[0]))]);
        Cache.Extract(songs, FeatureSpec.Default with { Features = [new Rms()] }); // which remembers that the other is no music
        Run($"UPDATE feature_quarantine SET spec_hash = '{FeatureSpec.Default.Hash}'");
        foreach (var song in songs)
            Garble(song);
        var found = Cache.Extract(songs, FeatureSpec.Default with { Features = [new Mfcc(), new ChromaStft()] });
        Assert.Equal(1, found.CachedCount);
        Assert.Contains("text", Assert.Single(found.Quarantined).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_earlier_version_kept_of_a_song_whole_is_taken_for_what_needs_it_whole()
    {
        FeatureSpec mixed = new() { Features = [new Rms(), new Duration()] };
        string[] songs = [Song(1)];
        var expected = new FeatureExtractor(mixed).Extract(AudioFile.Read(songs[0]));
        var marked = expected.Values.ToArray();
        marked.AsSpan(0, 7).Fill(Mark); // of a long song, Rms would have had other values
        marked.AsSpan(7).Fill(2 * Mark);
        KeepAsBefore(songs, mixed, [new(mixed.ColumnNames, marked)]);
        var values = Cache.Extract(songs, mixed).Features.Values.ToArray();
        Assert.Equal(expected.Values[..7], values.AsSpan(0, 7));
        Assert.All(values[7..], value => Assert.Equal(2 * Mark, value));
    }

    [Fact]
    public void A_damaged_feature_is_extracted_alone()
    {
        string[] songs = [Song(1), Song(2)];
        FeatureSpec spec = new() { Features = [new Mfcc(), new Rms()] };
        var right = Cache.Extract(songs, spec);
        MarkAll();
        Run("UPDATE feature_vector SET checksum = checksum + 1 WHERE rowid = (SELECT MIN(rowid) FROM feature_vector)");
        var again = Cache.Extract(songs, spec);
        Assert.Equal(1, again.CachedCount);
        Assert.Equal(right.Features.Row(0)[..140], again.Features.Row(0)[..140]);
        Assert.Equal(Enumerable.Repeat(Mark, 147 + 7), again.Features.Values.ToArray()[140..]);
    }

    [Fact]
    public void An_added_feature_goes_on_where_it_was_killed()
    {
        string[] songs = [.. Enumerable.Range(0, 40).Select(Song)];
        FeatureSpec one = new() { Features = [new Rms()] };
        var two = one with { Features = [new Rms(), new Mfcc()] };
        Cache.Extract(songs, one);
        var killer = new ProgressList<WorkProgress>(p =>
        {
            if (p.Done == 35)
                throw new InvalidOperationException("as if killed");
        });
        Assert.Throws<InvalidOperationException>(() => Cache.Extract(songs, two, TestWork.Of(killer, threads: 1)));
        var survey = Cache.Survey([.. songs.Select(song => new AudioVariant(song))], two, Work.Default);
        Assert.Equal((32, 8), (survey.Cached, survey.Missing.Length));
        Assert.All(survey.Missing, song => Assert.Equal([new Mfcc()], song.Spec.Features));
        Assert.Equal(32, Cache.Extract(songs, two, TestWork.Of(threads: 2)).CachedCount);
    }

    [Fact]
    public void That_one_feature_refuses_a_song_costs_no_other()
    {
        FeatureKinds.Register<Choosy>("choosy");
        string[] songs = [Song(1), Song(2)];
        FeatureSpec spec = new() { Features = [new Rms(), new Choosy(), new Mfcc()] };
        foreach (var cached in new[] { 0, 1 })
        {
            var result = Cache.Extract(songs, spec);
            Assert.Equal(("too low", cached), (Assert.Single(result.Quarantined).Reason, result.CachedCount));
        }
        foreach (var song in songs)
            Garble(song);
        Assert.Equal(2, Cache.Extract(songs, spec with { Features = [new Mfcc(), new Rms()] }).CachedCount);
    }

    private static bool IsOf(Feature feature, string column) =>
        column.StartsWith(feature.Name + "_", StringComparison.Ordinal);

    /// <summary>Two songs of which features are kept, and whose bytes are gone.</summary>
    private (string[] Songs, FeatureMatrix Features) Forgotten(FeatureSpec spec)
    {
        string[] songs = [Song(1), Song(2)];
        var features = Cache.Extract(songs, spec).Features;
        foreach (var song in songs)
            Garble(song);
        return (songs, features);
    }

    private void AssertTakenFrom(FeatureMatrix all, string[] songs, FeatureSpec spec)
    {
        var found = Cache.Extract(songs, spec);
        Assert.Equal(songs.Length, found.CachedCount);
        for (var song = 0; song < songs.Length; song++)
            AssertColumns(all.Rows([song]), spec, found.Features.Row(song).ToArray());
    }

    /// <summary>Values are those of the columns of the same names.</summary>
    private static void AssertColumns(FeatureMatrix expected, FeatureSpec spec, float[] values, bool isHalf = false)
    {
        int[] columns = [.. spec.ColumnNames.Select(name => expected.ColumnNames.IndexOf(name))];
        Assert.Equal(expected.RowCount * columns.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var value = expected[i / columns.Length, columns[i % columns.Length]];
            Assert.Equal(isHalf ? (float)(Half)value : value, values[i]);
        }
    }

    private static float[] Kept(ExtractionResult result, int song = 0)
    {
        var values = new float[result.Songs.FrameCount(song) * result.Songs.ColumnCount];
        result.Songs.Read(song, 0, values);
        return values;
    }

    /// <summary>One row a song and spec, as versions up to this one wrote them.</summary>
    private void KeepAsBefore(string[] songs, FeatureSpec spec, FeatureMatrix[] features)
    {
        Cache.Extract(songs, spec);
        var hashes = songs.Select(song => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(song))));
        Run($"DELETE FROM {(spec.KeepsFrames ? "feature_frames" : "feature_vector")}");
        var first = 0;
        foreach (var (hash, matrix) in hashes.Zip(features))
        {
            if (!spec.KeepsFrames)
            {
                var bytes = MemoryMarshal.AsBytes(matrix.Values);
                Run($"INSERT INTO feature_vector VALUES ('{hash}', '{spec.Hash}', {FeatureExtractor.Version}, "
                    + $"x'{Convert.ToHexString(bytes)}', {Checksum.Of(bytes)})");
                continue;
            }
            var halves = MemoryMarshal.AsBytes(matrix.Values.ToArray().Select(value => (Half)value).ToArray().AsSpan());
            File.AppendAllBytes(folder.File("frames", "before.f16"), halves.ToArray());
            Run($"INSERT INTO feature_frames VALUES ('{hash}', '{spec.Hash}', {FeatureExtractor.Version}, 'before.f16', {first}, "
                + $"{matrix.RowCount}, {Checksum.Of(halves)})");
            first += matrix.RowCount;
        }
    }

    /// <summary>Numbers that no extractor gives, in place of all that is kept.</summary>
    private void MarkAll()
    {
        using var connection = Database.Open("");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT length(vector) FROM feature_vector";
        List<int> lengths = [];
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                lengths.Add(reader.GetInt32(0));
        foreach (var length in lengths)
        {
            var marks = new float[length / sizeof(float)];
            Array.Fill(marks, Mark);
            var bytes = MemoryMarshal.AsBytes(marks.AsSpan());
            Run($"UPDATE feature_vector SET vector = x'{Convert.ToHexString(bytes)}', checksum = {Checksum.Of(bytes)} "
                + $"WHERE length(vector) = {length}");
        }
    }

    private string Song(int number) =>
        folder.Write($"{number}.wav", WavFile.Encode(new(22_050, TestAudio.Tone(200 + 50 * number, 22_050, 2 * 22_050))));

    private static void Garble(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
        File.SetLastWriteTimeUtc(path, time);
    }

    private void Run(string sql) => Scalar(sql + "; SELECT 0");

    private object Scalar(string sql)
    {
        using var connection = Database.Open("");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private sealed record Choosy : CustomFeature
    {
        public override string Name => "choosy";

        public override int BandCount => 1;

        public override int? FrameHop(FeatureSpec spec) => null;

        protected override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) => (clip, _) =>
            clip.Channel(0)[10] < Math.Sin(2 * Math.PI * 280 * 10 / 22_050) * clip.Channel(0).ToArray().Max()
                ? throw new WorkbenchException("too low") : [1];
    }
}
