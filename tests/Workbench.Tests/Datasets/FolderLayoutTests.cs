using Workbench.Audio;
using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public sealed class FolderLayoutTests
{
    [Theory]
    [InlineData("train/rock train/jazz train/rock test/jazz", "rock jazz rock jazz")]
    [InlineData("rock/train rock/train jazz/test jazz/train", "rock rock jazz jazz")]
    [InlineData("Data/genres_original/blues Data/genres_original/blues Data/genres_original/jazz Data/genres_original/jazz",
        "blues blues jazz jazz")]
    [InlineData("first/rock first/jazz second/rock second/jazz", "rock jazz rock jazz")]
    [InlineData("Rock/Ann/One Rock/Bob/Two Jazz/Cid/Three Jazz/Cid/Four", "Rock Rock Jazz Jazz")]
    [InlineData("Rock/Ann/One/CD1 Rock/Bob/Two/CD1 Jazz/Cid/Three/CD1 Jazz/Cid/Four/CD2", "Rock Rock Jazz Jazz")]
    [InlineData("mine/Rock mine/Rock yours/Jazz yours/Jazz", "Rock Rock Jazz Jazz")]
    [InlineData("pop pop test test", "pop pop test test")]
    [InlineData("Rock/1990s Rock/2000s Jazz/1990s Jazz/2000s", "Rock Rock Jazz Jazz")]
    public void Folders_that_name_genres_are_found(string folders, string genres)
    {
        string[][] chains = [.. folders.Split(' ').Select(f => f.Split('/'))];
        var layout = FolderLayout.Of([.. chains.Select(c => new FolderLayout.File(c, null))], LabelSource.Auto, GenreAliases.Shipped);
        Assert.True(layout.NamesGenres);
        Assert.Equal(genres.Split(' '), chains.Select(layout.GenreOf));
    }

    [Theory]
    [InlineData("Ann/One Ann/Two Bob/Three Cid/Four")]
    [InlineData("Ann Bob Cid Dan")]
    [InlineData("Ann/CD1 Ann/CD2 Bob/CD1 Cid/CD1")]
    public void Folders_of_artists_and_albums_name_no_genres(string folders)
    {
        FolderLayout.File[] files = [.. folders.Split(' ').Select(f => f.Split('/'))
            .Select(c => new FolderLayout.File(c, new AudioTags(c[0].ToUpperInvariant(), null, null, [], null)))];
        Assert.False(FolderLayout.Of(files, LabelSource.Auto, GenreAliases.Shipped).NamesGenres);
    }

    [Theory]
    [InlineData("1999 1999 2000 2000")]
    [InlineData("One One Two Two")]
    [InlineData("Ann - One|Ann - One|Ann - Two|Ann - Two")]
    public void Folders_of_years_and_albums_name_no_genres(string folders)
    {
        string[] names = folders.Split(folders.Contains('|', StringComparison.Ordinal) ? '|' : ' ');
        FolderLayout.File[] files =
            [.. names.Select(n => new FolderLayout.File([n], new AudioTags("Ann", n.Replace("Ann - ", ""), null, ["Rock"], null)))];
        Assert.False(FolderLayout.Of(files, LabelSource.Auto, GenreAliases.Shipped).NamesGenres);
    }

    [Fact]
    public void Parts_are_taken_from_folders()
    {
        string[][] chains = [["Train", "rock"], ["Train", "jazz"], ["val_set", "rock"], ["test", "jazz"], ["rock"]];
        var layout = FolderLayout.Of([.. chains.Select(c => new FolderLayout.File(c, null))], LabelSource.Auto, GenreAliases.Shipped);
        Assert.Equal([PartName.Training, PartName.Training, PartName.Validation, PartName.Test, null], chains.Select(layout.PartOf));
        Assert.Equal("the outermost folders: jazz, rock; parts from the folders Train, test, val_set", layout.InWords);
    }
}
