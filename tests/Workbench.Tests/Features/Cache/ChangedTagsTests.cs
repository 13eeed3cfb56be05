using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features.Cache;

public sealed class ChangedTagsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Features_of_every_kind_outlast_a_change_of_the_tags()
    {
        FeatureSpec summary = new() { Features = [new SpectralCentroid()] };
        var frames = summary with { Statistics = [] };
        Database database = new(folder.File("cache.db"));
        FeatureCache cache = new(database);
        var song = folder.Write("song.wav", WavFile.Encode(new(22_050, TestAudio.Tone(440, 22_050, 44_100))));
        var before = new[] { summary, frames }.Select(spec => cache.Extract([song], spec)).ToArray();
        new ChangedTags(database).During(song, () => File.WriteAllBytes(song, [.. File.ReadAllBytes(song), 1, 2, 3]));
        var after = new[] { summary, frames }.Select(spec => cache.Extract([song], spec)).ToArray();
        Assert.All(after, result => Assert.Equal(1, result.CachedCount));
        Assert.Equal(before[0].Features.Values, after[0].Features.Values);
        Assert.Equal(before[1].Songs.FrameCount(0), after[1].Songs.FrameCount(0));
    }

    [Fact]
    public void A_file_of_which_nothing_is_known_is_changed_all_the_same()
    {
        var song = folder.Write("song.wav", "x");
        new ChangedTags(new(folder.File("cache.db"))).During(song, () => File.WriteAllText(song, "y"));
        Assert.Equal("y", File.ReadAllText(song));
    }
}
