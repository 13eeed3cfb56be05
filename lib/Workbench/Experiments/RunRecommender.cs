using Workbench.Datasets;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Kept;
using Workbench.Recommendation.Shared;

namespace Workbench.Experiments;

/// <summary>Recommends songs of a run's dataset by what its model hears in them.</summary>
public static class RunRecommender
{
    /// <summary>
    /// Takes what the model made of the songs from the run's folder. The first time there is nothing, as where the files
    /// are damaged: then every song is heard once more and the result kept.
    /// </summary>
    /// <param name="workspace">Where the features are kept.</param>
    /// <param name="run">The run whose model listens.</param>
    /// <param name="similarity">
    /// How songs are compared; null for <see cref="SimilaritySpec.Default"/>, or <see cref="SimilaritySpec.EmbeddingAndGenres"/> where the
    /// run has kept no features of the songs: earlier ones have not, nor have those whose model hears frames alone.
    /// </param>
    /// <param name="work">
    /// Threads, progress of reading and extracting, and what stops it; null for <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="WorkbenchException">The run's dataset is not where it was, or its model cannot be read.</exception>
    public static Recommender Open(Workspace workspace, Run run, SimilaritySpec? similarity, Work? work = null)
    {
        if (run.Spec.Dataset != DatasetReader.DemoName && !ObjectFolder.Is(run.Spec.Dataset) && !Path.Exists(run.Spec.Dataset))
            throw new WorkbenchException($"The songs of run {run.Id} are no longer at {run.Spec.Dataset}. "
                + "Move them back, or train again where they are now.");
        work ??= Work.Default;
        return Over(run, run.Folder, () => Catalogue(workspace, run, work), similarity, work);
    }

    /// <inheritdoc cref="Open(Workspace, Run, SimilaritySpec?, Work?)"/>
    public static Recommender Open(Workspace workspace, Run run, Work? work = null) => Open(workspace, run, null, work);

    /// <summary>
    /// As <see cref="Open(Workspace, Run, SimilaritySpec?, Work?)"/>, but hears and writes nothing, and asks not where the songs are.
    /// Null of a run that has not kept what its model made of them.
    /// </summary>
    /// <param name="run">The run whose model listens.</param>
    /// <exception cref="WorkbenchException">What it has kept is damaged, or its model cannot be read.</exception>
    public static Recommender? OpenKept(Run run) =>
        SongCatalogue.Is(run.Folder) ? Over(run, run.Folder, () => Kept(run, run.Folder)) : null;

    /// <summary>
    /// Recommends songs of another collection by what the model of a run hears in them. What it made of them is kept in the run's folder,
    /// so that the next question is quick, and made anew once songs were added, taken away or changed.
    /// </summary>
    /// <param name="workspace">Where the features are kept.</param>
    /// <param name="run">The run whose model listens.</param>
    /// <param name="dataset">
    /// The collection, by a name or a path; or songs that machines share (<see cref="Share"/>), for instance <c>postgres:songs</c>.
    /// </param>
    /// <param name="similarity">How songs are compared; null for the usual.</param>
    /// <param name="work">Threads, progress and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// There is no such collection, none of its songs can be read, or the model cannot listen.
    /// </exception>
    public static Recommender Over(Workspace workspace, Run run, string dataset, SimilaritySpec? similarity = null, Work? work = null)
    {
        work ??= Work.Default;
        if (SharedSongs.Is(dataset))
            return SharedSongs.Open(dataset, run.Model, workspace.Data, similarity, work);
        dataset = DatasetReader.FullName(dataset);
        if (dataset == run.Spec.Dataset)
            return Open(workspace, run, similarity, work);
        var (songs, folder, isKept, hear) = Other(workspace, run, dataset, work);
        return isKept
            ? Over(run, folder, () => KeptOr(run, folder, hear, work), similarity, work, songs.Name)
            : new(run.Model, KeptIndex.Make(folder, run.Model, similarity, hear(), work), NameOf(songs.Name));
    }

