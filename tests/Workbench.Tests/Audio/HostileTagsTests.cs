using System.Globalization;
using System.Text;
using Workbench.Audio;
using static Workbench.Tests.Audio.TagBytes;

namespace Workbench.Tests.Audio;

/// <summary>Tags that are damaged or lie: they cost what their bytes cost, and give no more than names may have.</summary>
public sealed class HostileTagsTests
{
    /// <summary>Names the number of damaged files of each form that are tried.</summary>
    private const string CountVariable = "WORKBENCH_TAG_MUTATIONS";

    private const int UsualCount = 1000;

    /// <summary>For each tag in front 32 bytes are looked at, which may have 10; besides, nothing is read more than a few times.</summary>
    private const int ReadingsAFile = 8;

    private static readonly uint[] Limits = [0, 1, 0x7F, 0x7F7F7F7F, int.MaxValue, uint.MaxValue];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Damageable => new()
    {
        { "ID3v2.2", [.. Id3(2, Frame(2, "TP1", "\0A"u8), Frame(2, "TCO", "\0(17)"u8)), .. Mp3Frames(3)] },
        {
            "ID3v2.3",
            [.. Id3(3, 0xC0,
                    [0, 0, 0, 6, 0, 0, 0, 0, 0, 0, .. Frame(3, "TPE1", [1, 0xFF, 0, 0xFE, 65, 0]), .. Frame(3, "TCON", "\0(17)Pop"u8)]),
                .. Mp3Frames(3), .. Id3v1("T", "A", "B", "1984", 17)]
        },
        {
            "ID3v2.4",
            [.. Id3(4, Frame(4, "TPE1", "\u0003A\0B"u8), Frame(4, "TIT2", [0, 0, 0, 2, 0, 65], flags: 0x01),
                    Frame(4, "SEEK", SoundBytes.Be32(1251))),
                .. Mp3Frames(3), .. Id3WithFooter(Frame(4, "TALB", "\u0003C"u8), Frame(4, "TCON", "\u000317\0Pop"u8))]
        },
        { "APEv2", [.. Ape(("Artist", "A\0B"), ("Genre", "Rock")), .. Mp3Frames(3), .. Ape(("Artist", "A\0B"), ("Genre", "Rock"))] },
        { "FLAC", Flac("ARTIST=A", "GENRE=Rock", "GENRE=Pop", "DATE=1984") },
        { "Ogg", OggVorbis("ARTIST=A", "GENRE=Rock", "GENRE=Pop", "DATE=1984") },
        { "MP4", Mp4(Item("©ART", "A", "B"), Item("©day", "1984"), Atom("gnre", Data(0, [0, 18]))) },
        {
            "WAV",
            SoundBytes.Wav(new byte[8], after: [.. Info("IART", "A"), .. SoundBytes.Chunk("id3 ", Id3(3, Frame(3, "TIT2", "\0T"u8)))])
        },
        { "AIFF", [.. SoundBytes.Aiff(new byte[8], 1, 16), .. SoundBytes.BeChunk("NAME", "T "u8.ToArray())] },
        { "text", "<html><head></head></html>"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Damageable))]
    public void Damage_raises_nothing_and_costs_no_more_than_the_bytes(string form, byte[] content)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? $"{UsualCount}", CultureInfo.InvariantCulture);
        for (var seed = 0; seed < count; seed++)
        {
            var damaged = Damage(content, new Random(seed));
            var failure = Record.Exception(() => ReadBounded(damaged));
            Assert.True(failure is null, $"{form}, seed {seed}: {failure}");
        }
    }

    public static TheoryData<string, byte[]> Lies => new()
    {
        { "ID3 chunks of WAV that claim the whole file", SoundBytes.Wav([], after: Many(20_000, SoundBytes.Chunk("id3 ", Claim))) },
        { "ID3v2 tags in front that claim the whole file", [.. Many(20_000, [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 0]), .. Claim] },
        { "ID3v2 footers that claim what is before", [.. Mp3Frames(1), .. Many(20_000, [.. "3DI"u8, 4, 0, 0x10, 0, 0, 1, 0])] },
        { "SEEK frames that lead into each other", [.. Many(20_000, Id3(4, Frame(4, "SEEK", SoundBytes.Be32(1)))), .. Mp3Frame] },
        { "APE footers without end", [.. Mp3Frames(1), .. Many(20_000, ApeMark(0, 1, 0))] },
        { "APE items of no length", [.. Mp3Frame, .. Many(50_000, ApeItem("Artist", [])), .. ApeMark(50_000 * 15, 50_000, 0)] },
        { "junk full of the beginnings of tags", [1, .. Many(13_000, [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 0])] },
        { "junk full of the beginnings of frames", [1, .. Many(60_000, [0xFF, 0xFB])] },
        { "lists in lists", SoundBytes.Wav([], after: Many(100_000, [.. "LIST"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "INFO"u8])) },
        { "100,000 frames", Id3(3, Many(100_000, Frame(3, "TCON", "\0(17)"u8))) },
        { "a genre of references", Id3(3, Frame(3, "TCON", [0, .. Many(200_000, "(17)"u8.ToArray())])) },
        { "a genre of brackets", Id3(3, Frame(3, "TCON", [0, .. Many(200_000, "(a"u8.ToArray())])) },
        { "a genre of zeros", Id3(3, Frame(3, "TCON", new byte[1_000_000])) },
        { "a text of a million bytes", Id3(4, Frame(4, "TPE1", [3, .. Enumerable.Repeat((byte)'a', 1_000_000)])) },
        { "a comment of 2^32 entries", [.. "fLaC"u8, 0x84, 0x0F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[1_000_000]] },
        { "entries of one field", Flac([.. Enumerable.Range(0, 100_000).Select(i => $"GENRE=a{i}")]) },
        { "atoms of no content", Mp4(Item("©gen", [.. Enumerable.Range(0, 50_000).Select(i => $"a{i}")]), Many(50_000, Atom("data", []))) },
        { "atoms in atoms", [.. Atom("ftyp", new byte[8]), .. Many(50_000, [0xFF, 0xFF, 0xFF, 0xFF, .. "moov"u8])] },
        { "pages of nothing", [.. Many(20_000, Page([], 7, false))] },
        { "blocks of nothing", [.. "fLaC"u8, .. new byte[1_000_000]] },
    };

    [Theory]
    [MemberData(nameof(Lies), DisableDiscoveryEnumeration = true)] // megabytes, which would be written out to name the tests
    public async Task Lies_cost_no_more_than_the_bytes(string what, byte[] content)
    {
        // Whatever is not linear takes hours: the limit only ends the waiting.
        var reading = Task.Run(() => ReadBounded(content), Token);
        var failure = await Record.ExceptionAsync(() => reading.WaitAsync(TimeSpan.FromMinutes(2), Token));
        Assert.True(failure is null, $"{what}: {failure}");
    }

    private static byte[] Claim => [.. "ID3"u8, 3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F];

    private static void ReadBounded(byte[] content)
    {
        using var stream = new CountingStream(content);
        var format = FormatDetector.Detect(stream);
        _ = FormatDetector.FindText(stream);
        var tags = TagReader.Read(stream, format)?.ToTags();
        Assert.True(stream.BytesRead <= ReadingsAFile * content.Length + (1 << 16), $"{stream.BytesRead} of {content.Length} bytes read");
        // "; " joins values that may have one character each.
        foreach (var text in new[] { tags?.Artist, tags?.Album, tags?.Title })
            Assert.True((text?.Length ?? 0) <= 3 * TagText.Longest, $"{text?.Length} characters");
        Assert.True((tags?.Genres.Sum(g => g.Length) ?? 0) <= TagText.Longest);
    }

    /// <summary>One to eight changes: bytes, numbers at their limits, stretches that are lost, doubled or zero, an early end.</summary>
    private static byte[] Damage(byte[] content, Random rng)
    {
        var bytes = content.ToList();
        for (var left = rng.Next(1, 9); left > 0 && bytes.Count > 8; left--)
        {
            var at = rng.Next(bytes.Count - 4);
            var length = rng.Next(1, Math.Min(64, bytes.Count - at));
            switch (rng.Next(6))
            {
                case 0:
                    bytes[at] = (byte)rng.Next(256);
                    break;
                case 1:
                    var number = SoundBytes.Be32(Limits[rng.Next(Limits.Length)]);
                    if (rng.Next(2) == 0)
                        Array.Reverse(number);
                    for (var i = 0; i < 4; i++)
                        bytes[at + i] = number[i];
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, new byte[length]);
                    break;
                default:
                    bytes.RemoveRange(at, rng.Next(4) == 0 ? bytes.Count - at : 1);
                    break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Many(int count, byte[] piece) => [.. Enumerable.Repeat(piece, count).SelectMany(p => p)];

    private static byte[] Info(string name, string text) =>
        SoundBytes.Chunk("LIST", [.. "INFO"u8, .. SoundBytes.Chunk(name, Encoding.UTF8.GetBytes(text))]);
}
