using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public sealed class GenreAliasesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Rock", "Rock")]
    [InlineData("Hip Hop", "Hip-Hop")]
    [InlineData("HIPHOP", "Hip-Hop")]
    [InlineData("R&B", "Soul-RnB")]
    [InlineData("r'n'b", "Soul-RnB")]
    [InlineData("R&B/Soul", "Soul-RnB")]
    [InlineData("Drum & Bass", "Drum & Bass")]
    [InlineData("Drum'n'Bass", "Drum & Bass")]
    [InlineData("drum and bass", "Drum & Bass")]
    [InlineData("Singer/Songwriter", "Singer-Songwriter")]
    [InlineData("Hip-Hop/Rap", "Hip-Hop")]
    [InlineData("Rock/Pop", "Rock|Pop")]
    [InlineData("Pop/Rock", "Pop|Rock")]
    [InlineData("Rock; Indie", "Rock|Indie")]
    [InlineData("Jazz, Blues", "Jazz|Blues")]
    [InlineData("Jazz+Funk", "Jazz|Funk")]
    [InlineData("Folk & Country", "Folk|Country")]
    [InlineData("Jazz, R&B/Soul, Drum & Bass", "Jazz|Soul-RnB|Drum & Bass")]
    [InlineData("Big Band/Swing/Jazz", "Big Band/Swing|Jazz")]
    [InlineData("Hip Hop\\hip-hop", "Hip-Hop")]
    [InlineData("Zeuhl", "Zeuhl")]
    [InlineData(" Zeuhl / Rock ", "Zeuhl|Rock")]
    [InlineData("Cloak & Dagger", "Cloak & Dagger")] // not known, so not taken apart at the weaker sign
    [InlineData("Rock/", "Rock")]
    [InlineData("/", "")]
    public void A_tag_is_read_as_its_genres(string tag, string genres) =>
        Assert.Equal(genres.Split('|', StringSplitOptions.RemoveEmptyEntries), GenreAliases.Shipped.Read(tag));

    [Fact]
    public async Task A_tag_of_a_hundred_thousand_separators_is_taken_apart_at_once()
    {
        var tag = string.Join('/', Enumerable.Range(0, 100_000).Select(i => i % 1000 == 0 ? "Hip-Hop/Rap" : $"g{i}"));
        var token = TestContext.Current.CancellationToken;
        // Looking up every stretch of it would take days: the limit only ends the waiting.
        var genres = await Task.Run(() => GenreAliases.Shipped.Read(tag), token).WaitAsync(TimeSpan.FromMinutes(2), token);
        Assert.Equal(99_901, genres.Length);
        Assert.Equal(["Hip-Hop", "g1", "g2"], genres[..3]);
    }

    [Fact]
    public void Every_genre_of_the_32_is_read_as_itself() =>
        Assert.All(LabelSpec.Vocabularies["fma32"], genre => Assert.Equal([genre], GenreAliases.Shipped.Read(genre)));

    [Fact]
    public void A_music_library_is_read_with_its_own_table_first()
    {
        MakeSong("a.wav", "Hip Hop");
        MakeSong("b.wav", "Hip Hop");
        MakeSong("c.wav", "Rock/Zeuhl");
        MakeSong("d.wav", "Jazz");
        var shipped = Read();
        Assert.Equal(["Hip-Hop", "Hip-Hop", "Rock Zeuhl", "Jazz"], shipped.Tracks.Select(t => string.Join(' ', t.Labels)));
        Assert.Equal(["Hip Hop > Hip-Hop 2", "Rock/Zeuhl > Rock,Zeuhl 1"],
            shipped.TagReadings.Select(r => $"{r.Tag} > {string.Join(',', r.Genres)} {r.Tracks}"));

        folder.Write("music/genre-aliases.csv", "genre,aliases\nRap,Hip-Hop;Hip-Hop/Rap\nProg,Rock/Zeuhl\n");
        Assert.Equal(["Rap", "Rap", "Prog", "Jazz"], Read().Tracks.Select(t => Assert.Single(t.Labels)));
        Assert.Empty(FolderLibrary.Read(folder.File("music"), LabelSource.Folders).TagReadings);
    }

    [Fact]
    public void A_table_of_another_form_is_refused()
    {
        MakeSong("a.wav", "Rock");
        folder.Write("music/genre-aliases.csv", "alias,genre\nHip Hop,Rap\n");
        Assert.EndsWith(
            "genre-aliases.csv: the column aliases is missing; a table of genre aliases has the columns genre and aliases (;-separated).",
            Assert.Throws<WorkbenchException>(Read).Message, StringComparison.Ordinal);
        folder.Write("music/genre-aliases.csv", "genre,aliases\nRap,Hip Hop\nTrap,hip-hop\n");
        Assert.EndsWith("Trap and Rap have an alias in common; give it to one of them.",
            Assert.Throws<WorkbenchException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_description_tells_what_was_read_otherwise()
    {
        MakeSong("a.wav", "Hip Hop");
        MakeSong("b.wav", "Rock/Pop");
        var result = WorkbenchProcess.Run(folder.File("data"), "data", "describe", folder.File("music"));
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("\"Hip Hop\" read as Hip-Hop: 1 songs", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"Rock/Pop\" read as Rock, Pop: 1 songs", result.Output, StringComparison.Ordinal);
    }

    private Dataset Read() => FolderLibrary.Read(folder.File("music"), LabelSource.Tags);

    private void MakeSong(string name, string genre) => folder.Write($"music/{name}", SoundBytes.Wav(new byte[4],
        after: SoundBytes.Chunk("LIST", [.. "INFO"u8, .. SoundBytes.Chunk("IGNR", [.. System.Text.Encoding.ASCII.GetBytes(genre), 0])])));
}
