using Workbench.Features;
using Workbench.Notebook;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Notebook;

/// <summary>Length, loudness and tempo of a collection.</summary>
public sealed class SongFactsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Songs_that_are_decoded_for_them_give_the_features_of_the_experiment_too()
    {
        FeatureSpec spec = new() { Features = [new Mfcc(), new Rms()] };
        TinyCorpus.Make(folder.File("songs"));
        var lab = Lab.On(folder.File("songs"), folder.File("data")).With(spec);
        lab.Durations();
        foreach (var track in lab.Songs.Tracks)
        {
            var time = File.GetLastWriteTimeUtc(track.AudioPath);
            File.WriteAllBytes(track.AudioPath, new byte[new FileInfo(track.AudioPath).Length]); // whoever reads it now finds no music
            File.SetLastWriteTimeUtc(track.AudioPath, time);
        }
        Assert.Equal(24, lab.Features.RowCount);
        Assert.Equal(spec.ColumnNames, lab.Features.ColumnNames);
        Assert.NotNull(lab.Tempo());
    }
}
