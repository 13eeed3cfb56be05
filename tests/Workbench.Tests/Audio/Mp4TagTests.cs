using System.Text;
using Workbench.Audio;
using Workbench.Tests.Reference;
using static Workbench.Tests.Audio.TagBytes;

namespace Workbench.Tests.Audio;

public sealed class Mp4TagTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_field_is_read_with_all_its_values()
    {
        var tags = Read(Mp4(Item("©ART", "A", "B"), Item("©alb", "Ä"), Item("©nam", "T"), Item("©day", "2001-05-06T07:00:00Z"),
            Item("©gen", "Rock"), Item("covr", new string('x', 5000)), Item("©gen", "Pop")));
        Assert.Equal(("A; B", "Ä", "T", 2001), (tags.Artist, tags.Album, tags.Title, tags.Year));
        Assert.Equal(["Rock", "Pop"], tags.Genres);
    }

    [Theory]
    [InlineData(1, "Blues")]
    [InlineData(18, "Rock")]
    [InlineData(192, "Psybient")]
    [InlineData(0, null)]
    [InlineData(193, null)]
    public void Genres_by_number_count_from_1(int number, string? genre) =>
        Assert.Equal(genre is null ? [] : [genre], Read(Mp4(Atom("gnre", Data(0, SoundBytes.Be16(number))))).Genres);

    [Fact]
    public void Other_ways_to_write_atoms_are_read()
    {
        byte[] list = Atom("ilst", [.. Atom("©ART", Data(2, Encoding.BigEndianUnicode.GetBytes("Ä")))]);
        byte[] quickTime = Atom("udta", Atom("meta", [.. Atom("hdlr", new byte[25]), .. list]));
        byte[] type = Atom("ftyp", "M4A \0\0\0\0"u8);
        // No version in meta; a length of 64 bits; a length of 0, which is up to the end.
        byte[][] files =
        [
            [.. type, .. Atom("moov", quickTime)],
            [.. type, .. SoundBytes.Be32(1), .. "moov"u8, 0, 0, 0, 0, .. SoundBytes.Be32((uint)quickTime.Length + 16), .. quickTime],
            [.. type, 0, 0, 0, 0, .. "moov"u8, .. quickTime],
        ];
        Assert.All(files, file => Assert.Equal("Ä", Read(file).Artist));
    }

    [Theory]
    [InlineData(0xFFFFFFFF)]
    [InlineData(7)]
    [InlineData(1)]
    public void A_length_that_lies_ends_the_reading(uint length)
    {
        byte[] item = Item("©ART", "A"), album = Item("©alb", "B");
        SoundBytes.Be32(length).CopyTo(album, 0);
        Assert.Equal("A", Read(Mp4(item, album)).Artist);
    }

    [Fact]
    public void Cut_files_give_what_is_there()
    {
        var file = Mp4(Item("©ART", "A"), Item("©gen", "Rock"));
        for (var length = 12; length < file.Length; length++)
            Assert.True(Read(file[..length]) is { Artist: null or "A" }, $"{length} bytes");
    }

    private AudioTags Read(byte[] content) => AudioFile.ReadTags(folder.Write("song", content), TestContext.Current.CancellationToken);
}