    /// <summary>
    /// Puts songs into a catalogue on a server, as the model of a run hears them: several machines put theirs there, and all ask about all
    /// (<see cref="Over(Workspace, Run, string, SimilaritySpec?, Work?)"/>). A song takes the place of one of the same id.
    /// </summary>
    /// <param name="workspace">Where the features are kept.</param>
    /// <param name="run">The run whose model listens, and whose songs they are.</param>
    /// <param name="catalogue">The catalogue's name, for instance <c>postgres:songs</c>; it is made where there is none.</param>
    /// <param name="dataset">Another collection, by a name or a path; null for the run's own.</param>
    /// <param name="removes">Whether the songs are taken out instead.</param>
    /// <param name="work">Threads, progress and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>How many songs are new there or not as before, or were taken out.</returns>
    /// <exception cref="WorkbenchException">
    /// No server is named, it does not answer or refuses, another model heard the songs there, or these cannot be read.
    /// </exception>
    public static int Share(
        Workspace workspace, Run run, string catalogue, string? dataset = null, bool removes = false, Work? work = null)
    {
        work ??= Work.Default;
        dataset = DatasetReader.FullName(dataset ?? run.Spec.Dataset);
        var songs = dataset == run.Spec.Dataset ? Catalogue(workspace, run, work)
            : Other(workspace, run, dataset, work) is var other && other.IsKept ? KeptOr(run, other.Folder, other.Hear, work)
            : other.Hear();
        return removes ? SharedSongs.Remove(catalogue, run.Model, songs, work) : SharedSongs.Put(catalogue, run.Model, songs, work);
    }

    /// <summary>What the model of a run made of its songs.</summary>
    internal static SongCatalogue Catalogue(Workspace workspace, Run run, Work work)
    {
        return SongCatalogue.Is(run.Folder) ? KeptOr(run, run.Folder, HearAll, work) : HearAll();

        SongCatalogue HearAll() => Hear(workspace, run, workspace.Open(run.Spec.Dataset, run.Spec.Labels, work), run.Folder, work);
    }

    /// <summary>Another collection than the run's own, and whether what the model made of it is kept.</summary>
    private static (Dataset Songs, string Folder, bool IsKept, Func<SongCatalogue> Hear) Other(
        Workspace workspace, Run run, string dataset, Work work)
    {
        run.Model.RequireSound();
        var songs = DatasetReader.OpenToHear(dataset, workspace.Data, work);
        var source = CatalogueSource.Of(dataset, songs);
        var folder = Path.Combine(run.Folder, RunFiles.Catalogues, SpecJson.Hash(dataset)[..16]);
        return (songs, folder, source.IsThatOf(folder), () => Hear(workspace, run, songs, folder, work, source));
    }

    private static SongCatalogue KeptOr(Run run, string folder, Func<SongCatalogue> hear, Work work)
    {
        try
        {
            return Kept(run, folder);
        }
        catch (WorkbenchException damage)
        {
            work.Report(new WorkNotice($"{damage.Message} All of them are heard anew."));
            return hear();
        }
    }

    private static Recommender Over(Run run, string folder, Func<SongCatalogue> songs, SimilaritySpec? similarity = null, Work? work = null,
        string? dataset = null) =>
        new(run.Model, KeptIndex.Of(folder, run.Model, similarity, songs, work), NameOf(dataset ?? run.Summary.Dataset));

    private static string NameOf(string dataset) => $"the dataset {dataset}";

    private static SongCatalogue Kept(Run run, string folder) =>
        SongCatalogue.Load(folder, run.Model.EmbeddingSize, run.Model.Vocabulary.Count);

    private static SongCatalogue Hear(
        Workspace workspace, Run run, Dataset dataset, string folder, Work work, CatalogueSource? source = null)
    {
        var songs = workspace.Extract(dataset, run.Spec.Heard, work);
        var heard = new SongCatalogue(songs.Tracks, run.Model.Run(songs.Songs, work))
        {
            Features = SongCatalogue.SummariesOf(songs.Songs),
        };
        try
        {
            heard.Save(folder);
            source?.Save(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Runs that may only be read are heard again each time.
        }
        return heard;
    }
}
