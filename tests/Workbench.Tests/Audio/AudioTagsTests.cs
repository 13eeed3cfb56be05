using System.Globalization;
using System.Text;
using CsvHelper;
using Workbench.Audio;
using Workbench.Tests.Reference;
using static Workbench.Tests.Audio.TagBytes;

namespace Workbench.Tests.Audio;

public sealed class AudioTagsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_tags_of_all_400_emotify_clips_are_those_of_their_table()
    {
        using var row = CsvReader.FromFile(SharedData.Path("emotify", "tracks.csv"), CsvReaderOptions.Default);
        var count = 0;
        for (; row.Read(); count++)
        {
            var tags = AudioFile.ReadTags(SharedData.Path(["emotify", .. row.GetString("path").Split('/')]),
                TestContext.Current.CancellationToken);
            Assert.Equal((row.GetString("artist"), row.GetString("album"), row.GetString("title")), (tags.Artist, tags.Album, tags.Title));
            Assert.Equal([row.GetString("id3_genre")], tags.Genres);
            Assert.Equal(row.GetString("date"), tags.Year?.ToString(CultureInfo.InvariantCulture));
        }
        Assert.Equal(400, count);
    }

    [Theory]
    [InlineData(3, "Rock", "Rock")]
    [InlineData(3, "(17)", "Rock")]
    [InlineData(3, "(17)Rock", "Rock")]
    [InlineData(3, "(17)Own name", "Rock|Own name")]
    [InlineData(3, "(51)(39)", "Techno-Industrial|Noise")]
    [InlineData(3, "((Bracketed)", "(Bracketed)")]
    [InlineData(3, "(Live) Rock", "(Live) Rock")]
    [InlineData(3, "(RX)(191)", "Remix|Psybient")]
    [InlineData(3, "(255)", "(255)")]
    [InlineData(3, "Rock; Pop", "Rock|Pop")]
    [InlineData(3, "R&B/Soul", "R&B/Soul")]
    [InlineData(4, "17", "Rock")]
    [InlineData(4, "17\013\0Own name", "Rock|Pop|Own name")]
    [InlineData(4, "Rock\0Rock\0", "Rock")]
    public void Genres_of_id3_are_given_as_names(int version, string text, string expected)
    {
        var tags = Read(Id3(version, Frame(version, "TCON", [0, .. Encoding.Latin1.GetBytes(text)])));
        Assert.Equal(expected.Split('|'), tags.Genres);
    }

    public static TheoryData<byte, byte[]> Encodings => new()
    {
        { 1, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Björk 日本")] },
        { 1, [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Björk 日本")] },
        { 1, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Björk 日本\0")] },
        { 2, Encoding.BigEndianUnicode.GetBytes("Björk 日本") },
        { 3, Encoding.UTF8.GetBytes("Björk 日本") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_text_encoding_of_id3_is_read(byte encoding, byte[] text) =>
        Assert.Equal("Björk 日本", Read(Id3(4, Frame(4, "TPE1", [encoding, .. text]))).Artist);

    [Fact]
    public void Several_artists_are_joined_and_blanks_are_kept()
    {
        var tags = Read(Id3(4,
            Frame(4, "TPE1", [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("A\0"), 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("B")]),
            Frame(4, "TIT2", "\u0003Largo "u8), Frame(4, "TALB", "\u0003 "u8)));
        Assert.Equal(("A; B", "Largo ", null), (tags.Artist, tags.Title, tags.Album));
    }

    [Theory]
    [InlineData("TDRC", 4, "1999-03-04", 1999)]
    [InlineData("TYER", 3, "2008", 2008)]
    [InlineData("TYER", 3, "n/a", null)]
    [InlineData("TYER", 3, "0000", null)]
    public void The_year_is_the_first_four_digits(string frame, int version, string text, int? expected) =>
        Assert.Equal(expected, Read(Id3(version, Frame(version, frame, [0, .. Encoding.Latin1.GetBytes(text)]))).Year);

    [Fact]
    public void Unsynchronised_tags_are_read()
    {
        // Written as FF 00 FE: the zero was put in lest FF FE look like the start of a frame.
        byte[] text = [1, 0xFF, 0x00, 0xFE, .. Encoding.Unicode.GetBytes("Rock")];
        byte[] frame3 = [.. "TCON"u8, 0, 0, 0, 11, 0, 0, .. text]; // version 2.3 counts before, 2.4 after the zero was put in
        byte[] frame4 = [.. "TCON"u8, 0, 0, 0, 12, 0, 0x02, .. text];
        Assert.Equal(["Rock"], Read(Id3(3, 0x80, frame3)).Genres);
        Assert.Equal(["Rock"], Read(Id3(4, 0x80, frame4)).Genres);
    }

    [Fact]
    public void Extended_headers_extra_bytes_and_version_2_are_read()
    {
        Assert.Equal("A", Read(Id3(3, 0x40, [0, 0, 0, 6, 0, 0, 0, 0, 0, 0, .. Frame(3, "TPE1", "\0A"u8)])).Artist);
        Assert.Equal("A", Read(Id3(4, 0x40, [0, 0, 0, 6, 1, 0, .. Frame(4, "TPE1", "\0A"u8)])).Artist);
        Assert.Equal("A", Read(Id3(4, 0, [.. "TPE1"u8, 0, 0, 0, 6, 0, 0x01, 0, 0, 0, 2, 0, (byte)'A'])).Artist); // data length indicator
        var old = Read(Id3(2, 0, [.. "TP1"u8, 0, 0, 2, 0, (byte)'A', .. "TCO"u8, 0, 0, 5, .. "\0(17)"u8]));
        Assert.Equal("A", old.Artist);
        Assert.Equal(["Rock"], old.Genres);
        var mixed = Read(Id3(3, Frame(3, "TP1\0", "\0A"u8), Frame(3, "TALB", "\0B"u8)));
        Assert.Equal(("A", "B"), (mixed.Artist, mixed.Album));
    }

    [Fact]
    public void A_damaged_frame_ends_the_reading()
    {
        var tags = Read(Id3(3, 0, [.. Frame(3, "TPE1", "\0A"u8), .. "TALB"u8, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]));
        Assert.Equal(("A", null), (tags.Artist, tags.Album));
    }

    [Fact]
    public void Id3v1_fills_what_id3v2_leaves_open()
    {
        var old = Id3v1("Title 1", "Artist 1", "Album 1   ", "1984", 17);
        var both = Read([.. Id3(3, Frame(3, "TPE1", "\0Artist 2"u8), Frame(3, "TCON", "\0Pop"u8)), .. Mp3Frame, .. old]);
        Assert.Equal(("Artist 2", "Album 1", "Title 1", 1984), (both.Artist, both.Album, both.Title, both.Year));
        Assert.Equal(["Pop"], both.Genres);
        Assert.Equal(["Rock"], Read([.. Mp3Frame, .. old]).Genres);
    }

    [Fact]
    public void A_file_without_tags_has_none()
    {
        var tags = Read(Mp3Frame);
        Assert.Equal((null, null, null, null), (tags.Artist, tags.Album, tags.Title, tags.Year));
        Assert.Empty(tags.Genres);
    }

    [Fact]
    public void Vorbis_comments_of_flac_keep_every_genre()
    {
        byte[] comment = Comment("ARTIST=A", "artist=B", "Album=C", "GENRE=Rock", "genre=Pop", "DATE=2001-01-01", "broken");
        byte[] flac = [.. "fLaC"u8, 0, 0, 0, 34, .. new byte[34], 0x84, 0, 0, (byte)comment.Length, .. comment];
        foreach (var content in new[] { flac, [.. Id3(3, Frame(3, "TIT2", "\0T"u8)), .. flac] })
        {
            var tags = Read(content);
            Assert.Equal(("A; B", "C", 2001), (tags.Artist, tags.Album, tags.Year));
            Assert.Equal(["Rock", "Pop"], tags.Genres);
        }
    }

    [Fact]
    public void Comments_of_ogg_are_joined_over_pages()
    {
        var large = Comment("TITLE=T", "PICTURE=" + new string('x', 70_000), "GENRE=Dub", "GENRE=Ska");
        foreach (var (first, second) in new (byte[], byte[])[]
        {
            ([1, .. "vorbis"u8, .. new byte[23]], [3, .. "vorbis"u8, .. large, 1]),
            ([.. "OpusHead"u8, .. new byte[11]], [.. "OpusTags"u8, .. large]),
        })
        {
            var tags = Read(
                [.. Page(first, 7, true), .. Page([9, 9], 8, true), .. Page(second[..65025], 7, false), .. Page(second[65025..], 7, true)]);
            Assert.Equal("T", tags.Title);
            Assert.Equal(["Dub", "Ska"], tags.Genres);
        }
    }

    [Fact]
    public void Wav_and_aiff_tags_are_read_from_their_chunks()
    {
        byte[] info = SoundBytes.Chunk("LIST",
            [.. "INFO"u8, .. SoundBytes.Chunk("IART", "Bj\u00F6rk\0"u8.ToArray()), .. SoundBytes.Chunk("IPRD", [0xE9, 0]),
                .. SoundBytes.Chunk("IGNR", "Pop\0"u8.ToArray()), .. SoundBytes.Chunk("ICRD", "1997"u8.ToArray())]);
        var wav = Read(SoundBytes.Wav(new byte[4], after: info));
        Assert.Equal(("Björk", "é", 1997), (wav.Artist, wav.Album, wav.Year)); // UTF-8 where valid, else Latin-1
        Assert.Equal(["Pop"], wav.Genres);

        byte[] both = [.. info, .. SoundBytes.Chunk("id3 ", Id3(4, Frame(4, "TPE1", "\u0003B"u8)))];
        Assert.Equal(("B", "é"), Read(SoundBytes.Wav(new byte[4], after: both)) is var t ? (t.Artist, t.Album) : default);

        byte[] aiff =
        [
            .. SoundBytes.Aiff(new byte[4], 1, 16),
            .. SoundBytes.BeChunk("NAME", "Title"u8.ToArray()),
            .. SoundBytes.BeChunk("ID3 ", Id3(3, Frame(3, "TCON", "\0(8)"u8))),
        ];
        Assert.Equal("Title", Read(aiff).Title);
        Assert.Equal(["Jazz"], Read(aiff).Genres);
    }

    [Fact]
    public void Cut_files_of_every_kind_give_what_is_there()
    {
        byte[][] files =
        [
            [.. Id3(4, Frame(4, "TPE1", "\u0003A"u8), Frame(4, "TALB", "\u0003B"u8)), .. Mp3Frame],
            [.. "fLaC"u8, 0x84, 0, 0, 40, .. Comment("ARTIST=A", "GENRE=Rock")],
            [.. Page([.. "OpusHead"u8], 1, true), .. Page([.. "OpusTags"u8, .. Comment("ARTIST=A", "GENRE=Rock")], 1, true)],
            SoundBytes.Wav(new byte[4], after: SoundBytes.Chunk("LIST", [.. "INFO"u8, .. SoundBytes.Chunk("IART", [65, 0])])),
        ];
        foreach (var file in files)
            for (var length = 12; length < file.Length; length++)
                Assert.True(Read(file[..length]).Artist is null or "A", $"{length} of {file.Length} bytes");
    }

    private AudioTags Read(byte[] content) => AudioFile.ReadTags(folder.Write("song", content), TestContext.Current.CancellationToken);
}
