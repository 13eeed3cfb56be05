using System.Diagnostics;
using System.Text;
using Workbench.Audio;
using Workbench.Cli.Predicting;
using Workbench.Foundation;
using Workbench.Tests.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Writing genres into files, and nothing else.</summary>
public sealed class GenreTagsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("song.mp3", "libmp3lame")]
    [InlineData("song.mp3", "libmp3lame", "-id3v2_version", "3", "-write_id3v1", "1")]
    [InlineData("song.flac", "flac")]
    [InlineData("song.ogg", "libvorbis")]
    [InlineData("song.opus", "libopus")]
    [InlineData("song.wav", "pcm_s16le")]
    [InlineData("song.aiff", "pcm_s16be", "-write_id3v2", "1")]
    [InlineData("song.m4a", "aac")]
    [InlineData("song.wma", "wmav2")]
    [InlineData("song.mka", "flac")]
    [InlineData("song.wv", "wavpack")]
    public void Genres_replace_those_there_and_nothing_else_changes(string name, string codec, params string[] options)
    {
        var path = Encode(name, codec, [.. options, "-metadata", "artist=Björk 日本", "-metadata", "album=Debut", "-metadata", "title=Play",
            "-metadata", "genre=Old", "-metadata", "date=1993", "-metadata", "comment=mine", "-metadata", "track=3"]);
        var (tags, sound, others) = (AudioFile.ReadTags(path), AudioFile.HashSound(path), OtherTags(path));
        Write(path, "Hip-Hop", "R&B/Soul");
        Assert.Equal(["Hip-Hop", "R&B/Soul"], AudioFile.ReadTags(path).Genres);
        Assert.Equal(tags, AudioFile.ReadTags(path) with { Genres = tags.Genres });
        Assert.Equal(sound, AudioFile.HashSound(path));
        Assert.Equal(others, OtherTags(path));
    }

    [Fact]
    public void Frames_of_every_kind_stay_to_the_byte()
    {
        byte[][] frames =
        [
            TagBytes.Frame(3, "APIC", [0, .. "image/png\0\u0003\0"u8, 1, 2, 3]), TagBytes.Frame(3, "PRIV", [.. "owner\0"u8, 9, 8, 7]),
            TagBytes.Frame(3, "XYZW", [4, 5, 6]), TagBytes.Frame(3, "USLT", [0, .. "engla"u8, 0, .. "la la"u8]),
        ];
        byte[] sound = MpegBytes.Frames(60);
        var path = folder.Write("song.mp3", [.. TagBytes.Id3(3, [TagBytes.Frame(3, "TCON", "\0Old"u8), .. frames]), .. sound]);
        Write(path, "New");
        var after = File.ReadAllBytes(path);
        Assert.All(frames, frame => Assert.True(after.AsSpan().IndexOf(frame.AsSpan(10)) > 0, Encoding.ASCII.GetString(frame, 0, 4)));
        Assert.True(after.AsSpan().EndsWith(sound));
        Assert.Equal(["New"], AudioFile.ReadTags(path).Genres);
    }

    [Fact]
    public void A_link_leads_to_the_file_whose_rights_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("links need rights of their own there");
            return;
        }
        var path = Wav("song.wav");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var link = File.CreateSymbolicLink(folder.File("link.wav"), "song.wav").FullName;
        Write(link, "New");
        Assert.Equal("song.wav", new FileInfo(link).LinkTarget);
        Assert.Equal(["New"], AudioFile.ReadTags(path).Genres);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void What_cannot_be_written_stays_with_the_reason()
    {
        var au = folder.Write("song.au", SoundBytes.Au(new byte[88_200], 1, 3));
        Refused(au, "is Au, which has no place for a genre.");
        Refused(folder.Write("notes.mp3", "These are notes."),
            "is text, not sound: it begins with 'These are notes.'. Fetch the file again.");
        var readOnly = Wav("song.wav");
        File.SetAttributes(readOnly, FileAttributes.ReadOnly);
        Refused(readOnly, "is write-protected; change its permissions.");
        File.SetAttributes(readOnly, FileAttributes.Normal);
        var stopped = File.ReadAllBytes(readOnly);
        Assert.Equal("cannot be replaced: the disk is full", Assert.Throws<WorkbenchException>(() =>
            GenreTags.Write(readOnly, ["New"], () => throw new IOException("the disk is full"), default)).Message);
        Assert.Equal(stopped, File.ReadAllBytes(readOnly));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);

        void Refused(string path, string reason)
        {
            var before = File.ReadAllBytes(path);
            Assert.Equal(reason, Assert.Throws<WorkbenchException>(() => Write(path, "New")).Message);
            Assert.Equal(before, File.ReadAllBytes(path));
        }
    }

    [Theory]
    [InlineData("{\"Path\":\"a.mp3\",\"Before\":[\"Old\"]}", "names no path, or not both Before and After")]
    [InlineData("path,before,after\n}", "'p' is an invalid start of a value")]
    public void What_is_no_log_is_refused(string text, string reason)
    {
        var message = Assert.Throws<WorkbenchException>(() => TagLog.Read(folder.Write("log.jsonl", text))).Message;
        Assert.StartsWith($"{folder.File("log.jsonl")}: no log of changed tags (", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_log_the_line_that_was_cut_off_is_no_change()
    {
        string path;
        using (var log = new TagLog(new(folder.Path)))
        {
            Assert.Null(log.Path);
            log.Add(new("a.mp3", [], ["Rock", "Pop"]));
            path = log.Path!;
        }
        File.AppendAllText(path, "{\"Path\":\"b.mp");
        var change = Assert.Single(TagLog.Read(path));
        Assert.Equal("a.mp3: no genre -> Rock; Pop", change.ToString());
    }

    private static void Write(string path, params string[] genres) =>
        GenreTags.Write(path, [.. genres], () => { }, TestContext.Current.CancellationToken);

    private string Wav(string name) => folder.Write(name, WavFile.Encode(new(22_050, TestAudio.Tone(440, 22_050, 22_050))));

    /// <summary>Comment and number, as TagLibSharp reads them.</summary>
    private static (string?, uint) OtherTags(string path)
    {
        using var file = TagLib.File.Create(path, TagLib.ReadStyle.None);
        return (file.Tag.Comment, file.Tag.Track);
    }

    private string Encode(string name, string codec, params string[] options)
    {
        Assert.SkipUnless(new FfmpegDecoder().IsInstalled, "needs ffmpeg to make the file; run environment/install-audio.sh");
        var wav = Wav("tone.wav");
        using var process = Process.Start(
            new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", wav, "-ar", "48000", "-c:a", codec, .. options, folder.File(name)]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return folder.File(name);
    }
}
