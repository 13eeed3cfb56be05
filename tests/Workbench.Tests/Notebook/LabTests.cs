using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Notebook;

public sealed class LabTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lab lab;

    public LabTests() => lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_song_is_named_by_its_id_or_its_number()
    {
        Assert.Equal("low/00.wav", lab.Song("4").Id);
        Assert.Equal("low/00.wav", lab.Song("low/00.wav").Id);
        foreach (var wrong in new[] { "12", "-1", "low" })
            Assert.Equal($"{wrong}: no such song in songs; ids look like high/00.wav, numbers go from 0 to 11.", Assert.Throws<WorkbenchException>(() => lab.Song(wrong)).Message);
    }

    [Fact]
    public void A_variation_leaves_the_lab_as_it_was()
    {
        var other = lab.WithSeed(3).With(lab.Spec.Training with { Seed = 5 });
        Assert.Equal((3, 5), (other.Spec.Split.Seed, other.Spec.Training.Seed));
        Assert.Equal((0, 0), (lab.Spec.Split.Seed, lab.Spec.Training.Seed));
        Assert.Same(lab.Songs, other.Songs);
    }

    [Fact]
    public void A_song_is_seen_and_heard()
    {
        Assert.Contains("<svg", lab.Spectrogram("0").ToSvg(), StringComparison.Ordinal);
        Assert.Equal(1.5, lab.Play("0").DurationSeconds, 3);
        Assert.Contains("rock", lab.ClassBalance().ToSvg(), StringComparison.Ordinal);
    }
}
