using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features.Cache;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly FeatureSpec Spec = new() { Features = [new Mfcc(), new SpectralCentroid()] };
    private readonly TempFolder folder = new();

    private Database Database => new(folder.File("cache.db"));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // a pooled connection holds its file open, and Windows deletes no open file
        folder.Dispose();
    }

    [Fact]
    public void Rows_are_those_of_the_extractor_in_the_order_of_the_paths_whatever_the_number_of_threads()
    {
        string[] songs = [.. Enumerable.Range(0, 40).Select(Song)];
        var one = new FeatureCache(Database).Extract(songs, Spec, TestWork.Of(threads: 1));
        var four = new FeatureCache(new(folder.File("other.db"))).Extract(songs, Spec, TestWork.Of(threads: 4));
        Assert.Equal(Enumerable.Range(0, 40), one.Rows);
        Assert.Equal(one.Features.Values, four.Features.Values);
        Assert.Equal(Spec.ColumnNames, one.Features.ColumnNames);
        FeatureExtractor extractor = new(Spec);
        for (var i = 0; i < songs.Length; i++)
            Assert.Equal(extractor.Extract(AudioFile.Read(songs[i])).Values, one.Features.Row(i));
    }

    [Fact]
    public void A_second_run_finds_everything_without_reading_the_files()
    {
        string[] songs = [Song(1), Song(2)];
        FeatureCache cache = new(Database);
        var first = cache.Extract(songs, Spec, TestWork.Of(threads: 2));
        Assert.Equal(0, first.CachedCount);
        foreach (var song in songs)
            Garble(song); // same length, same time: whoever reads it now finds no music
        var second = cache.Extract(songs, Spec, TestWork.Of(threads: 2));
        Assert.Equal(2, second.CachedCount);
        Assert.Equal(first.Features.Values, second.Features.Values);
    }

    [Fact]
    public void A_song_of_which_sound_is_missing_is_named_with_both_lengths()
    {
        var bytes = WavFile.Encode(new(22_050, TestAudio.Tone(300, 22_050, 6 * 22_050)));
        var (song, progress) = (folder.Write("cut.wav", bytes[..(bytes.Length / 2)]), new ProgressList<WorkProgress>());
        new FeatureCache(Database).Extract([song], Spec, new() { Progress = progress });
        Assert.StartsWith($"{song} gives 3.0 s of the 6.0 s that it should have;",
            Assert.Single(progress.Reports.OfType<WorkNotice>()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_file_is_recognised_by_its_content_and_a_changed_one_is_extracted_again()
    {
        FeatureCache cache = new(Database);
        var song = Song(1);
        var before = cache.Extract([song], Spec, TestWork.Of(threads: 1));
        File.Move(song, folder.File("renamed.wav"));
        var renamed = cache.Extract([folder.File("renamed.wav")], Spec, TestWork.Of(threads: 1));
        Assert.Equal(1, renamed.CachedCount);
        Assert.Equal(before.Features.Values, renamed.Features.Values);
        Song("renamed.wav", 9);
        File.SetLastWriteTimeUtc(folder.File("renamed.wav"), DateTime.UtcNow.AddHours(1));
        Assert.NotEqual(before.Features[0, 0], cache.Extract([folder.File("renamed.wav")], Spec, TestWork.Of(threads: 1)).Features[0, 0]);
        CountSongs(2);
    }

    [Fact]
    public void Each_spec_has_its_own_vectors()
    {
        var song = Song(1);
        FeatureCache cache = new(Database);
        cache.Extract([song], Spec, TestWork.Of(threads: 1));
        var other = cache.Extract([song], Spec with { HopLength = 1024 }, TestWork.Of(threads: 1));
        Assert.Equal(0, other.CachedCount);
        Assert.Equal(1, cache.Extract([song], Spec with { HopLength = 1024 }, TestWork.Of(threads: 1)).CachedCount);
    }

    [Fact]
    public void Files_that_give_no_features_are_returned_with_the_reason_and_remembered()
    {
        WavFile.Write(folder.File("silence.wav"), new(22_050, new float[44_100]));
        string[] paths = [Text("text.mp3"), Song(1), folder.File("silence.wav"), folder.File("absent.wav"), Song(2)];
        FeatureCache cache = new(Database);
        foreach (var cached in new[] { 0, 2 })
        {
            var result = cache.Extract(paths, Spec, TestWork.Of(threads: 2));
            Assert.Equal([1, 4], result.Rows);
            Assert.Equal(2, result.Features.RowCount);
            Assert.Equal(cached, result.CachedCount);
            Assert.Equal([paths[0], paths[2], paths[3]], result.Quarantined.Select(q => q.Path));
            Assert.Contains("silent", result.Quarantined[1].Reason, StringComparison.Ordinal);
            Assert.All(result.Features.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        }
        Assert.Equal(2L, Scalar("SELECT COUNT(DISTINCT audio_hash) FROM feature_quarantine"));
        // Decoded again once there is another set of decoders; a good file in its place is found.
        Scalar("UPDATE feature_quarantine SET decoders = 'none'; SELECT 0");
        Scalar("DELETE FROM feature_vector; SELECT 0");
        Assert.Equal(0, cache.Extract(paths, Spec, TestWork.Of(threads: 2)).CachedCount);
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM feature_quarantine WHERE decoders = 'none'"));
    }

    [Fact]
    public void If_no_file_can_be_read_the_first_reasons_are_told()
    {
        var error = Assert.Throws<WorkbenchException>(() =>
            new FeatureCache(Database).Extract([Text("a.mp3"), Text("b.mp3")], Spec, TestWork.Of()));
        Assert.StartsWith("None of 2 files could be read.", error.Message, StringComparison.Ordinal);
        Assert.Contains("a.mp3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_keeps_what_is_done_and_the_next_run_goes_on_from_there()
    {
        string[] songs = [.. Enumerable.Range(0, 60).Select(Song)];
        FeatureCache cache = new(Database);
        using CancellationTokenSource source = new();
        ProgressList<WorkProgress> progress = new(p =>
        {
            if (p.Done == 20)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() =>
            cache.Extract(songs, Spec, new() { Threads = 2, Progress = progress, Token = source.Token }));
        var saved = (long)Scalar("SELECT COUNT(DISTINCT audio_hash) FROM feature_vector");
        Assert.InRange(saved, 20, 59);
        var result = cache.Extract(songs, Spec, TestWork.Of(threads: 2));
        Assert.Equal(saved, result.CachedCount);
        Assert.Equal(60, result.Features.RowCount);
    }

    [Fact]
    public void What_was_committed_before_a_failure_is_kept()
    {
        string[] songs = [.. Enumerable.Range(0, 40).Select(Song)];
        FeatureCache cache = new(Database);
        var killer = new ProgressList<WorkProgress>(p =>
        {
            if (p.Done == 35)
                throw new InvalidOperationException("as if killed");
        });
        Assert.Throws<InvalidOperationException>(() => cache.Extract(songs, Spec, TestWork.Of(killer, threads: 1)));
        CountSongs(32); // two batches of 16; the third was lost
    }

    [Fact]
    public async Task Two_caches_on_one_database_both_succeed()
    {
        string[] songs = [.. Enumerable.Range(0, 40).Select(Song)];
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => new FeatureCache(Database).Extract(songs, Spec, TestWork.Of()))));
        Assert.Equal(runs[0].Features.Values, runs[1].Features.Values);
        CountSongs(40);
    }

    [Fact]
    public void A_database_that_cannot_be_written_is_named_with_the_remedy()
    {
        var song = Song(1);
        FeatureCache cache = new(Database);
        cache.Extract([song], Spec, TestWork.Of(threads: 1));
        Scalar("CREATE TRIGGER full BEFORE INSERT ON feature_vector BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END; SELECT 0");
        var error = Assert.Throws<WorkbenchException>(() => cache.Extract([song, Song(2)], Spec, TestWork.Of(threads: 1)));
        Assert.Contains(Database.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("WORKBENCH_DATA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_counts_cached_and_new_files()
    {
        FeatureCache cache = new(Database);
        var known = Song(1);
        cache.Extract([known], Spec, TestWork.Of(threads: 1));
        ProgressList<WorkProgress> progress = new();
        cache.Extract([known, Song(2), Text("x.mp3")], Spec, TestWork.Of(progress, threads: 1));
        Assert.All(progress.Reports, p => Assert.Equal(("Extracting features", 3L), (p.Task, p.Total)));
        Assert.Equal([1L, 2L, 3L], progress.Reports.Select(p => p.Done));
        Assert.EndsWith("songs/s, 1 skipped", progress.Reports[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_lists_and_no_threads_are_refused()
    {
        FeatureCache cache = new(Database);
        Assert.Contains("no audio files", Assert.Throws<WorkbenchException>(() => cache.Extract([], Spec, TestWork.Of(threads: 1))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Extract(["a.wav"], Spec, TestWork.Of(threads: 0)));
    }

    [Fact]
    public void Frames_are_those_of_the_extractor_rounded_to_half_precision()
    {
        string[] songs = [.. Enumerable.Range(0, 20).Select(Song)];
        var frames = new FeatureCache(Database).Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 2)).Songs;
        Assert.Equal(20, frames.SongCount);
        FeatureExtractor extractor = new(FeatureSpec.LogMel(40));
        for (var i = 0; i < songs.Length; i++)
        {
            var expected = extractor.Extract(AudioFile.Read(songs[i]));
            Assert.Equal(expected.RowCount, frames.FrameCount(i));
            Assert.Equal(expected.Values.ToArray().Select(v => (float)(Half)v), Frames(frames, i));
            var two = new float[2 * 40];
            frames.Read(i, 3, two);
            Assert.Equal(Frames(frames, i)[(3 * 40)..(5 * 40)], two);
        }
        Assert.Equal(Frames(frames, 7), Frames(frames.Songs([3, 7]), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => frames.Read(0, frames.FrameCount(0) - 1, new float[80]));
        Assert.Contains("statistic", Assert.Throws<WorkbenchException>(() => frames.Summaries).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vector = substr(vector, 1, 100)")]
    [InlineData("vector = vector || x'00000000'")]
    [InlineData("vector = x''")]
    [InlineData("vector = 'text'")]
    [InlineData("vector = 3.5")]
    [InlineData("vector = x'0000C07F' || substr(vector, 5)")] // NaN
    [InlineData("vector = substr(vector, 1, 99) || x'01' || substr(vector, 101)")]
    [InlineData("checksum = checksum + 1")]
    [InlineData("checksum = 'text'")]
    [InlineData("checksum = NULL, vector = x'0000C07F' || substr(vector, 5)")] // as an earlier version may have kept it
    public void A_row_that_is_damaged_is_extracted_anew_which_is_said_once(string damage)
    {
        string[] songs = [Song(1), Song(2), Song(3)];
        FeatureCache cache = new(Database);
        var first = cache.Extract(songs, Spec, TestWork.Of());
        Scalar($"UPDATE feature_vector SET {damage} WHERE rowid IN "
            + "(SELECT rowid FROM feature_vector WHERE length(vector) > 100 ORDER BY audio_hash LIMIT 2); SELECT 0");
        var (notices, again) = Extract(cache, songs, Spec);
        Assert.Equal(1, again.CachedCount);
        Assert.Equal(first.Features.Values, again.Features.Values);
        Assert.Equal([$"2 of 3 songs were extracted anew: what {Database.Path} kept of them was damaged or gone, "
            + $"for instance of {songs[0]}."], notices);
        (notices, again) = Extract(cache, songs, Spec);
        Assert.Equal(3, again.CachedCount);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("frame_count = frame_count + 1")]
    [InlineData("frame_count = 0")]
    [InlineData("frame_count = 'text'")]
    [InlineData("frame_count = 9223372036854775807")]
    [InlineData("first_frame = -1")]
    [InlineData("first_frame = 1")]
    [InlineData("file = '../cache.db'")]
    [InlineData("file = ''")]
    [InlineData("checksum = checksum + 1")]
    [InlineData(null)] // the file itself
    public void Frames_that_are_damaged_are_extracted_anew(string? damage)
    {
        string[] songs = [Song(1), Song(2)];
        FeatureCache cache = new(Database);
        var kept = cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 1)).Songs;
        float[][] first = [Frames(kept, 0), Frames(kept, 1)];
        if (damage is not null)
            Scalar($"UPDATE feature_frames SET {damage} WHERE first_frame = 0; SELECT 0");
        else
            using (var file = File.OpenWrite(Directory.GetFiles(folder.File("frames")).Single()))
                file.Write([1]);
        var (notices, again) = Extract(cache, songs, FeatureSpec.LogMel(40));
        Assert.Single(notices);
        Assert.Equal(1, again.CachedCount);
        for (var song = 0; song < songs.Length; song++)
            Assert.Equal(first[song], Frames(again.Songs, song));
    }

    [Theory]
    [InlineData("feature_vector", 0)]
    [InlineData("feature_frames", 40)]
    public void Caches_of_earlier_versions_without_checksums_are_read(string table, int melBands)
    {
        var spec = melBands > 0 ? FeatureSpec.LogMel(melBands) : Spec;
        string[] songs = [Song(1), Song(2)];
        FeatureCache cache = new(Database);
        cache.Extract(songs, spec, TestWork.Of());
        Scalar($"ALTER TABLE {table} DROP COLUMN checksum; SELECT 0");
        var (notices, again) = Extract(cache, songs, spec);
        Assert.Equal(2, again.CachedCount);
        Assert.Empty(notices);
        Assert.Equal(3, Extract(cache, [.. songs, Song(3)], spec).Result.Songs.SongCount);
        Assert.Equal(1L, Scalar($"SELECT COUNT(DISTINCT audio_hash) FROM {table} WHERE checksum IS NOT NULL"));
    }

    /// <summary>Any bytes in the place of those that were kept: features as they should be, and no other error.</summary>
    [Fact]
    public void Whatever_is_kept_the_features_are_those_of_the_songs()
    {
        string[] songs = [Song(1)];
        FeatureCache cache = new(Database);
        var right = cache.Extract(songs, Spec, TestWork.Of(threads: 1)).Features.Values.ToArray();
        var rng = new Random(1);
        using var connection = Database.Open("");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT vector FROM feature_vector WHERE length(vector) > 100";
        var kept = (byte[])command.ExecuteScalar()!;
        command.CommandText = "UPDATE feature_vector SET vector = $vector WHERE length(vector) > 100";
        var vector = command.Parameters.AddWithValue("$vector", kept);
        for (var trial = 0; trial < Trials.Count(50); trial++)
        {
            var damaged = new byte[rng.Next(2) == 0 ? kept.Length : rng.Next(2 * kept.Length)];
            rng.NextBytes(damaged);
            if (rng.Next(2) == 0)
                kept.AsSpan(0, rng.Next(Math.Min(kept.Length, damaged.Length))).CopyTo(damaged);
            vector.Value = damaged;
            command.ExecuteNonQuery();
            Assert.Equal(right, cache.Extract(songs, Spec, TestWork.Of(threads: 1)).Features.Values.ToArray());
        }
    }

    [Fact]
    public void Frames_are_found_again_and_extracted_anew_where_their_file_is_gone_or_cut_off()
    {
        string[] songs = [Song(1), Song(2)];
        FeatureCache cache = new(Database);
        var first = cache.Extract([songs[0]], FeatureSpec.LogMel(40), TestWork.Of(threads: 1)).Songs;
        cache.Extract([songs[1]], FeatureSpec.LogMel(40), TestWork.Of(threads: 1));
        Assert.Equal(2, cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 1)).CachedCount);
        var files = Directory.GetFiles(folder.File("frames"));
        Assert.Equal(2, files.Length);
        foreach (var file in files)
            File.Move(file, file + ".gone");
        Assert.Equal(0, cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 1)).CachedCount);
        var again = Directory.GetFiles(folder.File("frames"), "*.f16").Single();
        File.WriteAllBytes(again + ".cut", File.ReadAllBytes(again)[..^2]);
        File.Move(again, again + ".gone");
        File.Move(again + ".cut", again);
        var result = cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 1));
        Assert.Equal(1, result.CachedCount); // the first song lies before the cut
        Assert.Equal(Frames(first, 0), Frames(result.Songs, 0));
    }

    [Fact]
    public void Frames_of_a_killed_extraction_go_on_after_the_last_batch()
    {
        string[] songs = [.. Enumerable.Range(0, 40).Select(Song)];
        FeatureCache cache = new(Database);
        var killer = new ProgressList<WorkProgress>(p =>
        {
            if (p.Done == 35)
                throw new InvalidOperationException("as if killed");
        });
        Assert.Throws<InvalidOperationException>(() => cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(killer, threads: 1)));
        var result = cache.Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 2));
        Assert.Equal(32, result.CachedCount);
        var undisturbed = new FeatureCache(new(Path.Combine(folder.File("other"), "cache.db")))
            .Extract(songs, FeatureSpec.LogMel(40), TestWork.Of(threads: 1));
        for (var i = 0; i < songs.Length; i++)
            Assert.Equal(Frames(undisturbed.Songs, i), Frames(result.Songs, i));
    }

    private static (string[] Notices, ExtractionResult Result) Extract(FeatureCache cache, string[] songs, FeatureSpec spec)
    {
        ProgressList<WorkProgress> progress = new();
        var result = cache.Extract(songs, spec, TestWork.Of(progress, threads: 1));
        return ([.. progress.Reports.OfType<WorkNotice>().Select(notice => notice.Text)], result);
    }

    private static float[] Frames(SongFeatures songs, int song)
    {
        var values = new float[songs.FrameCount(song) * songs.ColumnCount];
        songs.Read(song, 0, values);
        return values;
    }

    /// <summary>Writes two seconds of a tone; every number gives another one.</summary>
    private string Song(int number) => Song($"{number}.wav", number);

    private string Song(string name, int number) =>
        folder.Write(name, WavFile.Encode(new(22_050, TestAudio.Tone(200 + 50 * number, 22_050, 2 * 22_050))));

    private string Text(string name) => folder.Write(name, "This is no music.");

    private static void Garble(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
        File.SetLastWriteTimeUtc(path, time);
    }

    private void CountSongs(long expected) =>
        Assert.Equal(expected, Scalar("SELECT COUNT(DISTINCT audio_hash) FROM feature_vector"));

    private object Scalar(string sql)
    {
        using var connection = Database.Open("");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
