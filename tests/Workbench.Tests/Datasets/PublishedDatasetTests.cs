using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

/// <summary>
/// Small folders of the exact layout of published datasets. The audio is empty files: readers look only whether it is there.
/// </summary>
public sealed class PublishedDatasetTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FMA_is_read_with_its_parts_hierarchy_and_subsets()
    {
        MakeFma();
        var dataset = Open("fma");
        Assert.Equal("fma_small", dataset.Name);
        Assert.Equal(["000/000002.mp3", "000/000005.mp3", "001/001482.mp3"], dataset.Tracks.Select(t => t.Id));
        var first = dataset.Tracks[0];
        Assert.Equal(("AWOL", "A Way\nOf Life", "Food, \"more\"", PartName.Training), (first.Artist, first.Album, first.Title, first.Part));
        Assert.Equal(["Hip-Hop"], first.Labels);
        Assert.Equal(["Noise-Rock", "Rock"], dataset.Tracks[1].Labels);
        Assert.Equal([PartName.Training, PartName.Validation, PartName.Test], dataset.Tracks.Select(t => t.Part!.Value));
        Assert.Equal("Rock", dataset.Parents["Noise-Rock"]);
        Assert.DoesNotContain("Rock", dataset.Parents.Keys);
        // No audio, no genre, broken; a song of another subset is not named.
        Assert.Equal(["000010.mp3", "001483.mp3", "098565.mp3"], dataset.Skipped.Select(s => Path.GetFileName(s.Path)).Order());
        Assert.Equal(dataset.Tracks.Select(t => t.Id), Open("fma/fma_small").Tracks.Select(t => t.Id));
    }

    [Fact]
    public void FMA_tables_of_another_form_are_refused()
    {
        MakeFma();
        folder.Write("fma/fma_metadata/tracks.csv", "track_id,title\n2,Food\n3,Electric\n4,This\n");
        Assert.Contains("the column set/split is missing", Assert.Throws<WorkbenchException>(() => Open("fma")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GTZAN_has_its_official_parts_where_the_lists_are_and_a_warning_where_not()
    {
        string[] genres = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];
        foreach (var genre in genres)
            for (var i = 0; i < 4; i++)
                folder.Write($"gtzan/{genre}/{genre}.{i:00000}.wav", "");
        var all = Open("gtzan");
        Assert.Equal(40, all.Tracks.Length);
        Assert.StartsWith("GTZAN without its fault-filtered lists", Assert.Single(all.Notes), StringComparison.Ordinal);

        foreach (var (part, i) in new[] { ("train", 0), ("valid", 1), ("test", 2) })
            folder.Write($"gtzan/fault_filtered/{part}.txt", string.Concat(genres.Select(g => $"{g}/{g}.{i:00000}.wav\n")));
        folder.Write("gtzan/sturm3fold/f1_train_groups.txt", "./blues_00000.wav\t7\n./blues_00001.wav\t8\n");
        var filtered = Open("gtzan");
        Assert.Empty(filtered.Notes);
        Assert.Equal(30, filtered.Tracks.Length);
        Assert.Equal(10, filtered.Skipped.Length);
        Assert.Equal(10, filtered.Tracks.Count(t => t.Part == PartName.Validation));
        Assert.Equal(["7", "8", null], filtered.Tracks.Take(3).Select(t => t.Artist));
        Assert.Equal(["blues"], filtered.Tracks[0].Labels);
    }

    [Fact]
    public void A_table_of_GTZAN_s_songs_without_parts_has_the_same_warning()
    {
        var dataset = Open(SharedData.Path("gtzan", "features_30_sec.csv"));
        Assert.Equal(1000, dataset.Tracks.Length);
        Assert.StartsWith("GTZAN without its fault-filtered lists", dataset.Notes[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("GTZAN",
            string.Concat(Open(folder.Write("songs.csv", "id,labels\nblues.00000.wav,blues\nmine.wav,rock\n")).Notes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_lists_of_GTZAN_are_read()
    {
        foreach (var list in new[] { "train", "valid", "test" })
            folder.Write($"gtzan/fault_filtered/{list}.txt", File.ReadAllText(SharedData.Path("gtzan", "fault_filtered", $"{list}.txt")));
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("gtzan", "sturm3fold"), "*_groups.txt"))
            folder.Write($"gtzan/sturm3fold/{Path.GetFileName(file)}", File.ReadAllText(file));
        foreach (var row in File.ReadLines(SharedData.Path("gtzan", "features_30_sec.csv")).Skip(1).Select(line => line.Split(',')[0]))
            folder.Write($"gtzan/{row.Split('.')[0]}/{row}", "");
        var dataset = Open("gtzan");
        Assert.Equal([443, 197, 290], Enum.GetValues<PartName>().Select(p => dataset.Tracks.Count(t => t.Part == p)));
        Assert.Equal(70, dataset.Skipped.Length);
    }

    [Fact]
    public void MTG_Jamendo_is_read_with_its_split()
    {
        const string header = "TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS\n";
        const string first = "track_0000214\tartist_000014\talbum_000031\t14/214.mp3\t124.6\tgenre---punkrock\n";
        const string second = "track_0000241\tartist_000005\talbum_000033\t41/241.mp3\t340.1\tgenre---rock\tgenre---metal\n";
        folder.Write("jamendo/data/autotagging_genre.tsv", header + first + second + first.Replace("14", "15"));
        folder.Write("jamendo/data/splits/split-0/autotagging_genre-train.tsv", header + first);
        folder.Write("jamendo/data/splits/split-0/autotagging_genre-test.tsv", header + second);
        folder.Write("jamendo/raw_30s/audio/14/214.mp3", "");
        folder.Write("jamendo/raw_30s/audio/41/241.low.mp3", "");
        var dataset = Open("jamendo/data/autotagging_genre.tsv");
        Assert.Equal(["14/214.mp3", "41/241.mp3"], dataset.Tracks.Select(t => t.Id));
        Assert.Equal([PartName.Training, PartName.Test], dataset.Tracks.Select(t => t.Part!.Value));
        Assert.Equal(["metal", "rock"], dataset.Tracks[1].Labels);
        Assert.Equal(("artist_000005", "album_000033", 340.1),
            (dataset.Tracks[1].Artist, dataset.Tracks[1].Album, dataset.Tracks[1].DurationSeconds));
        Assert.EndsWith("241.low.mp3", dataset.Tracks[1].AudioPath, StringComparison.Ordinal);
        Assert.Single(dataset.Skipped);
    }

    private Dataset Open(string name) => DatasetReader.Open(folder.File(name), LabelSource.Auto, new DataFolder(folder.File("data")));

    private void MakeFma()
    {
        folder.Write("fma/fma_metadata/genres.csv",
            "genre_id,#tracks,parent,title,top_level\n12,32923,0,Rock,12\n21,8389,0,Hip-Hop,21\n"
            + "31,1498,12,Metal,12\n45,3262,12,Noise-Rock,12\n");
        folder.Write("fma/fma_metadata/tracks.csv", """"
            ,album,artist,set,set,track,track,track,track,track
            ,title,name,split,subset,duration,genre_top,genres,genres_all,title
            track_id,,,,,,,,,
            2,"A Way
            Of Life",AWOL,training,small,168,Hip-Hop,[21],[21],"Food, ""more"""
            5,A Way Of Life,B,validation,small,206,,[45],"[12, 45]",This World
            10,C,Kurt Vile,test,small,161,Rock,[31],"[31, 12]",Freeway
            20,D,Nicky Cook,test,large,311,Rock,[31],"[31, 12]",Spiritual Level
            1482,E,F,test,small,180,Rock,[31],"[31, 12]",G
            1483,E,F,test,small,180,,[],[],H
            98565,I,J,training,small,29,Hip-Hop,[21],[21],K
            """".ReplaceLineEndings("\n"));
        foreach (var id in new[] { "000/000002", "000/000005", "001/001482", "001/001483", "098/098565" })
            folder.Write($"fma/fma_small/{id}.mp3", "");
    }
}
