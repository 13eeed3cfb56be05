using System.IO.Compression;
using System.Text;
using Workbench.Audio;
using Workbench.Tests.Reference;
using static Workbench.Tests.Audio.TagBytes;

namespace Workbench.Tests.Audio;

public sealed class AttachedTagsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Whole =>
        Ape(("Artist", "A\0B"), ("ALBUM", "Ä"), ("Title", "T"), ("Genre", "Rock\0Jazz;Live"), ("Year", "1999-01-02"));

    public static TheoryData<string, byte[]> ApeFiles => new()
    {
        { "at the end of MP3", [.. Mp3Frames(3), .. Whole] },
        { "before ID3v1", [.. Mp3Frames(3), .. Whole, .. Id3v1("T cut", "A cut", "", "1980", 12)] },
        {
            "behind a block of Lyrics3",
            [.. Mp3Frames(3), .. Whole, .. "LYRICSBEGINLYR00005Hello000024LYRICS200"u8, .. Id3v1("", "", "", "", 0)]
        },
        { "at the beginning", [.. Whole, .. Mp3Frames(3)] },
        { "at the beginning of AAC", [.. Whole, 0xFF, 0xF1, 0x50, 0x80, .. new byte[60]] },
        { "behind an ID3v2 tag of nothing", [.. Id3(3, 0, new byte[20]), .. Whole, .. Mp3Frames(1)] },
        { "with a footer alone", [.. Mp3Frames(3), .. Whole[32..^32], .. ApeMark(Whole.Length - 64, 5, 0)] },
        { "Monkey's Audio", [.. "MAC "u8, .. new byte[60], .. Whole] },
        { "WavPack", [.. "wvpk"u8, .. new byte[60], .. Whole] },
        { "Musepack 7", [.. "MP+"u8, 7, .. new byte[60], .. Whole] },
        { "Musepack 8", [.. "MPCK"u8, .. new byte[60], .. Whole] },
    };

    [Theory]
    [MemberData(nameof(ApeFiles))]
    public void Ape_tags_are_read_wherever_they_stand(string place, byte[] content)
    {
        var tags = Read(content);
        Assert.Equal((place, "A; B", "Ä", "T", 1999), (place, tags.Artist, tags.Album, tags.Title, tags.Year));
        Assert.Equal(["Rock", "Jazz", "Live"], tags.Genres);
    }

    [Fact]
    public void Binary_items_of_ape_are_no_text_and_a_count_that_lies_does_no_harm()
    {
        byte[] items = [.. ApeItem("Title", "T"u8.ToArray(), kind: 2), .. ApeItem("Artist", "A"u8.ToArray())];
        var tags = Read([.. Mp3Frames(1), .. items, .. ApeMark(items.Length, int.MaxValue, 0)]);
        Assert.Equal(("A", null), (tags.Artist, tags.Title));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(5000)]
    [InlineData(uint.MaxValue)]
    public void A_size_of_ape_that_cannot_be_is_no_tag(uint size)
    {
        var tag = Whole;
        SoundBytes.Le32(size).CopyTo(tag, tag.Length - 20);
        Assert.Null(Read([.. Mp3Frames(3), .. tag]).Artist);
    }

    [Fact]
    public void The_first_that_knows_a_field_counts_and_id3v1_last()
    {
        var tags = Read(
        [
            .. Id3(3, Frame(3, "TPE1", "\0Artist 1"u8)),
            .. Mp3Frames(1),
            .. Id3WithFooter(Frame(4, "TALB", "\u0003Album 3"u8)),
            .. Ape(("Artist", "Artist 2"), ("Genre", "Jazz")),
            .. Id3v1("Title 4", "Artist 4", "Album 4", "1984", 12),
        ]);
        Assert.Equal(("Artist 1", "Album 3", "Title 4", 1984), (tags.Artist, tags.Album, tags.Title, tags.Year));
        Assert.Equal(["Jazz"], tags.Genres);
    }

    [Fact]
    public void Several_id3v2_tags_are_read()
    {
        byte[] first = Id3(3, Frame(3, "TPE1", "\0A"u8)), second = Id3(4, Frame(4, "TPE1", "\u0003B"u8), Frame(4, "TIT2", "\u0003T"u8));
        byte[] update = Id3(4, 0x40, [0, 0, 0, 6, 1, 0x40, .. Frame(4, "TPE1", "\u0003C"u8)]);
        byte[] seek = Id3(4, Frame(4, "TPE1", "\u0003A"u8), Frame(4, "SEEK", SoundBytes.Be32(417)));
        foreach (var (artist, content) in new (string, byte[])[]
        {
            ("A", [.. first, .. second, .. Mp3Frame]),
            ("A", [.. Mp3Frame, .. first, .. Id3WithFooter(Frame(4, "TPE1", "\u0003A"u8), Frame(4, "TIT2", "\u0003T"u8))]),
            ("C", [.. first, .. second, .. update, .. Mp3Frame]),
            ("A", [.. seek, .. Mp3Frame, .. second, .. Mp3Frame]),
        })
            Assert.Equal((artist, "T"), Read(content) is var tags ? (tags.Artist, tags.Title) : default);
    }

    [Fact]
    public void Tags_around_flac_and_ogg_fill_what_their_comments_leave_open()
    {
        foreach (var content in new[] { Flac("ARTIST=A"), OggVorbis("ARTIST=A") })
        {
            var tags = Read([.. Id3(3, Frame(3, "TPE1", "\0B"u8), Frame(3, "TIT2", "\0T"u8)), .. content, .. Ape(("Album", "C"))]);
            Assert.Equal(("A", "C", "T"), (tags.Artist, tags.Album, tags.Title));
        }
    }

    [Fact]
    public void Other_bytes_before_the_frames_do_not_hide_them()
    {
        byte[] junk = [.. Enumerable.Range(0, 1150).Select(i => (byte)"junk "[i % 5])];
        byte[] tag = Id3(3, Frame(3, "TPE1", "\0A"u8)), behind = Ape(("Artist", "A"));
        foreach (var before in new[] { junk, new byte[4096], [1] })
        {
            Assert.Equal("A", Read([.. before, .. Mp3Frames(3), .. behind]).Artist);
            Assert.Equal("A", Read([.. before, .. tag, .. Mp3Frames(1)]).Artist);
        }
    }

    [Fact]
    public void Plain_lengths_in_version_4_are_known_by_what_follows()
    {
        // As a syncsafe number the length is 172, where the text looks like the name of a frame.
        byte[] title = [.. "TIT2"u8, .. SoundBytes.Be32(300), 0, 0, 3, .. Enumerable.Repeat((byte)'T', 299)];
        byte[] rest = [.. Frame(4, "TPE1", "\u0003Artist 9"u8), .. Frame(4, "TCON", "\u0003Jazz"u8)];
        var tags = Read(Id3(4, 0, [.. title, .. rest, .. new byte[100]]));
        Assert.Equal(("Artist 9", 299), (tags.Artist, tags.Title?.Length));
        Assert.Equal(["Jazz"], tags.Genres);
        // And the right ones are kept, for the same text.
        var right = Read(Id3(4, 0, [.. Frame(4, "TIT2", title.AsSpan(10)), .. rest]));
        Assert.Equal(("Artist 9", 299), (right.Artist, right.Title?.Length));
    }

    public static TheoryData<string, byte[]> WrongEncodings => new()
    {
        { "UTF-8 that is called Latin-1", [0, .. Encoding.UTF8.GetBytes("Björk 日本")] },
        { "UTF-16 with a mark that is called Latin-1", [0, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Björk 日本")] },
        { "UTF-16 without its mark", [1, .. Encoding.Unicode.GetBytes("Björk 日本")] },
        { "UTF-16 without its mark, big endian", [1, .. Encoding.BigEndianUnicode.GetBytes("Björk 日本")] },
        { "UTF-16 with a mark where none belongs", [2, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Björk 日本")] },
        { "no encoding", Encoding.UTF8.GetBytes("Björk 日本") },
    };

    [Theory]
    [MemberData(nameof(WrongEncodings))]
    public void Wrong_encodings_are_put_right_where_the_bytes_leave_no_doubt(string what, byte[] content) =>
        Assert.Equal((what, "Björk 日本"), (what, Read(Id3(3, Frame(3, "TPE1", content))).Artist));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Latin1_is_read_as_such_whatever_it_is_called(byte encoding) =>
        Assert.Equal("Björk", Read(Id3(3, Frame(3, "TPE1", [encoding, .. Encoding.Latin1.GetBytes("Björk")]))).Artist);

    [Theory]
    [InlineData("Ноктюрн до-диез минор", "Ноктюрн до-диез")] // 27 bytes, a blank and half a letter
    [InlineData("Une aussi longue absence café", "Une aussi longue absence café")]
    public void Id3v1_may_be_utf8_that_ends_within_a_letter(string title, string read)
    {
        var bytes = Encoding.UTF8.GetBytes(title);
        var field = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(30, bytes.Length)));
        Assert.Equal(read, Read([.. Mp3Frame, .. Id3v1(field, "", "", "", 255)]).Title);
        Assert.Equal("Été", Read([.. Mp3Frame, .. Id3v1("Été", "", "", "", 255)]).Title); // Latin-1
    }

    [Theory]
    [InlineData(3, "Simon/Garfunkel", "Simon; Garfunkel")]
    [InlineData(3, "Simon / Garfunkel", "Simon; Garfunkel")]
    [InlineData(3, "AC/DC", "AC/DC")]
    [InlineData(4, "Simon/Garfunkel", "Simon/Garfunkel")]
    [InlineData(4, "Simon\0Garfunkel", "Simon; Garfunkel")]
    [InlineData(3, "Simon\0Garfunkel", "Simon; Garfunkel")]
    [InlineData(3, "Simon; Garfunkel", "Simon; Garfunkel")]
    public void Several_artists_are_separated_as_the_version_has_it(int version, string text, string artist) =>
        Assert.Equal(artist, Read(Id3(version, Frame(version, "TPE1", [0, .. Encoding.Latin1.GetBytes(text)]))).Artist);

    [Fact]
    public void The_artist_of_the_album_stands_in_for_a_missing_one()
    {
        foreach (var content in new byte[][]
        {
            Id3(2, Frame(2, "TP2", "\0A"u8)), Id3(3, Frame(3, "TPE2", "\0A"u8)), [.. Mp3Frame, .. Ape(("Album Artist", "A"))],
            Flac("ALBUMARTIST=A"), Flac("album artist=A"), Mp4(Item("aART", "A")),
        })
            Assert.Equal("A", Read(content).Artist);
        Assert.Equal("B", Read(Id3(3, Frame(3, "TPE2", "\0A"u8), Frame(3, "TPE1", "\0B"u8))).Artist);
    }

    [Fact]
    public void Compressed_frames_are_unpacked_and_encrypted_ones_passed_over()
    {
        var packed = Deflate("\0Artist"u8.ToArray());
        Assert.Equal("Artist", Read(Id3(3, Frame(3, "TPE1", [0, 0, 0, 7, .. packed], flags: 0x80))).Artist);
        Assert.Equal("Artist", Read(Id3(4, Frame(4, "TPE1", [0, 0, 0, 7, .. packed], flags: 0x09))).Artist);
        Assert.Null(Read(Id3(3, Frame(3, "TPE1", [0, 0, 0, 7, 1, 2, 3, 4, 5, 6], flags: 0x80))).Artist);
        Assert.Null(Read(Id3(4, Frame(4, "TPE1", "\u0003Artist"u8, flags: 0x04))).Artist);
    }

    [Fact]
    public void A_frame_that_unpacks_to_64_MiB_gives_no_more_than_a_name_may_have()
    {
        var bomb = Deflate([.. "\0"u8, .. Enumerable.Repeat((byte)'a', 1 << 26)]);
        var frames = Enumerable.Repeat(Frame(3, "TPE1", [4, 0, 0, 1, .. bomb], flags: 0x80), 100);
        Assert.True(Read(Id3(3, [.. frames])).Artist!.Length <= TagText.Longest);
    }

    [Fact]
    public void Files_as_people_have_them_are_read()
    {
        (string File, string Artist, string Genres, int? Year)[] expected =
        [
            ("02-apev2-only-mp3/Artist a/Album/1.mp3", "Artist a1", "Rock", null),
            ("02-apev2-only-mp3/Artist b/Album/3.mp3", "Artist b3", "Jazz Live", null),
            ("02-apev2-only-mp3/Artist c/Album/1.mp3", "Artist c1", "Shoegaze", 1999),
            ("03-id3-odd/Artist/Album/id3v2-at-end.mp3", "Artist B", "Jazz", null),
            ("03-id3-odd/Artist/Album/itunes-24-plain-size.mp3", "Artist 9", "Jazz", null),
            ("03-id3-odd/Artist/Album/latin1-is-utf8.mp3", "Björk", "Música", null),
        ];
        foreach (var (file, artist, genres, year) in expected)
        {
            var tags = AudioFile.ReadTags(SharedData.Path(["cases", .. file.Split('/')]), TestContext.Current.CancellationToken);
            Assert.Equal((file, artist, genres, year), (file, tags.Artist, string.Join(' ', tags.Genres), tags.Year));
        }
    }

    private static byte[] Deflate(byte[] content)
    {
        var stream = new MemoryStream();
        using (var deflater = new ZLibStream(stream, CompressionLevel.Fastest))
            deflater.Write(content);
        return stream.ToArray();
    }

    private AudioTags Read(byte[] content) => AudioFile.ReadTags(folder.Write("song", content), TestContext.Current.CancellationToken);
}
