using System.Text;
using Workbench.Audio;
using Workbench.Tests.Reference;
using static Workbench.Tests.Audio.TagBytes;

namespace Workbench.Tests.Audio;

/// <summary>Generated tags as TagLibSharp 2.3.0 reads them.</summary>
public sealed class TagOracleTests : IDisposable
{
    private const int FilesAForm = 40;

    private static readonly string[] Letters = ["abcdefghij KLMNO'-.,", "äöüßéèñçøÅÆ xyz", "москваЛЕНИНГРАД ", "東京音楽 日本語"];

    private static readonly string[] Genres = ["Rock", "Pop", "Jazz", "Hip-Hop", "Música", "ジャズ"];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>How each form is written, the name that it has, and whether it holds several values and letters beyond Latin-1.</summary>
    private static readonly (string Name, string File, bool HasLists, bool HasAllLetters, Func<Song, byte[]> Write)[] Forms =
    [
        ("ID3v2.2 UTF-16", "mp3", false, true, s => [.. Id3Of(2, s, Utf16), .. Mp3Frames(3)]),
        ("ID3v2.3 Latin-1", "mp3", false, false, s => [.. Id3Of(3, s, Latin1), .. Mp3Frames(3)]),
        ("ID3v2.3 UTF-16", "mp3", false, true, s => [.. Id3Of(3, s, Utf16), .. Mp3Frames(3)]),
        ("ID3v2.4 Latin-1", "mp3", true, false, s => [.. Id3Of(4, s, Latin1), .. Mp3Frames(3)]),
        ("ID3v2.4 UTF-16", "mp3", true, true, s => [.. Id3Of(4, s, Utf16), .. Mp3Frames(3)]),
        ("ID3v2.4 UTF-16 big endian", "mp3", true, true, s => [.. Id3Of(4, s, Utf16BigEndian), .. Mp3Frames(3)]),
        ("ID3v2.4 UTF-8", "mp3", true, true, s => [.. Id3Of(4, s, Utf8), .. Mp3Frames(3)]),
        ("ID3v2.4 at the end", "mp3", true, true, s => [.. Mp3Frames(3), .. Id3WithFooter([.. FramesOf(4, s, Utf8)])]),
        ("APEv2", "mp3", true, true, s => [.. Mp3Frames(3), .. ApeOf(s)]),
        ("APEv2 of Musepack", "mpc", true, true, s => [.. "MP+"u8, 7, .. new byte[100], .. ApeOf(s)]),
        ("FLAC", "flac", true, true, s => Flac([.. CommentOf(s)])),
        ("Ogg Vorbis", "ogg", true, true, s => OggVorbis([.. CommentOf(s)])),
        ("MP4", "m4a", true, true, s => Mp4(Item("©ART", s.Artists), Item("©alb", s.Album), Item("©nam", s.Title), Item("©gen", s.Genres),
            Item("©day", s.Year))),
        ("WAV with ID3", "wav", true, true, s => SoundBytes.Wav(new byte[4], after: SoundBytes.Chunk("id3 ", Id3Of(4, s, Utf8)))),
        ("AIFF with ID3", "aiff", true, true,
            s => [.. SoundBytes.Aiff(new byte[4], 1, 16), .. SoundBytes.BeChunk("ID3 ", Id3Of(4, s, Utf8))]),
    ];

    [Fact]
    public void Generated_tags_of_every_form_are_read_as_by_TagLibSharp()
    {
        var rng = new Random(20);
        foreach (var form in Forms)
            for (var i = 0; i < FilesAForm; i++)
            {
                var song = Song.Draw(rng, form.HasLists ? 3 : 1, form.HasAllLetters ? Letters : Letters[..2]);
                var (ours, theirs) = ReadBoth(form.File, form.Write(song));
                Assert.Equal($"{form.Name} {i}: {theirs}", $"{form.Name} {i}: {Show(ours)}");
                Assert.Equal($"{form.Name} {i}: {song}", $"{form.Name} {i}: {Show(ours)}");
            }
    }

