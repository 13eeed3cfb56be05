using System.Diagnostics;
using Workbench.Audio;
using Workbench.Audio.Mpeg;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_content_counts_and_not_the_name()
    {
        var path = folder.Write("song.mp3", SoundBytes.Wav(SoundBytes.Samples(2, 2), 2));
        Assert.Equal(2, AudioFile.Read(path, Cancellation).ChannelCount);
    }

    [Theory]
    [InlineData("a.MP3", true)]
    [InlineData("b/c.flac", true)]
    [InlineData("d.w64", true)]
    [InlineData("e.webm", true)]
    [InlineData("f.m4b", true)]
    [InlineData("g.dsf", true)]
    [InlineData("cover.jpg", false)]
    [InlineData("mp3", false)]
    public void Names_of_sound_files_are_known(string name, bool expected) => Assert.Equal(expected, AudioFile.HasAudioExtension(name));

    [Fact]
    public void Mono_is_the_mean_of_the_channels()
    {
        var path = folder.Write("stereo.wav", SoundBytes.Wav(SoundBytes.Samples(7, 2), 7));
        var mono = AudioFile.ReadMono(path, 44100, Cancellation).Channel(0);
        for (var i = 0; i < mono.Length; i++)
            Assert.Equal(SoundBytes.Exact.Average(), mono[i], 1e-7f); // the seven channels hold the seven values in turn; float sum
    }

    [Fact]
    public void A_text_file_named_mp3_is_refused()
    {
        var path = folder.Write("notes.mp3", string.Concat(Enumerable.Repeat("These are the notes of a song. ", 2000)));
        var error = Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, Cancellation));
        Assert.Equal($"{path}: is text, not sound: it begins with 'These are the notes of a song. These are'. Fetch the file again.",
            error.Message);
        Assert.Equal(error.Message, Assert.Throws<UnreadableAudioException>(() => AudioFile.ReadTags(path, Cancellation)).Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>404</title></head></html>\n", "<!DOCTYPE html><html><head><title>404</t")]
    [InlineData("\uFEFF\r\n <html>\n<head></head></html>", "<html>")]
    public void A_web_page_saved_as_mp3_is_called_so(string page, string begins)
    {
        var path = folder.Write("song.mp3", page);
        Assert.Equal($"is a web page, not sound: it begins with '{begins}'. Fetch the file again.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.ReadTags(path, Cancellation)).Reason);
    }

    [Fact]
    public void A_play_list_that_poses_as_a_song_is_not_followed()
    {
        TestAudio.InstalledDecoder("ffmpeg");
        var song = folder.Write("song.wav", SoundBytes.Wav(new byte[88200]));
        var list = folder.Write("list.mp3",
            $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/{Path.GetFileName(song)}\n#EXT-X-ENDLIST\n");
        Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(list, Cancellation));
    }

    [Fact]
    public void An_empty_an_absent_file_and_a_folder_are_refused()
    {
        var empty = folder.Write("empty.mp3", []);
        Assert.Equal($"{empty}: the file is empty (0 bytes). Fetch or export it again.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(empty, Cancellation)).Message);
        Assert.Equal("no such file.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(folder.File("absent.mp3"), Cancellation)).Reason);
        Assert.Equal("is a folder; name a file.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(folder.Path, Cancellation)).Reason);
        Assert.Equal("no such file.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.ReadTags(folder.File("absent.mp3"), Cancellation)).Reason);
    }

    [Fact]
    public void Half_an_mp3_gives_half_of_its_samples()
    {
        TestAudio.InstalledDecoder("libsndfile");
        var whole = File.ReadAllBytes(SharedData.Path("fma", "clips", "000002.mp3"));
        var clip = AudioFile.Read(folder.Write("half.mp3", whole[..(whole.Length / 2)]), Cancellation);
        // Constant bit rate, cut inside a frame of 1152 samples.
        Assert.InRange(clip.SampleCount, 1321967 / 2 - 2 * 1152, 1321967 / 2 + 2 * 1152);
        Assert.Null(AudioScreen.Reject(clip.ToMono()));
    }

    [Theory]
    [InlineData("libsndfile")]
    [InlineData("ffmpeg")]
    [InlineData("NLayer")]
    public void A_large_cover_picture_does_not_hide_the_sound(string decoderName)
    {
        var decoder = TestAudio.InstalledDecoder(decoderName);
        var song = File.ReadAllBytes(SharedData.Path("emotify", "audio", "classical", "66.mp3"));
        byte[] picture = [.. "APIC"u8, .. SoundBytes.Be32(2_000_000), 0, 0, 0, .. "image/png\0\u0003\0"u8, .. new byte[2_000_000 - 13]];
        byte[] tag =
        [
            .. "ID3"u8, 3, 0, 0, (byte)(picture.Length >> 21), (byte)(picture.Length >> 14 & 127), (byte)(picture.Length >> 7 & 127),
            (byte)(picture.Length & 127), .. picture,
        ];
        var tagLength = 10 + (song[7] << 14 | song[8] << 7 | song[9]);
        var path = folder.Write("cover.mp3", [.. tag, .. song[tagLength..]]);
        // As without the picture: mp3_decode_reference.csv.
        Assert.Equal(1139328, AudioFile.Read(path, [decoder], Cancellation).SampleCount);
    }

    [Theory]
    [InlineData("song.m4a", "aac")]
    [InlineData("song.wv", "wavpack")]
    [InlineData("song.flac", "flac")]
    [InlineData("song.aiff", "pcm_s16be", "-write_id3v2", "1")]
    [InlineData("song.wma", "wmav2")] // this one and the next by ffprobe
    [InlineData("song.mka", "flac")]
    public void Tags_that_ffmpeg_writes_are_read(string name, string codec, params string[] options)
    {
        var path = Encode(name, codec, [.. options, "-metadata", "artist=Björk 日本", "-metadata", "album=Debut", "-metadata",
            "genre=Rock; Pop", "-metadata", "date=1993"]);
        var tags = AudioFile.ReadTags(path, Cancellation);
        Assert.Equal(("Björk 日本", "Debut", null, 1993), (tags.Artist, tags.Album, tags.Title, tags.Year));
        Assert.Equal(["Rock", "Pop"], tags.Genres);
    }

    [Fact]
    public void A_hundred_bytes_of_an_mp3_are_refused()
    {
        TestAudio.InstalledDecoder("libsndfile");
        var whole = File.ReadAllBytes(SharedData.Path("emotify", "audio", "rock", "74.mp3"));
        var error = Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(folder.Write("stub.mp3", whole[..100]), Cancellation));
        Assert.StartsWith("cannot decode MP3. libsndfile says: ", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_decoder_the_error_names_file_format_and_remedy()
    {
        var path = folder.Write("song", [0x30, 0x26, 0xB2, 0x75, .. new byte[500]]);
        IAudioDecoder[] decoders = [new PcmDecoder(), new Mp3Decoder(), new AbsentDecoder("libsndfile"), new AbsentDecoder("ffmpeg")];
        var error = Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, decoders, Cancellation));
        Assert.Equal(
            $"{path}: cannot decode WMA. libsndfile is not installed. ffmpeg is not installed. Install them: on Debian or Ubuntu 'sudo "
            + "apt-get install libsndfile1 ffmpeg', "
                + "on macOS 'brew install libsndfile ffmpeg', on Windows 'winget install Gyan.FFmpeg'.", error.Message);
        // A broken MP3 is not mended by installing something.
        path = folder.Write("song", [0xFF, 0xFB, 0x90, 0x00, .. new byte[500]]);
        Assert.Equal("cannot decode MP3. NLayer says: no frame of MPEG audio was found. libsndfile is not installed. ffmpeg is not "
            + "installed.", Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, decoders, Cancellation)).Reason);
    }

    [Fact]
    public void Where_libsndfile_is_absent_ffmpeg_gives_the_same_samples()
    {
        var ffmpeg = TestAudio.InstalledDecoder("ffmpeg");
        var path = SharedData.Path("emotify", "audio", "classical", "66.mp3");
        var viaFfmpeg = AudioFile.Read(path, [new PcmDecoder(), new AbsentDecoder("libsndfile"), ffmpeg], Cancellation);
        var viaLibrary = AudioFile.Read(path, [TestAudio.InstalledDecoder("libsndfile")], Cancellation);
        Assert.Equal(viaFfmpeg.SampleCount, viaLibrary.SampleCount);
        for (var i = 0; i < viaFfmpeg.SampleCount; i++)
            Assert.Equal(viaFfmpeg.Channel(0)[i], viaLibrary.Channel(0)[i], 2e-6f); // float32 decoders of different authors
    }

    [Theory]
    [InlineData("song.flac", "flac", "libsndfile", 1e-4)] // 16-bit steps
    [InlineData("song.ogg", "libvorbis", "libsndfile", 0.05)] // lossy
    [InlineData("song.opus", "libopus", "libsndfile", 0.05)]
    [InlineData("song.m4a", "aac", "ffmpeg", 0.05)]
    [InlineData("song.webm", "libopus", "ffmpeg", 0.05)]
    [InlineData("song.3gp", "aac", "ffmpeg", 0.05)]
    [InlineData("song.tta", "tta", "ffmpeg", 1e-4)]
    [InlineData("song.w64", "pcm_s24le", "built-in reader", 1e-4)]
    [InlineData("song.flac", "flac", "ffmpeg", 1e-4)]
    [InlineData("song.flac", "flac", "built-in FLAC reader", 1e-4)]
    [InlineData("song.ogg", "libvorbis", "NVorbis and Concentus", 0.05)]
    [InlineData("song.opus", "libopus", "NVorbis and Concentus", 0.05)]
    public void Compressed_formats_keep_the_tone(string name, string codec, string decoderName, double tolerance)
    {
        var decoder = TestAudio.InstalledDecoder(decoderName);
        var path = Encode(name, codec);
        var clip = AudioFile.Read(path, [decoder], Cancellation);
        Assert.Equal((48000, 2), (clip.SampleRate, clip.ChannelCount));
        Assert.Equal(1, clip.DurationSeconds, 0.05); // AAC pads to its frame
        Assert.Equal(0.5 / Math.Sqrt(2), TestAudio.Measure(clip.Channel(1)[4800..^4800]).Rms, tolerance);
    }

    [Fact]
    public void Mu_law_in_au_and_wav_is_left_to_the_libraries()
    {
        TestAudio.InstalledDecoder("libsndfile");
        byte[] muLaw = [0xFF, 0x80, 0x00]; // ITU-T G.711: 0, 32124/32768 and its negative
        foreach (var content in new[] { SoundBytes.Au(muLaw, 1, encoding: 1), SoundBytes.Wav(muLaw, code: 7, bits: 8) })
            Assert.Equal([0f, 32124 / 32768f, -32124 / 32768f],
                AudioFile.Read(folder.Write("mu", content), Cancellation).Channel(0).ToArray());
    }

    [Theory]
    [InlineData("libsndfile")]
    [InlineData("ffmpeg")]
    public void Names_beyond_ascii_are_opened(string decoderName)
    {
        var decoder = TestAudio.InstalledDecoder(decoderName);
        var path = folder.Write("Björk – 日本 %20 'quoted' #1.wav", SoundBytes.Wav(new byte[8820]));
        Assert.Equal(4410, AudioFile.Read(path, [decoder], Cancellation).SampleCount);
    }

    [Fact]
    public void Files_read_in_parallel_are_those_read_one_by_one()
    {
        TestAudio.InstalledDecoder("libsndfile");
        var paths = Enumerable.Range(1, 8).Select(n => SharedData.Path("emotify", "audio", "pop", $"{n}.mp3")).ToArray();
        var parallel = new AudioClip[paths.Length];
        Parallel.For(0, paths.Length, i => parallel[i] = AudioFile.ReadMono(paths[i], 22050, Cancellation));
        for (var i = 0; i < paths.Length; i++)
            Assert.True(AudioFile.ReadMono(paths[i], 22050, Cancellation).Channel(0).SequenceEqual(parallel[i].Channel(0)));
    }

    [Theory]
    [InlineData("built-in")]
    [InlineData("libsndfile")]
    [InlineData("ffmpeg")]
    public void Decoding_stops_when_it_is_cancelled(string decoderName)
    {
        var decoder = decoderName == "built-in" ? new PcmDecoder() : TestAudio.InstalledDecoder(decoderName);
        var path = folder.Write("long.wav", SoundBytes.Wav(new byte[882000]));
        Assert.ThrowsAny<OperationCanceledException>(() => AudioFile.Read(path, [decoder], new CancellationToken(canceled: true)));
    }

    private string Encode(string name, string codec, params string[] options)
    {
        Assert.SkipUnless(new FfmpegDecoder().IsInstalled, "needs ffmpeg to make the file; run environment/install-audio.sh");
        var tone = TestAudio.Tone(1000, 48000, 48000);
        var wav = folder.File("tone.wav");
        WavFile.Write(wav, new AudioClip(48000, tone, tone));
        using var process =
            Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", wav, "-c:a", codec, .. options, folder.File(name)]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return folder.File(name);
    }

    /// <summary>A decoder that is not on this machine.</summary>
    private sealed class AbsentDecoder(string name) : IAudioDecoder
    {
        public string Name => name;

        public bool IsInstalled => false;

        public bool IsBuiltIn => false;

        public bool MayRead(AudioFormat format) => true;

        public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason) =>
            throw new InvalidOperationException("An absent decoder was asked.");
    }
}