    public static TheoryData<string, byte[], string> Oddities => new()
    {
        { "mp3", [.. Id3(3, Frame(3, "TPE1", "\0A"u8)), .. Id3(3, Frame(3, "TALB", "\0B"u8)), .. Mp3Frame], "A|B|||" },
        { "mp3", [.. Ape(("Artist", "A")), .. Mp3Frame], "A||||" },
        { "mp3", [.. Mp3Frame, .. Id3v1("T", "A", "B", "1984", 17)], "A|B|T|Rock|1984" },
        { "mp3", [.. Id3(3, Frame(3, "TPE1", "\0A"u8)), .. Mp3Frame, .. Ape(("Artist", "B"))], "A||||" },
        { "mp3", [.. Id3(4, 0x80, [.. "TPE1"u8, 0, 0, 0, 6, 0, 0x02, 1, 0xFF, 0x00, 0xFE, 0x41, 0x00]), .. Mp3Frame], "A||||" },
        { "mp3", [.. Id3(4, 0, [.. "TPE1"u8, 0, 0, 0, 6, 0, 0x01, 0, 0, 0, 2, 0, 0x41]), .. Mp3Frame], "A||||" },
        { "mp3", [.. Id3(3, Frame(3, "TCON", "\0(51)(39)"u8)), .. Mp3Frame], "|||Techno-Industrial+Noise|" },
        { "flac", [.. Id3(3, Frame(3, "TPE1", "\0A"u8)), .. Flac("ARTIST=B")], "B||||" },
        { "m4a", Mp4(Atom("gnre", Data(0, [0, 18]))), "|||Rock|" },
        { "m4a", Mp4(Item("©gen", "Rock"), Item("©gen", "Pop")), "|||Rock+Pop|" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public void Tags_in_odd_places_and_ways_are_read_as_by_TagLibSharp(string extension, byte[] content, string tags)
    {
        var both = ReadBoth(extension, content);
        Assert.Equal((tags, tags), (both.Theirs, Show(both.Ours)));
    }

    /// <summary>The reason of the difference, the file, what TagLibSharp makes of it, what is right.</summary>
    public static TheoryData<string, string, byte[], string, string> Differences => new()
    {
        {
            "a semicolon separates genres", "mp3",
            [.. Id3(4, Frame(4, "TCON", "\u0003Rock;Pop"u8)), .. Mp3Frame], "|||Rock;Pop|", "|||Rock+Pop|"
        },
        {
            "the table of genres knows which slash separates", "mp3",
            [.. Id3(3, Frame(3, "TCON", "\0R&B/Soul"u8)), .. Mp3Frame], "|||R&B+Soul|", "|||R&B/Soul|"
        },
        {
            "a slash belongs to names with short parts", "mp3",
            [.. Id3(3, Frame(3, "TPE1", "\0AM/PM"u8)), .. Mp3Frame], "AM; PM||||", "AM/PM||||"
        },
        {
            "the artist of the album stands in", "mp3",
            [.. Id3(3, Frame(3, "TPE2", "\0A"u8)), .. Mp3Frame], "||||", "A||||"
        },
        {
            "UTF-8 that is called Latin-1", "mp3",
            [.. Id3(3, Frame(3, "TPE1", [0, 0xC3, 0xB6, 0x61])), .. Mp3Frame], "Ã¶a||||", "öa||||"
        },
        {
            "UTF-16 without its mark, big endian", "mp3",
            [.. Id3(3, Frame(3, "TPE1", [1, 0, 0x41, 0, 0x42])), .. Mp3Frame], "䄀䈀||||", "AB||||"
        },
        {
            "a compressed frame", "mp3",
            [.. Id3(3, Frame(3, "TPE1", [0, 0, 0, 2, .. Deflated], 0x80)), .. Mp3Frame], "||||", "A||||"
        },
        {
            "plain lengths in version 2.4", "mp3",
            [.. Id3(4, 0, [.. "TIT2"u8, 0, 0, 1, 44, 0, 0, 3, .. LongTitle, .. Frame(4, "TPE1", "\u0003A"u8)]), .. Mp3Frame],
            $"||{LongTitleText[..171]}||", $"A||{LongTitleText}||"
        },
        {
            "the frame SEEK", "mp3",
            [.. Id3(4, Frame(4, "TPE1", "\u0003A"u8), Frame(4, "SEEK", SoundBytes.Be32(417))), .. Mp3Frame,
                .. Id3(4, Frame(4, "TALB", "\u0003B"u8)), .. Mp3Frame], "A||||", "A|B|||"
        },
        {
            "other bytes before the first tag", "mp3",
            [.. new byte[3000], .. Id3(3, Frame(3, "TPE1", "\0A"u8)), .. Mp3Frames(3)], "||||", "A||||"
        },
        {
            "RIFF's own name of the artist", "wav",
            SoundBytes.Wav(new byte[4], after: SoundBytes.Chunk("LIST", [.. "INFO"u8, .. SoundBytes.Chunk("IART", "A\0"u8.ToArray())])),
            "||||", "A||||"
        },
        {
            "AIFF's own name of the title", "aiff",
            [.. SoundBytes.Aiff(new byte[4], 1, 16), .. SoundBytes.BeChunk("NAME", "T "u8.ToArray())], "||||", "||T ||"
        },
    };

    private static byte[] Deflated => [0x78, 0x9C, 0x63, 0x70, 0x04, 0, 0, 0x43, 0, 0x42]; // zlib's stream of the bytes 0 and "A"

    private static string LongTitleText => new('T', 299);

    private static byte[] LongTitle => Encoding.ASCII.GetBytes(LongTitleText);

    [Theory]
    [MemberData(nameof(Differences))]
    public void Where_TagLibSharp_reads_otherwise_there_is_a_reason(string why, string extension, byte[] content,
        string theirs, string right)
    {
        var both = ReadBoth(extension, content);
        Assert.Equal((why, theirs, right), (why, both.Theirs, Show(both.Ours)));
    }

    private static string Show(AudioTags tags) => $"{tags.Artist}|{tags.Album}|{tags.Title}|{string.Join('+', tags.Genres)}|{tags.Year}";

    private (AudioTags Ours, string Theirs) ReadBoth(string extension, byte[] content)
    {
        var path = folder.Write("song." + extension, content);
        using var file = TagLib.File.Create(path, TagLib.ReadStyle.None);
        return (AudioFile.ReadTags(path, TestContext.Current.CancellationToken), $"{string.Join("; ", file.Tag.Performers)}|"
            + $"{file.Tag.Album}|{file.Tag.Title}|{string.Join('+', file.Tag.Genres)}|{(file.Tag.Year == 0 ? null : file.Tag.Year)}");
    }

    private static byte[] Id3Of(int version, Song song, Func<string, byte[]> encode) => Id3(version, [.. FramesOf(version, song, encode)]);

    private static IEnumerable<byte[]> FramesOf(int version, Song song, Func<string, byte[]> encode) =>
        (version switch
        {
            2 => "TP1 TAL TT2 TCO TYE",
            3 => "TPE1 TALB TIT2 TCON TYER",
            _ => "TPE1 TALB TIT2 TCON TDRC",
        }).Split(' ').Zip([string.Join('\0', song.Artists), song.Album, song.Title, string.Join('\0', song.Genres), song.Year],
            (name, text) => Frame(version, name, encode(text)));

    private static byte[] ApeOf(Song s) => Ape(("Artist", string.Join('\0', s.Artists)), ("Album", s.Album), ("Title", s.Title),
        ("Genre", string.Join('\0', s.Genres)), ("Year", s.Year));

    private static IEnumerable<string> CommentOf(Song s) =>
        [.. s.Artists.Select(a => "ARTIST=" + a), "ALBUM=" + s.Album, "TITLE=" + s.Title, .. s.Genres.Select(g => "GENRE=" + g),
            "DATE=" + s.Year];

    private static byte[] Latin1(string text) => [0, .. Encoding.Latin1.GetBytes(text)];

    private static byte[] Utf16(string text) => [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Utf16BigEndian(string text) => [2, .. Encoding.BigEndianUnicode.GetBytes(text)];

    private static byte[] Utf8(string text) => [3, .. Encoding.UTF8.GetBytes(text)];

    private sealed record Song(string[] Artists, string Album, string Title, string[] Genres, string Year)
    {
        public static Song Draw(Random rng, int mostValues, string[] alphabets)
        {
            return new(Values(Text), Text(), Text(), Values(Genre), rng.Next(1900, 2030).ToString());

            string Text()
            {
                var alphabet = alphabets[rng.Next(alphabets.Length)];
                var inside = Enumerable.Range(0, rng.Next(60)).Select(_ => alphabet[rng.Next(alphabet.Length)]);
                return $"{alphabet[0]}{string.Concat(inside)}{alphabet[1]}";
            }

            string Genre() => TagOracleTests.Genres[rng.Next(alphabets.Length > 2 ? TagOracleTests.Genres.Length : 4)];

            string[] Values(Func<string> draw) => [.. Enumerable.Range(0, rng.Next(1, mostValues + 1)).Select(_ => draw()).Distinct()];
        }

        public override string ToString() => $"{string.Join("; ", Artists)}|{Album}|{Title}|{string.Join('+', Genres)}|{Year}";
    }
}
